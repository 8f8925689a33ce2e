"""Who somebody in a sentence is, to the writer."""

from enum import Enum
from typing import Final

from middleway.reading.outright.patterns import Data
from middleway.reading.outright.tokens import Token, Tree


class Who(Enum):
    ME = "the writer, or the writer with others"
    YOU = "whom it is written to"
    CLOSE = "somebody of the writer's: my sister, the children"
    OTHER = "somebody else"
    UNNAMED = "nobody is named"
    NOBODY = "no one: it is denied"
    THING = "nothing that acts by itself, or somebody whose blows are no danger: a baby, a dog"


PERSONS: Final = frozenset({Who.YOU, Who.CLOSE, Who.OTHER})
_ME: Final = frozenset({"i", "me", "we", "us", "myself", "ourselves"})
_YOU: Final = frozenset({"you", "ya", "thou"})
_OTHER: Final = frozenset(
    {
        "he",
        "him",
        "she",
        "her",
        "they",
        "them",
        "someone",
        "somebody",
        "who",
        "whoever",
        "himself",
        "herself",
        "themselves",
    }
)
_NOBODY: Final = frozenset({"nobody", "none", "neither", "noone"})
_OWNERS: Final = {"my": Who.ME, "our": Who.ME, "your": Who.YOU, "his": Who.OTHER, "her": Who.OTHER, "their": Who.OTHER}
_NOUN_PARTS: Final = ("NN", "JJ", "CD", "PRP$", "DT", "HYPH", "VBN", "VBG", "POS", "RB")
_GROWING: Final = 10  # years
_BACK: Final = 6  # words that may stand before a noun: "my poor little brother's new wife"


class People:
    def __init__(self, data: Data) -> None:
        lists = data.lists
        self._people, self._harmless = lists["PEOPLE"], lists["HARMLESS"]
        self._close, self._theirs = lists["CLOSE"], lists["CHILDREN"]
        self._little, self._anybody = lists["LITTLE"], lists["ANYBODY"]

    def who(self, sentence: Tree, at: int) -> Who:
        """Return who the noun or pronoun at `at` is."""
        token = sentence[at]
        for words, who in ((_ME, Who.ME), (_YOU, Who.YOU), (_NOBODY, Who.NOBODY), (_OTHER, Who.OTHER)):
            if token.text in words:
                return who
        before = [sentence[i].text for i in self._before(sentence, at)]
        if "no" in before:
            return Who.NOBODY
        return self._noun(token, before)

    def _noun(self, token: Token, before: list[str]) -> Who:
        is_harmless = token.among(self._harmless) or any(word in self._harmless for word in before)
        if is_harmless or not (token.is_name or token.among(self._people)):
            return Who.THING
        if ("my" in before or "our" in before) and "'s" not in before:
            return Who.CLOSE
        if (token.among(self._theirs) and ("the" in before or not before)) or (
            token.text in self._close and not before
        ):
            return Who.CLOSE
        return Who.OTHER

    def is_little(self, sentence: Tree, at: int) -> bool:
        """Whether somebody is too small to be a danger: "the baby", "my four year old son"."""
        before = [sentence[i].text for i in self._before(sentence, at)]
        if sentence[at].among(self._little) or "little" in before:
            return True
        years = [int(word) for word in before if word.isdigit()]
        return "year" in before and not any(number >= _GROWING for number in years)

    def is_anybody(self, sentence: Tree, at: int) -> bool:
        """Whether nobody in particular is meant: "people", "someone", "women"."""
        return sentence[at].among(self._anybody) and not {"my", "our"} & {
            sentence[i].text for i in self._before(sentence, at)
        }

    def _before(self, sentence: Tree, at: int) -> list[int]:
        """Return the words of the same noun phrase before its noun, the nearest first."""
        out: list[int] = []
        for i in range(at - 1, max(-1, at - 1 - _BACK), -1):
            if not sentence[i].tag.startswith(_NOUN_PARTS) and sentence[i].text not in _OWNERS:
                break
            out.append(i)
            if sentence[i].text in _OWNERS:
                break
        return out

    def owner(self, sentence: Tree, at: int) -> Who | None:
        """Return whose the thing at `at` is: "my arm", "my sister's arm". None where it is not said."""
        for i in self._before(sentence, at):
            if sentence[i].text == "'s":
                return self.who(sentence, i - 1) if i else None
            if sentence[i].text in _OWNERS:
                return _OWNERS[sentence[i].text]
        return None
