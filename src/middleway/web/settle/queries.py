"""Gathers what the pages for settling show."""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from middleway.content import Practice
from middleway.web import styles
from middleway.web.library import library
from middleway.web.staticfiles import integrity

_FIRST = "paced_breath"  # this practice has the first page to itself
# All static files that these pages need; without a network there are no others.
_FILES = ("icons.svg", "js/leave.js", "js/settle.js", "js/help.js", "icon.svg")

_FONT = "font/brygada-1918-500.woff2"  # the styles name it, by this address; another font needs another name

# The light of the breath, from the widest to the nearest: how it is shaded, and its outline above the middle of its ground.
MOUNDS = (
    ("far", "M-455 0C-209.3 0-254.8-285 0-285S209.3 0 455 0Z"),
    ("near", "M-325 0C-149.5 0-182-201 0-201S149.5 0 325 0Z"),
    ("light", "M-195 0C-89.7 0-109.2-123 0-123S89.7 0 195 0Z"),
)


@dataclass(frozen=True, slots=True)
class Disguise:
    """A name and an icon for a phone's home screen that nobody asks about."""

    id: str
    name: str | Promise


@dataclass(frozen=True, slots=True)
class File:
    """A static file: its address, and the hash that its content is checked against."""

    address: str
    integrity: str


LOOKS = (
    Disguise("notes", _("Notes")),
    Disguise("garden", _("Garden")),
    Disguise("recipes", _("Recipes")),
    Disguise("lists", _("Lists")),
)


def look(look_id: str) -> Disguise:
    """Return the look with that id, or the first one if there is none."""
    return next((one for one in LOOKS if one.id == look_id), LOOKS[0])


def icons(look: Disguise) -> list[dict[str, str]]:
    return [
        {"src": static(f"looks/{look.id}.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {"src": static(f"looks/{look.id}.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
    ]


def others(but: Practice | None = None) -> list[Practice]:
    """Return the practices that settle, in the order of the library; none turns to the other, who may be feared."""
    return [one for one in library().practices if one.id != _FIRST and one is not but and not one.turns_to_them]


def address(practice: Practice) -> str:
    """Return the address of a practice that settles."""
    return reverse("settle:breathe") if practice.id == _FIRST else reverse("settle:practice", args=[practice.id])


def pages() -> list[str]:
    """Return the addresses of all pages that must open without a network, help first."""
    return [reverse("settle:help"), reverse("settle:breathe"), *(address(one) for one in others())]


def files() -> list[File]:
    """Return the files that those pages need."""
    font = File(f"{settings.STATIC_URL}{_FONT}", integrity(_FONT))
    css = File(styles.address(), styles.integrity())
    return [font, css, *(File(static(name), integrity(name)) for name in _FILES)]
