"""Rules that stand in one line of code each: if one changed, nothing else would tell."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory

from middleway.web.accounts import browsers
from middleway.web.moments.models import Moment
from middleway.web.records.writing import write
from middleway.web.safety import ledger
from middleway.web.safety.entries import Book
from middleway.web.safety.gate import State
from tests.support.contents import holding

SAID = datetime(2026, 3, 1, 10, tzinfo=UTC)
ANN = "a" * 32


@pytest.mark.parametrize("day", range(1, 32))
def test_outside_a_row_stands_the_month_and_never_the_day(alice, day):
    at = datetime(2026, 3, day, 12, tzinfo=UTC).isoformat()
    write(alice.vault(), holding(Moment(), {"text": "x", "written": at, "changed": at}))

    assert Moment.objects.get().month == date(2026, 3, 1)


@pytest.mark.parametrize("day", [2, 17, 31])
def test_outside_a_row_that_knows_no_time_stands_the_month_too(alice, day):
    with time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False):
        write(alice.vault(), holding(Moment(), {"text": "x", "written": SAID.isoformat(), "changed": SAID.isoformat()}))

    assert Moment.objects.get().month == date(2026, 3, 1)


def test_a_remembered_browser_is_remembered_for_its_own_account_alone(alice, bob):
    alice.post("/security/browser/", {"current": alice.passphrase})
    request = RequestFactory().get("/")
    request.COOKIES[browsers.COOKIE] = alice.browser.cookies[browsers.COOKIE].value

    assert browsers.doors_of(request, "alice")
    assert not browsers.doors_of(request, "bob")
    assert not browsers.doors_of(RequestFactory().get("/"), "alice")
    assert Client().cookies.get(browsers.COOKIE) is None


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (timedelta(seconds=1), State.ORDINARY),
        (timedelta(days=3, seconds=1), State.ORDINARY),
        (timedelta(days=29, hours=23), State.ORDINARY),
        (timedelta(days=30, seconds=1), State.CAREFUL),
    ],
)
def test_after_a_quarrel_faint_signs_stay_quiet_for_30_days_and_no_longer(after, state):
    book = ledger.said(Book(), ANN, ledger.CALM, SAID.isoformat())
    book = ledger.noted(book, "row", [ANN], [("x", "danger", False)], (SAID + after).isoformat())

    assert ledger.standing(book, ANN).state is state
