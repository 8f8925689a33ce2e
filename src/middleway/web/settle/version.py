"""The version of the pages for settling. It changes whenever a word, a style or the worker changes."""

import hashlib
from functools import cache

from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import resolve
from django.utils import translation

from middleway.web.settle import queries


@cache
def version(language: str) -> str:
    """Return 16 hex digits over all that the worker keeps, as a stranger sees it in a language.

    Nothing of the request goes in, so that every process returns the same.
    """
    told = hashlib.sha256(get_template("settle/worker.js").render({}).encode())
    for address in queries.pages():
        told.update(_seen(address, language))
    for file in queries.files():
        told.update(f"{file.address} {file.integrity}\n".encode())
    return told.hexdigest()[:16]


def _seen(address: str, language: str) -> bytes:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", address, address
    view, arguments, named = resolve(address)
    with translation.override(language):
        return bytes(view(request, *arguments, **named).content)
