"""How long pages take with many sealed items: `python -m bench.pages [--items 10000] [--repeats 40]`.

Runs in one process, through every layer but the socket, on a fresh SQLite file with the settings that the product runs
with. Prints milliseconds: the median and the 95th percentile of each page.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

WORDS = (
    "you",
    "never",
    "told",
    "me",
    "that",
    "I",
    "was",
    "not",
    "asked",
    "again",
    "and",
    "the",
    "evening",
    "already",
    "over",
)
MANY = 500  # items written in one transaction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=40)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings_test")
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import django
    from django.conf import settings

    from middleway.vault import STANDARD

    settings.COST = STANDARD  # the tests' settings take a cheap one
    django.setup()
    from proof.stage import with_database

    print(f"{options.items} items, {options.repeats} requests each\n\n| page | median, ms | p95, ms |\n|---|---:|---:|")
    with_database(lambda: _bench(options.items, options.repeats))


def _bench(items: int, repeats: int) -> None:
    from middleway.web.moments.models import Moment
    from tests.support.people import quiet, somebody

    with quiet():
        person = somebody()
        _fill(person.vault(), items)
        some = Moment.objects.filter(account=person.account).first()
        assert some is not None
        _print("sign in", person.sign_in, repeats)
        for name, path in (
            ("moments", "/moments/"),
            ("moments, page 9", "/moments/page/9/"),
            ("one moment", f"/moments/{some.pk}/"),
            ("the way of one", f"/way/{some.pk}/"),
            ("all of one", f"/way/{some.pk}/whole/"),
            ("a step: say it", f"/way/{some.pk}/say/"),
            ("write", "/moments/write/"),
            ("settings", "/security/"),
        ):
            _print(name, lambda path=path: person.browser.get(path), repeats)  # type: ignore[misc]
        draft = {"words-draft": "On Friday you told them yes. I felt left out. Would you ask me first?"}
        _print(
            "a draft read while it is written", lambda: person.browser.send(f"/way/{some.pk}/reading/", draft), repeats
        )
        _autosaves(person, repeats)
        _print("find a word", lambda: person.browser.send("/search/", {"wanted": "evening"}), repeats)


def _autosaves(person: Any, repeats: int) -> None:
    """Save what is being written, in a moment and in another form, with as many drafts as there may be."""
    from uuid import uuid4

    from middleway.web.accounts.carried import whose
    from middleway.web.drafts.queries import MOST

    send, page, text = person.browser.send, str(uuid4()), "On Friday you told them yes. I felt left out."
    owner = {"whose": whose(person.account)}
    for number in range(MOST):
        path = f"/care/pages/n{number}/"
        send("/drafts/", {**owner, "typed_at": path, "typed_on": page, "stands_on": path, "texts.text": text})
    card = {**owner, "typed_at": "/comfort/new/", "typed_on": page, "stands_on": "/comfort/new/"}
    counted = iter(range(10_000))  # other words each time
    _print(
        "a draft of a moment saved",
        lambda: send(f"/moments/drafts/{page}/", {"text": f"{text} {next(counted)}"}),
        repeats,
    )
    _print(
        "a draft of a form saved", lambda: send("/drafts/", {**card, "texts.text": f"{text} {next(counted)}"}), repeats
    )
    _print("a form with a draft", lambda: person.browser.get("/comfort/new/"), repeats)


def _fill(vault: Any, items: int) -> None:
    """Write that many moments, spread over ten years."""
    from datetime import timedelta

    from django.utils import timezone

    from middleway.web.moments.models import Moment
    from middleway.web.records.writing import write
    from tests.support.contents import holding

    chance, now = random.Random(1), timezone.now()
    for start in range(0, items, MANY):
        rows = []
        for number in range(start, min(start + MANY, items)):
            written = (now - timedelta(days=3650 * number / items)).isoformat()
            text = " ".join(chance.choices(WORDS, k=chance.randint(20, 200)))
            rows.append(holding(Moment(), {"text": text, "written": written, "changed": written}))
        write(vault, *rows)


def _print(name: str, ask: Callable[[], Any], repeats: int) -> None:
    ask()
    took = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = ask()
        took.append((time.perf_counter() - start) * 1000)
        assert answer.status_code in {200, 204, 302}, f"{name} was answered with {answer.status_code}"
    print(f"| {name} | {statistics.median(took):.0f} | {sorted(took)[int(0.95 * len(took))]:.0f} |", flush=True)


if __name__ == "__main__":
    main()
