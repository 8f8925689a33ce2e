"""The pages for when it is not safe, with every box typed into: private questions, one's own word, private notes."""

import re
from typing import Any

from middleway.web.care.notes import PAPERS
from tests.support import trouble
from tests.support.pages import hidden
from tests.support.people import Person

_ID = re.compile("/people/([0-9a-f-]{36})/")
_DANGER = "He said he would kill me if I leave, and he choked me last night."


def walk_aside(walk: Any, person: Person) -> None:
    see, send, get, word = walk.see, person.browser.send, person.browser.get, walk.words.word
    see(send("/people/new/", {"name": word(), "tie": "partner", "close": ""}))
    whose = _ID.findall(see(get("/people/")).text)[-1]
    moment = see(send("/way/", {"heat": "2"}))["Location"].split("/")[2]
    see(send(f"/way/{moment}/about/", {"person": whose}))
    see(send(f"/way/{moment}/out/", {"text": f"{_DANGER} {walk.words.text()}"}))
    for page in (
        f"/way/{moment}/",
        f"/way/{moment}/say/",
        f"/moments/{moment}/",
        "/weeks/7/",
        "/practices/both_hands/",
        f"/care/{whose}/",
    ):
        see(get(page))
    see(send(f"/way/{moment}/reading/", {"words-draft": walk.words.text()}))
    for of in (whose, "any"):
        see(get(f"/care/{of}/questions/"))
        see(send(f"/care/{of}/questions/", {"afraid": word(), "hurt": word()}))
        see(send(f"/care/{of}/questions/", {"afraid": "yes", "turned": "yes"}))
        see(send(f"/care/{of}/say/", {"what": word(), "moment": word(), "step": word()}))
        for what in ("unsafe", "calm", "safe_now"):
            see(send(f"/care/{of}/say/", {"what": what, "moment": moment, "step": "both"}))
            see(get(f"/care/{of}/"))
    for paper in PAPERS.values():
        _paper(walk, person, f"/care/pages/{paper.id}/", [ask.name for ask in paper.asks])
    for page in ("/care/", f"/care/pages/{word()}/", f"/care/{word()}/"):
        see(get(page))
    path = "/care/pages/safety/"
    page = hidden(see(get(path)))
    with trouble.full_disk(word(), at='INSERT INTO "care_'):
        see(send(path, {**page, "words-needs": walk.words.text()}))
    with trouble.keys_changed(person.account):
        see(send(path, {**page, "words-needs": walk.words.text()}))


def _paper(walk: Any, person: Person, path: str, names: list[str]) -> None:
    see, send, text, word = walk.see, person.browser.send, walk.words.text, walk.words.word
    page = hidden(see(person.browser.get(path)))
    see(send(path, {**page, **{f"words-{name}": text() for name in names}}, headers={"Autosave": "yes"}))
    see(send(path, {**page, f"words-{names[0]}": text()}))
    see(send(path, {f"words-{names[0]}": text(), "page": word(), "seen": word()}))  # there are newer words
    see(send(path, {**page, f"words-{names[0]}": text() * 2_000}))
    see(person.browser.post(path, {f"words-{names[0]}": text()}))  # an old form
    see(person.browser.get(path))
    if path.endswith("/loss/"):
        see(person.browser.get(f"{path}erase/"))
        see(send(f"{path}erase/", {"text": text()}))
