"""What a form was left with, for `draft.js` to put back: part of every page of writing, since each includes `_whose.html`."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from middleway.web.drafts import queries
from middleway.web.drafts.places import NoPlace, place_of

register = template.Library()
_SHOWN = ("texts", "lines", "chosen", "page")


@register.simple_tag(takes_context=True)
def typed_before(context: Any, address: str = "", box: str = "") -> SafeString:
    """Return the attributes that name a form, and say what was typed there before. `address`: where it is sent; else to its own page.

    A form that comes back from being sent has newer words already, and goes on with the draft that it had.
    """
    request = context["request"]
    vault = getattr(request, "vault", None)
    try:
        place = place_of(f"{address or request.path}#{box}" if box else address or request.path)
    except NoPlace:
        return SafeString()
    if vault is None:
        return SafeString()
    if request.method == "POST":
        own = request.POST.get("typed_on", "") if request.POST.get("typed_at") == str(place) else ""
        return format_html('data-place="{}" data-sent="{}"', place, own)
    found = queries.at(place, _drafts(request))
    if found is None:
        return format_html('data-place="{}"', place)
    typed = json.dumps({name: found.content[name] for name in _SHOWN})
    return format_html('data-place="{}" data-typed="{}"', place, typed)


def _drafts(request: Any) -> list[queries.Typed]:
    """Return the drafts of whoever asks; a page with many forms opens them once."""
    if not hasattr(request, "typed_before"):
        request.typed_before = queries.current(request.vault)
    found: list[queries.Typed] = request.typed_before
    return found
