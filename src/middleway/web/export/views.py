"""Take everything along, or delete it."""

from collections.abc import Iterator
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from middleway.vault import write_archive
from middleway.web.accounts import actions as accounts
from middleway.web.accounts import browsers, login_session, queries, zones
from middleway.web.accounts.deriving import derivation
from middleway.web.export import files, jsonl
from middleway.web.export.forms import DeleteForm, PlainExportForm, SealedExportForm
from middleway.web.export.tried import tried
from middleway.web.http import Request
from middleway.web.pages import form_page, require_form
from middleway.web.security.confirm import confirmed
from middleway.web.security.forms import ConfirmForm
from middleway.web.signin.flow import browser_of


@require_form
def export(request: Request) -> HttpResponseBase:
    """Send everything, sealed under a passphrase of its own."""
    form = SealedExportForm(request.POST or None, personal=[request.user.username, queries.operator()])
    if (vault := confirmed(request, form)) is None:
        return _asked(request, "export", form)
    accounts.notify(request.user, "export", browser_of(request))
    archive = write_archive(jsonl.in_bytes(jsonl.written(vault)), form.cleaned_data["archive_passphrase"])
    with derivation():
        start = [next(archive), next(archive)]  # the passphrase is stretched here, not while the file is on its way
    return _file(chain(start, archive), "notes.mwa", "application/octet-stream")


@require_form
def plain(request: Request) -> HttpResponseBase:
    """Send everything, for anyone to read, after a warning."""
    form = PlainExportForm(request.POST or None)
    if (vault := confirmed(request, form)) is None:
        return _asked(request, "plain", form)
    accounts.notify(request.user, "plain_export", browser_of(request))
    kind = form.cleaned_data["form"]
    return _file(files.WAYS[kind](zones.zone_of(request.user), vault), f"notes.{kind}", files.TYPES[kind])


@require_form
def delete(request: Request) -> HttpResponse:
    form = DeleteForm(request.POST or None)
    if confirmed(request, form) is None:
        return form_page(request, "export/delete.html", form)
    account = request.user
    accounts.delete(account)  # first: if that fails, nobody is sent away from what is still there
    login_session.end(request)
    del request.vault  # nobody is inside any more
    response = render(request, "export/deleted.html")
    browsers.delete_cookie(response)
    response.headers["Clear-Site-Data"] = login_session.FORGET_ALL  # as after leaving
    return response


def _asked(request: Request, page: str, form: ConfirmForm) -> HttpResponse:
    """Say, before anything is taken along, what will not be in it; once, and not after each wrong passphrase."""
    not_open = None if form.is_bound else tried(request.vault)
    return form_page(request, f"export/{page}.html", form, tried=not_open)


def _file(content: Iterator[bytes], name: str, kind: str) -> StreamingHttpResponse:
    """Answer with a file that is made while it is sent: however large, it starts at once and takes little memory."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=kind, headers=headers)
