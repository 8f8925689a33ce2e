"""`middleway serve`: the page, on this machine only."""

import argparse
import os
import socket
import sys

from middleway.cli.trouble import Trouble


def run(options: argparse.Namespace) -> int:
    if not 1 <= options.port <= 65_535:
        raise Trouble(f"{options.port} is not a port.", hint="Choose a number from 1 to 65535.", status=2)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", options.port))
        except OSError as error:
            raise Trouble(f"Port {options.port} is in use.", hint="Choose another with --port.") from error
    # Imported here: `middleway read` must not wait for a web server.
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings")
    print(f"Middleway is open at http://localhost:{options.port}/  (Ctrl-C closes it)", file=sys.stderr, flush=True)
    Granian(
        "middleway.web.wsgi:application",
        address="127.0.0.1",
        port=options.port,
        interface=Interfaces.WSGI,
        websockets=False,
        blocking_threads=4,
        backpressure=64,
        log_access=False,  # a line per request would say when someone was here
    ).serve()
    return 0
