"""Writes: each sealed, and in one transaction."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.moments.models import Draft, Moment
from middleway.web.shell import store


@transaction.atomic
def keep(vault: Vault, *, text: str, draft_id: UUID | None) -> Moment:
    """Keep what was written; its draft is over. The same words sent twice from one page are kept once."""
    account, now = store.locked(vault), timezone.now().isoformat()
    before = _kept_from(draft_id).first() if draft_id else None
    if before and before.account_id == account.pk and store.content_of(before, vault)["text"] == text:
        return before
    moment = Moment() if before or not draft_id else Moment(id=_moment_id(draft_id))
    store.write(moment, {"text": text, "written": now, "changed": now}, vault)
    _end_draft(vault, draft_id, text)
    return moment


class ChangedMeanwhile(Exception):
    """The moment was changed in another window since this page was opened. Nothing was written."""


@transaction.atomic
def rewrite(moment: Moment, vault: Vault, *, text: str, draft_id: UUID | None, revision: int | None) -> None:
    """Put `text` in the place of the words of `revision`, if it is given. Raises ChangedMeanwhile when there are newer ones."""
    store.locked(vault)
    moment.refresh_from_db()
    if revision is not None and moment.revision != revision:
        raise ChangedMeanwhile
    content = store.content_of(moment, vault) | {"text": text, "changed": timezone.now().isoformat()}
    store.write(moment, content, vault)
    _end_draft(vault, draft_id, text)


def erase(moment: Moment, vault: Vault) -> None:
    store.erase([moment], vault)


@transaction.atomic
def save_draft(vault: Vault, *, text: str, draft_id: UUID | None = None, of: str = "") -> Draft | None:
    """Save what is being written, under the id that its page has had from the start. Somebody else's id is "not found".

    Return None when just these words have been kept from that page: a save that was under way must not bring the draft back.
    """
    store.locked(vault)
    draft_id = draft_id or uuid4()
    kept = _kept_from(draft_id).filter(account_id=vault.record.owner).first()
    if kept and text.strip() in store.content_of(kept, vault)["text"]:
        return None
    draft = Draft.objects.filter(pk=draft_id).first() or Draft(id=draft_id)
    if draft.revision and draft.account_id != vault.record.owner:
        raise Http404
    store.write(draft, {"text": text, "of": of, "changed": timezone.now().isoformat()}, vault)
    return draft


def _moment_id(draft_id: UUID) -> UUID:
    """Return the id of the moment that a page keeps, from the id that the page has had from the start: a page that is sent again is known.

    Not the draft's own: the owner's sealed list of rows knows them by id alone.
    """
    return UUID(bytes=sha256(b"moment" + draft_id.bytes).digest()[:16], version=4)


def _kept_from(draft_id: UUID) -> QuerySet[Moment]:
    return Moment.objects.filter(pk=_moment_id(draft_id))


def _end_draft(vault: Vault, draft_id: UUID | None, kept: str) -> None:
    """A draft is over once its words are kept. One that says more, from another window, stays."""
    for draft in Draft.objects.filter(pk=draft_id or UUID(int=0), account_id=vault.record.owner):
        if store.content_of(draft, vault)["text"].strip() in kept:
            store.erase([draft], vault)


def let_go(vault: Vault, *, draft_id: UUID | None) -> None:
    if draft_id is not None:
        store.erase(Draft.objects.filter(pk=draft_id, account_id=vault.record.owner), vault)
