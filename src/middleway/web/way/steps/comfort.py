"""Kind words can become a card of comfort."""

from uuid import UUID

from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web.comfort import actions as cards
from middleway.web.comfort.content import CardContent
from middleway.web.comfort.queries import newest
from middleway.web.moments.content import MomentContent
from middleway.web.questions.steps.comfort import COMFORT
from middleway.web.records.content import Content
from middleway.web.way.queries import Way
from middleway.web.way.steps.page import Saving, StepPage


class ComfortPage(StepPage):
    def shown(self, way: Way, vault: Vault) -> dict[str, object]:
        return {"card": newest(vault)}

    def read_ahead(self, before: MomentContent, now: MomentContent, vault: Vault) -> Content | None:
        """Return the card that the answers make or change, read; None if they leave it alone."""
        if not (text := _for_a_card(before, now)):
            return None
        return cards.read_ahead(vault, cards.same(vault, _card_of(now), before.way.comfort.for_a_card), text)

    def with_saving(self, saving: Saving) -> MomentContent:
        """Make or change the card; the moment remembers which it is."""
        if not (text := _for_a_card(saving.before, saving.now)):
            return saving.now
        ahead = saving.ahead if isinstance(saving.ahead, CardContent) else None
        earlier = saving.before.way.comfort.for_a_card
        card = cards.follow(saving.batch, _card_of(saving.now), before=earlier, text=text, ahead=ahead)
        return replace(saving.now, card=str(card))


PAGE = ComfortPage(COMFORT)


def _card_of(content: MomentContent) -> UUID | None:
    return UUID(content.card) if content.card else None


def _for_a_card(before: MomentContent, now: MomentContent) -> str:
    """Return the words for a card; "" if none is wanted.

    If the words did not change, the card is left alone: it may have been changed or deleted since.
    """
    comforted = now.way.comfort
    is_old = now.card and comforted.for_a_card == before.way.comfort.for_a_card
    return comforted.for_a_card if comforted.card and not is_old else ""
