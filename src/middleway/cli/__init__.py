"""The command line: `middleway read`, `middleway loops`, `middleway serve`, and the commands for whoever runs a server.

Results go to standard output, errors and hints to standard error. Exit status 0: done; 1: it failed; 2: wrong use.
"""

import argparse
import io
import os
import sys
from gettext import gettext as _
from pathlib import Path

from middleway import __version__
from middleway.cli import language, loops, operate, read, serve
from middleway.cli.trouble import Trouble
from middleway.reading import ReadingError


def main(arguments: list[str] | None = None) -> int:
    language.speak()
    options = parser().parse_args(arguments)
    # A character that the terminal cannot show becomes "?", and must not end a long run.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return _run(options)
    except Trouble as trouble:
        print(_("middleway: error: {what}").format(what=trouble), file=sys.stderr)
        if trouble.hint:
            print(_("middleway: hint: {what}").format(what=trouble.hint), file=sys.stderr)
        return trouble.status
    except (ReadingError, OSError) as error:
        return _stopped(error)
    except KeyboardInterrupt:
        print("\n" + _("middleway: stopped. What was printed is whole; nothing was kept."), file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    if sys.stdout is None:
        raise Trouble(_("There is no standard output to write to."))
    status = int(options.run(options))
    sys.stdout.flush()  # here, because a full disk can still be reported
    return status


def _stopped(error: ReadingError | OSError) -> int:
    """Report why the work ended early, and return the exit status."""
    if isinstance(error, BrokenPipeError):
        # The reader of our output (head, less) has seen enough. Python must not complain at exit.
        sys.stderr.close()
        return 0
    if isinstance(error, OSError):
        told = _("{why}. What was printed before is whole").format(why=error.strerror)
    else:
        told = error.told(_)
    print(_("middleway: error: {what}").format(what=told), file=sys.stderr)
    if isinstance(error, OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python would try the full disk again at exit, and complain
    return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="middleway",
        allow_abbrev=False,
        description=_("See both ends, and the middle. Nothing you give it is kept or sent."),
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"middleway {__version__}",
        help=_("show program's version number and exit"),
    )
    commands = top.add_subparsers(metavar=_("command"), required=True)

    reading = commands.add_parser("read", allow_abbrev=False, help=_("read a text, or a file of messages"))
    reading.add_argument("text", nargs="?", help=_("the text; without it, standard input is read as one text"))
    reading.add_argument(
        "--file",
        type=Path,
        help=_("a message a line, a table or a JSON object a line; - for standard input (docs/files.md)"),
    )
    reading.add_argument("--text-column", default="text", help=_("column or key that holds the text (default: text)"))
    reading.add_argument(
        "--received",
        action="store_true",
        help=_("somebody wrote it to you: told from your side; of a file, all of its messages"),
    )
    reading.add_argument("--json", action="store_true", help=_("one JSON object a line, in input order"))
    reading.add_argument("--bulk", action="store_true", help=_("the fast reader, for whole chats and corpora"))
    reading.set_defaults(run=read.run)

    patterns = commands.add_parser(
        "loops", allow_abbrev=False, help=_("what keeps happening, from a CSV file of moments")
    )
    patterns.add_argument("file", type=Path, help=_("the columns are in docs/loops.md; - for standard input"))
    patterns.add_argument("--json", action="store_true", help=_("one JSON object a line, one for each person"))
    patterns.add_argument("--svg", type=Path, metavar="FOLDER", help=_("write each loop as a picture into this folder"))
    patterns.set_defaults(run=loops.run)

    serving = commands.add_parser("serve", help=_("open the page on this machine"))
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=1, help=_("processes that answer (default: 1)"))
    serving.set_defaults(run=serve.run)
    operate.add_to(commands)
    return top
