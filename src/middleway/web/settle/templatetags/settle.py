"""The part of the pages for settling that is the same for everybody; it is rendered once for each language."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from middleway.content import Practice
from middleway.web.settle import queries

register = template.Library()


@register.simple_tag
def below(practice: Practice | None = None) -> SafeString:
    """Return what stands below a practice: the question how hot it is now, and the other practices."""
    return _below(get_language(), practice)


@cache
def _below(_language: str, practice: Practice | None) -> SafeString:
    context = {"practice": practice, "others": queries.others(but=practice)}
    return render_to_string("settle/_below.html", context)
