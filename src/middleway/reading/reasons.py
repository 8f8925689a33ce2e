"""Why: one short plain sentence for each finding. It speaks of the words, never of a person's character."""

from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the pages translate it when they show it."""
    return message


_ = gettext_noop

FIELD_REASONS: Final[dict[tuple[str, str], str]] = {
    ("awareness", "avoidant"): _("These words push a feeling away, or close the subject."),
    ("awareness", "mindful"): _("These words name something felt inside, with room around it."),
    ("awareness", "flooded"): _("These words are carried away: all, never, the worst, no way out."),
    ("belonging", "isolated"): _("These words stand alone, as if nobody else were there."),
    ("belonging", "shared"): _("These words hold both people, or what all people share."),
    ("belonging", "self_omitting"): _("The writer is missing here: only the other's wishes count."),
    ("warmth_self", "harsh"): _("These words are hard on the one who writes them."),
    ("warmth_self", "kind"): _("These words are kind to the one who writes them."),
    ("warmth_self", "indulgent"): _("These words let the writer off, and look away from their part."),
    ("warmth_other", "harsh"): _("These words are cold or hard on the other person."),
    ("warmth_other", "kind"): _("These words are warm toward the other person, and honest."),
    ("warmth_other", "placating"): _("These words give in, or take too much blame, to keep the peace."),
    ("response", "fight"): _("These words attack, blame or press."),
    ("response", "flight"): _("These words pull back, or end the talk."),
    ("response", "freeze"): _("These words are stuck or numb, with no next step."),
    ("response", "fawn"): _("These words please the other and leave the writer's own side out."),
    ("response", "connect"): _("These words reach out: they share, ask, thank, mend or set a limit with respect."),
    ("in_view", "self"): _("Only the writer's own side is on the page here."),
    ("in_view", "other"): _("Only the other person is on the page here."),
    ("in_view", "both"): _("Both people are on the page here."),
    ("risk", "crisis"): _("These words may speak of wanting to die or to be hurt."),
    ("risk", "danger"): _("These words may speak of someone who is not safe."),
}

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
