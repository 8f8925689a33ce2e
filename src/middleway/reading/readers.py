"""Why, for whoever got the words or wrote them about somebody: one short plain sentence for each finding, true of every
text that gets it.

These stand in the place of `reasons.py` then (`perspective.py`).
"""

from typing import Final

from middleway.reading.labels import WrittenBy
from middleway.reading.rules import gettext_noop

_ = gettext_noop

# "They" wrote it, to the one who reads this: nothing here may sound like that one's own feeling, or warmth toward
# themselves.
RECEIVED_REASONS: Final[dict[tuple[str, str], str]] = {
    ("awareness", "avoidant"): _("They seem to step around what they feel here."),
    ("awareness", "mindful"): _("They name something they feel inside."),
    ("awareness", "flooded"): _("A strong feeling carries them along here."),
    ("belonging", "isolated"): _("They sound alone with it here."),
    ("belonging", "shared"): _("They have room for more than one person here."),
    ("belonging", "self_omitting"): _("They leave themselves out: only what somebody else wishes counts."),
    ("warmth_self", "harsh"): _("They are hard on themselves here."),
    ("warmth_self", "kind"): _("They are kind to themselves here."),
    ("warmth_self", "indulgent"): _("They let themselves off here."),
    ("warmth_other", "harsh"): _("They are cold or hard on you, or on somebody they write about."),
    ("warmth_other", "kind"): _("They are warm toward you, or toward somebody they write about."),
    ("warmth_other", "placating"): _("They give in, or smooth it over, to keep the peace."),
    ("response", "fight"): _("They attack you, or somebody they write about, or press."),
    ("response", "flight"): _("They pull back, or move away from it."),
    ("response", "freeze"): _("They sound stuck here."),
    ("response", "fawn"): _("They please, to keep the peace."),
    ("response", "connect"): _("They reach out."),
    ("in_view", "self"): _("Only their own side is on the page here. You are missing."),
    ("in_view", "other"): _("Only you, or somebody they write about, are on the page here. Their own side is missing."),
    ("in_view", "both"): _("They are on the page here, and so is the other."),
    ("risk", "crisis"): _("They may be speaking of wanting to die."),
    ("risk", "danger"): _("These words may threaten you, or speak of somebody who is not safe."),
}
RECEIVED_PART_REASONS: Final[dict[str, str]] = {
    "limit": _("Says what they will or will not do."),
}

# The reader wrote it about somebody: the other is the one it is about.
ABOUT_REASONS: Final[dict[tuple[str, str], str]] = {
    ("belonging", "self_omitting"): _("The writer is missing here: only the wishes of the one it is about count."),
    ("warmth_other", "harsh"): _("These words are cold or hard on the one they are about."),
    ("warmth_other", "kind"): _("These words are warm toward the one they are about."),
    ("warmth_other", "placating"): _("These words give in to the one they are about, or smooth it over."),
    ("response", "fawn"): _("These words please the one they are about, to keep the peace."),
    ("in_view", "other"): _("Only the one it is about is on the page here."),
    ("in_view", "both"): _("The writer and the one it is about are both on the page here."),
    ("risk", "crisis"): _("These words may speak of somebody who wants to die or is hurt."),
}


def told_reason(field: str, value: str, written_by: WrittenBy) -> str:
    """Return the sentence for whoever did not write to somebody, or "" where the writer's own is as true."""
    table = {"them": RECEIVED_REASONS, "about": ABOUT_REASONS}.get(written_by, {})
    return table.get((field, value), "")
