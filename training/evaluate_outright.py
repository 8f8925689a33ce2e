"""What the layer of plain statements sees by itself, and what it costs: `python -m training.evaluate_outright [--pool N]`.

On the held-out texts on risk, kind by kind; on `--pool` random public passages how many have a statement (`--show` prints them, to be read by a person); and its time and memory.
"""

import argparse
import json
import random
import resource
import time
from collections import defaultdict
from pathlib import Path

from middleway.reading.folding import seen
from middleway.reading.outright import Said, said
from training.passages import NoData, data_folder

HERE = Path(__file__).parent
HELD_OUT = ("sentences/heldout_signs.jsonl", "risks/heldout.jsonl")
# What a text of each label may be said to be: the older labels do not tell a threat from a danger.
RIGHT = {"danger": {"danger", "threat"}, "threat": {"threat"}, "crisis": {"crisis"}, "none": set()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pool", type=int, default=2_000, help="how many random passages of pool.jsonl")
    parser.add_argument("--show", action="store_true", help="print those that have a statement")
    options = parser.parse_args()
    before = _megabytes()
    for name in HELD_OUT:
        held_out(name)
    pool(options.pool, show=options.show)
    print(f"\nmemory: {before} MB before the first text, at most {_megabytes()} MB")


def held_out(name: str) -> None:
    rows: defaultdict[str, list[tuple[bool, bool, bool, bool]]] = defaultdict(list)
    for line in (HERE / name).read_text("utf-8").splitlines():
        item = json.loads(line)
        found = said(seen(item["text"]))
        kinds = {one.kind for one in found.statements}
        clear = any(one.is_clear for one in found.statements)
        rows[item.get("kind") or item["risk"]].append(
            (clear, bool(kinds), kinds <= RIGHT[item["risk"]], _denied(found))
        )
    print(
        f"\n{name}\n| texts that speak of | texts | clear | any | right kind, where any | denied |\n| --- | --- | --- | --- | --- | --- |"
    )
    for kind, row in rows.items():
        there = [right for _, has_any, right, _ in row if has_any]
        share = sum(there) / len(there) if there else 0.0
        clear, has_any, denied = (sum(one[column] for one in row) / len(row) for column in (0, 1, 3))
        print(f"| {kind} | {len(row)} | {clear:.3f} | {has_any:.3f} | {share:.3f} | {denied:.3f} |")


def pool(size: int, *, show: bool) -> None:
    folder = data_folder()
    if folder is None:
        raise NoData
    lines = (folder / "pool.jsonl").read_text("utf-8").splitlines()
    random.seed(17)
    texts = [seen(json.loads(line)["text"]) for line in random.sample(lines, size)]
    times, hits = [], 0
    for text in texts:
        started = time.perf_counter()
        found = said(text)
        times.append(1_000 * (time.perf_counter() - started))
        hits += bool(found.statements)
        if show and found.statements:
            print(
                json.dumps({"text": text, "said": [(one.kind, one.is_clear, one.pattern) for one in found.statements]})
            )
    times.sort()
    print(f"\n{size} public passages: {hits} with a statement ({hits / size:.4f})")
    print(
        f"time a passage: mean {sum(times) / size:.1f} ms, p50 {times[size // 2]:.1f}, p95 {times[size * 95 // 100]:.1f}, p99 {times[size * 99 // 100]:.1f}"
    )


def _denied(found: Said) -> bool:
    return bool(found.denials) and not found.statements


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024


if __name__ == "__main__":
    main()
