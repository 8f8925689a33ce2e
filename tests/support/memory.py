"""How much memory processes take, as Linux tells it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_MB: Final = 1_000_000


def descendants(pid: int) -> Iterator[int]:
    """Yield the processes that a process started, and those that these started."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text("utf-8").rpartition(")")[2].split()[1]) == pid:
                yield int(stat.parent.name)
                yield from descendants(int(stat.parent.name))


def peak(pid: int, *, reset: bool = False) -> float:
    """Return the most memory of a process since it was last reset, in MB."""
    if reset:
        Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / _MB


def of_group(group: int) -> int:
    """Return the MiB that a group of processes takes, counting once what they share."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[2]) == group:
                lines = stat.with_name("smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:  # gone in the meantime
            continue
    return total // 1024
