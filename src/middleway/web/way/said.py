"""What a draft holds by now, beside how it reads: so that softening it does not cost the one who says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from middleway.web.readings.queries import NAMES, Page

_OF_A_TRUE_SENTENCE = ("observation", "feeling", "need")
_ASKED = ("request", "limit")
_ACCUSING = {"blame", "absolute", "label", "mind_reading", "demand"}


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a draft, and what is not, by name. `accuses`: it asks and accuses in one breath."""

    there: Sequence[Promise]
    missing: Sequence[Promise]
    accuses: bool


def held(page: Page, text: str) -> Held:
    """Return what the reading found in the text; a guess like the reading itself."""
    there = [name for name in (*_OF_A_TRUE_SENTENCE, *_ASKED) if name in page.parts]
    missing: list[Promise] = [NAMES[name] for name in _OF_A_TRUE_SENTENCE if name not in page.parts]
    if not page.parts.intersection(_ASKED):
        missing.append(_("A request, or a limit"))
    return Held([NAMES[name] for name in there], missing, "?" in text and bool(page.parts & _ACCUSING))
