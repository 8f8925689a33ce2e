"""Writes: each sealed, and in one transaction."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.moments.models import Draft, Moment
from middleway.web.shell import store
from middleway.web.shell.models import derived_id


@transaction.atomic
def keep(vault: Vault, *, text: str, draft_id: UUID | None) -> Moment:
    """Keep what was written; its draft is over. The same words sent twice from one page are kept once."""
    store.locked(vault)
    now = timezone.now().isoformat()
    before = _kept_from(vault, draft_id).first() if draft_id else None
    if before and store.content_of(before, vault)["text"] == text:
        return before
    moment = Moment() if before or not draft_id else Moment(id=derived_id("moment", vault.record.owner, draft_id))
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
    # A page of the way that still shows the older words counts as older from now on.
    content.setdefault("way", {}).setdefault("out", {})["page"] = str(uuid4())
    store.write(moment, content, vault)
    _end_draft(vault, draft_id, text)


def erase(moment: Moment, vault: Vault) -> None:
    store.erase([moment], vault)


@transaction.atomic
def save_draft(
    vault: Vault, *, text: str, draft_id: UUID | None = None, of: str = "", revision: int | None = None
) -> Draft | None:
    """Save what is being written, under the id that its page has had from the start. `of` and `revision`: the words it began from.

    Return None when just these words have been kept from that page: a save that was under way must not bring the draft back.
    """
    store.locked(vault)
    draft_id = draft_id or uuid4()
    kept = _kept_from(vault, draft_id).first()
    if kept and text.strip() in store.content_of(kept, vault)["text"]:
        return None
    own = _draft_id(vault, draft_id)
    draft = Draft.objects.filter(pk=own).first() or Draft(id=own)
    began = {"of": of, **({"revision": revision} if revision else {})}
    store.write(draft, {"text": text, **began, "changed": timezone.now().isoformat()}, vault)
    return draft


def _kept_from(vault: Vault, draft_id: UUID) -> QuerySet[Moment]:
    """Return the moment that a page kept: its id comes from the id that the page has had from the start, so a page sent again is known.

    Not the draft's own id: the owner's sealed list of rows knows them by id alone.
    """
    return Moment.objects.filter(pk=derived_id("moment", vault.record.owner, draft_id))


def _draft_id(vault: Vault, given: UUID) -> UUID:
    """Return the id under which a page's draft is kept: the page's own, unless somebody else has it, which must not be told."""
    taken = Draft.objects.filter(pk=given).exclude(account_id=vault.record.owner).exists()
    return derived_id("draft", vault.record.owner, given) if taken else given


def _end_draft(vault: Vault, draft_id: UUID | None, kept: str) -> None:
    """A draft is over once its words are kept. One that says more, from another window, stays."""
    for draft in _drafts(vault, draft_id):
        if store.content_of(draft, vault)["text"].strip() in kept:
            store.erase([draft], vault, everywhere=False)  # its words are kept


def let_go(vault: Vault, *, draft_id: UUID | None) -> None:
    if draft_id is not None:
        store.erase(_drafts(vault, draft_id), vault)


def _drafts(vault: Vault, draft_id: UUID | None) -> QuerySet[Draft]:
    """Return the draft of a page: one, or none."""
    ids = [_draft_id(vault, draft_id)] if draft_id else []
    return Draft.objects.filter(pk__in=ids, account_id=vault.record.owner)
