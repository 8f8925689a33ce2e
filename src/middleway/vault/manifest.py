"""The owner's sealed list of all rows, which shows when a row was put back to an older state, removed or added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from middleway.vault import envelope, padding, primitives
from middleway.vault.errors import NotOpened
from middleway.vault.vault import Vault

_ROW = 24  # bytes: id (16), revision (8)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`revisions`: row id to revision; `counter`: how often the list was saved.

    Ids are 16 bytes: comparing ten thousand UUIDs takes four times as long.
    """

    counter: int
    revisions: Mapping[bytes, int]

    def saved(self, changed: Mapping[bytes, int], gone: frozenset[bytes] = frozenset()) -> "Manifest":
        """Return the next list, with rows added or changed, and without those that are gone."""
        kept = {row: revision for row, revision in self.revisions.items() if row not in gone}
        return Manifest(self.counter + 1, {**kept, **changed})

    def differing(self, rows: Mapping[bytes, int]) -> "Differing":
        """Return how the stored rows differ from the list."""
        known = self.revisions
        if rows == known:
            return Differing(frozenset(), frozenset(), frozenset(), frozenset())
        return Differing(
            older=frozenset(row for row, revision in rows.items() if revision < known.get(row, 0)),
            newer=frozenset(row for row, revision in rows.items() if row in known and revision > known[row]),
            missing=frozenset(known.keys() - rows.keys()),
            unknown=frozenset(rows.keys() - known.keys()),
        )


@dataclass(frozen=True, slots=True)
class Differing:
    """Rows that are not as the list says. If all sets are empty, no row was put back, removed or added."""

    older: frozenset[bytes]
    newer: frozenset[bytes]
    missing: frozenset[bytes]
    unknown: frozenset[bytes]

    def __bool__(self) -> bool:
        return bool(self.older or self.newer or self.missing or self.unknown)


def seal_manifest(vault: Vault, manifest: Manifest) -> bytes:
    content = b"".join(row + revision.to_bytes(8, "big") for row, revision in sorted(manifest.revisions.items()))
    at = replace(vault.record.place("manifest"), revision=manifest.counter)
    return envelope.seal(primitives.derive(vault.key, "index"), padding.pad(content), at)


def open_manifest(vault: Vault, sealed: bytes, counter: int) -> Manifest:
    """Return the list that was saved as number `counter`; the counter is stored beside it. Raises NotOpened.

    During a rekey it may still be under the previous key: seal and store it anew before the rekey is finished.
    """
    at = replace(vault.record.place("manifest"), revision=counter)
    try:
        content = envelope.open(primitives.derive(vault.key, "index"), sealed, at)
    except NotOpened:
        if vault.previous is None:
            raise
        content = envelope.open(primitives.derive(vault.previous[0], "index"), sealed, at)
    content = padding.unpad(content)
    if len(content) % _ROW:
        raise NotOpened
    rows = [content[at : at + _ROW] for at in range(0, len(content), _ROW)]
    if any(one[:16] >= after[:16] for one, after in pairwise(rows)):
        raise NotOpened  # a list has one form: a row listed twice could have two revisions
    return Manifest(counter, {row[:16]: int.from_bytes(row[16:], "big") for row in rows})
