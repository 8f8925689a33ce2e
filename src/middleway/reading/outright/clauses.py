"""Who does what a clause tells, and to whom."""

from dataclasses import dataclass
from typing import Final

from middleway.reading.outright.nouns import goes_on
from middleway.reading.outright.patterns import Data
from middleway.reading.outright.people import People, Who
from middleway.reading.outright.tokens import AUXILIARIES, NOMINATIVE, NOT, STEPS, Tree

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# A word that hangs on another in one of these ways has the same subject, where it has none of its own.
_SHARES: Final = frozenset(
    [
        "xcomp",
        "conj",
        "acomp",
        "attr",
        "oprd",
        "advcl",
        "aux",
        "auxpass",
        "prep",
        "pcomp",
        "dep",
        "ccomp",
        "pobj",
        "dobj",
        "npadvmod",
        "advmod",
        "acl",
    ]
)
_PASSIVES: Final = frozenset({"was", "were", "been", "being", "got", "get", "gets", "getting", "am", "is", "are", "be"})


@dataclass(frozen=True, slots=True)
class Subject:
    who: Who
    at: int | None
    is_passive: bool = False


class Clauses:
    def __init__(self, data: Data, people: People) -> None:
        self._people, self._lists = people, data.lists

    def subject(self, sentence: Tree, at: int) -> Subject:
        """Return who the subject of the word at `at` is; UNNAMED where it was left out."""
        token = sentence[at]
        passive = self.is_passive(sentence, at)
        place = self.subject_place(sentence, at)
        if place is None:
            place = self._nearest_before(sentence, at)
        if place is None:
            return Subject(Who.UNNAMED, None, passive)
        who = self._people.who(sentence, place)
        if sentence[place].text in {"who", "that", "which"}:
            who = self._of_relative(sentence, place, at, who)
        if token.dep == "conj" and who is Who.THING and not passive:
            near = self._nearest_before(sentence, at)
            who, place = (self._people.who(sentence, near), near) if near is not None else (who, place)
        return Subject(who, place, passive)

    def is_passive(self, sentence: Tree, at: int) -> bool:
        token = sentence[at]
        if token.tag == "VBG" or any(sentence[c].dep in {"dobj", "dative"} and c > at for c in token.children):
            return False
        if any(sentence[child].dep in {"auxpass", "nsubjpass"} for child in token.children):
            return True
        before = [sentence[i].text for i in range(max(0, at - 3), at) if sentence[i].text in _PASSIVES]
        return bool(before) and token.tag in {"VBN", "VBD"}

    def by_whom(self, sentence: Tree, at: int) -> Who:
        """Return by whom a passive is done."""
        found = Who.UNNAMED
        for i in range(at + 1, min(len(sentence) - 1, at + 9)):
            if sentence[i].is_mark or sentence[i].text in NOMINATIVE:
                break
            if sentence[i].text == "by":
                found = self._somebody(sentence, i + 1)
                if found is not Who.THING:
                    break
        return found

    def _somebody(self, sentence: Tree, at: int) -> Who:
        """Return who is named from `at` on; THING where that is nobody."""
        for i in range(at, min(len(sentence), at + 6)):
            who = self._people.who(sentence, i)
            if sentence[i].text in NOMINATIVE or sentence[i].tag == "WRB":  # "struck by how gorgeous he was"
                break
            after = sentence[i + 1].text if i + 1 < len(sentence) else ""
            if sentence[i].tag[:2] not in {"NN", "PR", "WP"} or goes_on(sentence, i) or after == "-":
                continue
            if who is not Who.THING or sentence[i].tag in {"NN", "NNS"}:  # "by a car, and he": the car did it
                return who
        return Who.THING

    def extent(self, sentence: Tree, at: int, start: int, end: int) -> list[int]:
        """Return the words of the clause of `at`, without other clauses that are joined to it."""
        out, left = set(range(start, end)), [at]
        while left:
            place = left.pop()
            out.add(place)
            left += [
                c
                for c in sentence[place].children
                if sentence[c].dep not in {"conj", "cc", "advcl", "ccomp", "parataxis"} and c not in out
            ]
        return sorted(out)

    def subject_place(self, sentence: Tree, at: int) -> int | None:
        for _ in range(STEPS):
            token = sentence[at]
            own = [c for c in token.children if sentence[c].dep in SUBJECTS and c != at]
            if own:
                return own[0]
            if token.dep in {"relcl", "acl"}:
                return token.head if token.dep == "relcl" else self._subject_of_acl(sentence, at)
            made = self._made_to(sentence, at)
            if made is not None or not self._shares(sentence, at):
                return made
            at = token.head
        return None

    def _made_to(self, sentence: Tree, at: int) -> int | None:
        """Return who is made, or seen, to do it: "I watched him hit her"."""
        token = sentence[at]
        if token.dep not in {"xcomp", "ccomp"} or not sentence[token.head].among(self._lists["MAKES"]):
            return None
        objects = [c for c in sentence[token.head].children if sentence[c].dep in {"dobj", "dative"} and c < at]
        return objects[-1] if objects else None

    def _shares(self, sentence: Tree, at: int) -> bool:
        """Whether a word has the subject of what it hangs on."""
        token = sentence[at]
        if token.dep not in _SHARES or token.head == at:
            return False
        return token.dep != "ccomp" or sentence[token.head].among(self._lists["GOES_ON"])

    def _subject_of_acl(self, sentence: Tree, at: int) -> int | None:
        return (
            sentence[at].head if sentence[at].tag in {"VBG", "VBN"} else self.subject_place(sentence, sentence[at].head)
        )

    def _of_relative(self, sentence: Tree, place: int, at: int, who: Who) -> Who:
        """Return who "who" is: whom the clause hangs on."""
        head = sentence[at].head if sentence[at].dep == "relcl" else place - 1
        found = self._people.who(sentence, head) if 0 <= head != at else who
        return found if found is not Who.THING or sentence[place].text != "who" else who

    def _nearest_before(self, sentence: Tree, at: int) -> int | None:
        """Return the noun or pronoun right before the word, where the parser found no subject: adverbs and helping
        verbs may stand between.
        """
        for i in range(at - 1, max(-1, at - 6), -1):
            token = sentence[i]
            if token.text in NOMINATIVE or (token.tag[:2] == "NN" and not goes_on(sentence, i)):
                return i if self._people.who(sentence, i) is not Who.THING else None
            if token.text in NOT | AUXILIARIES or token.tag.startswith("RB"):
                continue
            return None
        return None
