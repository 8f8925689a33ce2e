"""Whether a pattern that fits a clause makes a plain statement, a denial, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from middleway.reading.outright.around import Around, Speaker
from middleway.reading.outright.clauses import Clauses
from middleway.reading.outright.fitting import Fit, Fitting
from middleway.reading.outright.found import Denial, Kind, Statement
from middleway.reading.outright.harmless import goes_on_with_of, is_harmless_act, verbs
from middleway.reading.outright.moods import Mood, Moods
from middleway.reading.outright.patterns import Data, Pattern
from middleway.reading.outright.people import PERSONS, People, Who
from middleway.reading.outright.tokens import Tree

# "He would not let me out" is told of what was; "I would not want to live" is not.
_MAY_BE_OPEN: Final = frozenset({"let", "allow", "stop"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with what stands around it."""

    sentence: Tree
    around: Around
    speaker: Speaker | None


class Judging:
    def __init__(self, data: Data) -> None:
        self._data = data
        people = People(data)
        self.clauses = Clauses(data, people)
        self._moods = Moods(data, people, self.clauses)
        self._fitting = Fitting(data, people, self.clauses)

    def found(self, place: Setting, pattern: Pattern) -> Iterator[Statement | Denial]:
        """Yield what a pattern finds in a sentence."""
        for at in range(len(place.sentence)):
            for phrase in pattern.head.standing(place.sentence, at):
                for fit in self._fitting.fits(place.sentence, pattern, at, at + len(phrase)):
                    said = self._said(place, fit)
                    if said is not None:
                        yield said
                        break

    def _said(self, place: Setting, fit: Fit) -> Statement | Denial | None:
        kind = self._kind(place, fit)
        if kind is None or self._is_taken_back(place, fit):
            return None
        return self._meaning(place, fit, kind, self._moods.mood(place.sentence, fit.at))

    def _meaning(self, place: Setting, fit: Fit, kind: Kind | Literal["fine"], mood: Mood) -> Statement | Denial | None:
        """Return what a clause that is meant comes to in its mood."""
        pattern = fit.pattern
        if kind == "fine":
            return self._denial(place, fit) if mood is Mood.SO else None
        if mood is not Mood.DENIED and (pattern.group.any_mood or (pattern.group.would_counts and mood is Mood.OPEN)):
            mood = Mood.SO
        if pattern.is_negative:
            mood = self._mood_of_negative(place.sentence, fit, mood)
        elif mood is Mood.DENIED:
            return self._denial(place, fit)
        if Who.NOBODY in fit.roles.values() or (kind == "threat" and pattern.group.danger_only):
            return None
        return self._statement(place, fit, kind, mood)

    def _mood_of_negative(self, sentence: Tree, fit: Fit, mood: Mood) -> Mood:
        """Return SO where a pattern that must be denied is denied, and that in earnest."""
        if mood is not Mood.DENIED or self._moods.is_unreal(sentence, fit.at):
            return Mood.NOT_SO
        would = fit.pattern.head.firsts.isdisjoint(_MAY_BE_OPEN) and self._moods.is_open(sentence, fit.at)
        return Mood.NOT_SO if would else Mood.SO

    def _statement(self, place: Setting, fit: Fit, kind: Kind, mood: Mood) -> Statement | None:
        level = fit.pattern.level
        if mood is Mood.NOT_SO or (kind == "threat" and (mood is Mood.OPEN or self._is_aim(place.sentence, fit))):
            return None
        level -= mood is Mood.OPEN
        level -= place.around.is_joking
        level -= kind != "crisis" and self._moods.is_nearly(place.sentence, fit.at)
        level -= self._used_to(place.sentence, fit)
        told = verbs(place.sentence, fit) if kind == "threat" else [fit.at]
        level -= any(self._moods.is_in_jest(place.sentence, at) for at in told)
        if level <= 0:
            return None
        return Statement(kind, level == 2, *_stretch(place.sentence, fit), fit.pattern.source)

    def _goes_on_telling(self, sentence: Tree, fit: Fit) -> bool:
        """Whether a past tense goes on with what the sentence beside it tells of."""
        return sentence[fit.at].tag in {"VBD", "VBN"}

    def _is_aim(self, sentence: Tree, fit: Fit) -> bool:
        """Whether it is told as what is to be done, and not as done: "she tried to get me to throw things at her"."""
        token = sentence[fit.at]
        is_infinitive = token.tag == "VB" and any(sentence[c].text == "to" and c < fit.at for c in token.children)
        is_done = sentence[token.head].among(self._data.lists["GOES_ON"]) or fit.pattern.group.any_mood
        return is_infinitive and not is_done

    def _used_to(self, sentence: Tree, fit: Fit) -> bool:
        """Whether it is told as what was so once, and perhaps no more."""
        before = [one.text for one in sentence[max(0, fit.at - 3) : fit.at]]
        return "used" in before and "to" in before and not fit.pattern.group.past_counts

    def _denial(self, place: Setting, fit: Fit) -> Denial | None:
        """Return the clause that denies it, where it is the writer who does."""
        sentence = place.sentence
        if self._moods.holder(sentence, fit.at) is not Who.ME or sentence[fit.at].is_quoted:
            return None
        of = self.clauses.extent(sentence, fit.at, fit.start, fit.end)
        return Denial(min(sentence[i].start for i in of), max(sentence[i].end for i in of))

    def _kind(self, place: Setting, fit: Fit) -> Kind | Literal["fine"] | None:
        """Return what it is by who does it to whom."""
        roles = self._meant(place, fit)
        holder = self._moods.holder(place.sentence, fit.at)
        if roles is None or fit.pattern.kind == "fine":
            return None if roles is None else "fine"
        return self._crisis(fit, roles, holder) if fit.pattern.kind == "crisis" else self._between(roles, holder)

    def _meant(self, place: Setting, fit: Fit) -> dict[str, Who] | None:
        """Return who A and B are to the writer, where somebody else may be speaking; None where nobody knows who
        speaks.
        """
        sentence, speaker, roles = place.sentence, place.speaker, dict(fit.roles)
        if not sentence[fit.at].is_quoted:
            if speaker and sentence[fit.end - 1].is_quoted and roles.get("B") is Who.YOU:
                roles["B"] = speaker.means(Who.YOU)
            return roles
        if speaker is None:
            return None
        roles = {part: speaker.means(who) for part, who in roles.items()}
        is_of_others = speaker.who is not Who.ME and roles.get("A", Who.OTHER) is not Who.OTHER
        return None if is_of_others else roles

    def _crisis(self, fit: Fit, roles: dict[str, Who], holder: Who) -> Kind | None:
        is_mine = roles.get("I", Who.ME) is Who.ME and holder is Who.ME
        is_of_another = fit.pattern.subject is None and fit.subject.who in PERSONS and (fit.subject.at or 0) < fit.at
        return "crisis" if is_mine and not is_of_another else None

    def _between(self, roles: dict[str, Who], holder: Who) -> Kind | None:
        a = roles.get("A", Who.OTHER)
        b = roles.get("B", Who.OTHER if a is Who.ME else Who.ME)
        if a in PERSONS | {Who.UNNAMED, Who.NOBODY} and b in {Who.ME, Who.CLOSE}:
            return "danger"
        if a in {Who.ME, Who.NOBODY} and b in PERSONS and holder is Who.ME:
            return "threat"
        return None

    def _is_taken_back(self, place: Setting, fit: Fit) -> bool:
        """Whether the words around it say that nothing of the kind is meant."""
        phrases, sentence = self._data.phrases, place.sentence
        return (
            self._is_elsewhere(place, fit)
            or goes_on_with_of(sentence, fit)
            or not place.around.frames.isdisjoint(fit.pattern.group.frames)
            or is_harmless_act(self._data, sentence, fit)
            or phrases["idioms"].stands_on(sentence, fit.start, fit.end)
            or fit.pattern.group.unless.stands_in(sentence)
        )

    def _is_elsewhere(self, place: Setting, fit: Fit) -> bool:
        """Whether it is told of a film, a dream, or of what is long over."""
        around = place.around
        if around.is_elsewhere or (around.is_over and not fit.pattern.group.past_counts):
            return True
        if around.is_near_elsewhere and fit.pattern.kind != "crisis":
            return True
        return around.is_near_over and self._goes_on_telling(place.sentence, fit)


def _stretch(sentence: Tree, fit: Fit) -> tuple[int, int]:
    """Return where the words of a fit stand in the text."""
    return sentence[fit.start].start, max(one.end for one in sentence[fit.start : fit.end])
