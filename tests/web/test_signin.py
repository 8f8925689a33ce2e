"""The first visit, joining, signing in, coming back with a code, locking and leaving."""

import re
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from middleway.vault import Cost
from middleway.vault.recovery import new_code
from middleway.web.accounts import actions, second_step
from middleway.web.accounts.models import Account, Session
from middleway.web.moments.models import Draft
from middleway.web.records import store
from tests.support.locks import held
from tests.support.pages import element, value_of
from tests.web.conftest import PASSPHRASES, signed_in

NEW = "pillow oxford mulberry trodden anvil squeak"

START = {
    "operator": "Kim",
    "username": "Alice",
    "take_offered": "on",
    "offered": "gravel donut unsaid tripod mosaic lentil",
}


@pytest.fixture
def code(db):
    return actions.new_claim_code()


def test_the_first_visit_makes_the_first_account_with_the_printed_code(client, code):
    response = client.post("/sign-in/start/", {**START, "code": code.upper()})

    assert response.status_code == 200
    assert re.search(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}", response.text)
    assert client.get("/moments/").status_code == 200
    assert Account.objects.get().username == "alice"


@pytest.mark.parametrize("guess", ["", "0000-0000-0000-0000-0000", "é"])
def test_a_stranger_without_the_code_cannot_claim_a_fresh_server(client, code, guess):
    response = client.post("/sign-in/start/", {**START, "code": guess})

    assert response.status_code == 422
    assert not Account.objects.exists()


def test_the_code_serves_once(client, code):
    client.post("/sign-in/start/", {**START, "code": code})

    response = Client().post("/sign-in/start/", {**START, "username": "mallory", "code": code})

    assert response.status_code == 302
    assert Account.objects.count() == 1
    assert actions.new_claim_code() is None


def test_without_an_operator_nobody_can_start(client, code):
    assert client.post("/sign-in/start/", {**START, "operator": "", "code": code}).status_code == 422
    assert not Account.objects.exists()


def test_before_any_field_the_page_says_who_runs_it_and_what_they_could_read(client, code, settings):
    client.post("/sign-in/start/", {**START, "code": code})
    settings.SIGN_UP = True

    page = Client().get("/sign-in/join/").text

    assert "Kim</strong> runs this server" in page
    assert page.index("Kim</strong> runs this server") < page.index('<input type="text"')


def test_sign_up_is_closed_unless_opened(client, alice, settings):
    new = {"username": "carol", "take_offered": "on", "offered": "gravel donut unsaid tripod mosaic lentil"}

    assert client.post("/sign-in/join/", new).status_code == 403
    settings.SIGN_UP = True
    assert client.post("/sign-in/join/", new).status_code == 200
    assert client.get("/moments/").status_code == 200


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("short one", "Too short"),
        ("aaaaaaaaaaaaaaaaaaaa", "can be guessed"),
        ("liverpoolfootball1", "can be guessed"),
        ("carol-carol-1987", "holds your name"),
    ],
)
def test_a_weak_common_or_personal_passphrase_is_refused_with_the_reason(client, alice, settings, passphrase, reason):
    settings.SIGN_UP = True

    response = client.post("/sign-in/join/", {"username": "carol", "passphrase": passphrase, "again": passphrase})

    assert response.status_code == 422
    assert reason in response.text
    assert not Account.objects.filter(username="carol").exists()


@pytest.mark.parametrize("typed", ["alice", " Alice ", "ALICE", "ａｌｉｃｅ"])
def test_a_name_fits_however_it_is_typed(client, alice, typed):
    response = client.post("/sign-in/", {"username": typed, "passphrase": alice.passphrase})

    assert response.status_code == 302


def test_two_cookies_and_the_forms_token_are_set_and_all_go_with_the_browser(client, alice):
    response = client.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})

    assert set(response.cookies) == {"__Host-s", "__Host-k", "__Host-c"}
    for cookie in response.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == "/"
        assert not cookie["max-age"]
        assert not cookie["domain"]


@pytest.mark.parametrize("missing", ["__Host-s", "__Host-k"])
def test_one_cookie_alone_opens_nothing_and_ends_the_session(alice, missing):
    del alice.browser.cookies[missing]

    assert alice.get("/moments/").headers["Location"] == "/sign-in/"
    if missing == "__Host-k":
        assert not Session.objects.exists()


def test_the_cookies_of_two_people_do_not_mix(alice, bob):
    alice.browser.cookies["__Host-k"] = bob.browser.cookies["__Host-k"].value

    assert alice.get("/moments/").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 302)])
def test_fifteen_idle_minutes_end_the_session(db, minutes, status):
    with time_machine.travel("2026-11-23 22:00:30Z", tick=False) as clock:
        alice = signed_in("alice")
        clock.shift(minutes * 60)

        answer = alice.get("/moments/")
        assert answer.status_code == status
        assert answer.headers.get("Clear-Site-Data") == (None if status == 200 else '"cache"')


@pytest.mark.parametrize(("back", "status"), [(1, 200), (365 * 24 * 60, 302)])
def test_a_session_from_a_fast_clock_does_not_last_until_that_clock_is_right(db, back, status):
    with time_machine.travel("2026-11-23 22:00:30Z", tick=False) as clock:
        alice, other = signed_in("alice"), Client()
        clock.shift(-back * 60)
        assert alice.get("/moments/").status_code == status

        other.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
        assert Session.objects.count() == (2 if status == 200 else 1)


def test_while_no_sign_of_life_is_written_pages_show_and_idle_time_goes_on(transactional_db):
    with time_machine.travel("2026-11-23 22:00:30Z", tick=False) as clock:
        alice = signed_in("alice")
        with held():
            clock.shift(14 * 60)
            assert alice.get("/moments/").status_code == 200
            clock.shift(2 * 60)
            assert alice.get("/moments/").status_code == 302


def test_eight_hours_end_the_session_however_busy_it_was(db):
    with time_machine.travel("2026-11-23 12:00:30Z", tick=False) as clock:
        alice = signed_in("alice")
        for _ in range(47):
            clock.shift(10 * 60)
            assert alice.get("/moments/").status_code == 200
        clock.shift(10 * 60)

        assert alice.get("/moments/").status_code == 302


def test_an_owner_may_shorten_the_idle_time(db):
    with time_machine.travel("2026-11-23 12:00:30Z", tick=False) as clock:
        alice = signed_in("alice")
        assert alice.post("/security/idle/", {"minutes": "2"}).status_code == 422
        alice.post("/security/idle/", {"minutes": "2", "current": alice.passphrase})
        clock.shift(150)

        assert alice.get("/moments/").status_code == 302


def test_on_a_device_of_their_own_an_owner_may_stay_in_for_a_day_and_no_longer(db):
    with time_machine.travel("2026-11-23 12:00:30Z", tick=False) as clock:
        alice = signed_in("alice")
        alice.post("/security/idle/", {"minutes": "1440", "current": alice.passphrase})
        clock.shift(23 * 60 * 60)
        assert alice.get("/moments/").status_code == 200
        assert "Locks itself after 24 hours" in alice.get("/security/").text
        clock.shift(2 * 60 * 60)

        assert alice.get("/moments/").status_code == 302


@pytest.mark.parametrize("typed", ["{} ", " {}", "{}\t"])
def test_a_space_around_a_passphrase_does_not_matter(client, alice, typed):
    answer = client.post("/sign-in/", {"username": "alice", "passphrase": typed.format(alice.passphrase)})

    assert answer.status_code == 302


def test_a_space_that_a_keyboard_added_does_not_become_part_of_a_passphrase_that_is_renewed(client, alice, settings):
    settings.COST = Cost(128, 1, 1)
    assert client.post("/sign-in/", {"username": "alice", "passphrase": f"{alice.passphrase} "}).status_code == 302

    answer = Client().post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
    assert answer.status_code == 302


def test_a_passphrase_that_was_chosen_with_a_space_at_its_end_still_opens(client, alice):
    actions.renew_passphrase(alice.vault(), passphrase="four words and a half ")
    opened = [
        client.post("/sign-in/", {"username": "alice", "passphrase": typed}).status_code == 302
        for typed in ("four words and a half ", "four words and a half")
    ]

    assert opened == [True, False]


@pytest.mark.parametrize(("door", "cleared"), [("/lock/", '"cache"'), ("/leave/", '"cache", "storage"')])
def test_after_lock_and_leave_the_old_cookies_open_nothing(alice, door, cleared):
    before = {name: cookie.value for name, cookie in alice.browser.cookies.items()}

    response = alice.post(door)

    assert response.headers["Clear-Site-Data"] == cleared
    assert {name for name, cookie in response.cookies.items() if not cookie.value} >= {
        "__Host-s",
        "__Host-k",
        "__Host-c",
    }
    assert not Session.objects.exists()
    for name, value in before.items():
        alice.browser.cookies[name] = value
    assert alice.get("/moments/").status_code == 302


OTHERWISE = {
    "another passphrase": lambda alice: alice.post(
        "/security/passphrase/", {"current": alice.passphrase, "passphrase": NEW, "again": NEW}
    ),
    "all keys anew": lambda alice: alice.post(
        "/security/everything/", {"current": alice.passphrase, "passphrase": NEW, "again": NEW}
    ),
    "ended from settings": lambda alice: alice.post("/security/end-others/"),
    "recovered": lambda alice: Client().post(
        "/sign-in/recover/", {"username": "alice", "code": alice.code, "passphrase": NEW, "again": NEW}
    ),
    "deleted": lambda alice: alice.post("/export/delete/", {"current": alice.passphrase, "sure": "on"}),
    "disabled": lambda alice: Account.objects.update(is_active=False),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_a_browser_whose_session_ended_elsewhere_forgets_at_the_next_request(alice, how):
    other = Client()
    other.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
    assert "Clear-Site-Data" not in other.get("/moments/").headers
    OTHERWISE[how](alice)

    answer = other.get("/moments/")

    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not other.cookies["__Host-s"].value
    assert not other.cookies["__Host-k"].value
    assert "Clear-Site-Data" not in other.get("/sign-in/").headers


def test_a_late_save_of_a_signed_out_page_takes_no_newer_cookies_away(alice):
    # A browser stores what an answer sets. This one was asked for before somebody signed in in another tab, and comes
    # after that.
    late = Client()
    late.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
    alice.post("/security/end-others/")

    answer = late.post(f"/moments/drafts/{uuid4()}/", {"text": "what I could"}, headers={"Autosave": "yes"})

    assert answer.status_code == 403
    assert {"__Host-s", "__Host-k"}.isdisjoint(answer.cookies)
    assert "Clear-Site-Data" not in answer.headers
    assert not late.get("/moments/").cookies["__Host-k"].value  # the next page that somebody asks for takes them


def test_leaving_works_without_a_session_a_token_or_javascript(client, settings):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/leave/")

    assert response.status_code == 200
    assert response.headers["Refresh"] == f"0; url={settings.LEAVE_URL}"
    assert response.text.count("<") == response.text.count(">")
    assert "<body></body>" in response.text


def test_the_way_to_leave_comes_before_everything_else_on_every_page(alice, client):
    for page in (client.get("/"), client.get("/nothing-here"), alice.get("/moments/"), alice.get("/security/")):
        first = next(part for part in element(page, ".//body").iter() if part.tag in {"a", "form", "button", "input"})
        assert first.attrib == {"class": "leave", "method": "post", "action": "/leave/"}


def test_words_typed_after_the_session_ended_come_back_in_as_a_draft(alice):
    carried = carried_by(alice)

    alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase, "carried": carried})
    assert "what I could not say" in alice.get("/moments/").text


def carried_by(person):
    """Write, be signed out, press Keep; return what the door's page carries."""
    whose = value_of(person.get("/moments/write/"), "whose")
    person.post("/lock/")
    refused = person.post("/moments/write/", {"text": "what I could not say", "whose": whose})
    assert refused.status_code == 403
    assert "what I could not say" not in refused.text
    return value_of(refused, "carried")


@pytest.mark.parametrize("text", ["😭" * 100_000, "ж" * 100_000])
def test_as_many_words_as_a_page_holds_come_in_over_the_door(alice, text):
    whose = value_of(alice.get("/moments/write/"), "whose")
    alice.post("/lock/")
    refused = alice.post("/moments/write/", {"whose": whose, "text": text})  # in the order of the page
    carried = value_of(refused, "carried")

    fields = {"username": "alice", "passphrase": alice.passphrase, "whose": whose, "carried": carried}
    alice.post("/sign-in/", fields)

    assert store.content_of(Draft.objects.get(), alice.vault())["text"] == text


@pytest.mark.parametrize(
    ("page", "wrong"),
    [("/sign-in/join/", {"username": "x"}), ("/sign-in/recover/", {"username": "alice", "code": "x"})],
)
def test_the_six_words_stay_the_same_when_the_form_comes_back(client, alice, settings, page, wrong):
    settings.SIGN_UP = True
    shown = value_of(client.get(page), "offered")

    again = client.post(page, {**wrong, "take_offered": "on", "offered": shown})

    assert again.status_code == 422
    assert value_of(again, "offered") == shown
    assert f'translate="no">{shown}</p>' in again.text


def test_nobody_else_gets_the_words_of_a_session_that_ended(alice, bob):
    carried = carried_by(alice)

    bob.post("/sign-in/", {"username": "bob", "passphrase": bob.passphrase, "carried": carried})

    assert "what I could not say" not in bob.get("/moments/").text
    assert bob.get("/moments/").status_code == 200


def test_carried_words_wait_for_the_second_step(alice):
    second_step.add_code(alice.account, "JBSWY3DPEHPK3PXP")
    carried = carried_by(alice)

    alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase, "carried": carried})

    assert not Draft.objects.exists()


@pytest.mark.parametrize("carried", ["x", ".", "a.b", "00000000-0000-4000-8000-000000000000.AAAA"])
def test_nonsense_in_the_place_of_carried_words_is_no_reason_to_stay_outside(alice, carried):
    form = {"username": "alice", "passphrase": alice.passphrase, "carried": carried}

    assert alice.post("/sign-in/", form).status_code == 302


def test_words_typed_into_a_page_that_is_too_old_are_given_back():
    response = Client(enforce_csrf_checks=True).post("/moments/write/", {"text": "what I could not say"})

    assert response.status_code == 403
    assert "what I could not say" in response.text


def test_the_recovery_code_sets_a_new_passphrase_and_serves_once(client, alice):
    new = {"username": "alice", "code": alice.code.lower(), "take_offered": "on", "offered": PASSPHRASES["bob"]}
    alice.post("/moments/write/", {"text": "still mine"})

    response = client.post("/sign-in/recover/", new)

    assert response.status_code == 200
    assert "still mine" in client.get("/moments/").text
    assert "signed in with your recovery code" in client.get("/home/").text
    assert alice.get("/moments/").status_code == 302  # every other session is over
    assert Client().post("/sign-in/recover/", new).status_code == 422
    assert Client().post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase}).status_code == 422
    assert Client().post("/sign-in/", {"username": "alice", "passphrase": PASSPHRASES["bob"]}).status_code == 302


def test_a_page_of_recovery_does_not_tell_who_has_no_code(client, alice, bob):
    actions.drop_code(bob.vault())
    form = {"take_offered": "on", "offered": PASSPHRASES["bob"]}

    pages = [
        client.post("/sign-in/recover/", {**form, "username": name, "code": "1234"})
        for name in ("alice", "bob", "nobody")
    ]

    assert all("typing mistake" in page.text for page in pages)


def test_strangers_with_wrong_codes_do_not_close_the_door_of_the_right_one(alice):
    form = {"username": "alice", "take_offered": "on", "offered": PASSPHRASES["bob"]}
    for _ in range(12):
        Client().post("/sign-in/recover/", {**form, "code": new_code()})

    assert Client().post("/sign-in/recover/", {**form, "code": alice.code}).status_code == 200


def test_the_first_visit_is_one_visit_even_for_four_in_the_same_moment(code):
    actions.create_first(operator="Kim", username="alice", passphrase=PASSPHRASES["alice"])

    with pytest.raises(actions.Claimed):
        actions.create_first(operator="Pat", username="pat", passphrase=PASSPHRASES["bob"])
    assert Account.objects.count() == 1


def test_a_mistyped_code_is_told_from_a_wrong_one_before_it_counts(client, alice):
    offered = {"username": "alice", "take_offered": "on", "offered": PASSPHRASES["bob"]}
    mistyped = alice.code[:-1] + ("A" if alice.code[-1] != "A" else "B")

    assert "typing mistake" in client.post("/sign-in/recover/", {**offered, "code": mistyped}).text


def test_behind_an_https_proxy_forms_from_our_pages_pass_and_others_do_not(alice, settings):
    settings.ALLOWED_HOSTS = ["notes.example"]
    settings.HTTPS = True
    browser = Client(enforce_csrf_checks=True, headers={"host": "notes.example"})
    token = value_of(browser.get("/sign-in/"), "csrfmiddlewaretoken")
    form = {"username": "alice", "passphrase": alice.passphrase, "csrfmiddlewaretoken": token}

    assert browser.post("/sign-in/", form, headers={"origin": "https://evil.example"}).status_code == 403
    assert browser.post("/sign-in/", form, headers={"origin": "https://notes.example"}).status_code == 302


def test_a_session_that_is_ended_in_another_window_meanwhile_stays_ended(alice, monkeypatch):
    with time_machine.travel("2126-11-23 22:00:30Z", tick=False):
        browser = signed_in("bob").browser
    with time_machine.travel("2126-11-23 22:05:30Z", tick=False):
        monkeypatch.setattr("middleway.web.moments.queries.index", lambda *_: Session.objects.all().delete())

        assert browser.get("/moments/").status_code == 200
        assert browser.get("/moments/").status_code == 302


def test_a_disabled_account_is_out_at_once_and_cannot_come_back(alice):
    Account.objects.update(is_active=False)

    assert alice.get("/moments/").status_code == 302
    assert alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase}).status_code == 422


def test_an_old_cost_or_pepper_is_renewed_at_the_next_sign_in(alice, client, settings):
    settings.COST = Cost(128, 1, 1)
    client.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})

    assert Account.objects.get().slots.get(kind="passphrase").memory == 128
    assert client.get("/moments/").status_code == 200
    assert "passphrase was changed" not in client.get("/home/").text
