"""Starts the real server again and again, each time in a fork of a process that has everything imported already.

Commands on standard input, one a line: `start`, which answers with the process group of the server, and `kill`, which ends all of it with
SIGKILL. A fresh interpreter each time would spend ten times as long on importing as on serving.
"""

import argparse
import os
import signal
import sys


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--synchronous", default="FULL")
    options = parser.parse_args()
    if options.synchronous != "FULL":
        _less_durable(options.synchronous)
    from middleway.cli import serve

    serve.set_up()
    import granian  # noqa: F401 (imported before the fork)

    import middleway.web.wsgi

    middleway.web.wsgi.connection.close()
    group = 0
    for command in sys.stdin:
        if command.strip() == "start":
            group = _fork(options)
            print(group, flush=True)
        else:
            os.killpg(group, signal.SIGKILL)
            os.waitpid(group, 0)
            print("killed", flush=True)


def _fork(options: argparse.Namespace) -> int:
    child = os.fork()
    if child:
        return child
    os.setpgid(0, 0)
    from middleway.cli import serve

    log = os.open(os.devnull, os.O_WRONLY)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os._exit(serve.run(options))


def _less_durable(synchronous: str) -> None:
    """For the negative control only: the same server with a setting that it refuses, and with the refusal taken out."""
    from middleway.web import database

    database._PRAGMAS["synchronous"] = synchronous
    database._READ_BACK["synchronous"] = {"OFF": 0, "NORMAL": 1}[synchronous]


if __name__ == "__main__":
    main()
