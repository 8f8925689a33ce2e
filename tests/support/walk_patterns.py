"""The pages of patterns, with every box typed into: what somebody says of the picture, and everybody's page."""

import re
from typing import Any

from middleway.loops import STAGES
from middleway.web.patterns.forms import ARROWS
from tests.support.people import Person

_ID = re.compile("/people/([0-9a-f-]{36})/")


def walk_patterns(walk: Any, person: Person) -> None:
    see, send, get, word = walk.see, person.browser.send, person.browser.get, walk.words.word
    see(send("/people/new/", {"name": word(), "tie": "partner", "close": ""}))
    whose = _ID.findall(see(get("/people/")).text)[-1]
    moment = see(send("/way/", {"heat": "8"}))["Location"].split("/")[2]
    see(send(f"/way/{moment}/about/", {"person": whose}))
    see(send(f"/way/{moment}/heat/", {"heat": "2", "helped": ["five_senses", word()]}))
    see(send(f"/way/{moment}/heat/", {"heat": "2", "helped": ["five_senses"]}))
    see(
        send(
            f"/way/{moment}/round/", {"me": ["fight"], "they": ["flight"], "trigger": ["not_asked"], "cost": ["sleep"]}
        )
    )
    for of in (whose, "any"):
        for at in (*STAGES, *ARROWS, word()):
            see(send(f"/patterns/{of}/say/", {"at": at, "code": word(), "words-own": word()}))
            see(send(f"/patterns/{of}/say/", {"at": at, "words-own": word()}))  # an older page: there are newer words
            seen = _seen(see(get(f"/patterns/{of}/")).text, f'<input type="hidden" name="at" value="{at}"')
            see(send(f"/patterns/{of}/say/", {"at": at, "words-own": word(), **seen}))
        see(send(f"/patterns/{of}/say/", {"at": STAGES[0], "words-own": walk.words.text() * 9}))
        for page in ("", "weeks/", "months/", "year/", "paper/", f"{word()}/"):
            see(get(f"/patterns/{of}/{page}"))
    see(get("/patterns/"))
    see(send("/patterns/any/say/", {"everything": word()}))
    seen = _seen(see(get("/patterns/any/")).text, '<button class="quiet" name="everything"')
    see(send("/patterns/any/say/", {"everything": word(), **seen}))


def _seen(page: str, before: str) -> dict[str, str]:
    """Return what a form on the page says that it shows. The form is told by what follows the field."""
    found = re.search(f'name="seen" value="([^"]*)">{before}', page)
    return {"seen": found[1]} if found else {}
