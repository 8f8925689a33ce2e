"""What the writer says and answers about safety: sealed, each in a batch, of its own or of what it belongs to."""

import contextlib
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.accounts.locking import KeysChanged
from middleway.web.records.models import derived_id
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import ledger, scan
from middleway.web.safety.states import Reason
from middleway.web.safety.storage import amend


def say(vault: Vault, person: str, what: str, moment: str = "") -> None:
    """Keep the writer's own word: `ledger.UNSAFE`, `CALM` or `SAFE_NOW`. `moment`: where it was said, or ""."""
    with writing(vault) as batch:
        note(batch, person, what, moment)


def note(batch: Batch, person: str, what: str, moment: str = "") -> None:
    """Keep the writer's own word, as `say` does, together with what it is said beside."""
    if what == ledger.SAFE_NOW:
        person, moment = "", ""  # it is about the writer
    amend(batch, lambda book: ledger.said(book, person, what, _now(), moment))


def unsay(batch: Batch, person: str, moment: str) -> None:
    """Take back "it is not safe with them" where it was said in that moment."""
    amend(batch, lambda book: ledger.unsaid(book, person, moment))


def hear(vault: Vault, text: str) -> None:
    """Note a crisis in words that are kept nowhere, such as a search's: every page shows it now, as if they were kept.

    Only that there was one is kept, and when. The page that answers shows help whether or not this can be saved.
    """
    found = [(of, str(Reason.CRISIS), True) for of in scan.clear_crises([text])]
    if found:
        nowhere = str(derived_id("heard", vault.record.owner, UUID(int=0)))
        with contextlib.suppress(DatabaseError, KeysChanged), writing(vault) as batch:
            amend(batch, lambda book: ledger.noted(book, nowhere, [""], found, _now()))


def answer(vault: Vault, person: str, answers: dict[str, str]) -> None:
    """Keep the answers to the private questions, together with those before (`ledger.answered`)."""
    with writing(vault) as batch:
        amend(batch, lambda book: ledger.answered(book, person, answers, _now()))


def _now() -> str:
    return timezone.now().isoformat()
