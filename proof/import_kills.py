"""`python -m proof.import_kills --kills 40`: kill -9 of every process while an archive comes in, and while it is undone.

Each time another account. Afterwards nothing of the archive is shown, or all of it; then the import goes on to its end, or is stopped and undone,
in turns. Printed: at which stage the kills came, and what was wrong.
"""

import argparse
import http.client
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from proof.imports import SEAL, _page, _sentence, _upload
from proof.kills import wait_for_orphans
from proof.server import Server, folders

_ON = "/imports/on/"
_MOMENTS = ("taking", "reading", "last", "leaving")  # when to kill; `last`: every row is written, and none is shown
_PAUSE = 0.002
_MOMENT = re.compile("/(?:moments|way)/([0-9a-f-]{36})/")
Rows = Counter[tuple[str, tuple[str, ...]]]


@dataclass
class Figures:
    """Kills, by the stage that the import was found at: `no_trace`, `taking`, `reading`, `leaving`, `done`.

    `half_shown`: something of the archive is shown, and not all; `half_ended`: the same when it had gone on to its end or was undone, or something
    unseen is left; `half_written`, `listed_wrong`, `ledger_wrong`: as in proof.kills.
    """

    kills: int = 0
    no_trace: int = 0
    taking: int = 0
    reading: int = 0
    leaving: int = 0
    done: int = 0
    half_shown: int = 0
    half_ended: int = 0
    half_written: int = 0
    listed_wrong: int = 0
    ledger_wrong: int = 0

    def is_good(self) -> bool:
        wrong = (self.half_shown, self.half_ended, self.half_written, self.listed_wrong, self.ledger_wrong)
        return not any(wrong)


def run(kills: int, rows: int = 200, seed: int = 1) -> Figures:
    figures, chance = Figures(), random.Random(seed)
    with folders() as folder:
        server = Server(folder)
        server.start()  # makes tables and secrets
        server.kill()
        import django

        django.setup()
        from django.db import connection

        archive, brought = _archive(rows, chance)
        for number in range(kills):
            owner = _owner(server.port, number)
            before = _shown(owner, figures)
            moment = _MOMENTS[number % len(_MOMENTS)]
            has_come = _has_come(owner, moment, rows, chance)
            _restart(server, owner)
            _kill_while(server, owner, archive, has_come, undo=moment == "leaving")
            wait_for_orphans(connection)
            stage = _stage(owner)
            setattr(figures, stage, getattr(figures, stage) + 1)
            figures.half_shown += _shown(owner, figures) != (before + brought if stage == "done" else before)
            there = _moments(owner)
            _restart(server, owner)
            figures.half_shown += not (set(_MOMENT.findall(_page(owner, "/moments/").decode())) or {""}) <= there
            is_in = _end(owner, archive, stage, goes_on=(number + number // len(_MOMENTS)) % 2 == 0)
            server.kill()
            wait_for_orphans(connection)
            figures.half_ended += (
                _shown(owner, figures) != (before + brought if is_in else before) or _unseen(owner) > 0
            )
            figures.kills += 1
            connection.close()
        server.end()
    return figures


def _restart(server: Server, owner: Any) -> None:
    """Start the server; this process must not hold SQLite's files open over that."""
    from django.db import connection

    connection.close()
    server.start()
    owner.sign_in_if_needed()


def _archive(rows: int, chance: random.Random) -> tuple[bytes, Rows]:
    """Return an archive with rows of every kind, and what it brings."""
    from middleway.vault import write_archive
    from middleway.web.export.jsonl import in_bytes, written
    from middleway.web.moments.models import Moment
    from middleway.web.records.writing import write
    from proof import damage
    from proof.every_kind import one_of_every_kind
    from proof.places import DANGER
    from proof.writers import Writer
    from tests.support.contents import holding

    giver = Writer.new(0, 0)
    one_of_every_kind(giver.vault)
    texts = [f"{_sentence(chance)}. {DANGER if chance.random() < 0.1 else ''}" for _ in range(rows)]
    when = "2026-01-01T00:00:00+00:00"
    write(giver.vault, *[holding(Moment(), {"text": text, "written": when, "changed": when}) for text in texts])
    brought = _counted(damage.to_rows(giver.vault)[1])
    return b"".join(write_archive(b"".join(in_bytes(written(giver.vault))), SEAL)), brought


def _owner(port: int, number: int) -> Any:
    """Return somebody new, who has written something already."""
    from middleway.web.moments import actions
    from proof.places import DANGER
    from proof.writers import Writer

    owner = Writer.new(port, number + 1)
    actions.keep(owner.vault, text=f"It was here before. {DANGER}", draft_id=None)
    return owner


def _kill_while(server: Server, owner: Any, archive: bytes, has_come: Callable[[], bool], *, undo: bool) -> None:
    bringing = threading.Thread(target=_bring_in, args=(owner, archive), kwargs={"undo": undo})
    bringing.start()
    while bringing.is_alive() and not has_come():
        time.sleep(_PAUSE)
    server.kill()
    bringing.join()


def _bring_in(owner: Any, archive: bytes, *, undo: bool) -> None:
    """Send the file and look at its page until it is in, or the server is gone."""
    try:
        _upload(owner, archive)
        owner.link = None
        if undo:
            owner._ask("GET", _ON)
            owner._ask("POST", "/imports/stop/", stop="")
        _look(owner)
    except (OSError, http.client.HTTPException):
        owner.link = None


def _look(owner: Any) -> None:
    while owner._ask("GET", _ON)[0] == 200:
        pass


def _has_come(owner: Any, moment: str, rows: int, chance: random.Random) -> Callable[[], bool]:
    """Return what says whether it is time to kill: at a stage, some rows and some milliseconds into it."""
    from django.db import connection

    from middleway.web.imports.models import Part
    from middleway.web.imports.queries import current

    least = chance.randrange(rows) if moment == "reading" else 0
    wait = chance.random() * (0.2 if moment == "last" else 0.02)
    stage = {"last": "reading"}.get(moment, moment)

    def has_come() -> bool:
        found = current(owner.vault)
        is_last = moment != "last" or not Part.objects.filter(account=owner.account, read=False).exists()
        connection.close()
        if not found or found.stage != stage or found.done < least or not is_last:
            return found is not None and found.stage == "done"
        time.sleep(wait)
        return True

    return has_come


def _end(owner: Any, archive: bytes, stage: str, *, goes_on: bool) -> bool:
    """Let the import go on, or stop it; return whether all of it is to be there."""
    if goes_on and stage in ("no_trace", "taking"):  # the file never came whole: it is sent again
        status, _ = _upload(owner, archive)
        assert status == 302, f"the archive was answered with {status}"
        owner.link = None
    if not goes_on:
        owner._ask("POST", "/imports/stop/", stop="")
    _look(owner)
    return stage == "done" or (goes_on and stage != "leaving")


def _stage(owner: Any) -> str:
    from middleway.web.imports.queries import current

    found = current(owner.vault)
    return str(found.stage) if found else "no_trace"


def _shown(owner: Any, figures: Figures) -> Rows:
    """Return what is shown, counted by kind and words; note what does not open, or fit the list and the ledger."""
    from proof import damage

    found, rows = damage.to_rows(owner.vault)
    figures.half_written += found.half_written
    figures.listed_wrong += found.listed_wrong
    figures.ledger_wrong += found.ledger_wrong
    return _counted(rows)


def _counted(rows: list[tuple[Any, Any]]) -> Rows:
    return Counter((row._meta.label_lower, tuple(row.words_in(content))) for row, content in rows)


def _moments(owner: Any) -> set[str]:
    from middleway.web.moments.models import Moment

    return {str(pk) for pk in Moment.objects.filter(account=owner.account).values_list("pk", flat=True)}


def _unseen(owner: Any) -> int:
    """Return how many rows there are that nobody sees: of an import that is over there are none."""
    from middleway.web.imports.models import Part
    from middleway.web.records import manifest

    hidden = (kind.with_hidden.filter(account=owner.account, revision=0).count() for kind in manifest.kinds())
    return int(sum(hidden) + Part.with_hidden.filter(account=owner.account).count())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    figures = run(**vars(parser.parse_args()))
    print(figures)
    sys.exit(not figures.is_good())


if __name__ == "__main__":
    main()
