"""The light of a breath; what a help line is for; the part below a practice, which is the same for everybody."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from middleway.content import Practice
from middleway.web.settle import queries
from middleway.web.settle.forms import USUAL, Pace
from middleway.web.settle.help_lines import FOR_WHOM

register = template.Library()


@register.filter
def for_whom(kind: str) -> Promise:
    return FOR_WHOM[kind]


@register.inclusion_tag("settle/_light.html")
def light(breath: Pace = USUAL) -> dict[str, object]:
    """Draw the light that rises and sinks with a breath."""
    return {"breath": breath, "mounds": queries.MOUNDS}


@register.simple_tag
def below(practice: Practice | None = None) -> SafeString:
    """Return what stands below a practice: the question how hot it is now, and the other practices."""
    return _below(get_language(), practice)


@cache  # once for each language
def _below(_language: str, practice: Practice | None) -> SafeString:
    context = {"practice": practice, "others": queries.others(but=practice)}
    return render_to_string("settle/_below.html", context)
