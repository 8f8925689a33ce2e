"""Which explanations help at which step. They are closed until somebody wants to know more."""

from typing import Final

from middleway.content import Explanation
from middleway.web.library import library
from middleway.web.questions.asks import Step
from middleway.web.safety import gate
from middleway.web.way.queries import Way

EXPLAINED: Final = {
    "pause": ("pause_is_not_leaving",),
    "see": (
        "three_spectra_awareness",
        "three_spectra_belonging",
        "three_spectra_warmth",
        "giving_in_is_not_kind",
    ),
    "comfort": ("backdraft", "all_people_hurt"),
    "both": ("why_close_hurts_more", "alarm_is_not_love"),
    "round": ("the_loop",),
    "say": ("blame_and_shame", "a_request_can_be_answered_no", "a_limit"),
    "choose": ("long_view",),
    "after": ("what_soothes_differs",),
}


def explained(way: Way, step: Step) -> list[Explanation]:
    """Return the explanations for a step, in the words for this tie, without those that the gate holds back.

    While it is not calm, return one at most.
    """
    found = [library().explanation(name, way.tie) for name in EXPLAINED.get(step.id, ())]
    let_in = [one for one in found if not one.turns_to_them or way.standing.may(gate.Offer.EMPATHY)]
    return let_in if way.depth == "calm" else let_in[:1]
