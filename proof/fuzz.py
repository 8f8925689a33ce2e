"""W-01: thousands of requests that are half nonsense. No server error, no traceback, no word of somebody else."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.test import override_settings

from proof.answers import faults
from proof.matrix import World
from proof.nonsense import Maker, Request
from proof.routes import INSIDE
from tests.support.canaries import Canaries
from tests.support.people import body, quiet, undone

CI, NIGHT = 5_000, 200_000


@dataclass
class Figures:
    requests: int
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def is_good(self) -> bool:
        return not self.wrong

    def __str__(self) -> str:
        statuses = ", ".join(f"{count} × {status}" for status, count in sorted(self.answers.items()))
        return f"W-01: {self.requests:,} requests ({statuses}): {len(self.wrong)} wrong" + "".join(
            f"\n  {one}" for one in self.wrong[:20]
        )


def run(count: int = CI, seed: int = 1) -> Figures:
    figures = Figures(count)
    with quiet(), override_settings(SIGN_UP=True):
        world = World(Canaries(random.Random(seed)))
        maker = Maker(world, random.Random(seed))
        for _ in range(count):
            request = maker.request()
            with undone():
                for fault in _faults(figures, world, request):
                    about = f"{request.method} {request.path[:80]} as {request.role}, {request.kind!r}"
                    figures.wrong.append(f"{about}, {request.content[:200]!r}: {fault}")
    return figures


def _faults(figures: Figures, world: World, request: Request) -> list[str]:
    answers = [_asked(world, request)]
    if request.role in INSIDE and answers[0].status_code in {200, 302} and request.method == "POST":
        # What was let in must also be shown, listed and taken along.
        follow = [Request(request.role, "GET", "/moments/", b"", ""), *_pages_of(world, request)]
        answers += [_asked(world, one) for one in follow]
    found = []
    for answer in answers:
        figures.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            found.append(f"{answer.status_code} at {answer.request['PATH_INFO'][:80]} {_why(answer)}")
        told = body(answer) + str(answer.headers).encode()
        found += ["a word of somebody else" for word in world.hidden(request.role) if word.encode() in told]
        found += faults(answer, answer.request["PATH_INFO"])
    return found


def _pages_of(world: World, request: Request) -> list[Request]:
    from middleway.web.moments.models import Draft, Moment

    account = world.people[request.role].account
    paths = [f"/moments/{pk}/" for pk in Moment.objects.filter(account=account).values_list("pk", flat=True)]
    paths += [f"/moments/drafts/{pk}/" for pk in Draft.objects.filter(account=account).values_list("pk", flat=True)]
    return [Request(request.role, "GET", path, b"", "") for path in paths[:6]]


def _asked(world: World, request: Request) -> Any:
    browser = world.browser(request.role)
    headers = {"x-csrftoken": browser.cookies["__Host-c"].value, **request.headers}
    return browser.generic(request.method, request.path, request.content, request.kind, headers=headers)


def _why(answer: Any) -> str:
    error = getattr(answer, "exc_info", None)
    return repr(error[1])[:200] if error else ""
