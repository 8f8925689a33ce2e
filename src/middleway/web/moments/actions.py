"""Writes: each sealed, and in one batch. Texts are read before it is opened, so that nobody waits for that."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import NotOpened, Vault
from middleway.web import meanwhile
from middleway.web.moments.content import DraftContent, MomentContent
from middleway.web.moments.models import Began, Draft, Moment
from middleway.web.records import store
from middleway.web.records.models import derived_id
from middleway.web.records.owned import Owned, is_taken, of, together
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import scan

_NOTHING = Began()


def keep(vault: Vault, *, text: str, draft_id: UUID | None) -> Moment:
    """Keep what was written, and end its draft. The same words sent twice from one page are kept once."""
    content = scan.read_ahead(Moment(), _unwritten(text), _content(_drafts(vault, draft_id), vault))
    with writing(vault) as batch:
        now = timezone.now().isoformat()
        kept, drafts = together(_kept_from(vault, draft_id), _drafts(vault, draft_id))
        if kept and store.opened(kept[0], vault).text == text:
            return kept[0]
        moment = Moment() if kept or not draft_id else Moment(id=_moment_id(vault, draft_id))
        batch.save(moment, replace(content, written=now, changed=now))
        _end(drafts, batch, text)
        return moment


def rewrite(vault: Vault, moment_id: UUID, *, text: str, draft_id: UUID | None, seen: str) -> None:
    """Replace the words that a page has seen by `text`. Raises ChangedMeanwhile when there are newer ones, Http404."""
    moment, drafts = _moment_and_drafts(vault, moment_id, draft_id)
    ahead = scan.read_ahead(moment, replace(store.opened(moment, vault), text=text), _content(drafts, vault))
    with writing(vault) as batch:
        moment, drafts = _moment_and_drafts(vault, moment_id, draft_id)
        before = store.opened(moment, vault)
        if before.text != text:  # the same words, sent twice, replace nothing
            meanwhile.check(str(moment.revision), seen)
        # From now on, a page of the way that still shows the older words counts as outdated.
        way = replace(before.way, out=replace(before.way.out, page=str(uuid4())))
        batch.save(moment, replace(before, text=text, changed=timezone.now().isoformat(), way=way), ahead)
        _end(drafts, batch, text)


def erase(moment: Moment, vault: Vault) -> None:
    with writing(vault) as batch:
        batch.erase([moment])


def save_draft(vault: Vault, *, text: str, draft_id: UUID | None = None, began: Began = _NOTHING) -> Draft | None:
    """Save what is being written, under the id that its page has had from the start.

    Return None when just these words have been kept from that page: a save under way must not bring the draft back.
    Raises ChangedMeanwhile when another window typed more.
    """
    draft_id = draft_id or uuid4()
    content = scan.read_ahead(Draft(), began.content(text), _content(_drafts(vault, draft_id), vault))
    with writing(vault) as batch:
        kept, drafts = together(_kept_from(vault, draft_id), _drafts(vault, draft_id))
        if kept and text.strip() in store.opened(kept[0], vault).text:
            return None
        before = _content(drafts, vault)
        meanwhile.check(before.page if before else "", *began.pages)
        draft = drafts[0] if drafts else Draft(id=_free_id(vault, draft_id))
        batch.save(draft, replace(content, changed=timezone.now().isoformat()))
        return draft


def let_go(vault: Vault, *, draft_id: UUID | None) -> None:
    if draft_id is not None:
        with writing(vault) as batch:
            batch.erase(_drafts(vault, draft_id))


def _moment_and_drafts(vault: Vault, moment_id: UUID, draft_id: UUID | None) -> tuple[Moment, list[Draft]]:
    found, drafts = together(of(vault, Moment).where(pk=moment_id), _drafts(vault, draft_id))
    if not found:
        raise Http404
    return found[0], drafts


def _unwritten(text: str) -> MomentContent:
    """Return a moment with these words, still without its times."""
    return MomentContent(text=text, written="", changed="")


def _content(drafts: Iterable[Draft], vault: Vault) -> DraftContent | None:
    """Return the content of a page's draft by now: most of its words have been read. None if it does not open."""
    draft = next(iter(drafts), None)
    try:
        return store.opened(draft, vault) if draft else None
    except NotOpened:
        return None


def _kept_from(vault: Vault, draft_id: UUID | None) -> Owned[Moment]:
    """Return the moment that a page kept. Its id comes from the page's own, so a page that is sent again is known.

    It is not the draft's id: the owner's sealed list of rows knows them by id alone.
    """
    return of(vault, Moment).where(pk__in=[_moment_id(vault, draft_id)] if draft_id else [])


def _moment_id(vault: Vault, draft_id: UUID) -> UUID:
    return derived_id("moment", vault.record.owner, draft_id)


def _drafts(vault: Vault, draft_id: UUID | None) -> Owned[Draft]:
    """Return the draft of a page: one, or none."""
    ids = [draft_id, derived_id("draft", vault.record.owner, draft_id)] if draft_id else []
    return of(vault, Draft).where(pk__in=ids)


def _free_id(vault: Vault, given: UUID) -> UUID:
    """Return the id of a page's new draft: the page's own, unless somebody else has that, which must not be told."""
    return derived_id("draft", vault.record.owner, given) if is_taken(Draft, given) else given


def _end(drafts: Iterable[Draft], batch: Batch, kept: str) -> None:
    """End a draft whose words are kept. One that says more, from another window, stays."""
    over = [one for one in drafts if store.opened(one, batch.vault).text.strip() in kept]
    batch.erase(over, everywhere=False)  # its words are kept
