"""What somebody typed into a page of writing, whichever page it was, so that no error costs them their words."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

PREFIX = "words-"  # of the names of all boxes on the way; never of a passphrase's box
WHOSE = "whose"  # the field by which words from a page of writing find their owner again
_View = TypeVar("_View")
_UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError, OSError, ValueError, LookupError)
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)


@dataclass(frozen=True, slots=True)
class Brought:
    """A form that could not be taken: its address, and its fields but the token. Never shown to whoever sits there."""

    path: str
    fields: list[tuple[str, str]] = field(repr=False)

    @property
    def text(self) -> str:
        """Return what was typed, box after box."""
        return _boxes(self.fields)

    def one(self, name: str) -> str:
        """Return the last value of a field; "" without one."""
        return next((value for key, value in reversed(self.fields) if key == name), "")


def takes_words(view: _View) -> _View:
    """Mark a view that only puts words where they belong, so that what was typed for it may be sent to it again."""
    vars(view).update(takes_words=True)
    return view


def may_take(view: object) -> bool:
    return getattr(view, "takes_words", False)


def lets_go(view: _View) -> _View:
    """Mark a view that lets go of what was typed: whatever happens to its form, nothing in it may be kept."""
    vars(view).update(lets_go=True)
    return view


def may_keep(view: object) -> bool:
    return not getattr(view, "lets_go", False)


def asks_whose(view: _View) -> _View:
    """Mark a view that takes words only with the name of the account on whose page they were typed."""
    vars(view).update(asks_whose=True)
    return view


def must_say_whose(view: object) -> bool:
    return getattr(view, "asks_whose", False)


def typed(request: HttpRequest) -> str:
    """Return what was typed, box after box; "" when there is nothing, or the request cannot be read at all."""
    return _boxes(_sent(request))


def brought(request: HttpRequest) -> Brought:
    """Return the form in a request, without fields when it cannot be read at all."""
    return Brought(request.path, _sent(request))


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return all that a page of writing sent, to be sent again; [] for a page with one box for text, and for others."""
    sent = _sent(request)
    names = {name for name, _ in sent}
    return sent if any(map(_is_prefixed, names)) or (WHOSE in names and "text" not in names) else []


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        lists = request.POST.lists()
    except _UNREADABLE:
        return []
    return [(name, str(value)) for name, values in lists for value in values if name != _TOKEN]


def _boxes(sent: list[tuple[str, str]]) -> str:
    own = {"name"} if WHOSE in dict(sent) else set()  # of somebody close; on other pages a name is not a person's words
    boxes = [value for name, value in sent if name == "text" or name in own or _is_prefixed(name)]
    return "\n\n".join(box for box in boxes if box.strip())


def _is_prefixed(name: str) -> bool:
    return name.startswith(PREFIX)
