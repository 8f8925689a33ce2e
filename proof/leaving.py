"""`python -m proof.leaving --times 60`: out of a real server while writers write, and while another process holds the database.

Prints how long the answer takes, and counts answers that leave a browser its cookies, copies of cookies that open something afterwards,
and rows that are still there when the database is free again.
"""

import argparse
import contextlib
import http.client
import random
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from proof.server import Server, folders

BOUND = 300  # milliseconds, for 95 of 100
FORGOTTEN = ("__Host-s", "__Host-k", "__Host-c")


@dataclass
class Figures:
    """`took`: milliseconds for each way out."""

    trouble: str
    took: list[float] = field(default_factory=list)
    kept: int = 0
    opened: int = 0
    rows_left: int = 0

    def p95(self) -> float:
        return sorted(self.took)[round(0.95 * (len(self.took) - 1))]

    def is_good(self) -> bool:
        return not (self.kept or self.opened or self.rows_left) and self.p95() <= BOUND

    def __str__(self) -> str:
        return (
            f"{self.trouble}: {len(self.took)} times out, p95 {self.p95():.0f} ms, longest {max(self.took):.0f} ms; cookies kept "
            f"{self.kept}, copies that opened {self.opened}, rows left {self.rows_left}"
        )


def run(times: int, writers: int = 3) -> Iterator[Figures]:
    with folders() as folder:
        server = Server(folder)
        server.start()  # makes tables and secrets
        import django

        django.setup()
        from django.db import connection

        from proof.writers import Writer
        from tests.support.locks import held

        everybody = [Writer.new(server.port, number) for number in range(writers)]
        for writer in everybody:
            writer.sign_in_if_needed()
        for trouble, meanwhile in (("writers at work", contextlib.nullcontext), ("the database held", held)):
            sessions = [_session(everybody[0]) for _ in range(times)]
            connection.close()
            yield _out(Figures(trouble), server.port, everybody, sessions, meanwhile)
        server.kill()
        server.end()


def _out(figures: Figures, port: int, everybody: list[Any], sessions: list[dict[str, str]], meanwhile: Any) -> Figures:
    from middleway.web.accounts.models import Session

    with meanwhile(), _writing(everybody):
        for cookies in sessions:
            start = time.perf_counter()
            answer = _ask(port, "POST", "/leave/", cookies)
            figures.took.append((time.perf_counter() - start) * 1000)
            lost = " ".join(answer.headers.get_all("Set-Cookie") or [])
            figures.kept += not (answer.status == 200 and all(f'{name}=""' in lost for name in FORGOTTEN))
            figures.opened += _ask(port, "GET", "/moments/", cookies).status != 302
    _ask(port, "GET", "/healthz", {})
    time.sleep(1)  # what is removed is removed after the answer
    figures.rows_left = Session.objects.filter(session_key__in=[one["__Host-s"] for one in sessions]).count()
    return figures


@contextlib.contextmanager
def _writing(everybody: list[Any]) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=one.write_until, args=(stop, random.Random(1))) for one in everybody]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _session(writer: Any) -> dict[str, str]:
    """Return the cookies of somebody who has signed in, without the price of a derivation."""
    from django.http import HttpRequest, HttpResponse

    from middleway.web.accounts import login_session
    from middleway.web.accounts.sessions import SessionStore

    request, response = HttpRequest(), HttpResponse()
    request.session = SessionStore()
    login_session.begin(request, writer.account, writer.vault)
    request.session.save()
    login_session.write_cookie(request, response)
    return {
        "__Host-s": str(request.session.session_key),
        login_session.COOKIE: response.cookies[login_session.COOKIE].value,
    }


def _ask(port: int, method: str, path: str, cookies: dict[str, str]) -> http.client.HTTPResponse:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    link.request(method, path, headers=headers)
    answer = link.getresponse()
    answer.read()
    link.close()
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--writers", type=int, default=3)
    good = True
    for figures in run(**vars(parser.parse_args())):
        print(figures, flush=True)
        good &= figures.is_good()
    sys.exit(not good)


if __name__ == "__main__":
    main()
