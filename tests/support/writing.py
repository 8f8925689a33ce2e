"""What somebody has done on the pages before a test begins: named who is close, begun a way, kept a moment or a card."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone

from middleway.web.comfort.models import Card
from middleway.web.moments.models import Moment
from middleway.web.people.models import Person
from middleway.web.records.writing import write
from tests.support.contents import holding

CALM = "2"


def friend(person: Any, name: str = "M.", tie: str = "friend") -> str:
    """Name somebody who is close; return their id."""
    before = set(Person.objects.values_list("pk", flat=True))
    person.post("/people/new/", {"name": name, "tie": tie, "close": ""})
    (new,) = set(Person.objects.values_list("pk", flat=True)) - before
    return str(new)


def begun(person: Any, whose: str = "", *, heat: str = CALM) -> str:
    """Return the address of a new moment's way."""
    way = way_in(person.post("/way/", {"heat": heat}).headers["Location"])
    if whose:
        assert person.post(f"{way}about/", {"person": whose}).status_code == 302
    return way


def way_in(address: str) -> str:
    """Return the address of the way that an address is on."""
    return re.match(r"/way/[0-9a-f-]{36}/", address)[0]


def kept(person: Any, text: str = "It rained.") -> str:
    """Return the address of a new moment."""
    return str(person.post("/moments/write/", {"text": text}).headers["Location"])


def card(person: Any, text: str = "I am here.") -> str:
    """Return the address of a new card of comfort."""
    assert person.post("/comfort/new/", {"text": text}).status_code == 302
    return f"/comfort/{Card.objects.latest('revision', 'id').pk}/"


def some_days_ago(
    person: Any, whose: str = "", *, days_ago: int = 0, me: Any = (), they: Any = (), **more: Any
) -> None:
    """Keep a moment as the way would have, some days ago."""
    written = (timezone.now() - timedelta(days=days_ago)).isoformat()
    after = {name: more[name] for name in ("heard", "mended", "unchanged") if name in more}
    parts = {"me": list(me), "they": list(they), **{name: more.get(name, []) for name in ("trigger", "cost")}}
    content = {
        "text": more.get("text", ""),
        "written": written,
        "changed": written,
        "person": whose,
        "heat": more.get("heat", []),
        "way": {"round": parts, "after": after, "choose": {"safe": more.get("safe", "")}},
    }
    write(person.vault(), holding(Moment(), content))


def looping(person: Any, whose: str = "", **more: Any) -> None:
    """Keep seven moments of one loop, then six that went better."""
    for number in range(7):
        moves = {"me": ["fight"], "they": ["flight"], "heard": "no", "safe": "unsure"}
        some_days_ago(person, whose, days_ago=80 - 5 * number, **moves, **more)
    for number in range(6):
        moves = {"me": ["connect"], "they": ["connect"], "heard": "yes", "safe": "yes"}
        some_days_ago(person, whose, days_ago=30 - 5 * number, **moves)
