"""Why: one short plain sentence for each finding, chosen by what its words do.

It speaks of the words, never of a person's character.

Whoever got the words, or wrote them about somebody, is told by `readers.py` instead.
"""

from typing import Final

from middleway.reading.reasons_between import BETWEEN
from middleway.reading.reasons_within import WITHIN
from middleway.reading.rules import Because, Facts, gettext_noop

_ = gettext_noop

FIELD_REASONS: Final[dict[tuple[str, str], tuple[Because, ...]]] = WITHIN | BETWEEN

PART_REASONS: Final[dict[str, str]] = {
    "observation": _("Says what happened, as a camera would have seen it."),
    "feeling": _("Names a feeling."),
    "need": _("Names a need or a wish."),
    "request": _("Asks for something that can be answered with no."),
    "limit": _("Says what the writer will or will not do."),
    "blame": _("Makes someone the cause or the fault."),
    "absolute": _("Speaks of always, never, everything or nobody."),
    "label": _("Judges a whole person with a word."),
    "mind_reading": _("Says what someone else thinks or wants, as if it were known."),
    "demand": _("Leaves no room for a no."),
    "apology": _("Says sorry, or owns something."),
    "appreciation": _("Says thanks, or what is good."),
    "validation": _("Says that a feeling or a view makes sense."),
    "curiosity": _("Asks openly how it is for someone."),
    "reassurance": _("Gives comfort or courage."),
}


def reason(field: str, value: str, facts: Facts) -> str:
    """Return the sentence for a finding. `field` and `value` are of `labels.VALUES`, and not the quiet one."""
    return next(one.sentence for one in FIELD_REASONS[field, value] if one.holds(facts))
