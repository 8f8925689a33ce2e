"""The pages of the steps: those that do more than ask, and one kind for all others."""

from typing import Final

from middleway.web.questions.asks import Step
from middleway.web.way.steps import after, choose, comfort, curious, out, pause, say, see, well
from middleway.web.way.steps.page import StepPage

_MORE: Final = {one.PAGE.step.id: one.PAGE for one in (pause, out, see, comfort, say, curious, choose, after, well)}


def page_of(step: Step) -> StepPage:
    return _MORE.get(step.id) or StepPage(step)
