"""How safe it looks between the writer and somebody, and what is offered then."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """From ordinary upward; the higher one always wins."""

    ORDINARY = "ordinary"
    CAREFUL = "careful"  # a faint sign: the writer is asked before anything turns to the other
    UNSAFE = "unsafe"
    CRISIS = "crisis"


class Reason(StrEnum):
    """Where a state comes from."""

    DANGER = "danger"  # words that speak of somebody who hurts, frightens or controls the writer
    THREAT = "threat"  # words that speak of somebody whom the writer hurts or frightens
    CRISIS = "crisis"  # words that speak of the writer's own death or harm
    THEIR_CRISIS = "their_crisis"  # words in which somebody else speaks of theirs
    CHECK = "check"  # the writer's answers to the private questions
    SAID = "said"  # the writer says so


class Offer(StrEnum):
    """What may do harm where somebody is in danger."""

    EMPATHY = "empathy"  # just like me, guesses about the other, a look from their side
    DRAFT = "draft"  # words to say to them, a request
    CURIOSITY = "curiosity"  # questions for the other
    TOGETHER = "together"  # parts of the program and practices with the other in view
    LOOP = "loop"  # the picture of what keeps happening, with guesses about the other
    MIRROR = "mirror"  # how one's words may read to the other: too cold, too giving
    COACHING = "coaching"  # any further step of the way: what it was, what it means, how it went


_ORDER: Final = tuple(State)
_ASKED_FIRST: Final = frozenset({Offer.EMPATHY, Offer.DRAFT, Offer.CURIOSITY, Offer.TOGETHER, Offer.LOOP})
_HELD_BACK: Final = {
    State.ORDINARY: frozenset[Offer](),
    State.CAREFUL: _ASKED_FIRST,
    State.UNSAFE: frozenset(Offer) - {Offer.COACHING},
    State.CRISIS: frozenset(Offer),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state, and why. `reasons`: of the state itself, not of lower ones."""

    state: State = State.ORDINARY
    reasons: frozenset[Reason] = frozenset()

    def and_also(self, state: State, reason: Reason) -> "Standing":
        """Return the higher of the two; equal ones share their reasons."""
        if state is State.ORDINARY or _ORDER.index(state) < _ORDER.index(self.state):
            return self
        return Standing(state, (self.reasons if state is self.state else frozenset()) | {reason})

    def joined(self, other: "Standing") -> "Standing":
        """Return the higher of two; equal ones share their reasons."""
        found = self
        for reason in other.reasons:
            found = found.and_also(other.state, reason)
        return found

    @property
    def is_ordinary(self) -> bool:
        return self.state is State.ORDINARY

    @property
    def asks_about_them(self) -> bool:
        """Whether anything but the writer's own safety is in question."""
        return bool(self.reasons - {Reason.CRISIS, Reason.THEIR_CRISIS})

    @property
    def speaks_of_writer(self) -> bool:
        """Whether all that was found is about somebody whom the writer hurts or frightens."""
        return self.reasons == {Reason.THREAT}

    @property
    def speaks_of_their_crisis(self) -> bool:
        """Whether somebody else may be speaking of wanting to die."""
        return Reason.THEIR_CRISIS in self.reasons

    def may(self, offer: Offer) -> bool:
        """Whether something is offered. In danger, nothing that leans toward the other is."""
        return offer not in _HELD_BACK[self.state]
