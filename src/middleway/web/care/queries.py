"""What the pages of care show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from middleway.reading import signs
from middleway.vault import Vault
from middleway.web.care.content import PaperContent
from middleway.web.care.models import Paper
from middleway.web.moments.models import Moment
from middleway.web.people.queries import people_of
from middleway.web.questions.asks import Step, StepAnswers
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.safety import ledger
from middleway.web.safety.storage import book_of

_SHOWN = 5  # moments; each is read anew for this


@dataclass(frozen=True, slots=True)
class Evidence:
    """A moment, and which of its words speak of danger."""

    moment: UUID
    written: datetime
    words: list[str]


def paper_row(vault: Vault, kind: str) -> Paper | None:
    """Return the page of notes of this kind that was changed last; None when none opens."""
    found = [(content.changed, row) for row, content in of(vault, Paper).opened(PaperContent) if content.kind == kind]
    return max(found, key=lambda one: str(one[0]), default=("", None))[1]


def kept(vault: Vault, paper: Step) -> StepAnswers:
    """Return the answers on a page of notes; empty ones when there are none."""
    row = paper_row(vault, paper.id)
    return store.opened(row, vault).given if row else paper.answers()


def written(vault: Vault) -> set[str]:
    """Return the kinds of notes that are there."""
    return {content.kind for _, content in of(vault, Paper).opened(PaperContent)}


def evidence(vault: Vault, person: str) -> list[Evidence]:
    """Return the moments whose words count now, newest first, each with those words."""
    rows = ledger.counted(book_of(vault), person)
    moments = {str(row.pk): row for row in of(vault, Moment).where(pk__in=rows)}
    found = []
    for row in [moments[one] for one in rows if one in moments][:_SHOWN]:
        content = store.opened(row, vault)
        said = [(text, sign) for text in row.words_in(content) for sign in signs(text)]
        words = [text[span.start : span.end] for text, sign in said for span in sign.evidence]
        found.append(Evidence(row.pk, content.when, words))
    return found


def gone(vault: Vault) -> list[str]:
    """Return the ids of people who were taken out, but of whom something was noticed, answered or said."""
    known = book_of(vault).people - {""}
    return sorted(known - {str(one.id) for one in people_of(vault)})
