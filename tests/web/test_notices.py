"""What happened with an account, by day and kind of browser: told once on the first page, for 30 days in settings."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from middleway.vault import STANDARD, write_archive
from middleway.web.accounts import actions, notices
from middleway.web.accounts.browser_kinds import kind_of
from middleway.web.accounts.models import Notice
from middleway.web.export import jsonl
from tests.support.pages import shown, value_of, words

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36"
)
NEW = "Signed in with a kind of browser that was not here in the 30 days before."


def signed_in_with(person, user_agent):
    browser = Client(headers={"user-agent": user_agent})
    assert browser.post("/sign-in/", {"username": person.name, "passphrase": person.passphrase}).status_code == 302
    return browser


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (FIREFOX, ("Firefox", "Android")),
        (CHROME, ("Chrome", "Windows")),
        (CHROME + " Edg/129.0.0.0", ("Edge", "Windows")),
        (
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 "
                "Chrome/122.0.0.0 Mobile Safari/537.36"
            ),
            ("Samsung Internet", "Android"),
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            ("Safari", "iPhone"),
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                "FxiOS/131.0 Mobile/15E148 Safari/605.1.15"
            ),
            ("Firefox", "iPhone"),
        ),
        (
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
                "Safari/605.1.15"
            ),
            ("Safari", "Mac"),
        ),
        (
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 "
                "Safari/537.36"
            ),
            ("Chrome", "ChromeOS"),
        ),
        ("<script>", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_named_as_coarsely_as_people_do(said, kind):
    assert kind_of(said) == kind


def test_a_sign_in_from_another_kind_of_browser_is_told_once_on_a_first_page(alice):
    actions.dismiss_notices(alice.account, up_to=2**62)
    signed_in_with(alice, FIREFOX)

    page = alice.get("/home/")
    assert NEW in words(page)
    assert "Firefox on Android" in words(page)
    up_to = value_of(page, "up_to")
    assert alice.post("/security/seen/", {"up_to": up_to}).headers["Location"] == "/home/"
    assert NEW not in alice.get("/home/").text
    assert f"{NEW} Firefox on Android." in shown(alice, "/security/")


def test_what_happens_after_the_page_was_shown_is_not_dismissed_with_it(alice):
    signed_in_with(alice, FIREFOX)
    up_to = value_of(alice.get("/home/"), "up_to")
    signed_in_with(alice, CHROME)
    alice.post("/security/seen/", {"up_to": up_to})

    page = alice.get("/home/").text
    assert "Chrome on Windows" in page
    assert "Firefox on Android" not in page


def test_a_sign_in_from_where_one_always_comes_is_in_the_list_alone(alice):
    signed_in_with(alice, FIREFOX)
    actions.dismiss_notices(alice.account, up_to=2**62)
    signed_in_with(alice, FIREFOX)

    assert "Since you last looked" not in alice.get("/home/").text
    assert "Signed in. Firefox on Android." in shown(alice, "/security/")


def test_the_same_on_one_day_is_one_line_with_a_count(alice):
    for _ in range(4):
        signed_in_with(alice, FIREFOX)

    assert "Signed in. Firefox on Android. 3 times." in shown(alice, "/security/")


def test_exports_and_imports_are_told(alice):
    made = {"current": alice.passphrase, "archive_passphrase": "harbour velvet onion tractor lamp"}
    list(alice.post("/export/", made))
    list(alice.post("/export/plain/", {"current": alice.passphrase, "form": "json", "understood": "on"}))

    page = alice.get("/home/").text
    assert "A sealed copy of everything was taken along." in page
    assert "A copy of everything was taken along, for anyone to read." in page


def test_an_export_that_was_refused_is_not_told(alice):
    alice.post("/export/", {"current": "wrong", "archive_passphrase": "harbour velvet onion tractor lamp"})

    assert "taken along" not in alice.get("/home/").text


def test_a_used_recovery_code_is_told_with_the_browser(alice):
    new = "gravel donut unsaid tripod mosaic lentil"
    Client(headers={"user-agent": FIREFOX}).post(
        "/sign-in/recover/", {"username": "alice", "code": alice.code, "passphrase": new, "again": new}
    )

    assert next((one.what, one.browser) for one in notices.events(alice.account)) == (
        "code_used",
        ("Firefox", "Android"),
    )


def test_it_is_kept_for_30_days(alice):
    Notice.objects.all().delete()
    start = datetime(2026, 3, 10, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        actions.notify(alice.account, "passphrase")
    with time_machine.travel(start + timedelta(days=30), tick=False):
        assert [one.what for one in notices.events(alice.account)] == ["passphrase"]
        actions.notify(alice.account, "code")
        assert Notice.objects.count() == 2
    with time_machine.travel(start + timedelta(days=31), tick=False):
        assert [one.what for one in notices.events(alice.account)] == ["code"]
        actions.notify(alice.account, "no_code")
        assert Notice.objects.count() == 2  # the old one is deleted, not only left out


def test_of_whoever_never_comes_back_nothing_stays_for_good(alice, bob):
    Notice.objects.all().delete()
    start = datetime(2026, 3, 10, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        actions.notify(alice.account, "passphrase")
    with time_machine.travel(start + timedelta(days=95), tick=False):
        actions.notify(bob.account, "passphrase")

    assert [row.account_id for row in Notice.objects.all()] == [bob.account.pk]


def test_a_copy_of_the_database_is_no_diary(alice):
    signed_in_with(alice, FIREFOX)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_notice")
        columns, rows = [one[0] for one in cursor.description], cursor.fetchall()

    assert set(columns) == {"id", "account_id", "month", "seen", "sealed"}
    month = timezone.localdate().replace(day=1)
    for row in rows:
        known = dict(zip(columns, row, strict=True))
        assert str(known["month"]).startswith(month.isoformat())
        assert not re.search(rb"Firefox|Android|signed|browser|20\d\d-", bytes(known["sealed"]))
    assert len({len(row[columns.index("sealed")]) for row in rows}) == 1


def test_nobody_sees_or_dismisses_what_was_told_to_another(alice, bob):
    signed_in_with(alice, FIREFOX)
    bob.post("/security/seen/", {"up_to": str(2**61)})

    assert "Firefox on Android" not in bob.get("/security/").text
    assert "Firefox on Android" in alice.get("/home/").text


def test_no_line_says_more_than_it_must(alice):
    signed_in_with(alice, FIREFOX)

    assert not re.search(r"131|rv:|Gecko|127\.0\.0\.1", shown(alice, "/security/"))


def test_a_notice_that_does_not_open_stops_nothing(alice):
    Notice.objects.create(account=alice.account, month=timezone.localdate().replace(day=1), sealed=b"\1" * 300)
    signed_in_with(alice, FIREFOX)

    assert "Firefox on Android" in alice.get("/security/").text


def test_an_import_is_told(alice, tmp_path):
    archive = tmp_path / "notes.mwa"
    content = list(jsonl.in_bytes(jsonl.written(alice.vault())))
    archive.write_bytes(b"".join(write_archive(content, "harbour velvet onion tractor lamp", STANDARD)))
    with archive.open("rb") as file:
        alice.post(
            "/imports/",
            {"archive_passphrase": "harbour velvet onion tractor lamp", "current": alice.passphrase, "archive": file},
        )

    assert "A file was brought in." in alice.get("/home/").text
