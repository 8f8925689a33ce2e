"""The way from a hot moment to a sentence: its steps, and which are offered at which heat.

A step is one file: what it asks, beside the fields of its answers, and what it is called. Where it does more than ask,
`web/way/steps/` has a file of the same name.
"""

from typing import Final, Literal

from middleway.web.questions.asks import Step
from middleway.web.questions.steps.after import AFTER
from middleway.web.questions.steps.both import BOTH
from middleway.web.questions.steps.choose import CHOOSE
from middleway.web.questions.steps.comfort import COMFORT
from middleway.web.questions.steps.curious import CURIOUS
from middleway.web.questions.steps.good import GOOD
from middleway.web.questions.steps.out import OUT
from middleway.web.questions.steps.pause import PAUSE
from middleway.web.questions.steps.round import ROUND
from middleway.web.questions.steps.say import SAY
from middleway.web.questions.steps.see import SEE
from middleway.web.questions.steps.turn import TURN
from middleway.web.questions.steps.well import WELL

HOT: Final = 7  # of 10: from here on no way is offered, only single steps
MIDDLE: Final = 4

Depth = Literal["hot", "middle", "calm"]

STEPS: Final = {
    step.id: step for step in (PAUSE, OUT, TURN, SEE, COMFORT, BOTH, ROUND, SAY, CURIOUS, CHOOSE, AFTER, WELL, GOOD)
}
_WAYS: Final[dict[Depth, tuple[Step, ...]]] = {
    "hot": (OUT,),
    "middle": (OUT, SEE, COMFORT, SAY),
    "calm": (OUT, SEE, COMFORT, BOTH, SAY),
}
_DEEPER: Final = (TURN, ROUND, CURIOUS, CHOOSE, AFTER)


def depth(heat: int | None) -> Depth:
    """Return how much is asked. People who cannot tell how hot it is get the short way."""
    if heat is None:
        return "middle"
    return "hot" if heat >= HOT else "middle" if heat >= MIDDLE else "calm"


def offered(heat: int | None) -> tuple[Step, ...]:
    """Return the steps of the way at a heat; when it is hot, only letting it out; its page names a few others."""
    return _WAYS[depth(heat)]


def deeper(heat: int | None) -> tuple[Step, ...]:
    """Return what can be done beside the way, in any order, when it is calm."""
    return _DEEPER if depth(heat) == "calm" else ()


def after(step: Step, way: tuple[Step, ...]) -> Step | None:
    """Return the next step of a way; None after the last, and for a step that is not on this way."""
    return way[way.index(step) + 1] if step in way[:-1] else None
