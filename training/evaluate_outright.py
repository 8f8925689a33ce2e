"""What the layer of plain statements sees, by itself and with the network, and what it costs: `python -m training.evaluate_outright [--pool N]`.

On the halves of the plain statements and look-alikes by another hand (`risks/plain_dev.jsonl`): the layer was made with one half (`worked`) and not with the other (`measured`). On the held-out texts on
risk, kind by kind; on `--pool` random public passages how many have a clear statement (`--show` prints them, to be read by a person); and its time and memory.
"""

import argparse
import hashlib
import json
import random
import resource
import time
from collections import defaultdict
from pathlib import Path

from middleway.reading import signs
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
    parser.add_argument(
        "--show",
        action="store_true",
        help="print those that have a clear statement, and the look-alikes of the worked half that have any",
    )
    options = parser.parse_args()
    before = _megabytes()
    for half in ("worked", "measured"):
        plain_dev(half, show=options.show and half == "worked")
    for name in HELD_OUT:
        held_out(name)
    pool(options.pool, show=options.show)
    print(f"\nmemory: {before} MB before the first text, at most {_megabytes()} MB")


def half_of(idea: str) -> str:
    """Return which half of the plain statements an idea is in: the one that the layer was made with, or the one that was only counted."""
    return "measured" if int(hashlib.sha256(idea.encode()).hexdigest(), 16) % 2 else "worked"


def plain_dev(half: str, *, show: bool) -> None:
    """Print what of one half has a clear sign, any sign, and one of a right kind, by the layer alone and with the network; `show`: the look-alikes that have a statement."""
    lines = (HERE / "risks" / "plain_dev.jsonl").read_text("utf-8").splitlines()
    items = [item for item in map(json.loads, lines) if half_of(item["idea"]) == half]
    found: defaultdict[str, list[tuple[list[tuple[str, bool]], list[tuple[str, bool]], set[str]]]] = defaultdict(list)
    for item in items:
        layer = [(one.kind, one.is_clear) for one in said(seen(item["text"])).statements]
        every = [(one.kind, one.is_clear) for one in signs(item["text"])]
        group = (
            "look-alikes" if item["kind"] == "none" else item["kind"] + (", plain" if item["plain"] else ", less so")
        )
        found[group].append((layer, every, RIGHT["danger" if item["kind"] == "control" else item["kind"]]))
        if show and item["kind"] == "none" and layer:
            print(json.dumps({"text": item["text"], "said": layer}))
    print(
        f"\nplain_dev, {half}\n| texts | | layer: clear | any | with the network: clear | any | right kind, where clear |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for group, rows in sorted(found.items()):
        counts = [sum(any(clear for _, clear in row[column]) for row in rows) for column in (0, 1)]
        anys = [sum(bool(row[column]) for row in rows) for column in (0, 1)]
        right = sum(any(clear and kind in kinds for kind, clear in every) for _, every, kinds in rows)
        share = [one / len(rows) for one in (counts[0], anys[0], counts[1], anys[1])]
        print(
            f"| {group} | {len(rows)} | "
            + " | ".join(f"{one:.3f}" for one in share)
            + f" | {right / max(counts[1], 1):.3f} |"
        )


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
        clear = [one for one in found.statements if one.is_clear]  # only these become signs
        hits += bool(clear)
        if show and clear:
            print(json.dumps({"text": text, "said": [(one.kind, one.is_clear, one.pattern) for one in clear]}))
    times.sort()
    print(f"\n{size} public passages: {hits} with a clear statement ({hits / size:.4f})")
    print(
        f"time a passage: mean {sum(times) / size:.1f} ms, p50 {times[size // 2]:.1f}, p95 {times[size * 95 // 100]:.1f}, p99 {times[size * 99 // 100]:.1f}"
    )


def _denied(found: Said) -> bool:
    return bool(found.denials) and not found.statements


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024


if __name__ == "__main__":
    main()
