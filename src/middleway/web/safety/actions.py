"""What the writer says and answers about safety: each sealed, and in one transaction."""

import contextlib
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.accounts import locking
from middleway.web.records.models import derived_id
from middleway.web.safety import ledger, scan
from middleway.web.safety.states import Reason
from middleway.web.safety.storage import book_of, keep


@transaction.atomic
def say(vault: Vault, person: str, what: str, moment: str = "") -> None:
    """Keep the writer's own word: `ledger.UNSAFE`, `CALM` or `SAFE_NOW`. `moment`: where it was said, or ""."""
    locking.locked(vault)
    book, of = book_of(vault), person
    if what == ledger.SAFE_NOW:
        of, moment = "", ""  # it is about the writer
    keep(vault, ledger.said(book, of, what, timezone.now().isoformat(), moment))


@transaction.atomic
def unsay(vault: Vault, person: str, moment: str) -> None:
    """Take back "it is not safe with them" where it was said in that moment."""
    locking.locked(vault)
    keep(vault, ledger.unsaid(book_of(vault), person, moment))


def hear(vault: Vault, text: str) -> None:
    """Note a crisis in words that are kept nowhere, such as a search's: every page shows it now, as if they were kept.

    Only that there was one is kept, and when. The page that answers shows help whether or not this can be saved.
    """
    found = [(of, str(Reason.CRISIS), True) for of in scan.clear_crises([text])]
    if found:
        with contextlib.suppress(DatabaseError, locking.KeysChanged), transaction.atomic():
            account, now = locking.locked(vault), timezone.now().isoformat()
            nowhere = str(derived_id("heard", account.pk, UUID(int=0)))
            keep(vault, ledger.noted(book_of(vault), nowhere, [""], found, now))


@transaction.atomic
def answer(vault: Vault, person: str, answers: dict[str, str]) -> None:
    """Keep the answers to the private questions, together with those before (`ledger.answered`)."""
    locking.locked(vault)
    book = book_of(vault)
    keep(vault, ledger.answered(book, person, answers, timezone.now().isoformat()))
