"""How far the loop can be trusted, and how long patterns take: `python -m bench.loops [--pairs 1400] [--repeats 20]`.

First, on simulated pairs (`tests/loops/simulated.py`): how often the right loop is named, and how often one is named
where there is none. Then, with 1,000 and 10,000 sealed moments: the page of patterns, opened, counted and drawn
through every layer but the socket; and the counting alone.
"""

import argparse
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from middleway.loops import loop, report

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "loops"))
import simulated

KINDS = (*simulated.LOOPS, "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1_400)
    parser.add_argument("--repeats", type=int, default=20)
    options = parser.parse_args()
    print("| moments | loop runs in | told wrong | right name | a name after shuffling |\n|---:|---:|---:|---:|---:|")
    for moments, runs, wrong in (
        (8, 0.6, 0.05),
        (12, 0.6, 0.05),
        (20, 0.6, 0.05),
        (20, 0.5, 0.1),
        (20, 0.8, 0.05),
        (40, 0.6, 0.05),
    ):
        right = false = 0
        for number in range(options.pairs):
            kind, rng = KINDS[number % len(KINDS)], simulated.seeded(number)
            pair = simulated.pair(kind, moments, rng, runs=runs, wrong=wrong)
            right += loop(pair).name == kind
            false += loop(simulated.shuffled(pair, rng)).name != ""
        print(f"| {moments} | {runs:.0%} | {wrong:.0%} | {right / options.pairs:.3f} | {false / options.pairs:.3f} |")
    print(
        "\n| moments | over days | page of a year, median ms | p95 ms | counting all of them, p95 ms |\n"
        "|---:|---:|---:|---:|---:|"
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings_test")
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import django

    django.setup()
    from proof.stage import with_database

    for items, days in ((1_000, 365), (10_000, 3_650), (10_000, 365)):
        with_database(lambda items=items, days=days: _pages(items, days, options.repeats))  # type: ignore[misc]


def _pages(items: int, days: int, repeats: int) -> None:
    from middleway.web.patterns import gather
    from tests.support.people import quiet, somebody

    with quiet():
        person = somebody()
        _fill(person.vault(), items, days)
        page = _times(lambda: person.browser.get("/patterns/any/year/"), repeats)
        (moments,) = gather.by_person(person.vault(), datetime(2000, 1, 1, tzinfo=UTC)).values()
        alone = _times(lambda: report(moments), repeats)
        print(
            f"| {items} | {days} | {statistics.median(page):.0f} | {_p95(page):.0f} | {_p95(alone):.0f} |", flush=True
        )


def _fill(vault: object, items: int, days: int) -> None:
    """Write that many moments, spread over so many days, with every answer that is counted."""
    import random
    from datetime import timedelta

    from django.conf import settings
    from django.utils import timezone

    from middleway.web.moments.models import Moment
    from middleway.web.patterns.look import digest
    from middleway.web.records.writing import write
    from tests.support.contents import holding

    # What they would find is put in below: reading ten thousand texts is not what is measured.
    settings.RECORD_OBSERVERS = ()
    chance, now = random.Random(1), timezone.now()
    rows = []
    for number in range(items):
        at = now - timedelta(days=days * (1 - number / items))
        mine, theirs = simulated.turn("pursue_withdraw", chance, 0.6, 0.05)
        text = f"{number} " + "You told them yes and I was not asked. " * chance.randint(1, 12)
        rows.append(
            holding(
                Moment(),
                {
                    "text": text,
                    "written": at.isoformat(),
                    "changed": at.isoformat(),
                    "person": "",
                    "heat": [
                        {"at": (at + timedelta(minutes=m)).isoformat(), "value": v}
                        for m, v in ((0, chance.randint(4, 10)), (40, chance.randint(0, 6)))
                    ],
                    "way": {
                        "round": {"me": [mine], "they": [theirs], "trigger": ["not_asked"], "cost": ["sleep"]},
                        "choose": {"safe": "yes"},
                        "after": {"heard": chance.choice(["yes", "partly", "no"])},
                    },
                    "read": {"of": digest(text), "warmth_other": round(chance.uniform(-1, 1), 3), "response": mine},
                },
            )
        )
    for start in range(0, items, 500):
        write(vault, *rows[start : start + 500])  # type: ignore[arg-type]


def _times(ask: object, repeats: int) -> list[float]:
    ask()  # type: ignore[operator]
    took = []
    for _ in range(repeats):
        start = time.perf_counter()
        ask()  # type: ignore[operator]
        took.append((time.perf_counter() - start) * 1000)
    return took


def _p95(took: list[float]) -> float:
    return sorted(took)[int(0.95 * len(took))]


if __name__ == "__main__":
    main()
