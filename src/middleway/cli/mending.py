"""Repairs UTF-8 text that was read as Latin-1 or cp1252, as in the exports of Facebook and Instagram."""

import re
from typing import Final

_ROUNDS: Final = 2
# The character that such a reader makes of each byte. cp1252 lacks five bytes; most programs read those as Latin-1.
_LATIN: Final = [chr(byte) for byte in range(256)]
_WINDOWS: Final = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_TABLES: Final = [(table, {character: byte for byte, character in enumerate(table)}) for table in (_LATIN, _WINDOWS)]
_BEYOND_ASCII: Final = re.compile("[^\0-\x7f]+")
# What the first bytes of ’ “ …, of emoji and of accented letters look like when they were read so.
_TELLING: Final = re.compile("â€|â\x80|ð\x9f|ðŸ|Ã[\x80-\xbf]")


def mended(text: str) -> str | None:
    """Return the text that was meant; None if it is not certain that it is damaged, and how.

    It is certain if everything beyond ASCII, turned back into bytes, is UTF-8, and the repaired text, damaged again,
    gives the same text.
    """
    found = None
    if text.isascii():
        return None
    for _ in range(_ROUNDS):
        once = next((one for one in (_undone(found or text, *both) for both in _TABLES) if one), None)
        if once is None:
            break
        found = once
    return found


def looks_damaged(text: str) -> bool:
    """Whether a text has characters that only such damage leaves, even if it is not certain what was meant."""
    return _TELLING.search(text) is not None


def _undone(text: str, table: list[str], byte_of: dict[str, int]) -> str | None:
    pieces = _BEYOND_ASCII.findall(text)
    try:
        meant = [bytes(byte_of[character] for character in piece).decode("utf-8") for piece in pieces]
    except (KeyError, UnicodeDecodeError):
        return None
    following = iter(meant)
    found = _BEYOND_ASCII.sub(lambda _: next(following), text)
    damaged_anew = "".join(table[byte] for byte in found.encode("utf-8"))
    return found if pieces and damaged_anew == text else None
