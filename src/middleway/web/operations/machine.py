"""What the machine does with the contents of its memory and disks, as far as the system tells."""

import shutil
import stat
import tarfile
import zipfile
from pathlib import Path
from typing import Final

_OVER_A_NETWORK: Final = {
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
}
_ARCHIVES: Final = ("*.tar", "*.tgz", "*.tar.*", "*.zip")
_MOUNTS: Final = Path("/proc/self/mounts")
_SWAPS: Final = Path("/proc/swaps")
_CORES: Final = Path("/proc/sys/kernel/core_pattern")


def file_system_of(path: Path, mounts: str | None = None) -> str:
    """Return the type of the file system that holds a path; "" when this system does not tell.

    `mounts`: text in the form of /proc/self/mounts, which is read when it is None.
    """
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", "replace") if _MOUNTS.exists() else ""
    path, found = path.resolve(), (0, "")
    for line in mounts.splitlines():
        point, kind = line.split()[1:3]
        point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if path.is_relative_to(point) and len(point) >= found[0]:
            found = (len(point), kind)  # of two mounts at one point, the later hides the earlier
    return found[1]


def is_over_a_network(kind: str) -> bool:
    return kind in _OVER_A_NETWORK


def readable_swap() -> list[str] | None:
    """Return the swap areas that whoever steals the disk could read; None when this system does not tell."""
    if not _SWAPS.exists():
        return None
    used = [line.split()[0] for line in _SWAPS.read_text("utf-8").splitlines()[1:]]
    return [name for name in used if "zram" not in name and not _is_encrypted(Path(name))]


def takes_cores() -> str:
    """Return the program that receives core dumps, which it does whatever the limits say; "" when there is none."""
    pattern = _CORES.read_text("utf-8").strip() if _CORES.exists() else ""
    return pattern[1:].split()[0] if pattern.startswith("|") and len(pattern) > 1 else ""


def open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000


def archives_with_both(folder: Path) -> list[Path]:
    """Return the archives that hold both secrets and a database; unreadable archives are skipped."""
    return [path for kind in _ARCHIVES for path in sorted(folder.rglob(kind)) if _has_both(_names_in(path))]


def _is_encrypted(device: Path) -> bool:
    uuid = Path("/sys/block") / device.resolve().name / "dm/uuid"
    return uuid.exists() and uuid.read_text("utf-8").startswith("CRYPT-")


def _names_in(archive: Path) -> list[str]:
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as zipped:
                return zipped.namelist()
        with tarfile.open(archive) as tarred:
            return tarred.getnames()
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile):
        return []


def _has_both(names: list[str]) -> bool:
    last = {name.rpartition("/")[2] for name in names}
    return any(name.startswith("pepper-") for name in last) and bool(last & {"notes.sqlite3", "notes.dump"})
