"""Take it along, bring it back, delete it."""

import csv
import io
import json

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from middleway.vault import STANDARD, NotOpened, Vault, read_archive, write_archive
from middleway.web.accounts import actions as accounts
from middleway.web.accounts import browsers, entry, queries
from middleway.web.accounts.deriving import derivation
from middleway.web.belongings import actions, lines, plainly
from middleway.web.belongings.forms import DeleteForm, ImportForm, PlainExportForm, SealedExportForm
from middleway.web.doors.arrival import browser_of
from middleway.web.http import Request
from middleway.web.keys.confirm import confirmed

_FORMS = require_http_methods(["GET", "HEAD", "POST"])


@_FORMS
def export(request: Request) -> HttpResponse:
    """Everything, sealed under a passphrase of its own."""
    form = SealedExportForm(request.POST or None, personal=[request.user.username, queries.operator()])
    if (vault := confirmed(request, form)) is None:
        status = 422 if form.is_bound else 200
        return render(request, "belongings/export.html", {"form": form, "plain": PlainExportForm()}, status=status)
    accounts.notify(request.user, "export", browser_of(request))
    with derivation():
        archive = b"".join(write_archive(lines.joined(lines.written(vault)), form.cleaned_data["archive_passphrase"]))
    return _file(archive, "notes.mwa", "application/octet-stream")


@_FORMS
def plain(request: Request) -> HttpResponse:
    """Everything, for anyone to read, after a warning."""
    form = PlainExportForm(request.POST or None)
    if (vault := confirmed(request, form)) is None:
        return render(request, "belongings/plain.html", {"form": form}, status=422 if form.is_bound else 200)
    accounts.notify(request.user, "plain_export", browser_of(request))
    if form.cleaned_data["form"] == "html":
        rows = plainly.printed(request.user, vault)
        return _file(render_to_string("belongings/printed.html", {"rows": rows}).encode(), "notes.html", "text/html")
    return {"json": _json, "csv": _csv}[form.cleaned_data["form"]](vault)


@_FORMS
def bring_in(request: Request) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    counts = None
    if form.is_valid():
        try:
            with derivation():
                content = read_archive(
                    form.cleaned_data["archive"].read(),
                    form.cleaned_data["archive_passphrase"],
                    most=STANDARD,  # no dearer than ours: an archive chooses its own cost
                )
            counts = actions.bring_in(request.vault, lines.read(content))
            accounts.notify(request.user, "import", browser_of(request))
        except NotOpened:
            form.add_error(
                None, _("File and passphrase do not fit together, or the file is damaged. Nothing was changed.")
            )
        except lines.NotAnExport:
            form.add_error(None, _("This file is not an export of this version. Nothing was changed."))
    status = 422 if form.is_bound and counts is None else 200
    return render(request, "belongings/bring_in.html", {"form": form, "counts": counts}, status=status)


@_FORMS
def delete(request: Request) -> HttpResponse:
    form = DeleteForm(request.POST or None)
    if confirmed(request, form) is None:
        return render(request, "belongings/delete.html", {"form": form}, status=422 if form.is_bound else 200)
    account = request.user
    accounts.delete(account)  # first: where that fails nobody is sent away from what is still there
    entry.end(request)
    request.vault = None  # type: ignore[assignment]  # nobody is inside any more
    response = render(request, "belongings/deleted.html")
    browsers.delete_cookie(response)
    return response


def _json(vault: Vault) -> HttpResponse:
    content = json.dumps(list(lines.written(vault)), ensure_ascii=False, indent=1)
    return _file(content.encode("utf-8", "surrogatepass"), "notes.json", "application/json")


def _csv(vault: Vault) -> HttpResponse:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["kind", "id", "written", "what", "text"])
    for line in lines.written(vault):
        if content := line.get("content"):
            written = content.get("written", content["changed"])
            for what, text in plainly.words(content):
                writer.writerow([line["kind"], line["id"], written, what, _not_a_formula(text)])
    return _file(stream.getvalue().encode("utf-8", "replace"), "notes.csv", "text/csv")


def _not_a_formula(text: str) -> str:
    """A spreadsheet runs a cell that starts like a formula; a quote before it keeps it words."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
