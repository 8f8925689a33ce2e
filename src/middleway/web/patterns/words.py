"""The words of the picture and the trends. They say what the owner saw the other do, and never what the other is."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from middleway.vocabulary import MY_MOVES, SPECTRA, THEIR_MOVES
from middleway.web.library import library
from middleway.web.people.forms import TIES
from middleway.web.terms import lazily

STAGES: Final = {
    "trigger": _("What sets it off"),
    "alarm": _("My alarm"),
    "move": _("What I do"),
    "their_move": _("What they do"),
    "cost": _("What it costs"),
}
LOOPS: Final = {
    "pursue_withdraw": _("I push, and they pull away."),
    "withdraw_pursue": _("I pull away, and they push."),
    "attack_attack": _("We both push."),
    "withdraw_withdraw": _("We both pull away."),
    "appease_demand": _("I give in, and they push."),
    "demand_appease": _("I push, and they give in."),
}
PERIODS: Final = {"weeks": (_("4 weeks"), 28), "months": (_("3 months"), 91), "year": (_("A year"), 365)}  # days


def _marks(spectrum: str) -> tuple[Promise, Promise, Promise]:
    low, middle, high = map(lazily, SPECTRA[spectrum])
    return low, middle, high


# For each measure: its title; the bottom, middle and top mark of its chart; the sentences for "down" and for "up".
MEASURES: Final[dict[str, tuple[Promise, tuple[Promise | str, Promise | str, Promise | str], Promise, Promise]]] = {
    "heat_before": (
        _("How hot it was at first"),
        ("0", "", "10"),
        _("It began less hot than before."),
        _("It began hotter than before."),
    ),
    "heat_after": (
        _("How hot it was later"),
        ("0", "", "10"),
        _("It was cooler afterwards than before."),
        _("It stayed hotter afterwards than before."),
    ),
    "minutes_back": (
        _("How long the way back took"),
        ("0", "", ""),
        _("The way back took less time than before."),
        _("The way back took more time than before."),
    ),
    "awareness": (
        _("How the feeling was held"),
        _marks("awareness"),
        _("It moved toward avoiding."),
        _("It moved toward being flooded."),
    ),
    "belonging": (
        _("Who counted"),
        _marks("belonging"),
        _("It moved toward “just me”."),
        _("It moved toward “just them”."),
    ),
    "warmth_self": (
        _("Warmth toward yourself"),
        _marks("warmth_self"),
        _("It moved toward harsh."),
        _("It moved toward letting off."),
    ),
    "warmth_other": (
        _("Warmth toward the other"),
        _marks("warmth_other"),
        _("It moved toward harsh."),
        _("It moved toward giving in."),
    ),
    "fear": (
        _("Fear of saying it"),
        (_("none"), "", _("afraid")),
        _("It felt safer to say it than before."),
        _("It felt less safe to say it than before."),
    ),
    "voice": (
        _("Whether you said it"),
        (_("no"), "", _("yes")),
        _("You left it unsaid more often than before."),
        _("You said it more often than before."),
    ),
    "heard": (
        _("Whether you felt heard"),
        (_("no"), "", _("yes")),
        _("You felt heard less often than before."),
        _("You felt heard more often than before."),
    ),
    "repair": (
        _("Whether it came right again"),
        (_("no"), "", _("yes")),
        _("It came right again less often than before."),
        _("It came right again more often than before."),
    ),
}
DONE: Final = {
    "paused": _("You paused first"),
    "comforted": _("You were kind to yourself first"),
    "said": _("You had found your own words first"),
    "asked": _("You had a real question for them"),
    "turned": _("You had looked at what went on in you"),
    "both": _("You had looked at what both need"),
    "move:fight": _("You got loud or sharp"),
    "move:flight": _("You pulled away"),
    "move:freeze": _("You went blank"),
    "move:fawn": _("You gave in"),
    "move:connect": _("You reached out"),
}
# For the answer of a day: yes, and at least in part.
SO: Final = {
    "fear": (_("Afraid to say it"), _("Afraid to say it, or unsure")),
    "voice": (_("Said"), _("Said")),
    "heard": (_("Heard"), _("Heard, at least in part")),
    "repair": (_("Right again"), _("Right again, at least in part")),
}
IN_PART: Final = {"fear": _("unsure"), "voice": _("in part"), "heard": _("in part"), "repair": _("in part")}
NOT_KNOWN: Final = gettext_lazy("Not known yet")


def of_stage(stage: str, tie: str) -> dict[str, str]:
    """Return what may stand at a stage, as code to words."""
    if stage == "trigger":
        return {one.id: one.text for one in library().triggers(tie)}
    if stage == "alarm":
        meant = {one.id: gettext("I am afraid it means ") + one.text for one in library().fears(tie)}
        return {
            "hot": gettext("It is very strong in me"),
            "warm": gettext("It is getting hot in me"),
            "calm": gettext("It is calm in me"),
            **meant,
        }
    if stage == "cost":
        return {one.id: one.text for one in library().costs(tie)}
    return {code: str(lazily(term)) for code, term in (MY_MOVES if stage == "move" else THEIR_MOVES).items()}


def told(stage: str, code: str, tie: str) -> str:
    """Return the words of a code, "" if there are none; also of a code chosen when the tie was a different one."""
    return next((found[code] for one in (tie, *TIES) if code in (found := of_stage(stage, one))), "")


def practice_names() -> dict[str, str]:
    return {one.id: one.title for one in library().practices}
