"""The way from a hot moment to a sentence: its steps, and which are offered at which heat."""

from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from middleway.web.questions import answers
from middleway.web.questions.asks import Step
from middleway.web.safety.states import Offer

HOT: Final = 7  # of 10: from here on, only letting it out is offered
MIDDLE: Final = 4

Depth = Literal["hot", "middle", "calm"]

PAUSE = Step(
    "pause",
    answers.PauseAnswers,
    _("Pause, and come back"),
    _("A promise to come back makes a pause safe for both."),
    explanations=("pause_is_not_leaving",),
)
OUT = Step("out", answers.OutAnswers, _("Let it out"), _("Raw words. Nobody else sees them, and nothing is sent."))
TURN = Step(
    "turn",
    answers.TurnAnswers,
    _("From them to me"),
    _("Enough about them for a moment. What happened in you?"),
    Offer.COACHING,
)
SEE = Step(
    "see",
    answers.SeeAnswers,
    _("See it"),
    _("How your words read. A guess, and you know better."),
    Offer.MIRROR,
    ("three_spectra_awareness", "three_spectra_belonging", "three_spectra_warmth", "giving_in_is_not_kind"),
)
COMFORT = Step(
    "comfort",
    answers.ComfortAnswers,
    _("Something kind for you"),
    _("Before any word to them: the words you would long to hear."),
    explanations=("backdraft", "all_people_hurt"),
)
BOTH = Step(
    "both",
    answers.BothAnswers,
    _("We both matter"),
    _("Nobody has to go missing. Not them, and not you."),
    Offer.EMPATHY,
    ("why_close_hurts_more", "alarm_is_not_love"),
)
ROUND = Step(
    "round",
    answers.RoundAnswers,
    _("How it went round"),
    _("What set it off, what they did, what it cost. Over time it shows what keeps happening."),
    Offer.LOOP,
    ("the_loop",),
)
SAY = Step(
    "say",
    answers.SayAnswers,
    _("Say it"),
    _("What happened, what you felt, one thing you ask for. Your own words."),
    Offer.DRAFT,
    ("blame_and_shame", "a_request_can_be_answered_no", "a_limit"),
)
CURIOUS = Step(
    "curious",
    answers.CuriousAnswers,
    _("A real question"),
    _("For the next talk: something you would truly like to know."),
    Offer.CURIOSITY,
)
CHOOSE = Step(
    "choose", answers.ChooseAnswers, _("Now, later, or not"), _("All three are good."), Offer.DRAFT, ("long_view",)
)
AFTER = Step(
    "after",
    answers.AfterAnswers,
    _("Afterwards"),
    _("When it has been said, or not. Come back any time."),
    Offer.TOGETHER,
    ("what_soothes_differs",),
)
WELL = Step(
    "well",
    answers.WellAnswers,
    _("From outside"),
    _("As somebody would see it who wishes you both well. About seven minutes."),
    Offer.EMPATHY,
)
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
