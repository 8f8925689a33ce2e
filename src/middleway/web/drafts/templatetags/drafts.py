"""What was typed into a form before, for `draft.js` to put back: on every page of writing, through `_whose.html`."""

import json
from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from middleway.web.drafts import queries
from middleway.web.drafts.addresses import Address, NoAddress, address_of, mark_of
from middleway.web.http import Request

register = template.Library()
_SHOWN = ("texts", "lines", "chosen", "page")


@register.simple_tag(takes_context=True)
def typed_before(context: Context, address: str = "", box: str = "", kept: str = "") -> SafeString:
    """Return the attributes that name a form, and say what was typed there before.

    `address`: where it is sent, if not to its own page. `kept`: what is kept there and stands in it, or tells when that
    has changed. A form that comes back from being sent has newer words already, and goes on with its draft.
    """
    request = context["request"]
    form = _form(request, address, box, kept)
    if form is None:
        return SafeString()
    if request.method == "POST":
        own = request.POST.get("typed_on", "") if request.POST.get("typed_at") == str(form) else ""
        return format_html('data-place="{}" data-sent="{}"', form, own)
    found = queries.at(form, _drafts(request))
    if found is None:
        return format_html('data-place="{}"', form)
    typed = json.dumps({name: getattr(found.content, name) for name in _SHOWN})
    return format_html('data-place="{}" data-typed="{}"', form, typed)


@register.inclusion_tag("drafts/_beside.html", takes_context=True)
def typed_beside(context: Context, address: str = "", box: str = "", kept: str = "") -> dict[str, list[queries.Typed]]:
    """Show what was typed here before something else was kept."""
    request = context["request"]
    form = _form(request, address, box, kept)
    return {"drafts": queries.beside(form, _drafts(request)) if form else []}


def _form(request: Request, address: str, box: str, kept: str) -> Address | None:
    """Return which form it is, and what it began from. One that comes back from being sent says so itself."""
    if getattr(request, "vault", None) is None:
        return None
    path = address or request.path
    try:
        form = address_of(f"{path}#{box}" if box else path)
    except NoAddress:
        return None
    try:
        sent = address_of(request.POST.get("typed_at", ""))
    except NoAddress:
        sent = None
    return sent if sent and sent.form == form else Address(form.parts, form.box, mark_of(kept))


def _drafts(request: Request) -> Sequence[queries.Typed]:
    """Return the drafts of whoever asks. A page with many forms opens them once."""
    kept = vars(request)
    if "typed_before" not in kept:
        kept["typed_before"] = queries.current(request.vault)
    found: Sequence[queries.Typed] = kept["typed_before"]
    return found
