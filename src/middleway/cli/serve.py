"""The command `middleway serve`: the pages, for this machine only."""

import argparse
import errno
import os
import resource
import signal
import socket
import sys
from gettext import gettext as _

from middleway.cli.trouble import Trouble

_CONNECTIONS = 512
_LAST_ANSWERS = 10  # seconds that answers under way have, once the server is told to end


def run(options: argparse.Namespace) -> int:
    if not 1 <= options.port <= 65_535:
        raise Trouble(
            _("{port} is not a port.").format(port=options.port), hint=_("Choose a number from 1 to 65535."), status=2
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", options.port))
        except OSError as error:
            is_roots = error.errno == errno.EACCES
            told = _("Port {port} is only for root.") if is_roots else _("Port {port} is in use.")
            raise Trouble(told.format(port=options.port), hint=_("Choose another with --port.")) from error
    # A crash must not write the memory to the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    set_up()
    code, warning = _prepared(options.workers)
    if warning:
        print(warning, file=sys.stderr)
    # Imported here, so that `middleway read` does not wait for a web server.
    from granian import Granian  # noqa: PLC0415
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415

    first, *others = addresses(options.port)
    also = _(" and {others}").format(others=", ".join(others)) if others else ""
    print(_("Middleway is open at {address}  (Ctrl-C closes it)").format(address=first + also), file=sys.stderr)
    if code:
        told = _("Nobody has an account yet. Go to {address} with this code:  {code}")
        print(told.format(address=f"{first}sign-in/start/", code=code), file=sys.stderr)
    sys.stderr.flush()
    os.register_at_fork(after_in_child=_end_when_told)
    Granian(
        "middleway.web.wsgi:application",
        address="127.0.0.1",
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=_LAST_ANSWERS,
        websockets=False,
        http=HTTPModes.http1,  # one request at a time on a connection, so that the next line limits requests too
        # Connections, including idle ones: enough that a few strangers who send nothing keep nobody out.
        backpressure=_CONNECTIONS,
        # One thread for each connection, made when needed, since it may wait for a body. web/at_once.py limits how many
        # of them work at once.
        blocking_threads=_CONNECTIONS,
        log_access=False,  # a line for each request would tell when somebody was here
    ).serve()
    return 0


def _end_when_told() -> None:
    """Let a worker end at once while it starts.

    Until it serves it would have the signal handlers of the process that made it, which end nothing here: the server
    would wait for this worker without end.
    """
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.SIG_DFL)


def addresses(port: int) -> list[str]:
    """Return the addresses of the pages: through the proxy if there is one, else on this machine at `port`."""
    from django.conf import settings  # noqa: PLC0415, TID251 (only the server needs it)

    if settings.HTTPS:
        return [f"https://{host}/" for host in settings.HOSTS]
    here = next(host.name for host in settings.HOSTS if host.name != "[::1]")  # it listens on 127.0.0.1
    return [f"http://{here}:{port}/"]


def set_up() -> None:
    """Read the settings. Raises Trouble, which says what is wrong with them."""
    import django  # noqa: PLC0415, TID251 (only the server needs it)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415, TID251

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(str(error), hint=_("The settings are in docs/settings.md."), status=2) from error
    except OSError as error:
        raise Trouble(
            _("{file} cannot be read: {why}. Nothing was changed.").format(file=error.filename, why=error.strerror),
            hint=_("Run this as the user that the server runs as, with the same MIDDLEWAY_ settings."),
        ) from error


def _prepared(workers: int) -> tuple[str | None, str | None]:
    """Bring database and secrets up to date. Raises Trouble.

    Return the code for the first visit (None if somebody has an account), and a warning, if any.
    """
    from django.db import DatabaseError  # noqa: PLC0415, TID251 (only the server has one)

    from middleway.web.operations.connections import shortage  # noqa: PLC0415 (needs the settings first)
    from middleway.web.operations.preparing import NotReady, prepare  # noqa: PLC0415 (needs the settings first)

    try:
        code = prepare()
    except NotReady as error:
        raise Trouble(str(error)) from error
    try:
        return code, shortage(workers)
    except DatabaseError as error:
        said = str(error).partition("\n")[0]
        told = _("How many connections the database takes could not be asked: {why}. It starts all the same.")
        return code, told.format(why=said)
