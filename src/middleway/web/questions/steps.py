"""The way from a hot moment to a sentence: its steps, what each asks, and which are offered at which heat."""

from dataclasses import dataclass
from typing import Final, Literal

from middleway.web.safety.states import Offer

HOT: Final = 7  # of 10: from here on, only letting it out is offered
MIDDLE: Final = 4

AskKind = Literal["words", "line", "one", "many", "yes", "time"]
Depth = Literal["hot", "middle", "calm"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a step. `prompt`: its id in `middleway.content`; `choices`: the name of a list in choices.py."""

    name: str
    prompt: str
    kind: AskKind = "words"
    choices: str = ""
    brief: bool = True  # it is asked on the short way too
    offer: Offer | None = None  # what the gate must allow; None if the question is for the writer alone


@dataclass(frozen=True, slots=True)
class Step:
    """`offer`: what the gate must allow for the step to be shown; None if it is for the writer alone."""

    id: str
    asks: tuple[Ask, ...]
    offer: Offer | None = None


PAUSE = Step(
    "pause",
    (Ask("until", "pause_until", "time", offer=Offer.MIRROR), Ask("line", "pause_line", "line", offer=Offer.DRAFT)),
)
OUT = Step("out", (Ask("text", "let_out"),))
TURN = Step(
    "turn",
    (
        Ask("body", "body", "line"),
        Ask("feelings", "feeling", "many", "feelings"),
        Ask("feeling", "feeling_own", "line"),
        Ask("fears", "fear", "many", "fears"),
        Ask("fear", "fear_own", "line"),
        Ask("needs", "need", "many", "needs"),
        Ask("need", "need_own", "line"),
        Ask("back", "pulling_back", "line", offer=Offer.EMPATHY),
    ),
    Offer.COACHING,
)
SEE = Step(
    "see",
    (
        Ask("written_by", "written_by", "one", "written_by"),
        Ask("not_so", "not_so", "many", "findings"),
        Ask("disagree", "disagree", "line", brief=False),
        Ask("reactions", "reactions", "many", "reactions"),
    ),
    Offer.MIRROR,
)
COMFORT = Step(
    "comfort",
    (
        Ask("pain", "comfort_pain"),
        Ask("shared", "comfort_shared", brief=False),
        Ask("promise", "comfort_promise", brief=False),
        Ask("card", "comfort_card", "yes"),
        Ask("own", "ownership", brief=False, offer=Offer.MIRROR),
    ),
)
BOTH = Step(
    "both",
    (
        Ask("missing", "missing", "one", "missing"),
        Ask("gave", "given_up", "line"),
        Ask("alike", "alike", "many", "alike"),
        Ask("guess", "alike_own", "line"),
        Ask("move", "my_move", "line"),
        Ask("mine", "both_needs_me"),
        Ask("theirs", "both_needs_them"),
        Ask("options", "both_options"),
        Ask("one_thing", "one_thing_for_them", "line"),
    ),
    Offer.EMPATHY,
)
ROUND = Step(
    "round",
    (
        Ask("trigger", "round_trigger", "many", "triggers"),
        Ask("me", "round_me", "many", "my_moves"),
        Ask("they", "round_they", "many", "their_moves"),
        Ask("their_word", "round_their_word", "yes"),
        Ask("cost", "round_cost", "many", "costs"),
    ),
    Offer.LOOP,
)
SAY = Step(
    "say",
    (
        Ask("event", "say_event", "line", brief=False),
        Ask("feeling", "say_feeling", "line", brief=False),
        Ask("meaning", "say_meaning", "line", brief=False),
        Ask("request", "say_request", "line", brief=False),
        Ask("limit", "say_limit", "line", brief=False),
        Ask("before", "said_before", "yes", brief=False),
        Ask("draft", "say_draft"),
    ),
    Offer.DRAFT,
)
CURIOUS = Step("curious", (Ask("questions", "curious"), Ask("hope", "hope", "line")), Offer.CURIOSITY)
CHOOSE = Step(
    "choose",
    (
        Ask("hope", "hope", "line"),
        Ask("true", "one_true_thing", "line"),
        Ask("year", "in_a_year", "line"),
        Ask("safe", "safe_to_say", "one", "safe"),
        Ask("when", "when", "one", "when"),
    ),
    Offer.DRAFT,
)
AFTER = Step(
    "after",
    (
        Ask("how", "after_how"),
        Ask("heard", "after_heard", "one", "heard"),
        Ask("mended", "after_mended", "one", "mended"),
        Ask("own", "after_own"),
        Ask("repair", "after_repair"),
        Ask("better", "after_better"),
        Ask("unchanged", "after_unchanged", "yes"),
    ),
    Offer.TOGETHER,
)
WELL = Step("well", (Ask("view", "well_wisher"),), Offer.EMPATHY)
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
