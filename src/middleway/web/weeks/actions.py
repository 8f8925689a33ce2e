"""Writes: each sealed, and in one transaction."""

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.care import watch
from middleway.web.shell import store
from middleway.web.weeks.kept import everything
from middleway.web.weeks.models import Part


def keep(vault: Vault, *, number: int, text: str, seen: str, page: str) -> None:
    """Put `text` in the place of the words at a part; an emptied box lets them go. Raises ChangedMeanwhile when there are newer ones."""
    content: store.Content = {"number": number, "text": text, "page": page}
    content = watch.read_ahead(Part(), content, _known(vault, number))  # nobody is to wait for that
    with transaction.atomic():
        store.locked(vault)
        before, now = everything(vault).at(number), timezone.now().isoformat()
        meanwhile.check(before.seen, seen, page)
        over = list(before.rows)
        if text.strip():
            row, *over = over or [Part()]
            store.write(row, {**content, "written": before.written or now, "changed": now}, vault)
        if over:
            store.erase(over, vault)


def _known(vault: Vault, number: int) -> store.Content:
    """Return what stands in the row that is written anew: most of its words have been read."""
    row = next(iter(everything(vault).at(number).rows), None)
    return store.content_of(row, vault) if row else {}
