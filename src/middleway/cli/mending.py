"""Text that was UTF-8 and was read as Latin-1 or cp1252, as Facebook and Instagram write it, read as UTF-8 again."""

import re
from typing import Final

_ROUNDS: Final = 2
# What such a reader makes of each byte. Five bytes are nothing in cp1252; most programs then take Latin-1's.
_LATIN: Final = [chr(byte) for byte in range(256)]
_WINDOWS: Final = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_TABLES: Final = [(table, {character: byte for byte, character in enumerate(table)}) for table in (_LATIN, _WINDOWS)]
_BEYOND_ASCII: Final = re.compile("[^\0-\x7f]+")
# How the first bytes of ’ “ … and of pictographs, and those of accented letters, look when they were read so.
_TELLING: Final = re.compile("â€|â\x80|ð\x9f|ðŸ|Ã[\x80-\xbf]")


def mended(text: str) -> str | None:
    """Return the text that was meant; None when it is not certain that it is damaged, and how.

    It is certain when all that is beyond ASCII is UTF-8 once it is bytes again, and damaged anew gives the same text.
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
    """Whether a text has what only such damage leaves, be it certain what was meant or not."""
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
