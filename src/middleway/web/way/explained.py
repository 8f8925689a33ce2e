"""Which explanations help at which step. They are closed until somebody wants to know more."""

from middleway.content import Explanation
from middleway.web.library import library
from middleway.web.questions.asks import Step
from middleway.web.safety import gate
from middleway.web.way.queries import Way


def explained(way: Way, step: Step) -> list[Explanation]:
    """Return the explanations for a step, in the words for this tie, without those that the gate holds back.

    While it is not calm, return one at most.
    """
    found = [library().explanation(name, way.tie) for name in step.explanations]
    let_in = [one for one in found if not one.turns_to_them or way.standing.may(gate.Offer.EMPATHY)]
    return let_in if way.depth == "calm" else let_in[:1]
