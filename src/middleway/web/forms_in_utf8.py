"""Read forms as UTF-8, whatever they claim, before Django sees the request.

Django takes the character set of a form, and of RFC 2231 parameters, from the request. Python knows some that are not
text ("rot13"), some that let half characters through ("utf-7"), and one that always raises ("undefined"). It raises
before there is a request that could be answered, so the web server would log the error. Browsers send the character set
of the page, and our pages are UTF-8.
"""

import re
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase

_BOUNDARY: Final = re.compile(r';\s*(boundary=(?:"[^";*]*"|[^";*\s]*))', re.IGNORECASE)


class Utf8Handler(WSGIHandler):
    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> HttpResponseBase:
        return super().__call__(plain(environ), start_response)


def plain(environ: WSGIEnvironment) -> WSGIEnvironment:
    """Leave only the content type and the boundary in the header."""
    kind, _, parameters = environ.get("CONTENT_TYPE", "").partition(";")
    boundary = _BOUNDARY.search(f";{parameters}")
    environ["CONTENT_TYPE"] = f"{kind}; {boundary[1]}" if boundary else kind
    return environ
