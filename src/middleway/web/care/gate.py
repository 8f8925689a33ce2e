"""The one place that decides what is offered. Every page, practice and draft asks here before it urges anything toward the other."""

from enum import StrEnum

from middleway.reading import CHARACTER_LIMIT, TextTooDense, read


class State(StrEnum):
    """How safe it looks, from the words alone."""

    ORDINARY = "ordinary"
    UNSAFE = "unsafe"


class Offer(StrEnum):
    """What may be harmful where somebody is in danger."""

    EMPATHY = "empathy"  # just like me, guesses about the other, a look from their side
    DRAFT = "draft"  # words to say to them, a request
    CURIOSITY = "curiosity"  # questions for the other


def state_of(*texts: str) -> State:
    """Return the state that these words speak of; one text that speaks of danger is enough."""
    return State.UNSAFE if any(_is_risky(text) for text in texts if text.strip()) else State.ORDINARY


def may(offer: Offer, state: State) -> bool:
    """Whether something is offered. Under danger nothing that leans toward the other is."""
    return state is State.ORDINARY or offer not in Offer


def _is_risky(text: str) -> bool:
    try:
        return len(text) <= CHARACTER_LIMIT and read(text).at_risk
    except TextTooDense:
        return False
