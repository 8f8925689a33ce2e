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
from tests.support.walk import Walk

CI, NIGHT = 100, 1_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What a walk was, and what was found."""

    canaries: int
    answers: Counter[int]
    searched: Counter[str]
    size: int
    hits: list[Hit]

    def is_good(self) -> bool:
        return not self.hits

    def __str__(self) -> str:
        statuses = ", ".join(f"{count} × {status}" for status, count in sorted(self.answers.items()))
        return (
            f"C-01: {self.canaries:,} canaries in {sum(self.answers.values()):,} requests ({statuses}); searched "
            f"{sum(self.searched.values()):,} files, rows and other things, {self.size / 1e6:.1f} MB: {len(self.hits)} hits"
            + "".join(f"\n  {hit.where}: {hit.how}" for hit in self.hits[:20])
        )


def run(count: int = CI, seed: int = 1) -> Figures:
    """Walk until `count` words were typed, and search for all of them."""
    words = Canaries(random.Random(seed))
    walk = Walk(words)
    with watched() as seen, override_settings(SIGN_UP=True):
        walk.whole()
        while len(words.given) < count:
            walk.whole()
        walk.large_uploads()
        seen.back_up()
        blobs = list(seen.blobs())
    searcher = Searcher({*words.sought(), *walk.secrets})
    searched = Counter(blob.where for blob in blobs)
    return Figures(
        len(words.given), walk.answers, searched, sum(len(blob.content) for blob in blobs), searcher.hits(blobs)
    )
