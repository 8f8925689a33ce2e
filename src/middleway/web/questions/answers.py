"""What is answered on the way, at all of its steps.

A field stays when its question is no longer asked, and so does a step: what was answered once must open.
"""

import msgspec

from middleway.web.questions.asks import StepAnswers
from middleway.web.questions.steps.after import AfterAnswers
from middleway.web.questions.steps.both import BothAnswers
from middleway.web.questions.steps.choose import ChooseAnswers
from middleway.web.questions.steps.comfort import ComfortAnswers
from middleway.web.questions.steps.curious import CuriousAnswers
from middleway.web.questions.steps.good import GoodAnswers
from middleway.web.questions.steps.out import OutAnswers
from middleway.web.questions.steps.pause import PauseAnswers
from middleway.web.questions.steps.round import RoundAnswers
from middleway.web.questions.steps.say import SayAnswers
from middleway.web.questions.steps.see import SeeAnswers
from middleway.web.questions.steps.turn import TurnAnswers
from middleway.web.questions.steps.well import WellAnswers


class WayAnswers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answers of a moment, by the id of the step."""

    pause: PauseAnswers = PauseAnswers()
    out: OutAnswers = OutAnswers()
    turn: TurnAnswers = TurnAnswers()
    see: SeeAnswers = SeeAnswers()
    comfort: ComfortAnswers = ComfortAnswers()
    both: BothAnswers = BothAnswers()
    round: RoundAnswers = RoundAnswers()
    say: SayAnswers = SayAnswers()
    curious: CuriousAnswers = CuriousAnswers()
    choose: ChooseAnswers = ChooseAnswers()
    after: AfterAnswers = AfterAnswers()
    well: WellAnswers = WellAnswers()
    good: GoodAnswers = GoodAnswers()

    def at(self, step: str) -> StepAnswers:
        """Return the answers of a step by its id."""
        answers: StepAnswers = getattr(self, step)
        return answers
