"""The one gate: every page, practice, draft and share asks here before it urges anything toward the other.

How it stands with somebody comes from everything that was written anywhere (`scan.py`), from the answers to the
private questions, and from the writer's own word (`ledger.py`), which raises the state at once, and lowers it after an
explanation.
"""

from middleway.reading import WrittenBy
from middleway.vault import Vault
from middleway.web.safety import ledger
from middleway.web.safety.scan import in_words
from middleway.web.safety.states import Offer, Reason, Standing, State
from middleway.web.safety.storage import read

__all__ = ["EVERYBODY", "Offer", "Reason", "Standing", "State", "of_words", "standing"]
EVERYBODY = ledger.EVERYBODY


def standing(vault: Vault, person: str | None, *unkept: str) -> Standing:
    """Return how it stands with a person: an id, "" for somebody not named, or EVERYBODY for nobody in particular.

    `unkept`: texts that are not kept (yet), and count as if they were. If the ledger does not open, because somebody
    changed it from outside, the state is careful at least: what was known is lost, and the writer is asked anew.
    """
    book, is_whole = read(vault)
    found = ledger.standing(book, person).joined(of_words(*unkept))
    return found if is_whole else found.joined(Standing(State.CAREFUL, frozenset({Reason.SAID})))


def of_words(*texts: str, written_by: WrittenBy = "me") -> Standing:
    """Return what texts alone speak of. `written_by`: who wrote them, as their reader says."""
    found = Standing()
    for kind, clear in in_words(list(texts), written_by):
        at_most = State.CRISIS if kind == Reason.CRISIS else State.UNSAFE
        found = found.and_also(at_most if clear else State.CAREFUL, Reason(kind))
    return found
