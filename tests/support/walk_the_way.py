"""The way, with every box typed into, once rightly and once wrongly; and those who are close, and comfort."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from middleway.web.questions.asks import Ask
from middleway.web.questions.steps import STEPS
from tests.support import trouble
from tests.support.pages import elements, hidden
from tests.support.people import Person

_ID = re.compile("[0-9a-f-]{36}")


def walk_the_way(walk: Any, person: Person) -> None:
    see, send, get, word = walk.see, person.browser.send, person.browser.get, walk.words.word
    see(send("/people/new/", {"name": word(), "tie": word()}))
    see(send("/people/new/", {"name": word(), "tie": "friend", "close": "far"}))
    whose = _ID.findall(see(get("/people/")).text)[0]
    page = hidden(see(person.browser.get(f"/people/{whose}/")))
    see(send(f"/people/{whose}/", {**page, "name": word(), "tie": "parent", "close": ""}))
    see(send(f"/people/{whose}/", {"name": word(), "tie": "parent", "close": ""}))  # an older page
    see(send("/way/", {"heat": word()}))
    see(send("/way/remember/", {"kinds": ["close", word()], "words-words": word(), "person": whose}))
    see(send("/way/remember/", {"kinds": ["close"], "words-words": word(), "person": whose}))
    way = see(send("/way/", {"heat": "2"}))["Location"].removesuffix("out/")
    see(send(f"{way}about/", {"person": word(), "name": word(), "tie": word()}))
    see(send(f"{way}about/", {"name": word(), "tie": "sibling"}))
    see(send(f"{way}about/", {"person": whose}))
    for step in STEPS.values():
        _answer_step(walk, person, f"{way}{step.id}/", {_name(ask): _answer(ask, walk) for ask in step.asks})
    see(send(f"{way}reading/", {"words-draft": walk.words.text()}))
    see(send(f"{way}heat/", {"heat": word()}))
    see(send(f"{way}heat/", {"heat": "9"}))
    see(send(f"{way}pause/", {"until": "21:00", "words-line": word()}))
    see(send("/search/", {"wanted": word()}))
    see(send("/search/", {"wanted": word() * 20}))
    for page in (
        way,
        f"{way}calendar/",
        f"{way}whole/",
        f"{way}{word()}/",
        "/moments/",
        "/comfort/",
        f"/settle/{word()}/",
    ):
        see(get(page))
    see(send(f"{way}back/", {"text": word()}))
    _comfort(walk, person)
    _typed(walk, person, "/people/new/")
    _take_the_sample(walk, person)
    see(send(f"/people/{whose}/erase/"))
    see(send("/people/new/", {"name": word(), "tie": "other", "close": ""}))
    see(get(f"/settle/?breath_in={word()}&look={word()}"))
    _trouble(walk, person, f"{way}comfort/")


def _answer_step(walk: Any, person: Person, path: str, answers: dict[str, str]) -> None:
    see, send, word = walk.see, person.browser.send, walk.words.word
    page = hidden(see(person.browser.get(path)))
    see(send(path, {**page, **answers}, headers={"Autosave": "yes"}))
    see(send(path, {**page, **answers}))
    see(send(path, {**page, **answers, "page": word(), "seen": word()}))  # there are newer words
    see(send(path, {**answers, "feelings": word(), "when": word(), "until": word()}))
    see(person.browser.post(path, answers))  # an old form
    see(person.browser.get(path))


def _typed(walk: Any, person: Person, path: str) -> None:
    """Type into a form and see it saved, look at it, find it again, let it go; and save once more."""
    see, send, get, word = walk.see, person.browser.send, person.browser.get, walk.words.word
    typed = {
        "whose": hidden(get(path))["whose"],
        "typed_at": path,
        "typed_on": str(uuid4()),
        "stands_on": path,
        "texts.text": walk.words.text(),
        "lines.name": word(),
        "chosen.tie": word(),
    }
    see(send("/drafts/", typed))
    see(send("/drafts/", {**typed, "typed_on": word()}))  # another window has it
    see(send("/drafts/", {**typed, "typed_at": word(), "stands_on": word()}))
    see(get(path))
    draft = re.findall("/drafts/([0-9a-f-]{36})/", see(get("/moments/")).text)[0]
    see(get(f"/drafts/{draft}/"))
    see(send("/search/", {"wanted": typed["lines.name"]}))
    see(send("/drafts/let-go/", {"typed_at": path, "text": walk.words.text()}))
    with trouble.full_disk(word(), at='INSERT INTO "drafts_'):
        see(send("/drafts/", typed))
    see(send("/drafts/", {**typed, "lines.name": word()}))


def _comfort(walk: Any, person: Person) -> None:
    see, send, word = walk.see, person.browser.send, walk.words.word
    spoken = SimpleUploadedFile(word(), b"OggS\0" + walk.words.text().encode(), content_type=word())
    see(send("/comfort/new/", {"text": walk.words.text(), "sound": SimpleUploadedFile(word(), word().encode())}))
    see(send("/comfort/new/", {"text": walk.words.text(), "sound": spoken}))
    card = _ID.findall(see(person.browser.get("/comfort/")).text)[0]
    see(person.browser.get(f"/comfort/{card}/sound/"))
    page = hidden(see(person.browser.get(f"/comfort/{card}/")))
    see(send(f"/comfort/{card}/", {**page, "text": walk.words.text()}))
    see(send(f"/comfort/{card}/", {"text": walk.words.text()}))  # an older page: there are newer words
    see(send(f"/comfort/{uuid4()}/", {"text": walk.words.text()}))
    see(send(f"/comfort/{card}/erase/"))
    again = SimpleUploadedFile(word(), b"OggS\0" + walk.words.text().encode())
    see(send("/comfort/new/", {"text": walk.words.text(), "sound": again}))


def _take_the_sample(walk: Any, person: Person) -> None:
    """Bring Hanna's story in twice, write over some of it, and take it out."""
    see, send, get = walk.see, person.browser.send, person.browser.get
    for _ in range(2):
        see(send("/sample/begin/", {"text": walk.words.text()}))
    see(get("/sample/"))
    lines = elements(see(get("/moments/")), ".//li/a")
    links = [line.attrib["href"] for line in lines if line.find("*[@class='sample']") is not None]
    moment = next(link.split("/")[2] for link in links if link.startswith("/way/"))
    page = hidden(see(get(f"/moments/{moment}/edit/")))
    see(send(f"/moments/{moment}/edit/", {**page, "text": walk.words.text()}))
    see(send("/sample/take-away/", {"text": walk.words.text()}))


def _trouble(walk: Any, person: Person, path: str) -> None:
    """Meet a full disk, keys that change meanwhile, and a session that ends while they write."""
    see, send, word = walk.see, person.browser.send, walk.words.word
    page = hidden(see(person.browser.get(path)))
    answers = {**page, "words-pain": walk.words.text(), "words-own": walk.words.text()}
    with trouble.full_disk(word(), at='UPDATE "moments_'):
        see(send(path, answers))
    with trouble.keys_changed(person.account):
        see(send(path, answers))
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        carried = hidden(see(send(path, answers))).get("carried", "")
        if not carried:
            raise AssertionError("the walk has lost its way: the session should have ended, and the words be carried")
        see(person.sign_in(carried=carried))
    see(person.sign_in())


def _name(ask: Ask) -> str:
    return f"words-{ask.name}" if ask.kind in {"words", "line"} and ask.name != "text" else ask.name


def _answer(ask: Ask, walk: Any) -> str:
    if ask.kind in {"words", "line"}:
        return str(walk.words.text())
    return {"yes": "on", "time": "21:00"}.get(ask.kind, "")
