"""Writes about safety: each sealed, and in one transaction."""

import contextlib
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.accounts.models import Account
from middleway.web.care import ledger, watch
from middleway.web.care.keeping import book_of, keep
from middleway.web.care.models import Paper
from middleway.web.care.queries import paper_row
from middleway.web.care.states import Reason
from middleway.web.shell import lookers, store
from middleway.web.shell.models import derived_id
from middleway.web.way.steps import Step


@transaction.atomic
def say(vault: Vault, person: str, what: str, moment: str = "") -> None:
    """Keep the writer's own word: `ledger.UNSAFE`, `CALM` or `SAFE_NOW`. `moment`: where it was said, or ""."""
    store.locked(vault)
    book, of = book_of(vault), person
    if what == ledger.SAFE_NOW:
        of, moment = "", ""  # it is about the writer
    keep(vault, ledger.said(book, of, what, timezone.now().isoformat(), moment))


@transaction.atomic
def unsay(vault: Vault, person: str, moment: str) -> None:
    """Take back "it is not safe with them" where it was said in that moment."""
    store.locked(vault)
    keep(vault, ledger.unsaid(book_of(vault), person, moment))


def hear(vault: Vault, text: str) -> None:
    """Note a crisis in words that are kept nowhere, such as a search's: every page shows it now, as if they were kept.

    Only that there was one is kept, and when. The page that answers shows help whether or not this can be saved.
    """
    found = [(of, str(Reason.CRISIS), True) for of in watch.clear_crises([text])]
    if found:
        with contextlib.suppress(DatabaseError, store.KeysChanged), transaction.atomic():
            account, now = store.locked(vault), timezone.now().isoformat()
            nowhere = str(derived_id("heard", account.pk, UUID(int=0)))
            keep(vault, ledger.noted(book_of(vault), nowhere, [""], found, now))


@transaction.atomic
def answer(vault: Vault, person: str, answers: dict[str, str]) -> None:
    """Keep the answers to the private questions, together with those before (`ledger.answered`)."""
    store.locked(vault)
    book = book_of(vault)
    keep(vault, ledger.answered(book, person, answers, timezone.now().isoformat()))


def note(vault: Vault, paper: Step, answers: dict[str, Any], *, seen: str) -> None:
    """Replace the answers on a page of notes. Raises ChangedMeanwhile when there are newer ones."""
    row, before = _paper(vault, paper)
    ahead = watch.read_ahead(row, _answered(before, answers))  # before the lock, so that nobody waits for it
    with transaction.atomic():
        store.locked(vault)
        row, before = _paper(vault, paper)
        meanwhile.check(before["answers"].get("page", ""), seen, answers["page"])
        store.write(row, lookers.with_seen(_answered(before, answers), ahead), vault)


def _paper(vault: Vault, paper: Step) -> tuple[Paper, store.Content]:
    """Return a page of notes and its content, as it is kept, or new ones."""
    row = paper_row(Account.objects.get(pk=vault.record.owner), vault, paper.id)
    if row:
        return row, store.content_of(row, vault)
    return Paper(), {"kind": paper.id, "written": timezone.now().isoformat(), "answers": {}}


def _answered(before: store.Content, answers: dict[str, Any]) -> store.Content:
    return {**before, "answers": {**before["answers"], **answers}, "changed": timezone.now().isoformat()}


@transaction.atomic
def let_go(vault: Vault, paper: Step) -> None:
    """Delete a page of notes."""
    account = store.locked(vault)
    row = paper_row(account, vault, paper.id)
    if row:
        store.erase([row], vault)
