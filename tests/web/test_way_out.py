"""Leaving and locking need no more than a request: no write, no database, no token. No other site can ask for them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as current
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import get_random_string

from middleway.web.accounts import ended
from middleway.web.accounts.models import Account, Session
from middleway.web.accounts.sessions import SessionStore
from tests.support.locks import held
from tests.support.trouble import full_disk
from tests.web.conftest import signed_in

WAYS = {"/leave/": (200, '"cache", "storage"'), "/lock/": (302, '"cache"')}
OURS = {"__Host-s", "__Host-k", "__Host-c"}
ways = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def person(transactional_db):
    return signed_in("alice")


def copied(person):
    return {name: cookie.value for name, cookie in person.browser.cookies.items()}


def comes_back_with(person, cookies):
    """Open the moments with a copy of the cookies; return whether that shows them."""
    for name, value in cookies.items():
        person.browser.cookies[name] = value
    answer = person.get("/moments/")
    assert answer.status_code in {200, 302}
    return answer.status_code == 200


def lost(answer):
    return {name for name, cookie in answer.cookies.items() if not cookie.value and cookie["max-age"] == 0}


def assert_forgotten(answer, way):
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == WAYS[way]
    assert lost(answer) >= OURS


@ways
def test_with_the_database_held_the_browser_forgets_and_copies_open_nothing(person, way):
    cookies = copied(person)
    with held():
        assert_forgotten(person.post(way), way)
        assert not comes_back_with(person, cookies)
        assert Session.objects.count() == 1

    assert not comes_back_with(person, cookies)
    assert not Session.objects.exists()
    assert list((current.DATA / "ended").iterdir()) == []


@ways
def test_a_browser_whose_session_ended_forgets_though_the_row_cannot_go(person, way):
    cookies = copied(person)
    with held():
        person.post(way)
        for name, value in cookies.items():
            person.browser.cookies[name] = value
        answer = person.get("/moments/")

        assert Session.objects.count() == 1
    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert lost(answer) >= OURS
    assert "Clear-Site-Data" not in person.get("/sign-in/").headers


@ways
def test_another_process_and_the_next_start_know_it_too(person, way):
    cookies = copied(person)
    with held():
        person.post(way)
        ended._here.clear()  # as in a process that was not there

        assert not comes_back_with(person, cookies)


@ways
def test_where_the_disk_takes_not_even_an_empty_file_this_process_knows(person, way, settings):
    settings.DATA = current.SECRETS / "instance"  # a file: no folder can be made in it
    cookies = copied(person)
    with held():
        assert_forgotten(person.post(way), way)

        assert not comes_back_with(person, cookies)


@ways
def test_a_database_that_is_gone_keeps_nobody_inside(person, way, monkeypatch):
    cookies = copied(person)
    with monkeypatch.context() as meanwhile:
        meanwhile.setitem(connection.settings_dict, "HOST", "/nowhere")
        if connection.vendor == "sqlite":
            meanwhile.setitem(connection.settings_dict, "NAME", "/nowhere/notes.sqlite3")
        connection.close()
        assert_forgotten(person.post(way), way)
        connection.close()

    assert not comes_back_with(person, cookies)
    assert not Session.objects.exists()


@ways
def test_a_database_that_takes_no_write_keeps_nobody_inside(person, way):
    cookies = copied(person)
    read_only, again = (
        ("PRAGMA query_only=ON", "PRAGMA query_only=OFF")
        if connection.vendor == "sqlite"
        else ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
    )
    with connection.cursor() as cursor:
        cursor.execute(read_only)
        assert_forgotten(person.post(way), way)
        assert not comes_back_with(person, cookies)
        cursor.execute(again)

    assert not comes_back_with(person, cookies)
    assert not Session.objects.exists()


@ways
def test_before_it_is_answered_the_database_is_not_asked(alice, way, rf):
    cookies = "; ".join(f"{name}={value}" for name, value in copied(alice).items())
    with CaptureQueriesContext(connection) as asked:
        answer = alice.browser.handler.get_response(rf.post(way, headers={"cookie": cookies}))

        assert_forgotten(answer, way)
        assert asked.captured_queries == []


@ways
@pytest.mark.parametrize(
    "sent",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "http://testserver:8443"},
        {"origin": "https://testserver"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ],
)
def test_a_form_of_another_site_signs_nobody_out(alice, way, sent):
    answer = alice.post(way, headers=sent)

    assert answer.status_code == 403
    assert "Clear-Site-Data" not in answer.headers
    assert not lost(answer)
    assert alice.get("/moments/").status_code == 200


@ways
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": "http://testserver"},
    ],
)
def test_our_forms_work_without_a_token_and_in_browsers_that_hide_the_origin(alice, way, sent):
    assert_forgotten(alice.post(way, headers=sent), way)
    assert alice.get("/moments/").status_code == 302


@ways
def test_behind_https_our_forms_work_on_any_port_if_only_the_origin_is_said(alice, way, settings):
    settings.HTTPS = True

    assert alice.post(way, headers={"origin": "http://testserver"}).status_code == 403
    assert_forgotten(alice.post(way, headers={"origin": "https://testserver:8443"}), way)


@pytest.mark.parametrize(("mark", "cleared"), [("leave", '"cache", "storage"'), ("lock", '"cache"')])
def test_a_browser_that_left_without_a_network_is_shown_nothing_afterwards(alice, mark, cleared):
    cookies = copied(alice)
    alice.browser.cookies["__Host-left"] = mark

    answer = alice.get("/moments/")

    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == cleared
    assert lost(answer) >= {*OURS, "__Host-left"}
    assert not Session.objects.exists()
    assert not comes_back_with(alice, cookies)


def test_a_mark_that_no_page_of_ours_sets_is_none(alice):
    alice.browser.cookies["__Host-left"] = "x"

    assert alice.get("/moments/").status_code == 200


def test_words_of_a_page_that_was_left_are_not_taken_from_whoever_comes_next(alice):
    alice.browser.cookies["__Host-left"] = "lock"

    assert alice.post("/moments/write/", {"text": "after the lock"}).status_code == 403


def test_whoever_signs_in_with_the_mark_still_there_is_inside(alice):
    alice.browser.cookies["__Host-left"] = "leave"

    answer = alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})

    assert lost(answer) == {"__Host-left"}
    assert alice.get("/moments/").status_code == 200
    assert Session.objects.count() == 1


def test_made_up_sessions_fill_neither_the_memory_nor_the_disk(client, db):
    for number in range(20):
        client.cookies["__Host-s"] = f"{number:040}"
        client.post("/leave/")
        client.cookies["__Host-s"] = "../../../etc/passwd"
        client.post("/leave/")

    assert ended._here == set()
    assert not (current.DATA / "ended").exists() or list((current.DATA / "ended").iterdir()) == []


def test_for_a_made_up_session_no_row_is_looked_for(client, db):
    client.cookies["__Host-s"] = "a" * 40

    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/sign-in/", b"a" * 70_000, content_type="application/octet-stream")

    assert answer.status_code == 413
    assert not any("accounts_session" in query["sql"] for query in queries)


def test_an_older_versions_session_that_only_its_row_could_end_is_over(client, person, monkeypatch):
    monkeypatch.setattr(
        SessionStore, "_get_new_session_key", lambda _: get_random_string(32, VALID_KEY_CHARS)
    )  # as older versions drew it
    client.post("/sign-in/", {"username": "alice", "passphrase": person.passphrase})
    assert len(client.cookies["__Host-s"].value) == 32

    assert client.get("/moments/").status_code == 302
    assert person.get("/moments/").status_code == 200


def test_a_session_that_idled_away_needs_no_write_either(person):
    Account.objects.update(idle_minutes=2)
    cookies = copied(person)
    del person.browser.cookies["__Host-k"]
    with held():
        assert lost(person.get("/moments/")) == {"__Host-s"}
        assert not comes_back_with(person, cookies)


def test_an_account_that_could_not_be_deleted_keeps_its_owner_inside(person):
    with full_disk("", at='DELETE FROM "accounts_slot"'):
        answer = person.post("/export/delete/", {"sure": "on", "current": person.passphrase})

    assert answer.status_code == 503
    assert "This was not saved." in answer.text
    assert Account.objects.count() == 1
    assert person.get("/moments/").status_code == 200


def test_pages_after_trouble_have_a_way_out_that_works(person):
    with held():
        refused = person.post("/moments/write/", {"text": "not now"})
        assert refused.status_code == 503
        assert '<form class="leave" method="post" action="/leave/">' in refused.text
        assert_forgotten(person.post("/leave/"), "/leave/")


def test_while_one_removes_what_ended_nobody_else_connects_to_do_the_same(person):
    ended.note(person.browser.session.session_key)
    others = []

    def remove_elsewhere():
        ended.remove()
        opened = connection.connection is not None
        connections.close_all()
        return opened

    def beside(execute, *statement):
        if statement[0].startswith("DELETE"):
            with ThreadPoolExecutor(1) as other:
                others.append(other.submit(remove_elsewhere).result())
        return execute(*statement)

    with connection.execute_wrapper(beside):
        ended.remove()

    assert others == [False]
    assert not Session.objects.exists()


def test_what_ends_while_another_is_removed_is_removed_with_it(person):
    first, second = person.browser.session.session_key, signed_in("bob").browser.session.session_key
    ended.note(first)

    def meanwhile(execute, *statement):
        ended.note(second)
        return execute(*statement)

    with connection.execute_wrapper(meanwhile):
        ended.remove()

    assert not Session.objects.exists()
