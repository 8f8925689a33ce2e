"""A server of its own, in folders of its own, that can be started and killed in a moment."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SQLITE = ("notes.sqlite3", "notes.sqlite3-wal")


class Server:
    """The real server: `middleway serve`, two workers unless told otherwise. Ended by SIGKILL, in no other way."""

    def __init__(self, folder: Path, *, power: bool = False, synchronous: str = "FULL", workers: int = 2) -> None:
        self.folder, self.port = folder, _free_port()
        self.data, self.synced = folder / "data", folder / "synced"
        self.synced.mkdir()
        self.data.mkdir(exist_ok=True)
        more = {"LD_PRELOAD": _shim(folder), "CUT_FROM": str(self.data), "CUT_TO": str(self.synced)} if power else {}
        self._launcher = subprocess.Popen(
            [sys.executable, "-m", "proof.launcher", "--port", str(self.port), "--synchronous", synchronous, "--workers", str(workers)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | more, cwd=HERE.parent,
        )  # fmt: skip

    def start(self) -> int:
        """Return the group of its processes."""
        # What lies on the disk when power comes back was on it before.
        for name in SQLITE:
            (self.synced / name).unlink(missing_ok=True)
            if (self.data / name).exists():
                shutil.copyfile(self.data / name, self.synced / name)
        group = int(self._say("start"))
        give_up = time.monotonic() + 60
        while not self.answers():
            if time.monotonic() > give_up:
                raise RuntimeError("The server does not start; run `middleway serve` to see why.")
            time.sleep(0.005)
        return group

    def kill(self) -> None:
        """Return when the last of its processes has let go of the port."""
        self._say("kill")
        while self._is_there():
            time.sleep(0.001)

    def cut_power(self) -> None:
        """Kill, and leave on the disk only what was synced."""
        self.kill()
        for name in (*SQLITE, "notes.sqlite3-shm"):
            (self.data / name).unlink(missing_ok=True)
        for name in SQLITE:
            if (self.synced / name).exists():
                shutil.copyfile(self.synced / name, self.data / name)

    def end(self) -> None:
        assert self._launcher.stdin
        self._launcher.stdin.close()
        self._launcher.wait()

    def answers(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            link.request("GET", "/healthz", headers={"Host": "localhost"})
            return link.getresponse().status == 200
        except OSError:
            return False
        finally:
            link.close()

    def _is_there(self) -> bool:
        """Whether somebody still holds the port. What dies just now takes a connection, and resets it."""
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        except ConnectionRefusedError:
            return False
        except OSError:
            return True
        return True

    def _say(self, command: str) -> str:
        assert self._launcher.stdin
        assert self._launcher.stdout
        self._launcher.stdin.write(command + "\n")
        self._launcher.stdin.flush()
        if not (answer := self._launcher.stdout.readline()):
            raise RuntimeError("The launcher is gone; its own message is above.")
        return answer


@contextlib.contextmanager
def folders() -> Iterator[Path]:
    """Point the settings of this process, and of all it starts, at new folders and a new database; yield the folder."""
    with tempfile.TemporaryDirectory(prefix="proof-") as name, _database():
        folder = Path(name)
        os.environ |= {"MIDDLEWAY_DATA": str(folder / "data"), "MIDDLEWAY_SECRETS": str(folder / "secrets")}
        os.environ["DJANGO_SETTINGS_MODULE"] = "middleway.web.settings"
        yield folder


@contextlib.contextmanager
def _database() -> Iterator[None]:
    """On PostgreSQL: a new database on the server that MIDDLEWAY_DATABASE_URL names, dropped at the end."""
    url = os.environ.get("MIDDLEWAY_DATABASE_URL", "")
    if not url:
        yield
        return
    import psycopg

    name = f"proof_{os.getpid()}"
    at = url.rindex("/") if "?" not in url else url.rindex("/", 0, url.index("?"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # letters and a number
    os.environ["MIDDLEWAY_DATABASE_URL"] = (
        url[: at + 1] + name + url[url.index("?") :] if "?" in url else url[: at + 1] + name
    )
    try:
        yield
    finally:
        os.environ["MIDDLEWAY_DATABASE_URL"] = url
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def _shim(folder: Path) -> str:
    """Compile the shim; return where it lies."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise SystemExit("A power cut needs a C compiler: apt-get install gcc libc6-dev. Nothing was run.")
    built = folder / "powercut.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, HERE / "powercut.c", "-ldl"], check=True)
    return str(built)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
