"""Writes: each sealed, and in one transaction."""

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.moments.actions import ChangedMeanwhile
from middleway.web.shell import store
from middleway.web.weeks.kept import everything
from middleway.web.weeks.models import Part


@transaction.atomic
def keep(vault: Vault, *, number: int, text: str, seen: str, page: str) -> None:
    """Put `text` in the place of the words at a part; an emptied box lets them go. Raises ChangedMeanwhile when there are newer ones."""
    store.locked(vault)
    before, now = everything(vault).at(number), timezone.now().isoformat()
    if before.seen not in {"", seen, page}:
        raise ChangedMeanwhile(before.seen)
    over = list(before.rows)
    if text.strip():
        row, *over = over or [Part()]
        content = {"number": number, "text": text, "page": page, "written": before.written or now, "changed": now}
        store.write(row, content, vault)
    if over:
        store.erase(over, vault)
