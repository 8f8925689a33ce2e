"""`python -m proof.kills --kills 200`: kill -9 of every process of the server at random moments, under 16 writers through HTTP."""

import argparse
import random
import sys
import threading
import time
from dataclasses import dataclass

from proof.server import Server, folders

ANSWERS = 12  # the most that are waited for before an end: a kill before the first answer would prove nothing
STANDSTILLS = 3  # A machine that is lent out may stand still. So often, at most, there may be no answer for a minute.


@dataclass
class Figures:
    """`lost`: acknowledged and not there; `half_written`: does not open, or was not read for danger; `listed_wrong`: rows and the owner's list
    differ; `ledger_wrong`: rows and the ledger of what was found in them do. `kinds` of rows, and `findings`, were looked at, over all kills.
    """

    kills: int
    acknowledged: int
    lost: int
    half_written: int
    listed_wrong: int
    ledger_wrong: int
    integrity_errors: int
    kinds: int
    findings: int
    seconds: float

    def is_good(self) -> bool:
        return not (self.lost or self.half_written or self.listed_wrong or self.ledger_wrong or self.integrity_errors)


def run(kills: int, writers: int = 16, *, power: bool = False, synchronous: str = "FULL", seed: int = 1) -> Figures:
    """Kill `kills` times; with `power`, cut the power each time: only what was synced stays."""
    started, chance = time.monotonic(), random.Random(seed)
    with folders() as folder:
        server = Server(folder, power=power, synchronous=synchronous)
        everybody = _at_the_start(server, writers)
        from django.db import connection

        from proof import damage

        done, broken, in_the_midst, too_soon = damage.Damage(), 0, 0, 0
        while in_the_midst < kills:
            server.start()
            for writer in everybody:
                writer.sign_in_if_needed()
            # A control may have lost so much that nothing more is answered.
            patience = 60 if synchronous == "FULL" else 1
            end = server.cut_power if power else server.kill
            if _wrote_until_ended(everybody, end, chance, patience) or synchronous != "FULL":
                in_the_midst += 1
            elif (too_soon := too_soon + 1) > STANDSTILLS:
                heard = ", ".join(f"{writer.name}: {writer.heard}" for writer in everybody)
                raise RuntimeError(f"The server hardly answers; these kills prove nothing. Heard last: {heard}")
            wait_for_orphans(connection)
            for writer in everybody:
                done.add(damage.to_writer(writer))
            broken += _integrity_errors(connection)
            # The harness must not hold the files open over a restart: SQLite's journal belongs to the server.
            connection.close()
        server.end()
    total = sum(writer.acknowledged for writer in everybody)
    return Figures(
        kills, total, done.lost, done.half_written, done.listed_wrong, done.ledger_wrong, broken, len(done.kinds),
        done.findings, time.monotonic() - started,
    )  # fmt: skip


def _at_the_start(server: Server, writers: int):  # type: ignore[no-untyped-def]
    """Make that many writers, and let each write once in a place that is seldom written. The server is down afterwards."""
    server.start()  # makes tables and secrets
    server.kill()
    import django

    django.setup()
    from django.db import connection

    from proof.writers import Writer

    everybody = [Writer.new(server.port, number) for number in range(writers)]
    connection.close()
    server.start()
    for number, writer in enumerate(everybody):
        writer.sign_in_if_needed()
        writer.write_seldom(number)
    server.kill()
    return everybody


def _wrote_until_ended(everybody, end, chance, patience: int) -> bool:  # type: ignore[no-untyped-def]
    """Let all write, and end the server in the midst of it: after some answers and a random moment more, on any machine. Return
    whether there were so many answers within `patience` seconds.
    """
    stop = threading.Event()
    threads = [
        threading.Thread(target=writer.write_until, args=(stop, random.Random(chance.random()))) for writer in everybody
    ]
    enough = sum(writer.acknowledged for writer in everybody) + chance.randint(1, ANSWERS)
    for thread in threads:
        thread.start()
    give_up = time.monotonic() + patience
    while (answered := sum(writer.acknowledged for writer in everybody)) < enough and time.monotonic() < give_up:
        time.sleep(0.001)
    time.sleep(chance.random() * 0.05)
    end()
    stop.set()
    for thread in threads:
        thread.join()
    return answered >= enough


def wait_for_orphans(connection) -> None:  # type: ignore[no-untyped-def]
    """On PostgreSQL a commit that a killed worker had sent may still be under way: wait for the end of those who carry it out."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    give_up = time.monotonic() + 60
    with connection.cursor() as cursor:
        while True:
            cursor.execute(others)
            if cursor.fetchone()[0] == 0:
                return
            if time.monotonic() > give_up:
                raise RuntimeError("PostgreSQL still works for a server that is gone; nothing can be said of its rows.")
            time.sleep(0.005)


def _integrity_errors(connection) -> int:  # type: ignore[no-untyped-def]
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return int(cursor.fetchone()[0] != "ok")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    figures = run(**vars(parser.parse_args()))
    print(figures)
    sys.exit(not figures.is_good())


if __name__ == "__main__":
    main()
