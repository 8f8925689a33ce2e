"""Of whatever can be changed, an older page overwrites nothing that another window kept, and nothing typed is lost."""

from html import escape
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from middleway.web.comfort.models import Card
from middleway.web.moments.models import Draft, Moment
from middleway.web.people.models import Person
from middleway.web.records import store
from middleway.web.safety import scan
from middleway.web.submitted_text import may_take
from tests.support.addresses import every
from tests.support.carrying import WORDS, form_of, over_the_door
from tests.support.pages import Page, elements, hidden
from tests.support.texts import SOUND
from tests.support.wander import every_page
from tests.support.writing import looping
from tests.web.test_danger_everywhere import world as danger_world

world = danger_world
MEANWHILE = "changed in another window meanwhile"
NEWER, OLDER = "what the other window says", "what the older page says"
# They keep a new moment, or name somebody new, each time.
NOTHING_YET = {"moments:write", "way:remember", "way:about"}


def contents(person):
    vault = person.vault()
    return str([store.content_of(row, vault) for row in store.rows_of(vault)])


def forms_of_writing(person, ids):
    """Yield (address, which form of its page) for every form of words inside, one for each kind and box."""
    kinds = set()
    for address, page in every_page(person, ids):
        for form in page.forms:
            kind = (resolve(form.action).view_name, form.fields.get("at"))
            if "whose" in form.fields and form.boxes and kind not in kinds:
                kinds.add(kind)
                yield address, kind


def form_at(page, address, kind):
    return next(
        form
        for form in Page(address, page.text).forms
        if "whose" in form.fields and (resolve(form.action).view_name, form.fields.get("at")) == kind
    )


def fill(form, words):
    return {**form.fields, form.boxes[0]: words}


def change_of(person, new, view_name, words):
    """Return the form that changes what has just been added with these words."""
    index = new.removesuffix("new/")
    for link in Page(index, person.get(index).text).links:
        if resolve(link).view_name == view_name:
            form = form_at(person.get(link), link, (view_name, None))
            if words in str(form.fields):
                return form
    raise AssertionError(f"nothing was added on {new}")


def test_an_older_page_of_anything_overwrites_nothing_and_loses_nothing(world):
    person, ids = world
    wrong, found = [], set()
    for number, (address, kind) in enumerate(list(forms_of_writing(person, ids))):
        older, newer = (f"{words} {number}." for words in (OLDER, NEWER))
        page = form_at(person.get(address), address, kind)
        late = form_at(person.get(address), address, kind)
        assert person.post(page.action, fill(page, newer)).status_code == 302, kind

        if kind[0].endswith(":add"):  # the page that added it is sent again, after its own page changed it
            late = page
            changes = change_of(person, page.action, kind[0].replace(":add", ":change"), newer)
            newer = f"{newer} And more."
            assert person.post(changes.action, fill(changes, newer)).status_code == 302, kind
        answer = person.post(late.action, fill(late, older))

        found.add(resolve(page.action).func)
        if kind[0] in NOTHING_YET:
            assert answer.status_code == 302
            assert {one in contents(person) for one in (older, newer)} == {True}
            continue
        kept = contents(person)
        shown = (answer.status_code, *(one in answer.text for one in (MEANWHILE, escape(older), escape(newer))))
        if shown != (409, True, True, True) or newer not in kept or older in kept:
            wrong.append((kind, shown, newer in kept, older in kept))
            continue

        again = next(one for one in Page(urlsplit(late.action).path, answer.text).forms if older in str(one.fields))
        if person.post(again.action, again.fields).status_code != 302 or older not in contents(person):
            wrong.append((kind, "sent once more"))
    assert wrong == []
    assert found >= {pattern.callback for _, pattern, _ in every() if may_take(pattern.callback)}


def test_a_page_that_is_sent_twice_is_no_other_window(world):
    """Where the answer was lost on its way, the same page sends again, perhaps with more."""
    person, ids = world
    for address, kind in list(forms_of_writing(person, ids)):
        page = form_at(person.get(address), address, kind)
        for _ in range(2):
            assert person.post(page.action, fill(page, NEWER)).status_code == 302, kind


def test_a_recording_of_another_window_is_not_overwritten_unseen_either(alice):
    alice.post("/comfort/new/", {"text": "I am here."})
    address = f"/comfort/{Card.objects.get().pk}/"
    older, newer = hidden(alice.get(address)), hidden(alice.get(address))
    spoken = {"text": "I am here.", "sound": SimpleUploadedFile("x", SOUND)}
    assert alice.post(address, {**newer, **spoken}).status_code == 302

    late = alice.post(address, {**older, "text": "I am here.", "sound": SimpleUploadedFile("x", SOUND + b"other")})

    assert late.status_code == 409
    assert "Add it once more, then press Keep." in late.text
    assert alice.get(f"{address}sound/").content == SOUND
    assert alice.post(address, {**older, "text": "I am here.", "without": "on"}).status_code == 409
    assert alice.get(f"{address}sound/").content == SOUND


def test_a_new_card_with_a_recording_comes_back_when_its_page_is_an_older_one(alice):
    page = {**hidden(alice.get("/comfort/new/")), "text": "I am here."}
    assert alice.post("/comfort/new/", page).status_code == 302
    address = f"/comfort/{Card.objects.get().pk}/"
    assert alice.post(address, {**hidden(alice.get(address)), "text": NEWER}).status_code == 302

    late = alice.post("/comfort/new/", {**page, "text": OLDER, "sound": SimpleUploadedFile("x", SOUND)})

    assert late.status_code == 409
    assert NEWER in late.text
    assert OLDER in late.text
    assert "Add it once more, then press Keep." in late.text


def test_two_windows_with_the_same_draft_do_not_overwrite_each_other_unseen(alice):
    address = f"/moments/drafts/{uuid4()}/"
    first = {**hidden(alice.get("/moments/write/")), "text": OLDER}
    assert alice.post(address, first).status_code == 204
    second = {**hidden(alice.get(address)), "text": NEWER}
    assert alice.post(address, second).status_code == 204

    late = alice.post(address, {**first, "text": f"{OLDER} and more"})

    assert (late.status_code, late.content) == (412, b"")
    assert store.content_of(Draft.objects.get(), alice.vault())["text"] == NEWER
    assert alice.post(address, {**second, "text": f"{NEWER} and more"}).status_code == 204


def test_a_draft_that_comes_over_the_door_takes_no_newer_one_s_place(alice):
    address = "/moments/write/"
    fields = form_of(alice, address)
    draft = f"/moments/drafts/{fields['draft']}/"
    alice.post(draft, {**fields, "text": "what I"})
    alice.post(draft, {**hidden(alice.get(draft)), "text": NEWER})

    over_the_door(alice, address, {**fields, "text": WORDS})

    assert {store.content_of(row, alice.vault())["text"] for row in Draft.objects.all()} == {NEWER, WORDS}


def seen_with_everything(page):
    """Return what the form says that its page shows, whose button takes everything back."""
    (form,) = (form for form in elements(page, ".//form") if elements(form, ".//button[@name='everything']"))
    return hidden(form)["seen"]


def test_what_was_taken_back_is_only_what_was_seen(alice):
    looping(alice)
    said = "/patterns/any/say/"
    alice.post(said, {"at": "cost", "words-own": "sleep"})
    everything = seen_with_everything(alice.get("/patterns/any/"))
    alice.post(said, {"at": "move", "words-own": NEWER})

    late = alice.post(said, {"everything": "back", "seen": everything})

    assert late.status_code == 409
    assert "nothing was taken back" in late.text
    assert NEWER in late.text
    now = seen_with_everything(late)
    assert alice.post(said, {"everything": "back", "seen": now}).status_code == 302
    assert NEWER not in alice.get("/patterns/any/").text


def test_a_choice_made_on_an_older_page_is_still_made_when_it_is_sent_again(alice):
    looping(alice)
    alice.post("/patterns/any/say/", {"at": "cost", "words-own": "as it was"})
    page = form_at(alice.get("/patterns/any/"), "/patterns/any/", ("patterns:say_of_nobody", "cost"))
    alice.post(page.action, fill(page, NEWER))

    late = alice.post(page.action, {**page.fields, "code": "sleep"})
    again = next(one for one in Page(page.action, late.text).forms if one.fields.get("code") == "sleep")
    assert late.status_code == 409
    assert NEWER in late.text
    assert alice.post(again.action, again.fields).status_code == 302

    row = next(
        content
        for content in (store.content_of(row, alice.vault()) for row in store.rows_of(alice.vault()))
        if "nodes" in content
    )
    assert row["nodes"]["cost"] == {"code": "sleep"}


@pytest.mark.parametrize("kind", ["comfort:change", "people:change", "moments:edit", "patterns:say_of_nobody"])
def test_what_another_window_keeps_during_a_reading_is_not_overwritten(alice, monkeypatch, kind):
    """Words are read before anything is locked. What is kept by then is looked at again under the lock."""
    looping(alice)
    alice.post("/comfort/new/", {"text": "as it was"})
    alice.post("/people/new/", {"name": "as it was", "tie": "friend"})
    rows = {"comfort:change": Card, "people:change": Person, "moments:edit": Moment}
    address = reverse(kind, args=[rows[kind].objects.first().pk]) if kind in rows else "/patterns/any/"
    at = "cost" if kind not in rows else None
    older, newer = (form_at(alice.get(address), address, (kind, at)) for _ in range(2))
    signs, kept = scan.signs, []

    def read(text, **of):
        if text == OLDER and not kept:
            kept.append(alice.post(newer.action, fill(newer, NEWER)).status_code)
        return signs(text, **of)

    monkeypatch.setattr(scan, "signs", read)
    late = alice.post(older.action, fill(older, OLDER))

    assert kept == [302]
    assert late.status_code == 409
    assert NEWER in contents(alice)
    assert OLDER not in contents(alice)
