"""A disk that is soon full: a file system in memory, which the server alone sees, in a namespace of its own."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

SIZE = 24_000_000
# In a user namespace of their own anybody may mount. Where that is forbidden, root may mount without one.
_WAYS = (("unshare", "-Urm"), ("unshare", "-m"))
_MOUNT = f'mount -t tmpfs -o size={SIZE},nr_inodes=200,mode=700 none "$0"'


def way():
    """Return how to get a namespace on this machine. Where there is none, the test is skipped.

    It is not skipped in the runs that everybody relies on, where root may have one: nobody would see that what it
    promises is no longer tried.
    """
    for one in _WAYS if shutil.which("unshare") else ():
        if subprocess.run([*one, "sh", "-c", _MOUNT, "/mnt"], capture_output=True, check=False).returncode == 0:
            return one
    why = "this machine lets nobody mount a file system in a namespace of their own"
    if os.environ.get("CI") == "true" and os.getuid() == 0:
        pytest.fail(why)
    pytest.skip(why)


def on_a_small_disk(machine):
    """Return a command that runs another one with the machine's data folder, as it is now, on a small disk."""
    kept = machine.data.rename(machine.data.with_name("kept"))
    machine.data.mkdir(mode=0o700)
    return [*way(), "sh", "-c", f'{_MOUNT} && cp -a "$1"/. "$0" && shift && exec "$@"', str(machine.data), str(kept)]


class SmallDisk:
    """The disk, as a process that runs on it sees it."""

    def __init__(self, machine, pid):
        self.folder = Path(f"/proc/{pid}/root{machine.data}")

    def fill(self, *, but=0):
        """Leave no more than so many bytes free."""
        with (self.folder / "filler").open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))
        if but:
            os.truncate(file.name, Path(file.name).stat().st_size - but)
        assert self.room() <= but

    def use_up_names(self):
        """Let no further file be made, not even an empty one."""
        with contextlib.suppress(OSError):
            for number in range(1000):
                (self.folder / f"filler-{number}").touch()
        assert os.statvfs(self.folder).f_ffree == 0

    def clear(self):
        for file in self.folder.glob("filler*"):
            file.unlink()

    def room(self):
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize
