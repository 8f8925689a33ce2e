"""What must be true of the disk after a kill: all that was acknowledged is there whole, and the ledger of findings says what the rows say."""

from dataclasses import dataclass, field, fields
from typing import Any

from middleway.vault import Vault
from middleway.web.moments.models import Moment
from middleway.web.records import manifest, store
from middleway.web.records.content import Content
from middleway.web.records.models import SealedRow
from middleway.web.safety import scan
from middleway.web.safety.entries import FoundSign
from middleway.web.safety.models import Ledger
from middleway.web.safety.storage import book_of
from proof.places import DANGER, NEW_MOMENT, moment
from proof.writers import Writer


@dataclass
class Damage:
    """What must all be nought; and what must not be, or little was looked at: `kinds` of rows, and `findings` in their ledgers."""

    lost: int = 0
    half_written: int = 0
    listed_wrong: int = 0
    ledger_wrong: int = 0
    kinds: set[str] = field(default_factory=set)
    findings: int = 0

    def add(self, other: "Damage") -> None:
        for one in fields(self):
            mine, new = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, mine | new if isinstance(new, set) else mine + new)


def to_writer(writer: Writer) -> Damage:
    """Compare the disk with what was acknowledged to one writer. The server must be down. Takes the disk's side afterwards."""
    damage, rows = to_rows(writer.vault)
    found = {text: row for row, content in rows for text in row.words_in(content) if text}
    saved, gone = dict[Any, str](), 0
    for place, text in writer.saved.items():
        there = writer.open_text if place == writer.open_place and writer.open_text in found else text
        saved[place] = str(there)
        gone += there not in found
    if writer.open_place and writer.open_place not in saved and writer.open_text in found:
        saved[_place_of(writer, found[writer.open_text])] = writer.open_text
    # Words of before in the place of those that were acknowledged are one loss, and not two.
    damage.lost += max(gone, len(found.keys() - set(saved.values())))
    writer.saved = {place: text for place, text in saved.items() if text in found}
    writer.open_place, writer.open_text = None, None
    return damage


def _place_of(writer: Writer, row: SealedRow) -> Any:
    """Return where to go on writing what was saved, and never acknowledged."""
    is_new_moment = writer.open_place and writer.open_place.path == NEW_MOMENT and isinstance(row, Moment)
    return moment(row.pk) if is_new_moment else writer.open_place


def to_rows(vault: Vault) -> tuple[Damage, list[tuple[SealedRow, Content]]]:
    """Open every row of every kind, and compare them with their owner's list and ledger; return those that open, but for the ledger."""
    damage, rows = Damage(), list[tuple[SealedRow, Content]]()
    for row in store.rows_of(vault):
        damage.kinds.add(row._meta.label_lower)
        try:
            rows.append((row, store.opened(row, vault)))
        except Exception:  # noqa: BLE001 (whatever it is, it is the damage that is looked for)
            damage.half_written += 1
    damage.listed_wrong = bool(manifest.differing(vault))
    written = [(row, content) for row, content in rows if not isinstance(row, Ledger)]
    damage.half_written += sum(bool(scan.unread(row, content)) for row, content in written)
    in_rows = {_finding(one) for row, content in written for one in scan.entries(row, content, [])}
    in_ledger = {_finding(one) for one in book_of(vault).found}
    of_danger = {str(row.pk) for row, content in written if any(DANGER in text for text in row.words_in(content))}
    damage.ledger_wrong = len(in_rows ^ in_ledger) + len(of_danger - {row for row, *_ in in_ledger})
    damage.findings = len(in_ledger)
    return damage, written


def _finding(entry: FoundSign) -> tuple[Any, ...]:
    """Return an entry without its time, which no row knows."""
    return entry.row, entry.person, entry.kind, entry.clear, entry.of
