"""What the pages of care show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from middleway.reading import signs
from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.care.content import PaperContent
from middleway.web.care.models import Paper
from middleway.web.moments.models import Moment
from middleway.web.people.queries import people_of
from middleway.web.questions.asks import Step, StepAnswers
from middleway.web.records import store
from middleway.web.safety import ledger
from middleway.web.safety.storage import book_of

_SHOWN = 5  # moments; each is read anew for this


@dataclass(frozen=True, slots=True)
class Evidence:
    """A moment, and which of its words speak of danger."""

    moment: UUID
    written: datetime
    words: list[str]


def paper_row(account: Account, vault: Vault, kind: str) -> Paper | None:
    """Return the page of notes of this kind that was changed last; None when none opens."""
    found = [(content.changed, row) for row, content in _papers(account, vault) if content.kind == kind]
    return max(found, key=lambda one: str(one[0]), default=("", None))[1]


def kept(account: Account, vault: Vault, paper: Step) -> StepAnswers:
    """Return the answers on a page of notes; empty ones when there are none."""
    row = paper_row(account, vault, paper.id)
    return msgspec.convert(store.opened(row, vault).answers, paper.answers) if row else paper.answers()


def written(account: Account, vault: Vault) -> set[str]:
    """Return the kinds of notes that are there."""
    return {content.kind for _, content in _papers(account, vault)}


def evidence(account: Account, vault: Vault, person: str) -> list[Evidence]:
    """Return the moments whose words count now, newest first, each with those words."""
    rows = ledger.counted(book_of(vault), person)
    moments = {str(row.pk): row for row in Moment.objects.filter(account=account, pk__in=rows)}
    found = []
    for row in [moments[one] for one in rows if one in moments][:_SHOWN]:
        content = store.opened(row, vault)
        said = [(text, sign) for text in row.words_in(content) for sign in signs(text)]
        words = [text[span.start : span.end] for text, sign in said for span in sign.evidence]
        found.append(Evidence(row.pk, content.when, words))
    return found


def gone(account: Account, vault: Vault) -> list[str]:
    """Return the ids of people who were taken out, but of whom something was noticed, answered or said."""
    book = book_of(vault)
    known = {one["person"] for name in ledger.LISTS for one in book[name]} - {""}
    return sorted(known - {str(one.id) for one in people_of(vault)})


def _papers(account: Account, vault: Vault) -> list[tuple[Paper, PaperContent]]:
    found = []
    for row in Paper.objects.filter(account=account):
        try:
            found.append((row, store.opened(row, vault)))
        except NotOpened:
            continue  # it stays as it is, and the overview of what is kept says that something does not open
    return found
