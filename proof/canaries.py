"""C-01: nothing that a person types is found in anything that the server writes.

Unique words in three scripts go into every field of every page, right and wrong, while libraries raise, the disk is full, keys
change and sessions end. Then files, rows, journals, logs, cache, mail, backups and temporary folders are searched for them.
"""

import random
from collections import Counter
from dataclasses import dataclass

from django.test import override_settings

from proof.evidence import watched
from proof.search import Hit, Searcher
from tests.support.canaries import Canaries
from tests.support.readings import open_while_read
from tests.support.walk import Walk

CI, NIGHT = 100, 1_000
_ANSWERS = {200, 204, 302, 400, 403, 404, 405, 409, 412, 422, 500, 503}
_PLACES = {"console.log", "accounts.Session.session_data", "moments.Moment.sealed", "cache"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a walk was, and what was found."""

    canaries: int
    answers: Counter[int]
    searched: Counter[str]
    size: int
    open_while_read: list[int]  # how many transactions were open, each time that a text was read
    hits: list[Hit]

    def is_good(self) -> bool:
        return not self.hits and not self.waited() and not self.unmet()

    def waited(self) -> int:
        """Return how often somebody else's write would have waited for a text to be read."""
        return sum(map(bool, self.open_while_read))

    def unmet(self) -> list[str]:
        """Return what a walk meets, and this one did not: kinds of answers, and places to search."""
        return [str(one) for one in (*sorted(_ANSWERS - set(self.answers)), *sorted(_PLACES - set(self.searched)))]

    def __str__(self) -> str:
        statuses = ", ".join(f"{count} × {status}" for status, count in sorted(self.answers.items()))
        return (
            f"C-01: {self.canaries:,} canaries in {sum(self.answers.values()):,} requests ({statuses}); searched "
            f"{sum(self.searched.values()):,} files, rows and other things, {self.size / 1e6:.1f} MB: {len(self.hits)} hits; read "
            f"{len(self.open_while_read):,} times, {self.waited()} of them in a transaction; never met: {len(self.unmet())} {self.unmet()}"
            + "".join(f"\n  {hit.where}: {hit.how}" for hit in self.hits[:20])
        )


def run(count: int = CI, seed: int = 1) -> Figures:
    """Walk until `count` words were typed, and search for all of them."""
    words = Canaries(random.Random(seed))
    walk = Walk(words)
    with watched() as seen, open_while_read() as found, override_settings(SIGN_UP=True):
        walk.whole()
        while len(words.given) < count:
            walk.whole()
        walk.large_uploads()
        seen.back_up()
        blobs = list(seen.blobs())
    searcher = Searcher({*words.sought(), *walk.secrets})
    searched = Counter(blob.where for blob in blobs)
    return Figures(
        len(words.given), walk.answers, searched, sum(len(blob.content) for blob in blobs), found, searcher.hits(blobs)
    )
