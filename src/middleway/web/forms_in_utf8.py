"""Before Django sees a request: forms come in UTF-8, whatever they claim.

Django takes the character set of a form, and of RFC 2231 parameters, from the request. Python knows some that are no text ("rot13"),
some that let half signs through ("utf-7"), and one that always raises ("undefined"): before there is a request that could be answered,
so the error would be the web server's to log. Browsers send the set of the page, and our pages are UTF-8.
"""

import re
from typing import Any, Final

from django.core.handlers.wsgi import WSGIHandler

_BOUNDARY: Final = re.compile(r';\s*(boundary=(?:"[^";*]*"|[^";*\s]*))', re.IGNORECASE)


class Utf8Handler(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        return super().__call__(plain(environ), start_response)


def plain(environ: dict[str, Any]) -> dict[str, Any]:
    """Leave the kind of content and the boundary in its header, and no other parameter."""
    kind, _, parameters = environ.get("CONTENT_TYPE", "").partition(";")
    boundary = _BOUNDARY.search(f";{parameters}")
    environ["CONTENT_TYPE"] = f"{kind}; {boundary[1]}" if boundary else kind
    return environ
