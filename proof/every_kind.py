"""Something of every kind that a person keeps, for proofs that must hold for each."""

import uuid

from django.utils import timezone

from middleway.vault import Vault
from middleway.web.care import actions as care
from middleway.web.care.notes import PAPERS
from middleway.web.comfort import actions as comfort
from middleway.web.comfort.models import Wanted
from middleway.web.drafts import actions as drafts
from middleway.web.drafts.content import FormDraftContent
from middleway.web.moments import actions as moments
from middleway.web.patterns import actions as patterns
from middleway.web.people import actions as people
from middleway.web.records import manifest
from middleway.web.records.writing import writing
from middleway.web.way import returns
from middleway.web.weeks import actions as weeks
from proof.places import DANGER


def one_of_every_kind(vault: Vault) -> None:
    """Keep at least one row of every kind that there is, with words of danger in most, so that the ledger has something to say.

    Raises AssertionError where there is a kind that nothing here writes.
    """
    page = str(uuid.uuid4())
    people.add(vault, page=uuid.UUID(page), name=DANGER, tie="partner", close="")
    moment = moments.keep(vault, text=f"A moment. {DANGER}", draft_id=None)
    moments.save_draft(vault, text=f"A draft. {DANGER}")
    comfort.keep(vault, Wanted(f"A card. {DANGER}", sound=b"OggS\0 in one's own voice"))
    patterns.put(vault, "", "alarm", code="", words=f"A box. {DANGER}", seen="")
    drafts.save(vault, _typed(f"A form. {DANGER}", page), pages=[page])
    weeks.keep(vault, number=1, text=f"A part. {DANGER}", seen="", page=page)
    care.note(vault, PAPERS["safety"], {"needs": f"A page. {DANGER}", "page": page}, seen="")
    with writing(vault) as batch:
        returns.keep_promise(batch, until=timezone.now(), moment=moment.pk)
    missing = {kind for kind in manifest.kinds() if not kind.objects.filter(account_id=vault.record.owner).exists()}
    assert not missing, f"Nothing of these kinds is written: {missing}"


def _typed(text: str, page: str) -> FormDraftContent:
    """Return what stands in the form of a new card, still without its time."""
    place = ["comfort", "new"]
    where = {"address": place, "box": "", "began": "", "stands_on": place, "page": page}
    return FormDraftContent(**where, texts={"text": text}, lines={}, chosen={}, changed="")
