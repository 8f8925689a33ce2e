"""The words of a reading, for whoever sees it: they wrote the text, got it, or wrote it about somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from middleway import vocabulary
from middleway.reading import WrittenBy
from middleway.vocabulary import SPECTRA, THEIR_SPECTRA
from middleway.web.terms import lazily

FieldValue = tuple[str, str]  # a field and its value


@dataclass(frozen=True, slots=True)
class Scale:
    """A spectrum as it is shown: its title, and the words at its two ends and its middle."""

    title: Promise
    low: Promise
    middle: Promise
    high: Promise


@dataclass(frozen=True, slots=True)
class Voice:
    """The words for all that a reading can say.

    `does`: the title of the response; `findings`: what is said first of all, the weightiest before the others; `first`: an
    opening line, or "".
    """

    ends: Mapping[str, Scale]
    sentences: Mapping[FieldValue, Promise]
    responses: Mapping[str, Promise]
    in_view: Mapping[str, Promise]
    does: Promise
    findings: Mapping[FieldValue, Promise]
    first: Promise | str = ""


def _ends(title: Promise, spectrum: vocabulary.Ends) -> Scale:
    return Scale(title, *map(lazily, spectrum))


MINE: Final = Voice(
    ends={
        "awareness": _ends(_("How the feeling is held"), SPECTRA["awareness"]),
        "belonging": _ends(_("Who counts"), SPECTRA["belonging"]),
        "warmth_self": _ends(_("Warmth toward yourself"), SPECTRA["warmth_self"]),
        "warmth_other": _ends(_("Warmth toward the other"), SPECTRA["warmth_other"]),
    },
    sentences={
        ("awareness", "avoidant"): _("This reads as pushing a feeling away."),
        ("awareness", "mindful"): _("This reads as seeing what is felt, and naming it."),
        ("awareness", "flooded"): _("This reads as being carried away."),
        ("belonging", "isolated"): _("This reads as being alone with it."),
        ("belonging", "shared"): _("This reads as both people counting, or as part of being human."),
        ("belonging", "self_omitting"): _("This reads as leaving yourself out."),
        ("warmth_self", "harsh"): _("This reads as hard on yourself."),
        ("warmth_self", "kind"): _("This reads as kind to yourself."),
        ("warmth_self", "indulgent"): _("This reads as letting yourself off."),
        ("warmth_other", "harsh"): _("This reads as cold or hard on the other."),
        ("warmth_other", "kind"): _("This reads as warm toward the other."),
        ("warmth_other", "placating"): _("This reads as giving in, to keep the peace."),
    },
    responses={
        "fight": _("They fight: attack, blame or press."),
        "flight": _("They pull away, or end the talk."),
        "freeze": _("They freeze: stuck, with no next step."),
        "fawn": _("They please, and leave you out to keep the peace."),
        "connect": _("They reach out."),
        "neutral": _("They tell or arrange something. No defence, no reaching."),
    },
    in_view={
        "self": _("Only the writer's own side is here. The other is missing."),
        "other": _("Only the other is here. The writer is missing."),
        "both": _("Both people are here."),
        "none": _("Nobody's inner side is here."),
    },
    does=_("What the words do"),
    findings={
        ("in_view", "other"): _("You are missing from this message."),
        ("belonging", "self_omitting"): _("You are missing from this message."),
        ("warmth_other", "placating"): _("These words give in, to keep the peace."),
        ("warmth_self", "harsh"): _("These words are hard on you."),
        ("warmth_other", "harsh"): _("These words are cold toward them."),
        ("in_view", "self"): _("They are missing from this message."),
        ("in_view", "both"): _("You are both in it."),
    },
)
# "They" wrote it to whoever sees the page: nothing here may sound like the reader's own feeling or warmth.
RECEIVED: Final = Voice(
    ends={
        "awareness": replace(MINE.ends["awareness"], title=_("How they hold the feeling")),
        "belonging": _ends(_("Who counts"), THEIR_SPECTRA["belonging"]),
        "warmth_self": replace(MINE.ends["warmth_self"], title=_("Their warmth toward themselves")),
        "warmth_other": replace(MINE.ends["warmth_other"], title=_("Their warmth toward you or another")),
    },
    sentences={
        ("awareness", "avoidant"): _("This reads as them pushing a feeling away."),
        ("awareness", "mindful"): _("This reads as them seeing what they feel, and naming it."),
        ("awareness", "flooded"): _("This reads as them being carried away."),
        ("belonging", "isolated"): _("This reads as leaving you out, as if they stood alone."),
        ("belonging", "shared"): MINE.sentences["belonging", "shared"],
        ("belonging", "self_omitting"): _("This reads as them leaving themselves out."),
        ("warmth_self", "harsh"): _("This reads as them being hard on themselves."),
        ("warmth_self", "kind"): _("This reads as them being kind to themselves."),
        ("warmth_self", "indulgent"): _("This reads as them letting themselves off."),
        ("warmth_other", "harsh"): _("This reads as cold or hard on you, or on somebody they write about."),
        ("warmth_other", "kind"): _("This reads as warm toward you, or toward somebody they write about."),
        ("warmth_other", "placating"): _("This reads as them giving in, to keep the peace."),
    },
    responses={
        "fight": _("They attack you, or somebody they write about: they blame or press."),
        "flight": _("They pull away, or end the talk."),
        "freeze": _("They freeze: stuck, with no next step."),
        "fawn": _("They please, and leave themselves out to keep the peace."),
        "connect": _("They reach out."),
        "neutral": _("They tell or arrange something. No defence, no reaching."),
    },
    in_view={
        "self": _("Only their own side is here. You are missing."),
        "other": _("Only you, or somebody they write about, are here. Their own side is missing."),
        "both": _("Both people are here."),
        "none": _("Nobody's inner side is here."),
    },
    does=_("What they do"),
    findings={
        ("warmth_other", "harsh"): _("These words are cold toward you."),
        ("in_view", "self"): _("You are missing from this message."),
        ("belonging", "self_omitting"): _("They leave themselves out."),
        ("in_view", "other"): _("They leave themselves out."),
        ("in_view", "both"): _("You are both in it."),
    },
    first=_("You say that somebody wrote this to you. So what is said of feelings and warmth is about them."),
)
ABOUT: Final = replace(
    MINE,
    ends={
        **MINE.ends,
        "warmth_other": replace(MINE.ends["warmth_other"], title=_("Warmth toward the one it is about")),
    },
    sentences={
        **MINE.sentences,
        ("warmth_other", "harsh"): _("This reads as cold or hard on the one it is about."),
        ("warmth_other", "kind"): _("This reads as warm toward the one it is about."),
        ("warmth_other", "placating"): _("This reads as letting the one it is about off, to keep the peace."),
    },
    in_view={
        **MINE.in_view,
        "self": _("Only the writer's own side is here. The one it is about is missing."),
        "other": _("Only the one it is about is here. The writer is missing."),
    },
)
VOICES: Final[dict[WrittenBy, Voice]] = {"me": MINE, "them": RECEIVED, "about": ABOUT}
