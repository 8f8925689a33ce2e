"""Text to words: lower case, no accents, each with its place in the original string.

The cut is that of BERT's uncased tokeniser (Devlin et al. 2019, `BasicTokenizer`), so that the pretrained
weights keep their meaning. Offsets count code points of the string that the caller gave, whatever
was dropped or folded on the way: control characters, zero-width marks, lone surrogates, accents.
"""

import re
import unicodedata
from dataclasses import dataclass

from middleway.reading.folding import UNSEEN

_DROPPED = UNSEEN | {"Mn"}
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark. `text` is folded; `text[start:end]` of the original is what it was made from."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Cut `text` into words and single marks, in order, without gaps but for spaces and dropped characters."""
    if text.isascii() and text.isprintable():
        return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text.lower())]
    folded, origin = _fold(text)
    return [Word(m.group(), origin[m.start()], origin[m.end() - 1] + 1) for m in _WORD.finditer(folded)]


def is_dropped(character: str) -> bool:
    """Whether a character, taken apart from its accents, belongs to no word and is no mark."""
    return unicodedata.category(character) in _DROPPED or character == "\ufffd"


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, the index it came from."""
    out: list[str] = []
    origin: list[int] = []
    for index, original in enumerate(text):
        if original.isspace():
            out.append(" ")
            origin.append(index)
            continue
        # One source character may fold to several (the capital dotted I, ligatures) or to none.
        for character in unicodedata.normalize("NFD", original.lower()):
            if not is_dropped(character):
                out.append(character)
                origin.append(index)
    return "".join(out), origin
