"""Writes what the owner says of a picture: sealed, and each in one batch. Its words are read before that is opened."""

from collections.abc import Callable

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.drafts.addresses import mark_of
from middleway.web.patterns.content import NOTHING_SAID, CorrectionContent, OwnWord
from middleway.web.patterns.models import Correction, row_id
from middleway.web.patterns.queries import corrected
from middleway.web.records.owned import of
from middleway.web.records.writing import change, writing


def put(vault: Vault, whose: str, stage: str, *, code: str, words: str, seen: str) -> None:
    """Say what belongs at a stage: a code of its list, or the owner's own words; neither takes back what was said.

    If both are given, new words win; over words that were there already, the code wins, because only it was changed.
    Raises ChangedMeanwhile.
    """

    def say(content: CorrectionContent) -> CorrectionContent:
        before = content.nodes.get(stage, NOTHING_SAID)
        is_own = words.strip() and (words != before.words or not code)
        said = OwnWord(words=words) if is_own else OwnWord(code=code)
        _check(before, said, seen)
        return replace(content, nodes=_with(content.nodes, stage, said))

    _correct(vault, whose, say)


def turn(vault: Vault, whose: str, arrow: str, *, gone: bool, words: str, seen: str) -> None:
    """Say that an arrow is not so, or what it is in the owner's own words; neither takes back what was said.

    Raises ChangedMeanwhile.
    """
    said = OwnWord(gone=gone, words=words if words.strip() else "")

    def say(content: CorrectionContent) -> CorrectionContent:
        _check(content.arrows.get(arrow, NOTHING_SAID), said, seen)
        return replace(content, arrows=_with(content.arrows, arrow, said))

    _correct(vault, whose, say)


def take_back_one(vault: Vault, whose: str, at: str, *, seen: str) -> None:
    """Take back what was said of one stage or of one arrow. Raises ChangedMeanwhile."""

    def take(content: CorrectionContent) -> CorrectionContent:
        for said in (content.nodes, content.arrows):
            _check(said.get(at, NOTHING_SAID), NOTHING_SAID, seen)
        return replace(
            content,
            nodes=_with(content.nodes, at, NOTHING_SAID),
            arrows=_with(content.arrows, at, NOTHING_SAID),
        )

    _correct(vault, whose, take)


def take_back(vault: Vault, whose: str, *, seen: str) -> None:
    """Take back everything that was said of the picture with one person. Raises ChangedMeanwhile."""
    with writing(vault) as batch:
        rows = list(of(vault, Correction).where(pk=row_id(vault, whose)))
        for row in rows:
            meanwhile.check(str(row.revision), seen)
        batch.erase(rows)


def _correct(vault: Vault, whose: str, say: Callable[[CorrectionContent], CorrectionContent]) -> None:
    def changed() -> tuple[Correction, CorrectionContent]:
        row, content = _content(vault, whose)
        return row, say(content)

    change(vault, changed)


def _content(vault: Vault, whose: str) -> tuple[Correction, CorrectionContent]:
    """Return what was said until now; a row that was damaged from outside, which the overview reports, is replaced."""
    own = row_id(vault, whose)
    row = of(vault, Correction).get(own) or Correction(id=own)
    before = corrected(row if row.revision else None, vault)
    return row, replace(before, person=whose, changed=timezone.now().isoformat())


def _check(before: OwnWord, wanted: OwnWord, seen: str) -> None:
    if before != wanted:  # the same, sent twice, replaces nothing
        meanwhile.check(mark_of(before.in_its_form), seen)


def _with(said: dict[str, OwnWord], name: str, what: OwnWord) -> dict[str, OwnWord]:
    """Return what was said, with this in place of what was said at the same place; nothing takes that back."""
    others = {at: one for at, one in said.items() if at != name}
    return others if what == NOTHING_SAID else {**others, name: what}
