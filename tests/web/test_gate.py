"""The doors under a flood: one is told at once, nothing is tried, counted or lost, and every name is treated alike."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.http import HttpResponse
from django.test import Client

from middleway.web import errors
from middleway.web.accounts import actions, deriving
from middleway.web.accounts.models import Budget
from middleway.web.accounts.places import Full, Places, Queue
from middleway.web.operations import people
from middleway.web.operations.refused import Refused
from middleway.web.records import rekeying
from middleway.web.signin import gate
from tests.support.pages import element, elements
from tests.support.people import steady

ALICE = "squeak anvil trodden mulberry oxford pillow"


@contextmanager
def full(kind="strangers"):
    """Take all places of a kind, as if by another process, with nobody waiting."""
    places = Places(kind, 1)
    with pytest.MonkeyPatch.context() as patch:
        queues = ("_new", "_back") if kind == "strangers" else (f"_{kind}",)
        for name in queues:
            patch.setattr(deriving, name, Queue(places, 1, 0))
        patch.setattr(deriving, "_line", deriving.WaitingLine(3))
        with Queue(places, 1, 0).place():
            yield


def attempt(client, name="alice", passphrase=ALICE, **more):
    return client.post("/sign-in/", {"username": name, "passphrase": passphrase, **more})


def test_without_a_place_the_door_says_try_again_and_keeps_the_name(alice, client):
    with full():
        answer = attempt(client, one_time="123456", carried="sealed words")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert "Many are at this door just now." in answer.text
    for kept in ('value="alice"', 'value="123456"', 'value="sealed words"'):
        assert kept in answer.text
    assert ALICE not in answer.text


def test_the_page_that_says_so_can_be_sent_again(alice):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/")
    token = browser.cookies["__Host-c"].value
    with full():
        page = attempt(browser, csrfmiddlewaretoken=token)
    (shown,) = {field.attrib["value"] for field in elements(page, ".//input[@name='csrfmiddlewaretoken']")}

    assert attempt(browser, csrfmiddlewaretoken=shown).status_code == 302


def test_whoever_was_sent_away_has_come_back_for_another_process_too(alice, client):
    with full():
        page = attempt(client)
    since = element(page, ".//input[@name='since']").attrib["value"]
    with full():  # with a line of its own
        attempt(client, since=since)
        attempt(client, name="new", since=since)
        other = deriving._line

    assert other.is_next("alice")
    assert not other.is_next("new")


def test_nothing_is_counted_tried_or_written(alice, client, django_assert_num_queries):
    with full(), django_assert_num_queries(0):
        for number in range(12):
            assert attempt(client, f"made-up-{number}", "wrong guess").status_code == 503

    assert not Budget.objects.exclude(minutes=[]).exists()
    assert attempt(client).status_code == 302


def test_the_answer_is_the_same_for_a_name_that_exists_and_one_that_does_not(alice, client):
    with full():
        known, unknown = attempt(client, "alice"), attempt(client, "ecila")

    assert steady(known).replace(b"alice", b"ecila") == steady(unknown)
    assert known.headers.items() == unknown.headers.items()


@pytest.mark.parametrize("path", ["/sign-in/join/", "/sign-in/start/", "/sign-in/recover/"])
def test_every_door_that_derives_keeps_what_was_typed_but_for_passphrases(path, alice, client):
    with full():
        typed = {
            "username": "ben",
            "code": "typed code",
            "operator": "Jo",
            "passphrase": "secret words",
            "again": "secret words",
        }
        answer = client.post(path, {**typed, "offered": "six words that were shown", "take_offered": "on"})

    assert answer.status_code == 503
    assert 'value="ben"' in answer.text
    assert 'value="six words that were shown"' in answer.text
    assert "secret words" not in answer.text
    assert ('value="typed code"' in answer.text) == (path != "/sign-in/join/")


def test_what_was_typed_is_shown_as_text_and_never_as_markup(client, db):
    with full():
        answer = attempt(client, '"><script>alert(1)</script>')

    assert "<script>alert" not in answer.text


def test_a_remembered_browser_needs_none_of_the_strangers_places(alice):
    browser = Client()
    browser.cookies["__Host-b"] = actions.remember_browser(alice.account)
    with full():
        assert attempt(browser).status_code == 302


def test_a_remembered_browser_is_a_stranger_under_another_name(alice, bob):
    browser = Client()
    browser.cookies["__Host-b"] = actions.remember_browser(bob.account)
    with full():
        assert attempt(browser).status_code == 503


def test_whoever_is_inside_confirms_while_strangers_fill_the_door(alice):
    with full():
        answer = alice.post("/security/idle/", {"current": alice.passphrase, "minutes": "5"})

    assert answer.status_code == 302


def test_strangers_come_in_while_those_inside_fill_their_places(alice, client):
    with full("inside"):
        assert attempt(client).status_code == 302


def test_inside_without_a_place_nothing_changes_and_nothing_is_counted(alice):
    with full("inside"):
        answer = alice.post("/security/idle/", {"current": alice.passphrase, "minutes": "5"})

    assert answer.status_code == 422
    assert "Try again in a moment." in answer.text
    assert not Budget.objects.exclude(minutes=[]).exists()


def test_everything_derived_inside_says_that_it_is_full_and_keeps_the_words(rf, db):
    request = rf.post("/security/passphrase/", {"text": "typed words"})
    answer = errors.KeepWhatWasTyped(lambda _: None).process_exception(request, Full())

    assert answer.status_code == 503
    assert "Nothing was changed" in answer.text
    assert "typed words" in answer.text


def test_the_operator_is_told_when_there_is_no_place_and_nothing_is_deleted(alice):
    with full("inside"), pytest.raises(Refused, match="Nothing was changed"):
        people.new_vault("alice")

    assert alice.get("/moments/").status_code == 200


def test_a_flood_leaves_no_line_in_the_log(alice, client, caplog):
    with full():
        attempt(client)

    assert caplog.records == []


class Slow:
    """A body of which a stranger has sent the beginning, and nothing more for now."""

    def __init__(self):
        self.asked, self.end = threading.Event(), threading.Event()

    def read(self, size=-1):
        self.asked.set()
        self.end.wait(60)
        return b""

    readline = read


def test_whoever_sends_a_form_slowly_holds_up_nobody(rf, db):
    body = Slow()
    form = "application/x-www-form-urlencoded"
    request = rf.post("/sign-in/", content_type=form, **{"wsgi.input": body, "CONTENT_LENGTH": "100"})

    with ThreadPoolExecutor(1) as other:
        answer = other.submit(gate.few_at_a_time(lambda _: HttpResponse()), request)
        assert body.asked.wait(60)
        is_held = gate._one_by_one.locked()
        body.end.set()
        assert answer.result().status_code == 200

    assert not is_held


def test_whoever_was_let_in_gives_the_place_back_before_going_on(db):
    one = Queue(Places("strangers", 1), 1, 0)
    with deriving.place("anybody", remembered=False):
        with pytest.raises(Full), one.place():
            pass
        deriving.go_in()
        with one.place(), full("inside"), pytest.raises(Full):
            deriving.derived(list)  # from here on, it needs a place of those inside
    with one.place():
        pass


def test_a_change_of_keys_that_goes_on_at_the_sign_in_holds_nobody_up(alice, client, monkeypatch):
    free = []
    go_on = rekeying.go_on_with_rekey

    def look_at_the_door(vault):
        with Queue(Places("strangers", 1), 1, 0).place():
            free.append(True)
        return go_on(vault)

    monkeypatch.setattr(rekeying, "go_on_with_rekey", look_at_the_door)
    attempt(client)

    assert free == [True]


def test_only_a_strangers_derivation_runs_at_a_lower_priority(db):
    def priority():
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own = priority()
    with deriving.place("anybody", remembered=False):
        strangers = deriving.derived(priority)
    with deriving.place("anybody", remembered=True):
        remembered = deriving.derived(priority)

    assert strangers > own
    assert remembered == own == priority() == deriving.derived(priority)


def test_a_place_at_the_door_is_free_again_after_a_wrong_guess_or_an_error(alice, client, monkeypatch):
    one = Queue(Places("strangers", 1), 1, 0)
    attempt(client, passphrase="wrong")
    with one.place():
        pass
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("middleway.web.signin.views.flow.by_passphrase", broken)
        assert attempt(client).status_code == 500
    with one.place():
        pass


def broken(*_, **__):
    raise RuntimeError
