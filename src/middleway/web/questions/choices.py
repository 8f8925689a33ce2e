"""The lists to choose from: those of the way, and those of `middleway.content`."""

from collections.abc import Callable, Iterable

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from middleway.reading import WrittenBy
from middleway.web.library import library
from middleway.web.readings.forms import WRITTEN_BY
from middleway.web.readings.voices import VOICES

Choices = list[tuple[str, str | Promise]]

_FIXED: dict[str, Choices] = {
    "missing": [
        ("me", _("I am")),
        ("them", _("They are")),
        ("nobody", _("Nobody is")),
        ("unsure", _("I cannot tell")),
    ],
    # "I wrote it" is the default: it is no answer, and nothing is kept of it.
    "written_by": [("" if value == "me" else value, words) for value, words in WRITTEN_BY],
    "safe": [("yes", _("Yes")), ("unsure", _("I am not sure")), ("no", _("No"))],
    "when": [("now", _("Now")), ("later", _("Later, at a kinder time")), ("not", _("Not at all"))],
    "my_moves": [
        ("fight", _("I got loud or sharp, or pressed them")),
        ("flight", _("I pulled away, went quiet, or left")),
        ("freeze", _("I went blank or stiff")),
        ("fawn", _("I gave in, or tried to please them")),
        ("connect", _("I came toward them: I asked, listened, or said how it is for me")),
    ],
    "their_moves": [
        ("fight", _("They got loud or sharp, or pressed me")),
        ("flight", _("They pulled away, went quiet, or left")),
        ("freeze", _("They went blank or stiff")),
        ("fawn", _("They gave in, or tried to please me")),
        ("connect", _("They came toward me: they listened, asked, or owned something")),
    ],
    "good": [
        ("close", _("We were close")),
        ("thanks", _("One of us said thank you")),
        ("they", _("They came toward me: they listened, asked, or owned something")),
        ("me", _("I came toward them: I asked, listened, or said how it is for me")),
        ("heard", _("I felt heard")),
        ("mended", _("It came right again after a quarrel")),
    ],
    "mended": [("yes", _("Yes")), ("partly", _("In part")), ("no", _("No"))],
    "heard": [("yes", _("Yes")), ("partly", _("In part")), ("no", _("No")), ("not_said", _("I did not say it"))],
}


def choices(name: str, tie: str, written_by: WrittenBy = "me") -> Choices:
    """Return (value, words) of a list. Values are ids, so that the words may change without losing what was chosen."""
    if name == "findings":
        voice = VOICES[written_by]
        ends = [(field, ends.title) for field, ends in voice.ends.items()]
        return [*ends, ("in_view", _("Who is in these words")), ("response", voice.does)]
    return _FIXED[name] if name in _FIXED else _OF_CONTENT[name](tie)


def chosen(name: str, values: Iterable[str], tie: str = "") -> list[str | Promise]:
    """Return the words for what was chosen from a list; what it no longer has is left out."""
    words = dict(choices(name, tie))
    return [words[value] for value in values if value in words]


_OF_CONTENT: dict[str, Callable[[str], Choices]] = {
    "feelings": lambda _tie: [(one.id, one.name) for one in library().feelings],
    "needs": lambda _tie: [(one.id, one.name) for one in library().needs],
    "fears": lambda tie: [(one.id, one.text) for one in library().fears(tie)],
    "triggers": lambda tie: [(one.id, one.text) for one in library().triggers(tie)],
    "costs": lambda tie: [(one.id, one.text) for one in library().costs(tie)],
    "reactions": lambda _tie: [(one.id, dict(_FIXED["my_moves"])[one.id]) for one in library().reactions],
    "alike": lambda tie: [(one.id, _two(one.guess, one.question)) for one in library().alike(tie)],
}


def meanings(name: str) -> dict[str, str]:
    """Return the meaning of each word of a list, by its id; {} for a list that has them in its words."""
    if name == "feelings":
        return {one.id: f"{one.meaning} {one.body}" for one in library().feelings}
    if name == "reactions":
        return {one.id: f"{one.title}. {one.look} {one.protects}" for one in library().reactions}
    return {one.id: one.meaning for one in library().needs} if name == "needs" else {}


def families(name: str) -> dict[str, str]:
    """Return the family of each word of a long list, by its id; {} for a list without families."""
    return {one.id: one.family_title for one in library().feelings} if name == "feelings" else {}


def _two(text: str, beside: str) -> SafeString:
    return format_html("<span>{} <small>{}</small></span>", text, beside)
