"""A person's own voice on a card of comfort: sealed, heard by nobody else, and never on a disk in the clear."""

import json
import tempfile
from base64 import b64decode, b64encode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from middleway.vault import write_archive
from middleway.web.comfort.forms import LONGEST
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.queries import has_room
from middleway.web.comfort.sounds import LARGEST, kind_of
from middleway.web.imports.incoming import LARGEST as ARCHIVE
from middleway.web.records import manifest, store
from tests.support.archives import SEAL, bring_in, exported
from tests.support.pages import hidden
from tests.support.texts import SOUND
from tests.web.test_security import NEW


def spoken_card(person, sound=SOUND, text="I am here."):
    upload = SimpleUploadedFile("whatever.webm", sound, content_type="text/html")
    return person.post("/comfort/new/", {"text": text, "sound": upload})


def address(person):
    return f"/comfort/{Card.objects.get(account=person.account).pk}/"


def change(person, **fields):
    at = address(person)
    return person.post(at, {**hidden(person.get(at)), **fields})


@pytest.mark.row(37)
def test_a_recording_is_kept_sealed_and_heard_again_by_its_owner(alice):
    assert spoken_card(alice).status_code == 302

    heard = alice.get(f"{address(alice)}sound/")

    assert heard.content == SOUND
    assert heard.headers["Content-Type"] == "audio/webm"  # what it is, not what was claimed
    assert heard.headers["Cache-Control"] == "no-store"
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    assert heard.headers["Content-Disposition"] == 'inline; filename="sound"'
    assert b"a voice that says" not in bytes(Recording.objects.get().sealed)
    assert f'src="{address(alice)}sound/"' in alice.get("/comfort/").text


def test_nobody_else_hears_it(alice, bob, client):
    spoken_card(alice)

    assert bob.get(f"{address(alice)}sound/").status_code == 404
    assert client.get(f"{address(alice)}sound/").status_code == 302


def test_a_new_recording_replaces_the_old_and_the_words_change_without_it(alice):
    spoken_card(alice)
    new = SOUND + b"newer"

    change(alice, text="I am still here.", sound=SimpleUploadedFile("x", new))
    change(alice, text="And I stay.")

    assert alice.get(f"{address(alice)}sound/").content == new
    assert "And I stay." in alice.get("/comfort/").text
    assert Recording.objects.count() == 1
    assert not manifest.differing(alice.vault())


@pytest.mark.parametrize("how", ["the recording alone", "the card"])
def test_it_is_gone_when_it_is_deleted(alice, how):
    spoken_card(alice)
    if how == "the card":
        alice.post(f"{address(alice)}erase/")
    else:
        change(alice, text="I am here.", without="on")
        assert alice.get(f"{address(alice)}sound/").status_code == 404

    assert not Recording.objects.exists()
    assert not manifest.differing(alice.vault())


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (SOUND[:4] + b"x" * LARGEST, "too long to keep"),
        (b"<script>alert(1)</script>", "no recording that can be played"),
        (b"GIF89a", "no recording that can be played"),
    ],
)
def test_what_is_too_long_or_no_recording_is_refused_and_the_words_stay(alice, sound, told):
    answer = spoken_card(alice, sound, "words that took long")

    assert answer.status_code == 422
    assert told in answer.text
    assert "words that took long" in answer.text
    assert not Card.objects.exists()


def test_one_too_large_for_memory_is_refused_in_words_and_not_in_silence(alice, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000

    answer = spoken_card(alice, SOUND[:4] + b"x" * 100_000, "words that took long")

    assert answer.status_code == 422
    assert "too long to keep" in answer.text
    assert "words that took long" in answer.text
    assert not Card.objects.exists()


def test_the_longest_is_never_in_a_temporary_file(alice, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")  # making one fails
    longest = SOUND[:4] + b"x" * (LARGEST - 4)

    assert spoken_card(alice, longest).status_code == 302
    assert alice.get(f"{address(alice)}sound/").content == longest
    assert spoken_card(alice, longest + b"x").status_code == 422


def test_a_card_may_hold_a_voice_alone(alice):
    assert spoken_card(alice, text=" ").status_code == 302

    assert alice.get(f"{address(alice)}sound/").content == SOUND
    assert f'src="{address(alice)}sound/"' in alice.get("/comfort/").text
    assert change(alice, text="").status_code == 302
    assert Recording.objects.count() == 1


def test_a_card_is_not_left_with_neither_words_nor_voice(alice):
    spoken_card(alice, text="")

    answer = change(alice, text="", without="on")

    assert answer.status_code == 422
    assert "Write a line first, or say it." in answer.text
    assert Recording.objects.count() == 1


def test_when_the_form_comes_back_the_page_says_that_the_recording_is_not_kept_yet(alice):
    answer = spoken_card(alice, text="x" * (LONGEST + 1))

    assert answer.status_code == 422
    assert "The recording is not kept yet. Add it once more" in answer.text
    assert not Recording.objects.exists()


def test_the_page_says_before_anybody_speaks_that_there_is_no_room(alice):
    longest = SOUND[:4] + b"x" * (LARGEST - 4)
    while has_room(alice.vault()):
        assert spoken_card(alice, longest).status_code == 302
    full, there = f"/comfort/{Card.objects.first().pk}/", Recording.objects.count()

    new = alice.get("/comfort/new/").text
    answer = spoken_card(alice, text="one more")

    assert "no room for one more recording" in new
    assert "data-record" not in new
    assert answer.status_code == 422
    assert "no room for one more recording" in answer.text
    assert "one more" in answer.text
    assert Recording.objects.count() == Card.objects.count() == there
    assert "data-record" in alice.get(full).text  # in the place of the old one there is room
    anew = {**hidden(alice.get(full)), "text": "anew", "sound": SimpleUploadedFile("x", SOUND)}
    assert alice.post(full, anew).status_code == 302


def test_an_export_with_all_that_there_is_room_for_comes_back_in(alice, bob):
    longest = SOUND[:4] + b"x" * (LARGEST - 4)
    while has_room(alice.vault()):
        spoken_card(alice, longest)

    archive = exported(alice)

    assert len(archive) < ARCHIVE - 8_000_000  # which is room for words
    assert f"Brought in: {2 * Recording.objects.count()}." in bring_in(bob, archive).text


def test_a_recording_that_no_longer_opens_hides_no_words_and_can_be_replaced(alice):
    spoken_card(alice)
    Recording.objects.update(sealed=b"\x01\x01" + b"\0" * 300)

    page = alice.get(address(alice))
    change(alice, text="I am still here.", sound=SimpleUploadedFile("x", SOUND))

    assert page.status_code == 200
    assert "I am here." in page.text
    assert alice.get(f"{address(alice)}sound/").content == SOUND


def test_it_still_opens_when_all_keys_were_changed(alice):
    spoken_card(alice)
    before = bytes(Recording.objects.get().sealed)

    alice.post("/security/everything/", {"current": alice.passphrase, "take_offered": "on", "offered": NEW})

    assert bytes(Recording.objects.get().sealed) != before
    assert alice.get(f"{address(alice)}sound/").content == SOUND


def test_it_goes_with_its_account(alice, bob):
    spoken_card(alice)
    spoken_card(bob)

    alice.post("/export/delete/", {"current": alice.passphrase, "sure": "on"})

    assert Recording.objects.get().account == bob.account


@pytest.mark.parametrize(
    "changes",
    [
        {"card": "none"},
        {"type": "text/html"},
        {"type": "audio/ogg"},
        {"sound": "<script>"},
        {"sound": b64encode(b"%PDF").decode()},
        {"sound": b64encode(SOUND[:4] + b"x" * LARGEST).decode()},
    ],
)
def test_what_is_no_recording_does_not_come_in(alice, changes):
    content = {
        "card": str(uuid4()),
        "type": "audio/webm",
        "sound": b64encode(SOUND).decode(),
        "changed": "2026-01-01T00:00:00+00:00",
    }

    for wanted, status in ((content, 200), (content | changes, 422)):
        row = {"kind": "comfort.recording", "id": str(uuid4()), "content": wanted}
        lines = [{"kind": "header", "format": 1}, row, {"kind": "end"}]
        archive = b"".join(write_archive("\n".join(map(json.dumps, lines)).encode(), SEAL))
        assert bring_in(alice, archive).status_code == status

    assert Recording.objects.count() == 1


def test_it_goes_out_and_comes_in_with_an_export(alice, bob):
    spoken_card(alice)

    bring_in(bob, exported(alice))

    assert bob.get(f"{address(bob)}sound/").content == SOUND
    recording = store.content_of(Recording.objects.get(account=alice.account), alice.vault())
    assert b64decode(recording["sound"]) == SOUND


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (b"\x1a\x45\xdf\xa3", "audio/webm"),
        (b"OggS\0", "audio/ogg"),
        (b"....ftypM4A ", "audio/mp4"),
        (b"RIFF....WAVE", "audio/wav"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
        (b"\xff\xf3", "audio/mpeg"),
        (b"\xff\xf1", "audio/aac"),
        (b"\xff\xf9", "audio/aac"),
        (b"", ""),
        (b"%PDF", ""),
        (b"WEBP....WAVE", ""),
        (b"\xff\xd8\xff\xe0", ""),
        (b"\xff\xfe<\0", ""),
    ],
)
def test_what_a_recording_is_is_told_by_its_first_bytes(first, kind):
    assert kind_of(first) == kind


@pytest.mark.row(37)
def test_the_newest_card_is_there_when_it_is_hot_and_nothing_plays_by_itself(alice):
    spoken_card(alice)
    way = alice.post("/way/", {"heat": "8"}).headers["Location"]

    for page in (alice.get(way), alice.get(f"{way}comfort/")):
        assert "You once wrote to yourself" in page.text
        assert "I am here." in page.text
        assert f'preload="none" src="{address(alice)}sound/"' in page.text
        assert "autoplay" not in page.text


def test_the_microphone_is_for_our_pages_alone_and_every_other_sense_is_off(alice):
    headers = alice.get("/comfort/new/").headers

    assert "microphone=(self)" in headers["Permissions-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in headers["Content-Security-Policy"]
