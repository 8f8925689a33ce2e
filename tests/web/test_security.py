"""Settings: what protects an account, and how it is changed."""

import base64
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from middleway.vault import NotOpened, open_with_key, unlock
from middleway.web import keyfiles
from middleway.web.accounts import actions, locking
from middleway.web.accounts.models import Account, Browser, Session
from middleway.web.accounts.opening import WrongGuess, open_with_code, open_with_passphrase
from middleway.web.accounts.records import record_of
from middleway.web.accounts.second_step import _AT, Adapter
from middleway.web.moments import actions as moments
from middleway.web.moments.models import Moment
from middleway.web.records import manifest, rekeying, store
from tests.support.pages import elements, seed_on
from tests.web.conftest import PASSPHRASES, signed_in

NEW = "lentil mosaic tripod unsaid donut gravel"
OFFERED = {"take_offered": "on", "offered": NEW}


def come_in(passphrase, browser=None, **more):
    return (browser or Client()).post("/sign-in/", {"username": "alice", "passphrase": passphrase, **more})


def one_time(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def test_the_settings_page_names_the_operator_and_every_way(alice):
    page = alice.get("/security/").text

    own = [f"/security/{path}/" for path in ("passphrase", "everything", "code", "no-code", "one-time", "passkey")]
    for path in (*own, "/export/", "/imports/", "/export/delete/"):
        assert f'href="{path}"' in page
    assert "runs this server" in page


def test_another_passphrase_keeps_the_words_and_ends_every_other_session(alice):
    alice.post("/moments/write/", {"text": "still mine"})
    other = Client()
    come_in(alice.passphrase, other)

    response = alice.post("/security/passphrase/", {"current": alice.passphrase, **OFFERED})

    assert response.status_code == 302
    assert "still mine" in alice.get("/moments/").text
    assert "Your passphrase was changed." in alice.get("/home/").text
    assert other.get("/moments/").status_code == 302
    assert come_in(alice.passphrase).status_code == 422
    assert come_in(NEW).status_code == 302


CHANGES = [
    *(
        f"/security/{page}/"
        for page in ("passphrase", "everything", "code", "no-code", "no-steps", "browser", "one-time")
    ),
    "/export/",
    "/export/plain/",
    "/export/delete/",
]


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("guess", ["not the passphrase", ""])
def test_nothing_that_protects_is_changed_without_the_passphrase(alice, path, guess):
    before = Account.objects.values().get(), list(alice.account.slots.order_by("pk").values())
    everything = {
        **OFFERED,
        "current": guess,
        "archive_passphrase": NEW,
        "form": "json",
        "understood": "on",
        "sure": "on",
        "code": "000000",
    }

    response = alice.post(path, everything)

    assert response.status_code == 422
    assert (Account.objects.values().get(), list(alice.account.slots.order_by("pk").values())) == before
    assert not Browser.objects.exists()
    assert alice.get("/moments/").status_code == 200


def test_somebody_may_know_it_changes_every_key_and_keeps_every_word(alice):
    for number in range(3):
        alice.post("/moments/write/", {"text": f"page {number}"})
    before = open_with_passphrase("alice", alice.passphrase)[1]
    old = [bytes(row.sealed) for row in store.rows_of(before)]
    other = Client()
    come_in(alice.passphrase, other)

    page = alice.post("/security/everything/", {"current": alice.passphrase, **OFFERED})

    new_code = re.search(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}", page.text)[0]
    account, vault = open_with_passphrase("alice", NEW)
    assert not bytes(account.previous)
    assert vault.key != before.key
    assert vault.record.public_key != before.record.public_key
    assert {store.content_of(row, vault)["text"] for row in store.rows_of(vault)} == {"page 0", "page 1", "page 2"}
    assert not manifest.differing(vault)
    assert all(bytes(row.sealed) not in old for row in store.rows_of(vault))
    assert other.get("/moments/").status_code == 302
    assert alice.get("/moments/").status_code == 200
    with pytest.raises(WrongGuess):
        open_with_passphrase("alice", alice.passphrase)
    with pytest.raises(WrongGuess):
        open_with_code("alice", alice.code)
    assert open_with_code("alice", new_code)


def test_an_interrupted_change_of_all_keys_goes_on_at_the_next_sign_in(alice):
    alice.post("/moments/write/", {"text": "half way"})
    rekeying.begin_rekey(alice.vault(), passphrase=NEW)  # and then the power failed

    browser = Client()
    come_in(NEW, browser)

    assert "half way" in browser.get("/moments/").text
    assert not bytes(Account.objects.get().previous)


def test_a_page_from_before_new_keys_saves_nothing_and_gives_the_words_back(alice):
    vault = alice.vault()
    actions.renew_passphrase(vault, passphrase=NEW)

    with pytest.raises(locking.KeysChanged):
        moments.keep(vault, text="too late", draft_id=None)


@pytest.mark.parametrize("damaged", ["row", "list"])
def test_damage_from_outside_does_not_keep_anybody_from_changing_every_key(alice, damaged):
    for number in range(3):
        alice.post("/moments/write/", {"text": f"page {number}"})
    if damaged == "row":
        Moment.objects.filter(pk=Moment.objects.first().pk).update(sealed=b"\1\1" + bytes(400))
    else:
        Account.objects.update(manifest=b"\1\1" + bytes(300))

    page = alice.post("/security/everything/", {"current": alice.passphrase, **OFFERED})

    assert page.status_code == 200
    assert re.search(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}", page.text)
    browser = Client()
    assert come_in(NEW, browser).status_code == 302
    assert browser.get("/moments/").text.count("page ") >= 2
    assert browser.post("/moments/write/", {"text": "goes on"}).status_code == 302
    assert ("made anew" in browser.get("/home/").text) == (damaged == "list")


def test_a_remembered_browser_stays_remembered_after_locking(alice):
    alice.post("/security/browser/", {"current": alice.passphrase})
    response = alice.post("/lock/")

    assert "__Host-b" not in response.cookies
    assert "cookies" not in response.headers["Clear-Site-Data"]


def test_a_new_code_replaces_the_old_one(alice):
    page = alice.post("/security/code/", {"current": alice.passphrase})

    code = re.search(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}", page.text)[0]
    with pytest.raises(WrongGuess):
        open_with_code("alice", alice.code)
    assert open_with_code("alice", code)


def test_a_code_made_anew_while_all_keys_change_stays_the_one_that_opens(alice):
    vault, _ = rekeying.begin_rekey(alice.vault(), passphrase=alice.passphrase)
    _, newer = actions.renew_code(vault)

    rekeying.go_on_with_rekey(vault)  # it began before the code was changed in another window

    assert open_with_code("alice", newer)[0] == alice.account


@pytest.mark.parametrize("remembered", [False, True])
def test_wrong_guesses_outside_do_not_keep_the_owner_from_anything_inside(alice, remembered):
    if remembered:
        alice.post("/security/browser/", {"current": alice.passphrase})
    for _ in range(25):
        come_in("wrong wrong wrong wrong")
    assert "too many tries" in come_in(alice.passphrase).text

    answers = [
        alice.post("/security/idle/", {"minutes": "5", "current": alice.passphrase}),
        alice.post("/security/passphrase/", {"current": alice.passphrase, **OFFERED}),
        alice.post("/export/plain/", {"form": "json", "understood": "on", "current": NEW}),
        alice.post("/export/delete/", {"sure": "on", "current": NEW}),
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 200, 200]
    assert not Account.objects.exists()


@pytest.mark.parametrize("remembered", [False, True])
def test_whoever_sits_at_an_open_page_has_few_guesses_there_too(alice, remembered):
    if remembered:
        alice.post("/security/browser/", {"current": alice.passphrase})
    answers = [alice.post("/security/idle/", {"minutes": "5", "current": f"wrong {n} wrong wrong"}) for n in range(12)]

    assert "too many tries" in answers[-1].text
    assert "Wait " in answers[-1].text
    assert alice.post("/security/idle/", {"minutes": "5", "current": alice.passphrase}).status_code == 422


def test_guesses_at_an_open_page_close_neither_the_door_nor_another_page(alice):
    other = Client()
    for n in range(12):
        alice.post("/security/idle/", {"minutes": "5", "current": f"wrong {n} wrong wrong"})

    assert come_in(alice.passphrase, other).status_code == 302
    assert other.post("/security/idle/", {"minutes": "5", "current": alice.passphrase}).status_code == 302
    assert alice.post("/security/idle/", {"minutes": "5", "current": alice.passphrase}).status_code == 422


def test_changing_everything_and_deleting_forget_the_browser_on_the_device(alice):
    alice.post("/security/browser/", {"current": alice.passphrase})
    assert alice.browser.cookies["__Host-b"].value

    new = "pillow oxford mulberry trodden anvil squeak"
    alice.post("/security/everything/", {"current": alice.passphrase, "passphrase": new, "again": new})

    assert not alice.browser.cookies["__Host-b"].value


def test_without_a_code_the_old_one_opens_nothing(alice):
    alice.post("/security/no-code/", {"current": alice.passphrase})

    with pytest.raises(WrongGuess):
        open_with_code("alice", alice.code)
    assert "You have none now." in alice.get("/security/").text


@pytest.fixture
def standing_clock():
    with time_machine.travel("2026-11-23 22:00:30Z", tick=False) as clock:
        yield clock


@pytest.fixture
def with_code(db, standing_clock):
    """Alice, who uses one-time codes; and her seed."""
    alice = signed_in("alice")
    page = alice.get("/security/one-time/")
    secret = seed_on(page)
    assert elements(page, ".//svg")
    response = alice.post("/security/one-time/", {"code": one_time(secret), "current": alice.passphrase})
    assert response.status_code == 302
    standing_clock.shift(60)
    return alice, secret


def test_with_one_time_codes_a_passphrase_alone_opens_only_the_second_step(with_code, standing_clock):
    alice, secret = with_code
    browser = Client()

    assert come_in(alice.passphrase, browser).headers["Location"] == "/sign-in/second/"
    assert browser.get("/moments/").status_code == 302
    assert browser.post("/sign-in/second/", {"one_time": "000000"}).status_code == 422
    assert browser.get("/moments/").status_code == 302
    assert browser.post("/sign-in/second/", {"one_time": one_time(secret)}).status_code == 302
    assert browser.get("/moments/").status_code == 200


def test_the_second_step_waits_five_minutes(with_code, standing_clock):
    alice, _ = with_code
    browser = Client()
    come_in(alice.passphrase, browser)
    standing_clock.shift(5 * 60)

    assert browser.get("/sign-in/second/").status_code == 404


def test_passphrase_and_one_time_code_fit_in_one_form_and_a_code_serves_once(with_code, standing_clock):
    alice, secret = with_code
    code = one_time(secret)

    assert come_in(alice.passphrase, one_time=code).headers["Location"] == "/home/"
    assert come_in(alice.passphrase, one_time=code).status_code == 422
    assert come_in(alice.passphrase, one_time="000000").status_code == 422


def test_the_code_that_was_typed_to_set_it_up_does_not_serve_at_the_door(db, standing_clock):
    alice = signed_in("alice")
    secret = seed_on(alice.get("/security/one-time/"))
    code = one_time(secret)
    alice.post("/security/one-time/", {"code": code, "current": alice.passphrase})

    assert come_in(alice.passphrase, one_time=code).status_code == 422


def test_an_earlier_code_does_not_serve_after_a_later_one(with_code, standing_clock):
    alice, secret = with_code
    earlier, later = one_time(secret), one_time(secret, 1)

    assert come_in(alice.passphrase, one_time=later).headers["Location"] == "/home/"
    assert come_in(alice.passphrase, one_time=earlier).status_code == 422
    standing_clock.shift(35)
    assert come_in(alice.passphrase, one_time=later).status_code == 422
    standing_clock.shift(35)
    assert come_in(alice.passphrase, one_time=one_time(secret)).headers["Location"] == "/home/"


def test_a_clock_that_ran_a_year_ahead_does_not_keep_codes_from_serving(with_code, standing_clock):
    alice, secret = with_code
    standing_clock.shift(365 * 86_400)
    come_in(alice.passphrase, one_time=one_time(secret))
    standing_clock.shift(-365 * 86_400)

    assert come_in(alice.passphrase, one_time=one_time(secret)).headers["Location"] == "/home/"


OFF = [
    (-6, "about 3 minutes old"),
    (6, "about 3 minutes ahead"),
    (-400, "about 3 hours old"),
    (2_000, "about 17 hours ahead"),
]


@pytest.mark.parametrize(("steps", "told"), OFF)
@pytest.mark.parametrize("page", ["/sign-in/", "/sign-in/second/", "/security/one-time/"])
def test_a_clock_that_is_off_is_named_to_whoever_knows_the_passphrase(with_code, standing_clock, page, steps, told):
    alice, secret = with_code
    if page == "/security/one-time/":
        alice.post("/security/no-steps/", {"current": alice.passphrase})
        secret = seed_on(alice.get(page))
        answer = alice.post(page, {"code": one_time(secret, steps), "current": alice.passphrase})
    else:
        browser = Client()
        come_in(alice.passphrase, browser)
        fields = {"username": "alice", "passphrase": alice.passphrase, "one_time": one_time(secret, steps)}
        answer = browser.post(page, fields)

    assert answer.status_code == 422
    assert told in answer.text
    assert "which says 22:01 UTC" in answer.text


def test_no_clock_is_named_to_whoever_does_not_know_the_passphrase(with_code, standing_clock):
    _, secret = with_code
    answers = [come_in("wrong wrong wrong wrong", one_time=one_time(secret, 6)) for _ in range(9)]

    assert not any("clock" in answer.text for answer in answers)


def test_a_code_of_which_it_was_told_when_it_will_be_right_is_not_right_then(with_code, standing_clock):
    alice, secret = with_code
    code = one_time(secret, 10)
    assert "minutes ahead" in come_in(alice.passphrase, one_time=code).text
    standing_clock.shift(10 * 30)

    assert come_in(alice.passphrase, one_time=code).status_code == 422
    assert come_in(alice.passphrase, one_time=one_time(secret, 1)).status_code == 302


def test_two_codes_in_a_row_open_under_siege_whatever_strangers_try(with_code, standing_clock):
    alice, secret = with_code
    for number in range(30):
        come_in("wrong wrong wrong wrong", one_time=f"{number:06}")
    pair = f"{one_time(secret)} {one_time(secret, 1)}"
    assert "too many tries" in come_in(alice.passphrase, one_time=one_time(secret)).text

    assert come_in(alice.passphrase, one_time=f"{one_time(secret)} {one_time(secret)}").status_code == 422
    assert come_in("wrong wrong wrong wrong", one_time="123456 123456").status_code == 422
    assert come_in(alice.passphrase, one_time=pair).headers["Location"] == "/home/"
    assert "too many tries" not in come_in(alice.passphrase, one_time=pair).text


def test_the_seed_is_sealed_in_the_database_and_in_the_session(with_code):
    _, secret = with_code
    rows = str(list(Authenticator.objects.values())) + str(list(Session.objects.values()))

    assert secret not in rows


def test_second_steps_are_taken_away_with_the_passphrase(with_code, standing_clock):
    alice, _ = with_code
    standing_clock.shift(60)

    alice.post("/security/no-steps/", {"current": alice.passphrase})

    assert not Authenticator.objects.exists()
    assert come_in(alice.passphrase).headers["Location"] == "/home/"


def test_strangers_have_no_page_of_the_second_step(client, db):
    assert client.get("/sign-in/second/").status_code == 404
    assert client.post("/sign-in/second/passkey/", {"credential": "{}"}).status_code == 404


@pytest.mark.parametrize("credential", ["", "{}", "[]", '{"id": 1}', "null", "x"])
def test_a_passkey_that_is_none_adds_nothing(alice, credential):
    response = alice.post("/security/passkey/", {"current": alice.passphrase, "credential": credential})

    assert response.status_code == 422
    assert not Authenticator.objects.exists()


def test_a_remembered_browser_has_a_door_of_its_own(alice):
    alice.post("/security/browser/", {"current": alice.passphrase})
    for _ in range(4):
        come_in("not it, not it, not it")
    assert "too many tries" in come_in(alice.passphrase).text

    assert come_in(alice.passphrase, alice.browser).status_code == 302
    alice.post("/security/forget-browsers/")
    assert not Browser.objects.exists()


def test_all_other_browsers_are_signed_out_in_one_click(alice):
    other = Client()
    come_in(alice.passphrase, other)
    assert "One other browser" in alice.get("/security/").text

    alice.post("/security/end-others/")

    assert other.get("/moments/").status_code == 302
    assert alice.get("/moments/").status_code == 200


def test_another_person_changes_nothing_of_hers(alice, bob):
    bob.post("/security/end-others/")
    bob.post("/security/forget-browsers/")
    bob.post("/security/passphrase/", {"current": PASSPHRASES["alice"], **OFFERED})

    assert alice.get("/moments/").status_code == 200
    assert open_with_passphrase("alice", alice.passphrase)


def test_sessions_are_sealed_under_the_instance_key_each_in_its_place(alice, bob):
    one, other = Session.objects.order_by("session_key")
    Session.objects.filter(pk=one.pk).update(session_data=other.session_data)

    assert (alice if alice.browser.cookies["__Host-s"].value == one.pk else bob).get("/moments/").status_code == 302


def test_what_is_sealed_for_the_server_opens_with_no_other_key():
    sealed = Adapter().encrypt("seed")

    assert Adapter().decrypt(sealed) == "seed"
    assert "seed" not in sealed
    with pytest.raises(NotOpened):
        open_with_key(keyfiles.peppers()[1], base64.b64decode(sealed), _AT)


def test_a_slot_of_a_kind_that_nobody_knows_is_taken_for_no_other(alice):
    account = Account.objects.get(username="alice")
    account.slots.filter(kind="recovery").update(kind="key")

    with pytest.raises(NotOpened):
        unlock(record_of(account), alice.passphrase, keyfiles.peppers())
    assert come_in(alice.passphrase).status_code == 422
