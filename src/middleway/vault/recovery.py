"""The recovery code: 160 random bits that can be copied by hand, with a check group against typing mistakes."""

from typing import Final

from middleway.vault import primitives
from middleway.vault.errors import CodeMistyped

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_AS_MEANT: Final = str.maketrans("ILO", "110", " -\u2010\u2011\u2012\u2013\u2014\u00a0\t\r\n")
_BYTES: Final = 20
_GROUPS: Final = 9  # eight groups of the code, and the check group


def new_code() -> str:
    """Return a code as it is shown: nine groups of four."""
    return written(primitives.random(_BYTES))


def written(code: bytes) -> str:
    signs = _signs(code, 32) + _signs(primitives.digest(code)[:3], 4)
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def read_code(typed: str) -> bytes:
    """Return the 20 bytes of a code, however it was typed. Raises CodeMistyped."""
    signs = typed.translate(_AS_MEANT)
    signs = signs.upper().translate(_AS_MEANT) if signs.isascii() else ""  # "ß" would become two signs
    if len(signs) != 4 * _GROUPS or set(signs) - set(_ALPHABET):
        raise CodeMistyped
    number = 0
    for sign in signs[:32]:
        number = number * 32 + _ALPHABET.index(sign)
    code = number.to_bytes(_BYTES, "big")
    if _signs(primitives.digest(code)[:3], 4) != signs[32:]:
        raise CodeMistyped
    return code


def _signs(content: bytes, count: int) -> str:
    """Return the first `count` five-bit groups as signs."""
    number = int.from_bytes(content, "big") >> (len(content) * 8 - count * 5)
    return "".join(_ALPHABET[number >> 5 * (count - 1 - at) & 31] for at in range(count))
