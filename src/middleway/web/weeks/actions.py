"""Writes the owner's words at a part: sealed, and in one batch."""

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.records import store
from middleway.web.records.writing import writing
from middleway.web.safety import scan
from middleway.web.weeks.content import WeekContent
from middleway.web.weeks.kept import everything
from middleway.web.weeks.models import Part


def keep(vault: Vault, *, number: int, text: str, seen: str, page: str) -> None:
    """Replace the words at a part with `text`; blank text deletes them. Raises ChangedMeanwhile for newer words.

    `seen`: the mark of what the page showed; `page`: the id of the page.
    """
    content = WeekContent(number=number, text=text, page=page, changed="")
    content = scan.read_ahead(Part(), content, _known(vault, number))  # before the lock, so that nobody waits for it
    with writing(vault) as batch:
        before, now = everything(vault).at(number), timezone.now().isoformat()
        meanwhile.check(before.seen, seen, page)
        over = list(before.rows)
        if text.strip():
            row, *over = over or [Part()]
            batch.save(row, replace(content, written=before.written or now, changed=now))
        batch.erase(over)


def _known(vault: Vault, number: int) -> WeekContent | None:
    """Return the present content of the row that is about to change: most of its words have been read already."""
    row = next(iter(everything(vault).at(number).rows), None)
    return store.opened(row, vault) if row else None
