"""The one place that decides what is offered. Every page, practice and draft asks here before it urges anything toward the other."""

from enum import StrEnum
from typing import Final

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


_SEAM: Final = 500  # characters: longer than a sentence
_HELD_BACK: Final = {State.ORDINARY: frozenset[Offer](), State.UNSAFE: frozenset(Offer)}


def state_of(*texts: str, said_unsafe: bool = False) -> State:
    """Return the state that these words speak of; one text that speaks of danger is enough, and so is the writer's own word."""
    return State.UNSAFE if said_unsafe or any(_is_risky(text) for text in texts if text.strip()) else State.ORDINARY


def may(offer: Offer, state: State) -> bool:
    """Whether something is offered. Under danger nothing that leans toward the other is."""
    return offer not in _HELD_BACK[state]


def _is_risky(text: str) -> bool:
    """Whether any piece of a text speaks of danger; a long one is read piece by piece, each with the end of the one before."""
    return any(_is_at_risk(text[at : at + CHARACTER_LIMIT]) for at in range(0, len(text), CHARACTER_LIMIT - _SEAM))


def _is_at_risk(piece: str) -> bool:
    try:
        return read(piece).at_risk
    except TextTooDense:  # too many words for its length: read it by halves
        middle = len(piece) // 2
        return len(piece) > _SEAM and (
            _is_at_risk(piece[: middle + _SEAM // 2]) or _is_at_risk(piece[middle - _SEAM // 2 :])
        )
