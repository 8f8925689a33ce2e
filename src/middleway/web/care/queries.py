"""What the pages of care show."""

from typing import Any

from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.care.models import Paper
from middleway.web.shell import store


def paper_row(account: Account, vault: Vault, kind: str) -> Paper | None:
    """Return the page of notes of a kind that was changed last; None when none opens."""
    found = [(content["changed"], row) for row, content in _papers(account, vault) if content["kind"] == kind]
    return max(found, key=lambda one: str(one[0]), default=("", None))[1]


def kept(account: Account, vault: Vault, kind: str) -> dict[str, Any]:
    """Return what stands on a page of notes; {} when nothing does."""
    row = paper_row(account, vault, kind)
    answers: dict[str, Any] = store.content_of(row, vault)["answers"] if row else {}
    return answers


def written(account: Account, vault: Vault) -> set[str]:
    """Return the kinds of pages that have something on them."""
    return {content["kind"] for _, content in _papers(account, vault)}


def _papers(account: Account, vault: Vault) -> list[tuple[Paper, store.Content]]:
    found = []
    for row in Paper.objects.filter(account=account):
        try:
            found.append((row, store.content_of(row, vault)))
        except NotOpened:
            continue  # it stays as it is, and the overview of what is kept says that something does not open
    return found
