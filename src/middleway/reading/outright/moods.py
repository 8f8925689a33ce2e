"""Whether what a clause tells is said to be so: denied, asked, wished, supposed, or told by somebody else."""

from enum import Enum
from typing import Final

from middleway.reading.outright.clauses import Clauses
from middleway.reading.outright.denying import Denying, just_before
from middleway.reading.outright.patterns import Data
from middleway.reading.outright.people import People, Who
from middleway.reading.outright.tokens import ASKING, Tree, above

_OPEN: Final = frozenset({"will", "would", "could", "might", "may", "can", "should", "'d"})


class Mood(Enum):
    SO = "it is said to be so"
    DENIED = "it is said not to be so"
    OPEN = "it might be, would be, will be"
    NOT_SO = "wished, asked, pretended, conditional: nothing is said"


class Moods:
    def __init__(self, data: Data, people: People, clauses: Clauses) -> None:
        self._lists, self._clauses = data.lists, clauses
        self._denying = Denying(data, people, clauses)

    def mood(self, sentence: Tree, at: int) -> Mood:
        """Say whether what the word at `at` tells is so, denied, possible, or not told at all."""
        at = self._main(sentence, at)
        helps = self._helps(sentence, at)
        if self._denying.is_denied(sentence, at):
            return Mood.NOT_SO if "should" in helps or self._is_supposed(sentence, at) else Mood.DENIED
        if self._is_asked(sentence, at) or self.is_unreal(sentence, at):
            return Mood.NOT_SO
        if sentence[at].tag == "VBN":
            helps -= {"'d"}  # "he'd hit me" may be "he had hit me"
        is_to_come = [one.text for one in sentence[max(0, at - 2) : at]] == ["going", "to"]
        return Mood.OPEN if helps & _OPEN or is_to_come else Mood.SO

    def _helps(self, sentence: Tree, at: int) -> set[str]:
        """Return the helping verbs and small words that go with a verb."""
        return {sentence[c].text for c in sentence[at].children if sentence[c].dep in {"aux", "neg"}} | just_before(
            sentence, at
        )

    def is_nearly(self, sentence: Tree, at: int) -> bool:
        """Whether it did not quite come about."""
        return bool({"almost", "nearly"} & just_before(sentence, at))

    def is_in_jest(self, sentence: Tree, at: int) -> bool:
        """Whether it hangs on an "if" that nobody kills or dies for: "he will kill me if I scratch the van"."""
        for place in (at, *above(sentence, at)):
            for c in sentence[place].children:
                is_if = sentence[c].dep == "advcl" and any(sentence[m].text == "if" for m in sentence[c].children)
                if is_if and not sentence[c].among(self._lists["IFS"]):
                    return True
        return False

    def is_open(self, sentence: Tree, at: int) -> bool:
        """Whether it only would be so."""
        at = self._main(sentence, at)
        return "would" in self._helps(sentence, at)

    def holder(self, sentence: Tree, at: int) -> Who:
        """Return who says or thinks what the word at `at` tells: the writer, unless it hangs on somebody's saying or
        thinking.
        """
        for place in above(sentence, at):
            if sentence[place].among(self._lists["SAYING"] | self._lists["THINKING"]):
                who = self._clauses.subject(sentence, place).who
                return Who.ME if who in {Who.UNNAMED, Who.THING} else who
        return Who.ME

    def is_unreal(self, sentence: Tree, at: int) -> bool:
        """Whether it is only wished, supposed or pretended."""
        at = self._main(sentence, at)
        token = sentence[at]
        supposed = self._is_supposed(sentence, at)
        if supposed is not None:
            return supposed
        if self._just_before_that(sentence, at):
            return True
        if self._is_likened(sentence, at) or (
            token.dep == "conj" and token.tag == "VB" and token.head < at and self.is_unreal(sentence, token.head)
        ):
            return True
        upper = token.head if sentence[token.head].dep != "prep" else sentence[token.head].head
        if token.dep in {"xcomp", "ccomp", "pcomp", "advcl", "acl"} and upper != at:
            return sentence[upper].among(self._lists["UNREAL"]) and upper < at
        return self._is_called_for(sentence, at)

    def _is_likened(self, sentence: Tree, at: int) -> bool:
        """Whether it only says what something is like: "it felt like acid, or someone stabbing me"."""
        if sentence[sentence[at].head].text == "like" and sentence[at].head < at:
            return True
        likes = [p for p in above(sentence, at) if sentence[p].text == "like" and sentence[p].dep == "prep" and p < at]
        return any(sentence[sentence[p].head].is_verb for p in likes)

    def _is_supposed(self, sentence: Tree, at: int) -> bool | None:
        """Whether it stands behind an "if", and that is no "if he hits me again"; None where there is no "if"."""
        for place in (at, *above(sentence, at)):
            marks = [sentence[c] for c in sentence[place].children if sentence[c].dep in {"mark", "advmod"}]
            if any(one.text in {"if", "unless", "lest", "whether"} for one in marks):
                return "again" not in {one.text for one in sentence[place:]}
        return None

    def _main(self, sentence: Tree, at: int) -> int:
        """Return the verb that a helping verb helps, and any other word as it is."""
        return sentence[at].head if sentence[at].dep in {"aux", "auxpass"} else at

    def _is_asked(self, sentence: Tree, at: int) -> bool:
        if sentence[-1].text != "?":
            return False
        root = sentence[at]
        if root.dep not in {"ROOT", "acomp", "conj", "xcomp", "attr"}:
            return False
        main = at if root.dep == "ROOT" else root.head
        first = min([main, *sentence[main].children])
        helps = [sentence[c] for c in sentence[main].children if sentence[c].dep in {"aux", "auxpass"}] + [
            sentence[main]
        ]
        return sentence[first].text in ASKING and any(one is sentence[first] for one in helps)

    def _is_called_for(self, sentence: Tree, at: int) -> bool:
        """Whether somebody is asked to do it: "someone shoot me"."""
        place, token = self._clauses.subject_place(sentence, at), sentence[at]
        return (
            place is not None
            and sentence[place].text in {"someone", "somebody"}
            and token.tag in {"VB", "VBP"}
            and place == at - 1
        )

    def _just_before_that(self, sentence: Tree, at: int) -> bool:
        """Whether "if", "like" or "as if" opens the clause, wherever the parser has hung it."""
        place = self._clauses.subject_place(sentence, at)
        first = min(place, at) if place is not None else at
        before = [one.text for one in sentence[max(0, first - 3) : first]]
        return (
            bool({"if", "like", "imagine", "unless"} & set(before[-2:]) or before[-2:] == ["as", "though"])
            and "what" not in before
        )
