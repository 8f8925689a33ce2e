"""Writing, keeping, changing, letting go; and what the database holds of it."""

import uuid
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from middleway.web.accounts.models import Account, Notice
from middleway.web.moments.models import Draft, Moment
from middleway.web.records import manifest
from middleway.web.records.writing import write
from tests.support.contents import holding
from tests.support.pages import elements, shown, value_of, words
from tests.support.writing import begun, kept

MISSING = uuid.uuid4()


def test_what_is_kept_is_shown_again_with_how_it_reads(alice):
    page = shown(alice, kept(alice, "You never listen. You are so selfish."))

    assert "You never listen" in page
    assert "cold or hard on the other" in page


def test_a_moment_that_began_with_how_strong_it_was_is_known_by_its_first_words(alice):
    way = begun(alice, heat="8")
    assert "Nothing written yet" in alice.get("/moments/").text
    alice.post(f"{way}say/", {"words-draft": "I would like to sleep on it."})

    assert "I would like to sleep on it." in alice.get("/moments/").text
    assert "Nothing written yet" not in alice.get("/moments/").text


def test_blank_words_are_refused_with_a_reason(alice):
    response = alice.post("/moments/write/", {"text": " \n"})

    assert response.status_code == 422
    assert "Write a line first." in response.text


def test_words_that_are_too_long_are_refused_and_still_in_the_box(alice):
    text = "so much to say " * 7_000

    response = alice.post("/moments/write/", {"text": text})

    assert response.status_code == 422
    assert text.strip() in response.text


@pytest.mark.parametrize("text", ["\u0000 nothing", "😭" * 500, "ما قدرت أقول", "a\r\nb", "<script>alert(1)</script>"])
def test_any_words_can_be_kept_and_come_back(alice, text):
    page = alice.get(kept(alice, text))

    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_the_text_is_nowhere_in_the_database(alice, caplog):
    caplog.set_level("DEBUG")
    canary = "canary-5b1e7"
    kept(alice, canary)
    alice.post(f"/moments/drafts/{MISSING}/", {"text": canary})

    with connection.cursor() as cursor:
        everything = ""
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (the database's own names)
            everything += "".join(str(bytes(v) if isinstance(v, memoryview) else v) for row in cursor for v in row)
    assert len(everything) > 1000
    assert canary not in everything
    assert canary not in caplog.text


def test_a_draft_is_saved_while_it_is_written_and_is_over_when_it_is_kept(alice):
    draft = str(uuid.uuid4())

    assert alice.post(f"/moments/drafts/{draft}/", {"text": "I want"}).status_code == 204
    assert alice.post(f"/moments/drafts/{draft}/", {"text": "I want to say"}).status_code == 204
    assert Draft.objects.count() == 1
    assert "I want to say" in alice.get(f"/moments/drafts/{draft}/").text

    alice.post("/moments/write/", {"text": "I want to say it", "draft": draft})
    assert not Draft.objects.exists()
    assert Moment.objects.count() == 1


def test_a_draft_of_a_change_goes_on_as_that_change(alice):
    moment = kept(alice)
    draft = str(uuid.uuid4())
    alice.post(f"/moments/drafts/{draft}/", {"text": "better", "of": moment.split("/")[2]})

    assert f'action="{moment}edit/"' in alice.get(f"/moments/drafts/{draft}/").text


def test_a_draft_that_says_more_than_what_is_kept_stays(alice):
    draft = str(uuid.uuid4())
    alice.post(f"/moments/drafts/{draft}/", {"text": "first, and much more from another window"})

    alice.post("/moments/write/", {"text": "first", "draft": draft})

    assert "much more" in alice.get(f"/moments/drafts/{draft}/").text


def test_newer_words_from_another_window_are_not_overwritten_unseen(alice):
    moment = kept(alice)
    alice.post(f"{moment}edit/", {"text": "newer", "seen": "1"})

    refused = alice.post(f"{moment}edit/", {"text": "from the stale window", "seen": "1"})
    assert refused.status_code == 409
    assert "from the stale window" in refused.text
    assert "newer" in alice.get(moment).text

    seen = value_of(refused, "seen")
    alice.post(f"{moment}edit/", {"text": "from the stale window", "seen": seen})
    assert "from the stale window" in alice.get(moment).text


def test_words_for_a_moment_that_is_gone_come_back_on_the_page(alice):
    response = alice.post(f"/moments/{MISSING}/edit/", {"text": "too late", "seen": "1"})

    assert response.status_code == 404
    assert "too late" in response.text


def test_a_page_sent_twice_is_kept_once_and_a_late_save_revives_no_draft(alice):
    draft = str(uuid.uuid4())
    first = alice.post("/moments/write/", {"text": "once is enough", "draft": draft})
    again = alice.post("/moments/write/", {"text": "once is enough", "draft": draft})
    late = alice.post(f"/moments/drafts/{draft}/", {"text": "once is "})

    assert (again.url, late.status_code) == (first.url, 204)
    assert (Moment.objects.count(), Draft.objects.count()) == (1, 0)

    other = alice.post("/moments/write/", {"text": "gone back, and written anew", "draft": draft})
    assert other.url != first.url
    assert (Moment.objects.count(), Draft.objects.count()) == (2, 0)


def test_a_draft_can_be_let_go(alice):
    draft = str(uuid.uuid4())
    alice.post(f"/moments/drafts/{draft}/", {"text": "no"})

    alice.post(f"/moments/drafts/{draft}/let-go/")

    assert not Draft.objects.exists()
    assert not manifest.differing(alice.vault())


def test_a_moment_is_changed_and_deleted(alice):
    moment = kept(alice)
    alice.post(f"{moment}edit/", {"text": "another word", "seen": "1"})
    assert "another word" in alice.get(moment).text
    assert "It cannot be undone." in alice.get(f"{moment}erase/").text

    alice.post(f"{moment}erase/")

    assert alice.get(moment).status_code == 404
    assert not Moment.objects.exists()
    assert not manifest.differing(alice.vault())


@pytest.mark.parametrize("page", ["", "edit/", "erase/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_bob_cannot_tell_that_it_exists(alice, bob, page, method):
    moment = kept(alice, "what I could not say")
    data = {"text": "mine now"} if method == "post" else None

    hers = getattr(bob, method)(moment + page, data)
    nobodys = getattr(bob, method)(f"/moments/{MISSING}/{page}", data)

    assert hers.status_code == nobodys.status_code
    assert hers.status_code in {404, 405}
    assert "what I could not say" in alice.get(moment).text


def test_bob_cannot_write_into_her_draft_or_let_it_go(alice, bob):
    draft = str(uuid.uuid4())
    alice.post(f"/moments/drafts/{draft}/", {"text": "hers"})

    assert bob.get(f"/moments/drafts/{draft}/").status_code == 404
    # As with an id that nobody has, so that nothing tells whether somebody has it. His words are kept under his own id.
    assert bob.post(f"/moments/drafts/{draft}/", {"text": "his"}).status_code == 204
    assert bob.get(f"/moments/drafts/{draft}/").status_code == 404
    assert "his" in bob.get("/moments/").text
    bob.post(f"/moments/drafts/{draft}/let-go/")
    assert Draft.objects.filter(account=bob.account).count() == 0
    bob.post("/moments/write/", {"text": "his", "draft": draft})

    assert "hers" in alice.get(f"/moments/drafts/{draft}/").text


def test_a_stranger_comes_to_the_door(client, alice):
    assert client.get(kept(alice)).headers["Location"] == "/sign-in/"


def test_a_list_asks_the_database_as_often_for_ten_as_for_two(alice, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        for number in range(5):
            kept(alice, f"page {number}")
        with CaptureQueriesContext(connection) as asked:
            alice.get("/moments/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_long_list_over_many_months_is_in_order_and_whole(alice):
    days = [f"2026-{month:02}-{day:02}T12:00:00+00:00" for month in range(1, 11) for day in range(1, 14)]
    write(alice.vault(), *[holding(Moment(), {"text": day[:10], "written": day, "changed": day}) for day in days])

    pages = [
        elements(alice.get(f"/moments/page/{page}/"), ".//ul[@class='lines']/li/a/span[@dir]") for page in (1, 2, 3, 4)
    ]

    assert [len(page) for page in pages] == [50, 50, 30, 0]
    assert [words(line) for page in pages for line in page] == [day[:10] for day in reversed(days)]


def test_older_pages_are_one_click_away(alice):
    times = [f"2026-01-01T00:00:{n:02}+00:00" for n in range(55)]
    rows = [holding(Moment(), {"text": f"line {n}", "written": time, "changed": ""}) for n, time in enumerate(times)]
    write(alice.vault(), *rows)

    first, second = alice.get("/moments/").text, alice.get("/moments/page/2/").text

    assert "line 54<" in first
    assert "line 4<" not in first
    assert "line 4<" in second
    assert alice.get("/moments/page/0/").status_code == 200


def test_a_page_that_was_put_back_taken_away_or_slipped_in_is_told(alice):
    moment = kept(alice)
    before = Moment.objects.values().get()
    alice.post(f"{moment}edit/", {"text": "newer", "seen": "1"})
    assert "not as you left it" not in alice.get("/moments/").text

    Moment.objects.update(sealed=before["sealed"], revision=before["revision"])
    assert "not as you left it" in alice.get("/moments/").text
    Moment.objects.all().delete()
    assert "not as you left it" in alice.get("/moments/").text


def test_what_was_saved_while_typing_and_then_kept_raises_no_alarm(alice):
    draft = uuid.uuid4()
    alice.post(f"/moments/drafts/{draft}/", {"text": "first line"})

    alice.post("/moments/write/", {"text": "first line", "draft": str(draft)})

    assert "first line" in alice.get("/moments/").text
    assert "not as you left it" not in alice.get("/moments/").text
    assert not Moment.objects.filter(pk=draft).exists()  # the owner's list knows rows by id alone


def test_a_list_made_anew_is_told_even_when_the_notice_was_taken_away(alice):
    kept(alice, "first")
    kept(alice, "second")
    Moment.objects.filter(pk=Moment.objects.first().pk).delete()
    manifest = bytearray(bytes(Account.objects.get(pk=alice.account.pk).manifest))
    manifest[-1] ^= 1
    Account.objects.update(manifest=bytes(manifest))
    alice.post(f"/moments/drafts/{uuid.uuid4()}/", {"text": "typing on"})
    Notice.objects.all().delete()

    assert "not as you left it" in alice.get("/moments/").text
    alice.post("/moments/write/", {"text": "third"})
    assert "not as you left it" in alice.get("/moments/").text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own journal")
@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_is_gone_from_the_journal_too(alice):
    moment = kept(alice)
    sealed = bytes(Moment.objects.get().sealed)
    files = [Path(str(connection.settings_dict["NAME"]) + end) for end in ("", "-wal")]
    if not files[0].exists():
        pytest.skip("this database is in memory")
    assert any(sealed in file.read_bytes() for file in files)

    alice.post(f"{moment}erase/")

    assert not any(sealed in file.read_bytes() for file in files)


def test_what_was_changed_from_outside_is_said_and_not_shown(alice):
    moment = kept(alice)
    sealed = bytearray(bytes(Moment.objects.get().sealed))
    sealed[-1] ^= 1
    Moment.objects.update(sealed=bytes(sealed))

    response = alice.get(moment)

    assert response.status_code == 500
    assert "could not be opened" in response.text
    assert "(does not open)" in alice.get("/moments/").text


@pytest.mark.parametrize("error", [DatabaseError("disk I/O error"), OSError(28, "No space left")])
def test_when_it_cannot_be_saved_the_words_come_back_with_what_to_do(alice, monkeypatch, error):
    def full(*_, **__):
        raise error

    monkeypatch.setattr("django.db.models.base.Model.save_base", full)
    response = alice.post("/moments/write/", {"text": "what I could not say"})

    assert response.status_code == 503
    assert "This was not saved." in response.text
    assert "what I could not say" in response.text


def test_writing_and_letting_go_stores_nothing(alice):
    before = manifest.differing(alice.vault()), Moment.objects.count(), Draft.objects.count()

    response = alice.post("/", {"text": "canary-77 and nobody keeps it"})

    assert response.status_code == 200
    assert (manifest.differing(alice.vault()), Moment.objects.count(), Draft.objects.count()) == before


def test_forms_without_their_token_change_nothing(alice):
    moment = kept(alice)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = alice.browser.cookies

    for path in (
        f"{moment}erase/",
        f"{moment}edit/",
        "/moments/write/",
        f"/moments/drafts/{MISSING}/",
        "/security/idle/",
    ):
        assert strict.post(path, {"text": "from elsewhere", "minutes": "2"}).status_code == 403
    assert Moment.objects.count() == 1
