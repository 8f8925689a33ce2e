"""Why: one short plain sentence for each finding. It speaks of the words, never of a person's character.

Who reads it wrote the words, got them, or wrote them about somebody: `RECEIVED_REASONS` and `ABOUT_REASONS` stand in the place of the others then.
"""

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

# "They" wrote it, to the one who reads this: nothing here may sound like that one's own feeling, or warmth toward themselves.
RECEIVED_REASONS: Final[dict[tuple[str, str], str]] = {
    ("awareness", "avoidant"): _("They push a feeling away here, or close the subject."),
    ("awareness", "mindful"): _("They name something they feel inside, with room around it."),
    ("awareness", "flooded"): _("They are carried away here: all, never, the worst, no way out."),
    ("belonging", "isolated"): _("They leave you out, as if they stood alone."),
    ("belonging", "shared"): _("They hold both people, or what all people share."),
    ("belonging", "self_omitting"): _("They leave themselves out: only what somebody else wishes counts."),
    ("warmth_self", "harsh"): _("They are hard on themselves here."),
    ("warmth_self", "kind"): _("They are kind to themselves here."),
    ("warmth_self", "indulgent"): _("They let themselves off, and look away from their part."),
    ("warmth_other", "harsh"): _("They are cold or hard on you, or on somebody they write about."),
    ("warmth_other", "kind"): _("They are warm toward you, or toward somebody they write about, and honest."),
    ("warmth_other", "placating"): _("They give in to keep the peace, or take too much blame."),
    ("response", "fight"): _("They attack you, or somebody they write about: they blame or press."),
    ("response", "flight"): _("They pull back, or end the talk."),
    ("response", "freeze"): _("They are stuck or numb here, with no next step."),
    ("response", "fawn"): _("They please, and leave their own side out."),
    ("response", "connect"): _("They reach out: they share, ask, thank, mend or set a limit with respect."),
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
    ("warmth_other", "kind"): _("These words are warm toward the one they are about, and honest."),
    ("warmth_other", "placating"): _("These words excuse the one they are about, or take too much blame."),
    ("response", "fawn"): _("These words please the one they are about, and leave the writer's own side out."),
    ("in_view", "other"): _("Only the one it is about is on the page here."),
    ("in_view", "both"): _("The writer and the one it is about are both on the page here."),
    ("risk", "crisis"): _("These words may speak of somebody who wants to die or is hurt."),
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
