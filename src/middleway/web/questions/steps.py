"""The way from a hot moment to a sentence: its steps, and which are offered at which heat."""

from typing import Final, Literal

from middleway.web.questions import answers
from middleway.web.questions.asks import Step
from middleway.web.safety.states import Offer

HOT: Final = 7  # of 10: from here on, only letting it out is offered
MIDDLE: Final = 4

Depth = Literal["hot", "middle", "calm"]

PAUSE = Step("pause", answers.PauseAnswers)
OUT = Step("out", answers.OutAnswers)
TURN = Step("turn", answers.TurnAnswers, Offer.COACHING)
SEE = Step("see", answers.SeeAnswers, Offer.MIRROR)
COMFORT = Step("comfort", answers.ComfortAnswers)
BOTH = Step("both", answers.BothAnswers, Offer.EMPATHY)
ROUND = Step("round", answers.RoundAnswers, Offer.LOOP)
SAY = Step("say", answers.SayAnswers, Offer.DRAFT)
CURIOUS = Step("curious", answers.CuriousAnswers, Offer.CURIOSITY)
CHOOSE = Step("choose", answers.ChooseAnswers, Offer.DRAFT)
AFTER = Step("after", answers.AfterAnswers, Offer.TOGETHER)
WELL = Step("well", answers.WellAnswers, Offer.EMPATHY)
STEPS: Final = {
    step.id: step for step in (PAUSE, OUT, TURN, SEE, COMFORT, BOTH, ROUND, SAY, CURIOUS, CHOOSE, AFTER, WELL)
}
_SHORT: Final = (OUT, SEE, COMFORT, SAY)
_DEEP: Final = (OUT, TURN, SEE, COMFORT, BOTH, ROUND, SAY, CURIOUS, CHOOSE, AFTER)


def depth(heat: int | None) -> Depth:
    """Return how much is asked. People who cannot tell how hot it is get the short way."""
    if heat is None:
        return "middle"
    return "hot" if heat >= HOT else "middle" if heat >= MIDDLE else "calm"


def offered(heat: int | None) -> tuple[Step, ...]:
    """Return the steps of the way at a heat; when it is hot, only letting it out."""
    return {"hot": (OUT,), "middle": _SHORT, "calm": _DEEP}[depth(heat)]


def after(step: Step, way: tuple[Step, ...]) -> Step | None:
    """Return the next step of a way; None after the last, and for a step that is not on this way."""
    return way[way.index(step) + 1] if step in way[:-1] else None
