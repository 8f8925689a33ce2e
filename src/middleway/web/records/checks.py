"""A kind of row that does not say what it holds, down to each value, does not start."""

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from middleway.web.records import fields, manifest
from middleway.web.records.models import SealedRow


def silent(kind: type[SealedRow]) -> Iterator[str]:
    """Yield what a kind of row does not say of its content."""
    holds = getattr(kind, "holds", None)
    if holds is None:
        yield "it does not say what it holds"
    else:
        yield from (f"{path} says nothing of itself" for path in fields.unmarked(holds))


def every_kind_says_what_it_holds(**_: object) -> list[CheckMessage]:
    return [
        Error(f"{kind._meta.label}: {fault} (web/records/marks.py).", obj=kind, id="records.E001")
        for kind in manifest.kinds()
        for fault in silent(kind)
    ]


def refuse_to_start() -> None:
    """Stop the start of whatever runs, not only of commands that ask for Django's checks."""
    if faults := every_kind_says_what_it_holds():
        raise ImproperlyConfigured("\n".join(str(fault.msg) for fault in faults))
