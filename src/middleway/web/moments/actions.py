"""Writes: each sealed, and in one batch. Texts are read before it is opened, so that nobody waits for that."""

from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web import meanwhile
from middleway.web.moments.models import Began, Draft, Moment
from middleway.web.records import store
from middleway.web.records.models import derived_id
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import scan

_NOTHING = Began()


def keep(vault: Vault, *, text: str, draft_id: UUID | None) -> Moment:
    """Keep what was written, and end its draft. The same words sent twice from one page are kept once."""
    content = scan.read_ahead(Moment(), {"text": text}, _drafted(vault, draft_id))
    with writing(vault) as batch:
        now = timezone.now().isoformat()
        before = _kept_from(vault, draft_id).first() if draft_id else None
        if before and store.content_of(before, vault)["text"] == text:
            return before
        moment = Moment() if before or not draft_id else Moment(id=derived_id("moment", vault.record.owner, draft_id))
        batch.save(moment, {**content, "written": now, "changed": now})
        _end_draft(batch, draft_id, text)
        return moment


def rewrite(moment: Moment, vault: Vault, *, text: str, draft_id: UUID | None, seen: str) -> None:
    """Replace the words that a page has seen by `text`. Raises ChangedMeanwhile when there are newer ones."""
    ahead = scan.read_ahead(moment, store.content_of(moment, vault) | {"text": text}, _drafted(vault, draft_id))
    with writing(vault) as batch:
        moment.refresh_from_db()
        before = store.content_of(moment, vault)
        if before["text"] != text:  # the same words, sent twice, replace nothing
            meanwhile.check(str(moment.revision), seen)
        new = {"text": text, "changed": timezone.now().isoformat()}
        content = before | new
        # From now on, a page of the way that still shows the older words counts as outdated.
        content.setdefault("way", {}).setdefault("out", {})["page"] = str(uuid4())
        batch.save(moment, content, ahead)
        _end_draft(batch, draft_id, text)


def erase(moment: Moment, vault: Vault) -> None:
    with writing(vault) as batch:
        batch.erase([moment])


def save_draft(vault: Vault, *, text: str, draft_id: UUID | None = None, began: Began = _NOTHING) -> Draft | None:
    """Save what is being written, under the id that its page has had from the start.

    Return None when just these words have been kept from that page: a save under way must not bring the draft back.
    Raises ChangedMeanwhile when another window typed more.
    """
    draft_id = draft_id or uuid4()
    content = scan.read_ahead(Draft(), {"text": text, **began.content}, _drafted(vault, draft_id))
    with writing(vault) as batch:
        kept = _kept_from(vault, draft_id).first()
        if kept and text.strip() in store.content_of(kept, vault)["text"]:
            return None
        draft = _drafts(vault, draft_id).first() or Draft(id=_draft_id(vault, draft_id))
        meanwhile.check(_drafted(vault, draft_id).get("page", ""), *began.pages)
        batch.save(draft, {**content, "changed": timezone.now().isoformat()})
        return draft


def _drafted(vault: Vault, draft_id: UUID | None) -> store.Content:
    """Return the content of a page's draft by now: most of its words have been read."""
    draft = _drafts(vault, draft_id).first()
    try:
        return store.content_of(draft, vault) if draft else {}
    except NotOpened:
        return {}


def _kept_from(vault: Vault, draft_id: UUID) -> QuerySet[Moment]:
    """Return the moment that a page kept. Its id comes from the page's own, so a page that is sent again is known.

    It is not the draft's id: the owner's sealed list of rows knows them by id alone.
    """
    return Moment.objects.filter(pk=derived_id("moment", vault.record.owner, draft_id))


def _draft_id(vault: Vault, given: UUID) -> UUID:
    """Return the id of a page's draft: the page's own, unless somebody else has that, which must not be told."""
    taken = Draft.objects.filter(pk=given).exclude(account_id=vault.record.owner).exists()
    return derived_id("draft", vault.record.owner, given) if taken else given


def _end_draft(batch: Batch, draft_id: UUID | None, kept: str) -> None:
    """End a draft whose words are kept. One that says more, from another window, stays."""
    for draft in _drafts(batch.vault, draft_id):
        if store.content_of(draft, batch.vault)["text"].strip() in kept:
            batch.erase([draft], everywhere=False)  # its words are kept


def let_go(vault: Vault, *, draft_id: UUID | None) -> None:
    if draft_id is not None:
        with writing(vault) as batch:
            batch.erase(_drafts(vault, draft_id))


def _drafts(vault: Vault, draft_id: UUID | None) -> QuerySet[Draft]:
    """Return the draft of a page: one, or none."""
    ids = [_draft_id(vault, draft_id)] if draft_id else []
    return Draft.objects.filter(pk__in=ids, account_id=vault.record.owner)
