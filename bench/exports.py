"""How soon an export starts, how long it takes, and its memory: `python -m bench.exports [--moments 10000]`."""

import argparse
import os
import resource
import sys
from datetime import timedelta
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings_test")
django.setup()

from django.utils import timezone  # noqa: E402

from middleway.web.moments.models import Moment  # noqa: E402
from middleway.web.records.writing import write  # noqa: E402
from proof.stage import with_database  # noqa: E402
from tests.support.contents import holding  # noqa: E402
from tests.support.people import somebody  # noqa: E402

_TEXT = "You forgot to call me on Friday, and I sat there with the food. " * 8
_AT_ONCE = 500


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--moments", type=int, default=10_000)
    with_database(lambda: _measure(options.parse_args().moments))


def _measure(count: int) -> None:
    person, now = somebody(), timezone.now()
    vault = person.vault()
    for start in range(0, count, _AT_ONCE):
        times = [(now - timedelta(hours=number)).isoformat() for number in range(start, min(start + _AT_ONCE, count))]
        write(vault, *[holding(Moment(), {"text": _TEXT, "written": at, "changed": at}) for at in times])
    for kind in ("sealed", "json", "csv", "html"):
        path = "/export/" if kind == "sealed" else "/export/plain/"
        fields = {
            "current": person.passphrase,
            "form": kind,
            "understood": "on",
            "archive_passphrase": "quilt armband seventeen reptile",
        }
        before, began = _peak(), perf_counter()
        pieces = iter(person.browser.send(path, fields).streaming_content)
        size = len(next(pieces))
        started = perf_counter() - began
        size += sum(map(len, pieces))
        took = perf_counter() - began
        sys.stdout.write(
            f"{kind}: {count} moments, {size:,} bytes: started after {started:.2f} s, done after {took:.1f} s, "
            f"{_peak() - before} MiB more at the peak\n"
        )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
