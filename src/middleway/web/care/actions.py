"""Writes about safety: each sealed, and in one batch."""

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.care.content import PaperContent
from middleway.web.care.models import Paper
from middleway.web.care.queries import paper_row
from middleway.web.questions.asks import Answer, Step
from middleway.web.records import store
from middleway.web.records.writing import writing
from middleway.web.safety import scan


def note(vault: Vault, paper: Step, answers: dict[str, Answer], *, seen: str) -> None:
    """Replace the answers on a page of notes. Raises ChangedMeanwhile when there are newer ones."""
    row, before = _paper(vault, paper)
    ahead = scan.read_ahead(row, _answered(before, answers))  # before the lock, so that nobody waits for it
    with writing(vault) as batch:
        row, before = _paper(vault, paper)
        now = _answered(before, answers)
        meanwhile.check(before.page, seen, now.page)
        batch.save(row, now, ahead)


def _paper(vault: Vault, paper: Step) -> tuple[Paper, PaperContent]:
    """Return a page of notes and its content, as it is kept, or new ones."""
    row = paper_row(vault, paper.id)
    if row:
        return row, store.opened(row, vault)
    return Paper(), PaperContent(kind=paper.id, written=timezone.now().isoformat(), answers={}, changed="")


def _answered(before: PaperContent, answers: dict[str, Answer]) -> PaperContent:
    now = {name: str(answer) for name, answer in answers.items()}  # each question of these pages asks for words
    return replace(before, answers={**before.answers, **now}, changed=timezone.now().isoformat())


def let_go(vault: Vault, paper: Step) -> None:
    """Delete a page of notes."""
    with writing(vault) as batch:
        row = paper_row(vault, paper.id)
        batch.erase([row] if row else [])
