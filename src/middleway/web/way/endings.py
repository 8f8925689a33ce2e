"""The end of the way: one's sentence, what was done, and for when it is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from middleway.web.http import Request
from middleway.web.moments.access import moment_of
from middleway.web.moments.queries import reading_of
from middleway.web.pages import form_page, require_form
from middleway.web.way import actions, queries, returns
from middleway.web.way.forms import WhenForm


@require_form
def sentence(request: Request, moment_id: UUID) -> HttpResponse:
    """Show nothing but what they would say, to be copied and said, now or later; how it went is asked after that."""
    moment = moment_of(request.vault, moment_id)
    found = queries.way_of(request.vault, moment)
    if not found.sentence:
        return redirect("way:way", found.id)
    form = WhenForm(request.POST or None)
    if form.is_valid():
        actions.settle_when(moment, request.vault, form.cleaned_data["when"])
        return redirect("way:sentence", found.id)
    page, asked = reading_of(found.sentence), returns.asked_later(found.id, request.vault)
    shown = {
        "finding": page.finding if page else None,
        "did": [step.did for step in found.done if step.did and found.was_done(step)],
        "asked": asked if asked and asked > timezone.localtime() else None,
    }
    return form_page(request, "way/sentence.html", form, way=found, **shown)
