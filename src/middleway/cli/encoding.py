"""Detects the encoding of bytes, as far as the bytes show it."""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this mark
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Which of every four bytes are zero in a text that is mostly of letters below U+0100.
_ZEROS: Final = {"utf-32-le": {1, 2, 3}, "utf-32-be": {0, 1, 2}, "utf-16-le": {1, 3}, "utf-16-be": {0, 2}}
_MOST, _FEWEST = 0.6, 0.02  # the least share of zeros in these places, and the largest in the others
# The bytes that all Windows code pages read alike: … ‘ ’ “ ” • – —. Other bytes beyond ASCII differ by country.
_AGREED: Final = {0xDC00 + byte: bytes([byte]).decode("cp1252") for byte in (0x85, *range(0x91, 0x98))}
_LOST: Final = re.compile("[\udc80-\udcff]")


def encoding_of(head: bytes) -> str | None:
    """Return the encoding of a text that begins with `head`, UTF-8 if nothing shows another; None if it is not text."""
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
    """Whether a text that was decoded as UTF-8 with `surrogateescape` has bytes that are not UTF-8."""
    return _LOST.search(text) is not None


def in_windows_code_page(text: str) -> str | None:
    """Return such a text with those bytes read as a Windows code page; None if code pages differ in one of them."""
    beyond = [character for character in text if not character.isascii()]
    if not beyond or any(ord(character) not in _AGREED for character in beyond):
        return None
    return text.translate(_AGREED)
