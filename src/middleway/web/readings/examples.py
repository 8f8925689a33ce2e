"""Examples to try with one click, written for this: both ends, and the middle."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Example:
    title: Promise
    text: str  # not translated: the model reads English


EXAMPLES = (
    Example(
        _("Too cold"),
        "You never listen. You were on your phone all through dinner, as usual, because nobody matters to you but you. "
        "Forget it, I'm done asking.",
    ),
    Example(
        _("Too giving"),
        "Sorry, I shouldn't have brought it up, it's completely my fault. Do whatever is easiest for you tonight, "
        "I really don't need anything. Please don't be upset with me.",
    ),
    Example(
        _("Both in it"),
        "When the phone came out at dinner I felt lonely, and a bit scared that we are drifting. "
        "I know your week was hard too. Could we eat without phones tomorrow?",
    ),
)
