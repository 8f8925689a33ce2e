"""Every day and time is the writer's own: guessed from the browser, changed in settings, or else the server's."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from middleway.web.accounts import actions, notices, zones
from middleway.web.accounts.models import Account
from middleway.web.moments.models import Moment
from middleway.web.patterns.gather import by_person
from middleway.web.records.writing import write
from tests.support.contents import holding
from tests.support.pages import hidden, words
from tests.support.writing import begun

AUCKLAND = "Pacific/Auckland"
LATE = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)  # half past one in the night of the next day in Auckland


@pytest.fixture(autouse=True)
def server_in_utc(settings):
    settings.TIME_ZONE = "UTC"


def come_in(person, zone=AUCKLAND):
    answer = person.post("/sign-in/", {"username": person.name, "passphrase": person.passphrase, "zone": zone})
    assert answer.status_code == 302


def zone_of(person):
    return str(zones.zone_of(Account.objects.get(pk=person.account.pk)))


def test_the_zone_comes_from_the_browser_with_the_sign_in(alice):
    come_in(alice)

    assert zone_of(alice) == AUCKLAND
    assert "Days and times: Pacific/Auckland" in alice.get("/security/").text


@pytest.mark.parametrize(
    "said", ["", "Nowhere/Land", "../../etc/passwd", "localtime", "Factory", "<b>", "x" * 5_000, "UTC\0"]
)
def test_what_is_no_zone_says_nothing(alice, said):
    come_in(alice)
    come_in(alice, said)

    assert zone_of(alice) == AUCKLAND


def test_a_browser_elsewhere_moves_a_guess_and_not_a_choice(alice):
    come_in(alice)
    come_in(alice, "Europe/Vienna")
    assert zone_of(alice) == "Europe/Vienna"
    alice.post("/security/zone/", {"zone": "America/Lima"})
    come_in(alice)
    assert zone_of(alice) == "America/Lima"
    alice.post("/security/zone/", {"zone": ""})
    come_in(alice)
    assert zone_of(alice) == AUCKLAND


def test_without_a_script_it_is_the_server_s_until_its_owner_says(alice):
    come_in(alice, "")
    assert "Days and times: UTC" in alice.get("/security/").text
    assert alice.post("/security/zone/", {"zone": "Asia/Tokyo"}).status_code == 302

    assert "(Asia/Tokyo)" in alice.get("/security/zone/").text


def test_a_zone_that_nobody_knows_is_refused_in_settings(alice):
    assert alice.post("/security/zone/", {"zone": "Nowhere/Land"}).status_code == 422


def test_a_moment_has_the_day_and_the_hour_of_its_writer(alice):
    with time_machine.travel(LATE, tick=False):
        come_in(alice)
        kept = alice.post("/moments/write/", {"text": "Late."}).headers["Location"]

        assert "March 2, 2026, 1:30 a.m." in alice.get(kept).text
        assert "March 2, 2026" in alice.get("/moments/").text
        assert AUCKLAND in alice.get(kept.replace("/moments/", "/way/") + "whole/").text


def test_the_month_outside_a_row_is_the_writer_s_and_no_day(alice):
    with time_machine.travel(datetime(2026, 3, 31, 12, 30, tzinfo=UTC), tick=False):
        come_in(alice)
        alice.post("/moments/write/", {"text": "The first of April here."})

    assert Moment.objects.get().month.isoformat() == "2026-04-01"


def test_a_promise_is_by_the_writer_s_clock(alice):
    with time_machine.travel(LATE, tick=False):
        come_in(alice)
        way = begun(alice, heat="8")
        alice.post(f"{way}pause/", {**hidden(alice.get(f"{way}pause/")), "until": "02:00"})
        assert "DTSTART:20260302T020000" in alice.get(f"{way}calendar/").text
        assert "You will be back: 2 a.m." in words(alice.get("/comfort/"))
    with time_machine.travel(datetime(2026, 3, 1, 13, 1, tzinfo=UTC), tick=False):
        come_in(alice)
        assert "It is time: you said you would be back (2 a.m.)" in words(alice.get("/moments/"))


def test_a_promise_moves_with_its_writer(alice):
    with time_machine.travel(LATE, tick=False):
        come_in(alice)
        way = begun(alice, heat="8")
        alice.post(f"{way}pause/", {**hidden(alice.get(f"{way}pause/")), "until": "02:00"})
        alice.post("/security/zone/", {"zone": "Asia/Tokyo"})

        assert "You will be back: 10 p.m." in words(alice.get("/comfort/"))


def test_patterns_count_by_the_writer_s_day(alice):
    vault = alice.vault()
    for at in ("2026-03-01T10:30:00+00:00", "2026-03-01T11:30:00+00:00"):
        write(vault, holding(Moment(), {"text": "x", "written": at, "changed": at}))

    def days():
        return {one.at.date() for one in by_person(vault, datetime(2026, 1, 1, tzinfo=UTC))[""]}

    assert len(days()) == 1
    with timezone.override(AUCKLAND):
        assert len(days()) == 2  # half past eleven at night, and half past midnight


def test_the_day_of_a_notice_is_the_writer_s_whoever_made_it_happen(alice):
    with time_machine.travel(LATE, tick=False):
        come_in(alice)
        notices.Notice.objects.all().delete()
        account = Account.objects.get(pk=alice.account.pk)
        actions.notify(account, "door_closed")

        assert notices.events(account)[0].day.isoformat() == "2026-03-02"


def test_one_request_s_zone_is_not_the_next_one_s(alice, bob):
    come_in(alice)
    alice.get("/moments/")

    assert str(timezone.get_current_timezone()) == "UTC"
    assert "Days and times: UTC" in bob.get("/security/").text


def test_the_zone_is_sealed_and_all_are_of_one_length(alice, bob):
    come_in(alice)
    come_in(bob, "UTC")
    with connection.cursor() as cursor:
        cursor.execute("SELECT zone FROM accounts_account")
        kept = [bytes(row[0]) for row in cursor.fetchall()]

    assert len({len(one) for one in kept}) == 1
    assert not any(b"Auckland" in one or b"UTC" in one for one in kept)


def test_a_zone_that_does_not_open_is_the_server_s(alice):
    Account.objects.update(zone=b"\1" * 200)

    assert "Days and times: UTC" in alice.get("/security/").text


def test_every_door_that_lets_in_asks_for_it(client, alice, settings):
    settings.SIGN_UP = True
    for door in ("/sign-in/", "/sign-in/join/", "/sign-in/recover/"):
        assert 'name="zone" data-zone' in client.get(door).text, door


def test_a_new_account_starts_in_its_browser_s_zone(settings, alice):
    settings.SIGN_UP = True
    new = "gravel donut unsaid tripod mosaic lentil"
    Client().post("/sign-in/join/", {"username": "kiri", "passphrase": new, "again": new, "zone": AUCKLAND})

    assert str(zones.zone_of(Account.objects.get(username="kiri"))) == AUCKLAND
