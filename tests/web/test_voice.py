"""A person's own voice on a card of comfort: sealed, heard by nobody else, and never on a disk in the clear."""

from base64 import b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from middleway.web.comfort.actions import MOST_RECORDINGS
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.sounds import LARGEST, kind_of
from middleway.web.shell import store
from tests.web.test_belongings import bring_in, exported

SOUND = b"\x1a\x45\xdf\xa3" + b"a voice that says: I am here" * 30


def kept(person, sound=SOUND, text="I am here."):
    upload = SimpleUploadedFile("whatever.webm", sound, content_type="text/html")
    return person.post("/comfort/new/", {"text": text, "sound": upload})


def address(person):
    return f"/comfort/{Card.objects.get(account=person.account).pk}/"


@pytest.mark.row(37)
def test_a_recording_is_kept_sealed_and_heard_again_by_its_owner(alice):
    assert kept(alice).status_code == 302

    heard = alice.get(f"{address(alice)}sound/")

    assert heard.content == SOUND
    assert heard.headers["Content-Type"] == "audio/webm"  # what it is, not what was claimed
    assert heard.headers["Cache-Control"] == "no-store"
    assert b"a voice that says" not in bytes(Recording.objects.get().sealed)
    assert f'src="{address(alice)}sound/"' in alice.get("/comfort/").text


def test_nobody_else_hears_it(alice, bob, client):
    kept(alice)

    assert bob.get(f"{address(alice)}sound/").status_code == 404
    assert client.get(f"{address(alice)}sound/").status_code == 302


def test_recording_anew_takes_the_place_of_the_old_one_and_the_words_can_change_without_it(alice):
    kept(alice)
    new = SOUND + b"newer"

    alice.post(address(alice), {"text": "I am still here.", "sound": SimpleUploadedFile("x", new)})
    alice.post(address(alice), {"text": "And I stay."})

    assert alice.get(f"{address(alice)}sound/").content == new
    assert "And I stay." in alice.get("/comfort/").text
    assert Recording.objects.count() == 1
    assert not store.differing(alice.vault())


@pytest.mark.parametrize("how", ["the recording alone", "the card"])
def test_it_is_gone_when_it_is_deleted(alice, how):
    kept(alice)
    if how == "the card":
        alice.post(f"{address(alice)}erase/")
    else:
        alice.post(address(alice), {"text": "I am here.", "without": "on"})
        assert alice.get(f"{address(alice)}sound/").status_code == 404

    assert not Recording.objects.exists()
    assert not store.differing(alice.vault())


@pytest.mark.parametrize(("sound", "told"), [
    (SOUND[:4] + b"x" * LARGEST, "too long to keep"),
    (b"<script>alert(1)</script>", "no recording that can be played"),
    (b"GIF89a", "no recording that can be played"),
])  # fmt: skip
def test_what_is_too_long_or_no_recording_is_refused_and_the_words_are_still_there(alice, sound, told):
    answer = kept(alice, sound, "words that took long")

    assert answer.status_code == 422
    assert told in answer.text
    assert "words that took long" in answer.text
    assert not Card.objects.exists()


def test_more_than_twelve_are_not_kept_and_nothing_is_lost(alice):
    for _ in range(MOST_RECORDINGS):
        kept(alice)

    answer = kept(alice, text="the thirteenth")

    assert answer.status_code == 422
    assert "the thirteenth" in answer.text
    assert Recording.objects.count() == Card.objects.count() == MOST_RECORDINGS


def test_it_goes_out_and_comes_in_with_an_export(alice, bob):
    kept(alice)

    bring_in(bob, exported(alice))

    assert bob.get(f"{address(bob)}sound/").content == SOUND
    recording = store.content_of(Recording.objects.get(account=alice.account), alice.vault())
    assert b64decode(recording["sound"]) == SOUND


@pytest.mark.parametrize(("first", "kind"), [
    (b"\x1a\x45\xdf\xa3", "audio/webm"), (b"OggS\0", "audio/ogg"), (b"....ftypM4A ", "audio/mp4"), (b"RIFF....WAVE", "audio/wav"),
    (b"ID3", "audio/mpeg"), (b"\xff\xf1", "audio/aac"), (b"", ""), (b"%PDF", ""),
])  # fmt: skip
def test_what_a_recording_is_is_told_by_its_first_bytes(first, kind):
    assert kind_of(first) == kind


@pytest.mark.row(37)
def test_at_the_next_hot_moment_and_before_comfort_the_newest_card_is_there_and_nothing_plays_by_itself(alice):
    kept(alice)
    way = alice.post("/way/", {"heat": "8", "person": ""}).headers["Location"]

    for page in (alice.get(way), alice.get(f"{way}comfort/")):
        assert "You once wrote to yourself" in page.text
        assert "I am here." in page.text
        assert f'preload="none" src="{address(alice)}sound/"' in page.text
        assert "autoplay" not in page.text


def test_the_microphone_is_for_these_pages_alone_and_every_other_sense_is_off(alice):
    headers = alice.get("/comfort/new/").headers

    assert "microphone=(self)" in headers["Permissions-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in headers["Content-Security-Policy"]
