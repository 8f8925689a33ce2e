"""What is to be said is read while it is written."""

from middleway.web.questions.steps.say import SAY
from middleway.web.way.steps.live import LivePage

PAGE = LivePage(SAY)
