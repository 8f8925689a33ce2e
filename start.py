#!/usr/bin/env python3
"""Set everything up, then run Middleway or its tests. Needs only Python 3.11 or newer; safe to run again.

python3 start.py run         set up, then open the page on this machine
python3 start.py audit       ask for known faults in the packages that run
python3 start.py languages   bring the translations to what the code says (docs/translating.md)
python3 start.py test        set up, then pass every check and test, browser tests included
"""

import argparse
import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
PYTHON = HOME / "bin" / "python"
PLENTY = 8_000_000_000  # bytes
# What keeps something. On PostgreSQL those of its tests run in which databases may differ (tests/conftest.py), but for the
# proofs whose answers no database decides; the nightly command runs these, and `--everything` all others, there too.
STORING = ("tests/web", "tests/operations", "tests/proof")
DIFFERING = ["-m", "database", *(f"--ignore=tests/proof/test_{name}.py" for name in ("matrix", "fuzz", "nightly"))]
CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("languages", ["python", "-m", "languages", "--check"]),
    ("templates", ["djade", "--target-version", "5.2", "--check", *map(str, sorted(HERE.glob("src/**/*.html")))]),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="set up, then open the page on this machine")
    run.add_argument("--port", default="8000")
    test = commands.add_parser("test", help="set up, then pass every check and test")
    test.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    test.add_argument("--no-postgresql", action="store_true", help="leave the second database out")
    test.add_argument(
        "--everything", action="store_true", help="on the second database, too, run all that keeps something"
    )
    test.add_argument("rest", nargs="*", help="for pytest, after --")
    translations = commands.add_parser("languages", help="bring the translations to what the code says")
    translations.add_argument("--add", metavar="CODE", help="begin a language, such as pt or pt_BR")
    commands.add_parser("audit", help="ask the package index for known faults in what is installed")
    options = parser.parse_args()
    if sys.version_info < (3, 11):
        stop(f"This is Python {sys.version.split()[0]}; Middleway needs 3.11 or newer.", "Install a newer python3.")
    os.chdir(HERE)
    if options.command == "run":
        packages("run")
        say("Opening the page.")
        os.execv(PYTHON, [str(PYTHON), "-m", "middleway.cli", "serve", "--port", options.port])
    if options.command in {"audit", "languages"}:
        packages("test")
        sys.exit(audit() if options.command == "audit" else languages(options.add))
    if not options.no_browser:
        chromium()
    if not options.no_postgresql:
        postgresql()
    packages("test")
    tests(options)


def tests(options: argparse.Namespace) -> NoReturn:
    """Run the linters, then pytest, whose closing line is the last line of all."""
    for name, command in CHECKS:
        say(f"Checking {name}.")
        if subprocess.run([HOME / "bin" / command[0], *command[1:]], check=False).returncode:
            stop(f"The {name} check failed; its findings are above.", "Mend them, and run this again.")
    with tempfile.TemporaryDirectory(prefix="tests-", dir=in_memory()) as folder:
        sys.exit(pytest(options, folder))


def pytest(options: argparse.Namespace, folder: str) -> int:
    """Run the tests with their files in `folder`: on PostgreSQL, then all on SQLite. Return the exit status."""
    # The development mode, without its checks of C extensions' memory: they take a sixth of the time.
    careful = {"PYTHONDEVMODE": "1", "PYTHONMALLOC": "pymalloc"}
    environment = os.environ | careful | {"ORT_DISABLE_TELEMETRY": "1", "TMPDIR": folder}
    chosen = ["-m", "not browser"] if options.no_browser else []
    # Side by side, four at most: each has a database, and some a browser or a server, of their own. The first that is done takes
    # tests from the others, since a few last for minutes.
    beside = [] if options.rest else ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
    command = [str(PYTHON), "-m", "pytest", *beside, *chosen]
    if not options.no_postgresql and not options.rest:
        say("Running the tests in which databases may differ, on PostgreSQL.")
        some = [] if options.everything else DIFFERING
        with server() as url:
            on_it = environment | {"MIDDLEWAY_DATABASE_URL": url}
            if subprocess.run([*command, *some, *STORING], env=on_it, stdin=subprocess.DEVNULL, check=False).returncode:
                stop("Tests failed on PostgreSQL; see above.", "Mend them, and run this again.")
    say("Running all tests, on SQLite.")
    command += options.rest
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode


def in_memory() -> str | None:
    """Return a folder in memory if there is plenty of room, else None for the usual place.

    Tests wait for a disk longer than they compute.
    """
    folder = Path("/dev/shm")  # noqa: S108 (Linux's own; what is made there has names nobody can guess)
    return str(folder) if folder.is_dir() and shutil.disk_usage(folder).free > PLENTY else None


def languages(code: str | None) -> int:
    """Extract every message, merge it into each catalogue, compile them, and say what is left to translate."""
    added = ["--add", code] if code else []
    return subprocess.run([PYTHON, "-m", "languages", *added], check=False).returncode


def audit() -> int:
    """Ask strictly: a package that the index does not answer for is a failure, not a pass.

    It is not part of the tests, which need no network.
    """
    command = [
        str(HOME / "bin" / "pip-audit"),
        "--strict",
        "--disable-pip",
        "--require-hashes",
        "-r",
        "requirements/run.txt",
    ]
    return subprocess.run(command, check=False).returncode


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a PostgreSQL server in a folder of its own, and yield its URL. Only a socket in that folder reaches it."""
    as_root = os.geteuid() == 0  # PostgreSQL refuses to run as root; Debian's package brings a user for it
    with tempfile.TemporaryDirectory(prefix="pg-", dir=in_memory()) as folder:
        if as_root:
            shutil.chown(folder, "postgres", "postgres")
        run = ["runuser", "-u", "postgres", "--"] if as_root else []
        programs, cluster = Path(initdb()).parent, f"{folder}/cluster"
        make = [str(programs / "initdb"), "-D", cluster, "-A", "trust", "-U", "postgres", "-E", "UTF8"]
        quietly([*run, *make, "--data-checksums", "--locale=C.UTF-8"], folder)
        control = [*run, str(programs / "pg_ctl"), "-D", cluster, "-w", "-l", f"{folder}/log"]
        quietly([*control, "-o", f"-k {folder} -c listen_addresses=''", "start"], folder)
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            quietly([*control, "-m", "immediate", "stop"], folder)


def quietly(command: list[str], folder: str) -> None:
    subprocess.run(command, check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def initdb() -> str:
    """Return where PostgreSQL's `initdb` is, or "" ."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return shutil.which("initdb") or (str(found[-1]) if found else "")


def postgresql() -> None:
    if not initdb():
        debian_package("postgresql", "the second database for the tests")


def packages(name: str) -> None:
    """Make `.venv` hold what `requirements/<name>.txt` pins, and this project. Do nothing when it already does."""
    wanted = HERE / "requirements" / f"{name}.txt"
    stamp = HOME / f"{name}.stamp"
    content = hashlib.sha256(
        wanted.read_bytes() + (HERE / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == content and (HOME / "made.stamp").exists():
        say("Everything is in place.")
        return
    started = time.monotonic()
    if not (HOME / "made.stamp").exists():
        make_environment()
    say(f"Fetching and installing packages into {HOME.name} (once; about half a minute).")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The list is complete, so pip has nothing to choose. Left to choose, it takes the newest version of a package that
    # another wants with an extra, and has no hash for that one.
    for arguments in (["--require-hashes", "-r", str(wanted)], ["--no-build-isolation", "-e", "."]):
        if subprocess.run([*pip, "--no-deps", *arguments], check=False).returncode:
            stop("The packages could not be installed; pip says why above.", "Check the network, and run this again.")
    if subprocess.run([str(PYTHON), "-m", "pip", "check"], stdout=subprocess.DEVNULL, check=False).returncode:
        stop("The packages do not fit together.", f"Tell us, with this: {HOME.name}/bin/python -m pip check")
    stamp.write_text(content, "utf-8")
    say(f"Packages are in place ({time.monotonic() - started:.0f} s).")


def make_environment() -> None:
    say("Making a place for packages of our own.")
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        debian_package(f"python{version}-venv", "pip for Python")
    # In a fresh process: this one does not see a module that the package manager has only just installed.
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)], check=False).returncode:
        stop("Python could not make a virtual environment.", "Install python3-venv, and run this again.")
    # Written last, so that a place that was left half made is made anew.
    (HOME / "made.stamp").write_text(sys.version, "utf-8")


def chromium() -> None:
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return
    debian_package("chromium", "the browser for the tests")


def debian_package(name: str, what: str) -> None:
    """Install a Debian package, or stop with the sentence that says how."""
    by_hand = f"Run: sudo apt-get install --no-install-recommends {name}   Then run this again."
    if shutil.which("apt-get") is None:
        stop(f"{what} is missing, and this is not Debian or Ubuntu.", f"Install {name} with your own package manager.")
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if as_root and (shutil.which("sudo") is None or subprocess.run([*as_root, "true"], check=False).returncode):
        stop(f"{what} is missing, and installing it needs root.", by_hand)
    say(f"Installing {name} ({what}) with apt.")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    get = [*as_root, "apt-get", "-q", "-y", "-o", "Dpkg::Use-Pty=0"]
    if subprocess.run([*get, "install", "--no-install-recommends", name], env=environment, check=False).returncode == 0:
        return
    # The package lists of a fresh machine may be missing or old.
    subprocess.run([*get, "update"], env=environment, check=False)
    if subprocess.run([*get, "install", "--no-install-recommends", name], env=environment, check=False).returncode:
        stop(f"apt could not install {name}; it says why above.", by_hand)


def say(what: str) -> None:
    print(f"· {what}", flush=True)


def stop(what: str, then: str) -> NoReturn:
    print(f"\nStopped: {what}\nNext: {then}", file=sys.stderr, flush=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
