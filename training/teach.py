"""Ask a trained network about unlabelled texts: `python -m training.teach build/teacher.pt --out build/taught.npz`.

`training.train --taught build/taught.npz` learns from the answers. They are logits by id, without a word of the texts.
Every thousand passages are one file beside `--out`, so that after an interruption the same command goes on where it
stopped.
"""

import argparse
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from middleway.reading.network import windows
from middleway.reading.phrases import ranges
from middleway.reading.sentences import sentences
from middleway.reading.tokens import tokens
from middleway.reading.wordpiece import WordPiece
from training.encoders import installed_minilm
from training.encoding import LONGEST, collate, unread
from training.network import OUTPUTS, Reader, computing
from training.passages import OWN, Passage, labelled, passage, public_rows, written

UNREAD = ("pool", "unlabelled", "letters")  # none shares a post with a text that judges
SHARD = 1_000


class OfAnotherNetwork(Exception):
    """The answers have other columns than the network that is to learn from them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage as ids without start and stop marks; `group` is that of `Passage`."""

    id: str
    group: str
    ids: list[int]


def asked(names: tuple[str, ...], pieces: WordPiece) -> Iterator[Asked]:
    """Yield the passages of these sets: files of public texts, `labelled`, or `own`. Long ones are cut as on a page."""
    for name in names:
        for one in _passages(name):
            cut = tokens(one.text, pieces)
            if len(cut.ids) <= LONGEST:
                yield Asked(one.id, one.group, cut.ids or [pieces.unknown])
                continue
            for at, window in enumerate(windows([words for _, _, words in ranges(cut, sentences(one.text))])):
                yield Asked(f"{one.id}/{at}", one.group, cut.ids[window.start : window.stop])


def _passages(name: str) -> Iterator[Passage]:
    if name == "labelled":
        yield from labelled()
    elif name == "own":
        yield from written(*OWN)
    else:
        yield from (passage(row, row["text"], row["source"]) for row in public_rows(name))


def chosen(every: list[Asked], limit: int | None) -> list[Asked]:
    """Return `limit` of them; a larger limit would choose all of these, too."""
    return sorted(every, key=lambda one: hashlib.sha256(one.id.encode()).digest())[:limit]


@torch.no_grad()
def answers(teacher: Reader, some: list[Asked], pieces: WordPiece) -> np.ndarray:
    """Return the teacher's logits, (passages, outputs), as float16."""
    out = np.zeros((len(some), OUTPUTS), np.float16)
    order = sorted(range(len(some)), key=lambda i: len(some[i].ids))
    at = 0
    while at < len(order):
        stop = at + 1
        while stop < len(order) and (stop + 1 - at) * len(some[order[stop]].ids) <= 2_000:
            stop += 1
        batch = collate([[unread(some[i].ids)] for i in order[at:stop]], pieces)
        with computing():
            attend, score = teacher(batch.ids, batch.mask)
        out[order[at:stop]] = teacher.pool(attend, score, batch.segment).numpy()
        at = stop
    return out


def ask(teacher: Reader, every: list[Asked], pieces: WordPiece, folder: Path) -> Iterator[tuple[list[str], np.ndarray]]:
    """Yield (ids, logits) shard by shard. What is in `folder` already is read from there; what is new is kept there."""
    folder.mkdir(parents=True, exist_ok=True)
    who = hashlib.sha256(b"".join(value.numpy().tobytes() for value in teacher.state_dict().values())).digest()
    began = time.monotonic()
    for at in range(0, len(every), SHARD):
        some = every[at : at + SHARD]
        of = hashlib.sha256(who + repr(some).encode()).hexdigest()[:16]
        path = folder / f"{of}.npy"
        if not path.exists():
            half = path.with_suffix(".half")
            with half.open("wb") as out:
                np.save(out, answers(teacher, some, pieces))
            half.replace(path)
            print(f"{at + len(some)}/{len(every)} passages, {time.monotonic() - began:.0f} s", flush=True)
        yield [one.id for one in some], np.load(path)


def write(path: Path, found: Iterator[tuple[list[str], np.ndarray]]) -> None:
    """Write all shards into one file, whole or not at all."""
    ids, logits = zip(*found, strict=True)
    half = path.with_suffix(".half")
    with half.open("wb") as out:
        np.savez(out, ids=np.array([i for some in ids for i in some]), logits=np.concatenate(logits))
    half.replace(path)


def taught(path: Path) -> dict[str, np.ndarray]:
    """Return the logits (outputs) of each id, as `write` wrote them. Raises OfAnotherNetwork."""
    with np.load(path) as found:
        if found["logits"].shape[1] != OUTPUTS:
            raise OfAnotherNetwork(f"{path} has {found['logits'].shape[1]} answers a passage, not {OUTPUTS}. Ask anew.")
        return dict(zip(found["ids"].tolist(), found["logits"], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--of", default=",".join(UNREAD), help="sets of texts; `labelled` and `own` are two more")
    parser.add_argument("--limit", type=int, help="ask about so many only, chosen by chance")
    options = parser.parse_args()
    pieces = WordPiece((installed_minilm() / "vocab.txt").read_text("utf-8").split("\n"))
    teacher = Reader.of(torch.load(options.weights, weights_only=True)).eval()
    every = chosen(list(asked(tuple(options.of.split(",")), pieces)), options.limit)
    write(options.out, ask(teacher, every, pieces, options.out.with_suffix("")))
    print(f"{options.out}: {len(every)} passages", flush=True)


if __name__ == "__main__":
    main()
