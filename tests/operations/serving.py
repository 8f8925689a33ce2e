"""`middleway serve` as an operator starts it, and somebody who asks it."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading

from tests.support import memory


@contextlib.contextmanager
def serving(machine, within=(), workers=1, **settings):
    """Start the server with these settings, run by the command `within` if there is one; yield its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = machine.environment | {f"MIDDLEWAY_{name}": value for name, value in settings.items()}
    command = [*within, sys.executable, "-m", "middleway.cli", "serve", "--port", str(port)]
    command += ["--workers", str(workers)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield port, server
        finally:
            end(server)


def end(server):
    """Tell the server to end, as Ctrl-C does, and wait until all its processes have."""
    server.terminate()
    try:
        server.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        for process in (server.pid, *memory.descendants(server.pid)):
            os.kill(process, signal.SIGKILL)
        raise


def answer(port, path, host="localhost"):
    """Return the status of a page, as soon as there is one."""

    def ask():
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with contextlib.closing(link), contextlib.suppress(ConnectionRefusedError):
            link.request("GET", path, headers={"Host": host})
            return link.getresponse().status

    return until(ask)


def until(found):
    """Ask again and again until there is something to return."""
    for _ in range(600):
        if result := found():
            return result
        threading.Event().wait(0.1)
    raise AssertionError("It does not come.")
