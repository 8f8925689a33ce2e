"""What went well, for the first page inside."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from middleway.vault import Vault
from middleway.web.moments.content import MomentContent
from middleway.web.moments.models import Moment
from middleway.web.questions.choices import chosen
from middleway.web.records.owned import of

_FRESH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Good:
    """Something that went well: in the owner's words, or "", and as what they tapped."""

    moment: UUID
    words: str
    kinds: list[str | Promise]


def newest_good(vault: Vault) -> Good | None:
    """Return the newest thing that went well, if that was within the last two weeks; else None."""
    now = timezone.now()
    months = {timezone.localtime(at).date().replace(day=1) for at in (now, now - _FRESH)}
    found = [
        (content.when, row.pk, content.way.good)
        for row, content in of(vault, Moment).where(month__in=months).opened(MomentContent)
        if (content.way.good.words or content.way.good.kinds) and now - _FRESH <= content.when <= now
    ]
    if not found:
        return None
    _, row, answers = max(found, key=lambda one: one[0])
    return Good(row, answers.words, chosen("good", answers.kinds))
