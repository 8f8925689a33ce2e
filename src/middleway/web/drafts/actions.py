"""Writes: each sealed, and in one batch. Drafts are opened and read for danger before it, so that nobody waits."""

from collections.abc import Iterable

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import database
from middleway.web.drafts import queries
from middleway.web.drafts.addresses import Address
from middleway.web.drafts.content import FormDraftContent
from middleway.web.drafts.models import FormDraft
from middleway.web.records.content import C, Content
from middleway.web.records.models import SealedRow
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import scan


class TypedElsewhere(Exception):
    """Another window typed newer words into the same form. Nothing was written."""


def save(vault: Vault, typed: FormDraftContent, *, pages: list[str]) -> bool:
    """Save what is in a form. `pages`: the page that it is typed on, and the one whose words that page began from.

    Return whether there is a draft then: without any words there is nothing to bring back, and so none. Raises
    TypedElsewhere.
    """
    drafts, address = queries.all_of(vault), typed.form
    known = queries.at(address, drafts)
    content = scan.read_ahead(FormDraft(), typed, known.content if known else None)
    with writing(vault) as batch:
        drafts = queries.all_of(vault, drafts)
        before = queries.at(address, drafts)
        if before and not before.is_over and before.content.page not in pages:
            raise TypedElsewhere
        if not any(text.strip() for text in FormDraft.words_in(typed)):
            _erase([before] if before else [], batch)
            return False
        if before is None:
            _erase(queries.surplus(drafts, queries.MOST - 1), batch)
        row = before.row if before else FormDraft()
        batch.save(row, replace(content, changed=timezone.now().isoformat()))
        return True


def end(vault: Vault, address: Address, *, pages: list[str]) -> None:
    """End a draft whose words are kept. One that another window typed stays."""
    drafts = queries.all_of(vault)
    with writing(vault) as batch:
        before = queries.at(address, queries.all_of(vault, drafts))
        if before and before.content.page in pages:
            _erase([before], batch)


def let_go(vault: Vault, address: Address) -> None:
    drafts = queries.all_of(vault)
    with writing(vault) as batch:
        rows = [one.row for one in queries.all_of(vault, drafts) if one.address == address]
        batch.erase(rows)


def tidy(vault: Vault) -> None:
    """Delete what is over, and what an archive brought beyond the limit. Wait only a moment for others' writes."""
    drafts = queries.all_of(vault)
    if queries.surplus(drafts, queries.MOST):
        with writing(vault, database.hardly_waiting) as batch:
            gone = queries.surplus(queries.all_of(vault, drafts), queries.MOST)
            batch.erase(one.row for one in gone)


class Following:
    """Deletes what was typed about a row when that row goes."""

    def before(self, row: SealedRow, content: C) -> C:
        return content

    def carried(self, content: C, ahead: Content) -> C:
        return content

    def after(self, batch: Batch) -> None:
        ids = {str(pk) for pk, row in batch.gone.items() if row.has_forms}
        if ids:
            _erase([one for one in queries.all_of(batch.vault) if ids & set(one.address.parts)], batch)


def _erase(drafts: Iterable[queries.Typed], batch: Batch) -> None:
    batch.erase([one.row for one in drafts], everywhere=False)
