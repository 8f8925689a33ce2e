"""Which encoding bytes are in, as far as they tell it themselves."""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Which of every four bytes are zero, in a text that is mostly of letters below U+0100.
_ZEROS: Final = {"utf-32-le": {1, 2, 3}, "utf-32-be": {0, 1, 2}, "utf-16-le": {1, 3}, "utf-16-be": {0, 2}}
_MOST, _FEWEST = 0.6, 0.02  # the share of zeros in these places, at least, and in the others, at most
# Bytes that every Windows code page reads alike: … ‘ ’ “ ” • – —. Others beyond ASCII are another letter in another country.
_AGREED: Final = {0xDC00 + byte: bytes([byte]).decode("cp1252") for byte in (0x85, *range(0x91, 0x98))}
_LOST: Final = re.compile("[\udc80-\udcff]")


def encoding_of(head: bytes) -> str | None:
    """Return the encoding of a text that begins so, or None for what is no text. UTF-8, when nothing speaks against it."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head.count(0) <= _FEWEST * len(head):
        return "utf-8"
    return next((name for name, places in _ZEROS.items() if _fits(head, name, places)), None)


def _fits(head: bytes, name: str, places: set[int]) -> bool:
    shares = [head[at::4].count(0) / len(head[at::4]) if head[at::4] else float(at in places) for at in range(4)]
    if any(share < _MOST if at in places else share > _FEWEST for at, share in enumerate(shares)):
        return False
    return "\0" not in head[: len(head) // 4 * 4].decode(name, "replace")


def is_lost(text: str) -> bool:
    """Whether a text that was opened as UTF-8, with `surrogateescape`, holds bytes that are none."""
    return _LOST.search(text) is not None


def in_windows_code_page(text: str) -> str | None:
    """Return such a text with the marks that a Windows code page wrote; None where another code page would give another text."""
    beyond = [character for character in text if not character.isascii()]
    if not beyond or any(ord(character) not in _AGREED for character in beyond):
        return None
    return text.translate(_AGREED)
