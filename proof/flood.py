"""`python -m proof.flood [--seconds 30] [--parallel 32] [--workers 1] [--patient]`: strangers at the door, and those inside meanwhile.

The server as it is started by default. Made-up names come in parallel; meanwhile people settle, leave, write, confirm their passphrase,
and come in from a new browser and from a remembered one. Prints how long each waited, and the most memory that the server took.
"""

import argparse
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from proof.server import Server, folders
from tests.support import memory
from tests.support.visits import FAILED

LIMITS = {"settle": 200, "leave": 200, "autosave": 500, "confirm": 10_000, "new browser": 10_000, "remembered": 10_000}
_PAUSES = {"settle": 0.1, "leave": 0.1, "autosave": 0.3, "confirm": 2.0, "new browser": 0.5, "remembered": 1.0}


@dataclass
class Figures:
    """Milliseconds of each kind, in the order they came; `failed`: was not answered as it should be; memory in MiB, before and at most."""

    waited: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in LIMITS})
    failed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LIMITS, 0))
    strangers: str = ""
    memory: tuple[int, int] = (0, 0)

    def p95(self, kind: str) -> float:
        times = sorted(self.waited[kind])
        return times[min(len(times) - 1, int(len(times) * 0.95))] if times else float("inf")

    def is_good(self) -> bool:
        return not any(self.failed.values()) and all(self.p95(kind) <= limit for kind, limit in LIMITS.items())

    def __str__(self) -> str:
        lines = [
            f"{kind}: {len(times)} times, median {statistics.median(times or [0]):.0f} ms, p95 {self.p95(kind):.0f} ms, "
            f"most {max(times, default=0):.0f} ms (limit for p95: {LIMITS[kind]}), failed {self.failed[kind]}"
            for kind, times in self.waited.items()
        ]
        return "\n".join(
            [
                *lines,
                f"strangers, by status: {self.strangers}",
                f"memory: {self.memory[0]} MiB before, {self.memory[1]} MiB at most",
            ]
        )


def run(seconds: float, parallel: int, workers: int = 1, *, patient: bool = False) -> Figures:
    with folders() as folder:
        server = Server(folder, workers=workers)
        group = server.start()
        import django

        django.setup()
        from proof import insiders

        leaves = int(seconds / _PAUSES["leave"]) + 1  # each needs a session, made ready before
        figures, people = Figures(), insiders.everybody(server.port, leaves)
        before = memory.of_group(group)
        strangers = subprocess.Popen(
            [sys.executable, "-m", "proof.strangers", str(server.port), str(parallel), *(["--patient"] if patient else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent,
        )  # fmt: skip
        time.sleep(2)  # until all of them are at the door
        most = _meanwhile(figures, people.visits(), seconds, group)
        figures.strangers = strangers.communicate("\n")[0].strip()
        figures.memory = (before, max(before, most))
        server.kill()
        server.end()
        return figures


def _meanwhile(figures: Figures, visits: dict[str, Callable[[], bool]], seconds: float, group: int) -> int:
    """Let everybody come again and again for that long; return the most memory seen."""
    until, most = time.monotonic() + seconds, 0
    threads = [threading.Thread(target=_again, args=(figures, kind, visit, until)) for kind, visit in visits.items()]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, memory.of_group(group))
        time.sleep(0.1)
    return most


def _again(figures: Figures, kind: str, visit: Callable[[], bool], until: float) -> None:
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            figures.failed[kind] += not visit()
        except FAILED:
            figures.failed[kind] += 1
        figures.waited[kind].append((time.monotonic() - began) * 1000)
        time.sleep(_PAUSES[kind])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--parallel", type=int, default=32)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--patient", action="store_true", help="strangers who come back under the same name, as browsers do"
    )
    figures = run(**vars(parser.parse_args()))
    print(figures)
    sys.exit(not figures.is_good())


if __name__ == "__main__":
    main()
