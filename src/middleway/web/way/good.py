"""What went well, for the first page inside."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from middleway.vault import Vault
from middleway.web.moments.content import MomentContent
from middleway.web.moments.models import Moment
from middleway.web.moments.queries import standing_of
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
    """Return the newest thing that went well, if that was within the last two weeks; else None.

    None is shown where something speaks of danger: it must not stand there alone.
    """
    now = timezone.now()
    months = {timezone.localtime(at).date().replace(day=1) for at in (now, now - _FRESH)}
    found = [
        (content.when, row, content.way.good)
        for row, content in of(vault, Moment).where(month__in=months).opened(MomentContent)
        if (content.way.good.words or content.way.good.kinds) and now - _FRESH <= content.when <= now
    ]
    for _, row, answers in sorted(found, key=lambda one: one[0], reverse=True):
        if standing_of(row, vault)[0].is_ordinary:
            return Good(row.pk, answers.words, chosen("good", answers.kinds))
    return None
