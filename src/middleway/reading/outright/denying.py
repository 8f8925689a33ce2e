"""Whether a clause is said not to be so."""

from typing import Final

from middleway.reading.outright.clauses import SUBJECTS, Clauses
from middleway.reading.outright.patterns import Data
from middleway.reading.outright.people import People, Who
from middleway.reading.outright.tokens import AUXILIARIES, NOT, Tree

_QUESTIONS: Final = frozenset({"why", "how", "when", "what", "if"})


class Denying:
    def __init__(self, data: Data, people: People, clauses: Clauses) -> None:
        self._people, self._lists, self._clauses = people, data.lists, clauses

    def is_denied(self, sentence: Tree, at: int) -> bool:
        """Whether what the word at `at` tells is said not to be so."""
        token = sentence[at]
        nots = just_before(sentence, at) & NOT or self._own_nots(sentence, at)
        if nots or self._subject_denies(sentence, at):
            return True
        if (
            token.dep == "conj"
            and any(sentence[c].text in {"or", "nor"} for c in sentence[token.head].children)
            and token.head < at
        ):
            return self.is_denied(sentence, token.head)
        return self._is_denied_above(sentence, at)

    def _own_nots(self, sentence: Tree, at: int) -> set[int]:
        """Return the nots that hang on the word; in "I wouldn't he just pushed me" the not is of what comes before."""
        children = sentence[at].children
        subjects = [c for c in children if sentence[c].dep in SUBJECTS]
        return {
            c
            for c in children
            if sentence[c].dep == "neg" and (not subjects or c > subjects[0] or sentence[-1].text == "?")
        }

    def _subject_denies(self, sentence: Tree, at: int) -> bool:
        place = self._clauses.subject_place(sentence, at)
        return place is not None and self._people.who(sentence, place) is Who.NOBODY

    def _is_denied_above(self, sentence: Tree, at: int) -> bool:
        """Whether what it hangs on denies it: "never tried to", "I don't think that he", "without", "stopped
        hitting".
        """
        token, head = sentence[at], sentence[sentence[at].head]
        if token.head == at or token.dep not in {"xcomp", "ccomp", "pcomp", "acomp", "attr", "prep", "oprd", "acl"}:
            return False
        negated = self.is_denied(sentence, token.head)
        if head.text == "without":
            return True
        if head.among(self._lists["STOPS"]):
            return not negated and head.tag in {"VBD", "VBN", "VBZ", "VBP"}
        passes = (
            token.dep in {"acomp", "attr", "oprd", "pcomp", "prep"}
            or head.among(self._lists["PASSES_NOT"])
            or head.among(self._lists["GOES_ON"])
        )
        return negated and passes and not any(sentence[c].text in _QUESTIONS for c in token.children)


def just_before(sentence: Tree, at: int) -> set[str]:
    """Return the small words right before a word: helping verbs, adverbs, nots."""
    out: set[str] = set()
    for i in range(at - 1, max(-1, at - 4), -1):
        if sentence[i].text not in NOT | AUXILIARIES and not sentence[i].tag.startswith("RB"):
            break
        out.add(sentence[i].text)
    return out
