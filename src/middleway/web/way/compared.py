"""How the words of a moment read: beside a draft while it is written, and before and after."""

from middleway.vault import Vault
from middleway.web.moments.queries import reading_of
from middleway.web.readings.queries import ReadingPage
from middleway.web.safety import gate
from middleway.web.way import mirror
from middleway.web.way.queries import Way


def live(way: Way, text: str, vault: Vault) -> dict[str, object]:
    """Return the context for the remarks beside a draft; if it looks unsafe, only for the notice of that."""
    standing = gate.standing(vault, way.whose, text)
    if not standing.may(gate.Offer.DRAFT):
        return {"way": way, "standing": standing}
    page = reading_of(text) if text.strip() else None
    return {"beside": mirror.beside(page, text) if page and not page.not_read else []}


def before_and_after(way: Way) -> dict[str, ReadingPage | None]:
    """Return the readings of the raw text and of the draft; None for both if the gate holds readings back."""
    if not way.may_mirror:
        return {"first": None, "last": None}
    draft = way.answers.say.draft
    first = reading_of(way.text, way.written_by) if way.text.strip() else None
    return {"first": first.without(way.not_so) if first else None, "last": reading_of(draft) if draft.strip() else None}
