"""The program, with every box typed into: once rightly, once late, and once into no part at all; in one, too much."""

from typing import Any

from middleway import content
from tests.support import trouble
from tests.support.pages import hidden
from tests.support.people import Person

ENGLISH = content.library("en")


def walk_the_weeks(walk: Any, person: Person) -> None:
    see, send, get, word = walk.see, person.browser.send, person.browser.get, walk.words.word
    for week in ENGLISH.weeks:
        _write_at_a_week(walk, person, f"/weeks/{week.number}/")
    for page in ("/weeks/", "/weeks/more/", "/practices/", "/practices/both_hands/", f"/practices/{word()}/"):
        see(get(page))
    see(send("/weeks/99/", {"words-text": walk.words.text()}))
    see(send(f"/weeks/{word()}/", {"words-text": walk.words.text()}))
    page = hidden(see(get("/weeks/2/")))
    # One box tells for all: a text as long as a book is read for danger, which takes seconds.
    see(send("/weeks/2/", {**page, "words-text": walk.words.text() * 2_000}))
    with trouble.full_disk(word(), at='UPDATE "weeks_'):
        see(send("/weeks/2/", {**page, "words-text": walk.words.text()}))
    with trouble.keys_changed(person.account):
        see(send("/weeks/2/", {**page, "words-text": walk.words.text()}))


def _write_at_a_week(walk: Any, person: Person, path: str) -> None:
    see, send, text, word = walk.see, person.browser.send, walk.words.text, walk.words.word
    page = hidden(see(person.browser.get(path)))
    see(send(path, {**page, "words-text": text()}, headers={"Autosave": "yes"}))
    see(send(path, {**page, "words-text": text()}))
    see(send(path, {"words-text": text(), "page": word(), "seen": word()}))  # there are newer words
    see(send(path, {**page, "words-text": text(), "page": word() * 4}))
    see(person.browser.post(path, {"words-text": text()}))  # an old form
