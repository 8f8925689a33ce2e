"""What is to be said is read while it is written, and the way ends with it."""

from middleway.web.questions.steps.say import SAY
from middleway.web.way.queries import Way
from middleway.web.way.steps.live import LivePage


class SayPage(LivePage):
    def ends_with(self, way: Way) -> str:
        return "way:sentence" if way.sentence else ""


PAGE = SayPage(SAY)
