"""Bring a file back in: the form, how far it is, and a way to stop."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from middleway.vault import NotOpened
from middleway.web.accounts.deriving import derivation
from middleway.web.http import Request
from middleway.web.imports import actions, incoming, queries
from middleway.web.imports.forms import ImportForm
from middleway.web.imports.models import Stage
from middleway.web.imports.outline import NotAnExport, TooMuch
from middleway.web.imports.steps import UnderWay
from middleway.web.imports.taking import taking
from middleway.web.limits import USUAL, largest_body
from middleway.web.pages import form_page, require_form
from middleway.web.records.values import Unknown
from middleway.web.security.confirm import confirmed
from middleway.web.signin.flow import browser_of
from middleway.web.unread import file_unread

_AT_A_TIME: Final = 1.0  # seconds of work for one look at the page; then the browser asks again
_SHOWN: Final = 60  # characters of a name that this version does not know


@file_unread
@largest_body(incoming.LARGEST + USUAL)
@require_form
def bring_in(request: Request) -> HttpResponse:
    found = queries.current(request.vault)
    if found and found.stage in (Stage.READING, Stage.LEAVING):
        return redirect("imports:on")
    form = ImportForm(request.POST or None, request.FILES or None)
    try:
        if form.is_valid() and _is_taken(request, form):
            return redirect("imports:on")
    except (NotOpened, NotAnExport, TooMuch, Unknown, UnderWay) as fault:
        form.add_error(None, _told(fault))
    return form_page(request, "imports/bring_in.html", form, last=found)


@require_safe
def on(request: Request) -> HttpResponse:
    """Show how far it is. Each look at this page does a little more, and the browser looks again by itself.

    So it is a GET that writes, since without a script nothing else comes again by itself. It only goes on with what its
    owner began, or began to stop, by a form: one look more than needed, too early or from another site, changes nothing
    but when it is done.
    """
    before = queries.current(request.vault)
    try:
        found = actions.go_on(request.vault, seconds=_AT_A_TIME)
    except UnderWay:  # it was stopped, or finished, in another window
        found = queries.current(request.vault)
    if found is None and before and before.stage == Stage.LEAVING:
        return render(request, "imports/on.html", {"undone": True})
    if found is None or found.stage in (Stage.DONE, Stage.TAKING):
        return redirect("imports:bring_in")
    response = render(request, "imports/on.html", {"found": found, "leaving": found.stage == Stage.LEAVING})
    response.headers["Refresh"] = "1"
    return response


@require_POST
def stop(request: Request) -> HttpResponse:
    """Undo what has come in so far."""
    actions.stop(request.vault)
    return redirect("imports:on")


def _is_taken(request: Request, form: ImportForm) -> bool:
    """Take the file as it comes. Each step can end it before the next costs anything. If False, the form says why."""
    arriving = incoming.begun(form.cleaned_data["archive"].chunks())
    if (vault := confirmed(request, form)) is None:
        return False
    with taking(vault.record.owner):
        with derivation():
            arriving.stretch(form.cleaned_data["archive_passphrase"])
        actions.take(vault, incoming.whole(arriving), browser_of(request))
    return True


def _told(fault: Exception) -> str:
    if isinstance(fault, NotOpened):
        return _("File and passphrase do not fit together, or the file is damaged. Nothing was changed.")
    if isinstance(fault, TooMuch):
        return _("This file holds more than can come in at once. Nothing was changed.")
    if isinstance(fault, UnderWay):
        return _("Another file is just coming in. Nothing was changed.")
    if isinstance(fault, Unknown):
        name = ".".join(fault.where)[:_SHOWN]
        return _("This version does not know everything in this file: \u201c%(name)s\u201d. Nothing was changed.") % {
            "name": name
        }
    return _("This file is not an export of this version. Nothing was changed.")
