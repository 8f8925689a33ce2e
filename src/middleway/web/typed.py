"""What somebody typed into a page of writing, whichever page it was: so that no error costs them their words."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

PREFIX = "words-"  # of every box of the way; a passphrase's box never has it


def typed(request: HttpRequest) -> str:
    """Return it, box after box; "" when there is nothing, or the request cannot be read at all."""
    try:
        boxes = [value for name, value in request.POST.items() if name == "text" or name.startswith(PREFIX)]
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError, ValueError, LookupError):
        return ""
    return "\n\n".join(str(box) for box in boxes if str(box).strip())


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return everything that a page of the way sent, to be sent once more; [] for other pages."""
    if not any(name.startswith(PREFIX) for name in request.POST):
        return []
    return [
        (name, str(value)) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
