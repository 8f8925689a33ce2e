"""`python -m proof.interruptions --points 60`: SIGKILL at random moments of a change of passphrase, code or all keys; everything still opens.

What is kept there: rows of every kind, with a ledger of what was found in them.
"""

import argparse
import os
import random
import secrets
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from proof.server import folders

ITEMS = 40  # moments, beside one row of every kind


@dataclass
class Figures:
    """`neither`: neither the old nor the new secret opens; `both`: both do; `unreadable`: items that do not open afterwards; `listed_wrong`,
    `ledger_wrong`: the owner's list, or the ledger, says something else than the rows. `kinds`: of how many kinds there were rows each time.
    """

    points: int
    before: int  # how often the old secret still opened
    neither: int
    both: int
    unreadable: int
    listed_wrong: int = 0
    ledger_wrong: int = 0
    kinds: int = 0

    def is_good(self) -> bool:
        return not (self.neither or self.both or self.unreadable or self.listed_wrong or self.ledger_wrong)


def run(points: int, seed: int = 1) -> Figures:
    with folders():
        import django

        django.setup()
        from django.conf import settings
        from django.db import connection

        from middleway.vault import Cost
        from middleway.web.operations.preparing import prepare

        settings.COST = Cost(64, 1, 1)  # what one guess costs is not what is tried here
        prepare()
        figures, chance = Figures(0, 0, 0, 0, 0), random.Random(seed)
        old, duration = _person(), 0.0
        for number in range(points):
            change = _CHANGES[number % len(_CHANGES)]
            new, vault = secrets.token_hex(16), _opened(old)
            connection.close()
            # The first of each kind runs to its end, to know how long it takes.
            whole = number < len(_CHANGES)
            took = _interrupted(lambda c=change, v=vault, n=new: c(v, n), None if whole else chance.random() * duration)
            duration = max(duration, took) if whole else duration
            figures.points += 1
            old = _judge(figures, old, new)
        connection.close()
    return figures


def _person() -> str:
    from middleway.web.accounts import actions
    from middleway.web.moments.models import Moment
    from middleway.web.records.writing import write
    from proof.every_kind import one_of_every_kind
    from tests.support.contents import AT, holding

    passphrase = secrets.token_hex(16)
    _, vault, _ = actions.create(username="writer", passphrase=passphrase)
    write(
        vault, *[holding(Moment(), {"text": f"item {number}", "written": AT, "changed": AT}) for number in range(ITEMS)]
    )
    one_of_every_kind(vault)
    return passphrase


def _opened(passphrase: str) -> Any:
    """Return the vault, or None when the passphrase does not open it."""
    from middleway.web.accounts.opening import WrongGuess, open_with_passphrase

    try:
        return open_with_passphrase("writer", passphrase)[1]
    except WrongGuess:
        _forget_guesses()
        return None


def _forget_guesses() -> None:
    from middleway.web.accounts.models import Budget

    Budget.objects.all().delete()


def _passphrase(vault: Any, new: str) -> None:
    from middleway.web.accounts import actions

    actions.renew_passphrase(vault, passphrase=new)


def _code(vault: Any, new: str) -> None:
    from middleway.web.accounts import actions

    actions.use_code(vault, passphrase=new)


def _everything(vault: Any, new: str) -> None:
    from middleway.web.records import rekeying

    vault, _ = rekeying.begin_rekey(rekeying.go_on_with_rekey(vault), passphrase=new)
    rekeying.go_on_with_rekey(vault)


_CHANGES: tuple[Callable[[Any, str], None], ...] = (_everything, _passphrase, _code, _everything)


def _interrupted(work: Callable[[], None], after: float | None) -> float:
    """Do `work` in a child; kill it `after` seconds. Return how long it ran."""
    started = time.monotonic()
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.monotonic() - started


def _judge(figures: Figures, old: str, new: str) -> str:
    """Count what the interruption did; return the passphrase that opens now."""
    from middleway.web.records import rekeying
    from proof import damage

    by_old, by_new = _opened(old), _opened(new)
    figures.before += by_old is not None
    figures.neither += by_old is None and by_new is None
    figures.both += by_old is not None and by_new is not None
    vault = rekeying.go_on_with_rekey(by_new or by_old)
    found, _ = damage.to_rows(vault)
    figures.unreadable += found.half_written
    figures.listed_wrong += found.listed_wrong
    figures.ledger_wrong += found.ledger_wrong
    figures.kinds = min(figures.kinds or len(found.kinds), len(found.kinds))
    return new if by_new else old


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    figures = run(**vars(parser.parse_args()))
    print(figures)
    sys.exit(not figures.is_good())


if __name__ == "__main__":
    main()
