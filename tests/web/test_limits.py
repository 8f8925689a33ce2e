"""A request is as large as its page needs, and no larger; words that were being written still come through."""

import re
from io import BytesIO
from urllib.parse import urlencode

import pytest
import time_machine

from middleway.web.accounts import ended
from middleway.web.accounts.carried import whose
from middleway.web.limits import USUAL, WRITING
from middleway.web.moments.models import Draft, Moment
from middleway.web.records import store
from tests.support.addresses import every
from tests.support.pages import hidden, parsed

FORM = "application/x-www-form-urlencoded"
LONG = "The rain did not stop. " * 4_000
GIVEN = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "slug": "x"}


class Unread(BytesIO):
    """A body that nobody may read."""

    def read(self, *_):
        raise AssertionError("it was read")

    readline = read


def answered(client, path, length):
    """Send a header that says `length`, and a body that must not be read; return the status."""
    more = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": FORM, "wsgi.input": Unread()}
    return client.generic("POST", path, b"", **more).status_code


def addresses():
    """Yield (name, path) of every address, with ids that nobody has."""
    for name, _, written in every():
        yield name, "/" + re.sub("<([a-z]+):[a-z_]+>", lambda found: GIVEN[found[1]], written)


def sent(person, path, fields, *, in_parts):
    return person.post(path, fields) if in_parts else person.post(path, urlencode(fields), content_type=FORM)


def test_what_is_too_large_for_its_address_is_refused_unread_by_its_header(alice):
    for name, path in addresses():
        most = {"imports:bring_in": 70_000_000, "comfort:add": 9_000_000, "comfort:change": 9_000_000}.get(
            name, WRITING + 1
        )
        assert answered(alice.browser, path, most) == 413, name


def test_most_addresses_take_64_kb_and_no_more_from_the_signed_in_either(alice):
    large = {name for name, path in addresses() if answered(alice.browser, path, USUAL + 1) != 413}

    assert large == {
        "drafts:save",
        "way:remember",
        "drafts:let_go",
        "readings:read",
        "signin:sign_in",
        "moments:write",
        "moments:draft",
        "moments:let_go",
        "moments:edit",
        "way:step",
        "way:reading",
        "weeks:part",
        "care:paper",
        "comfort:add",
        "comfort:change",
        "imports:bring_in",
    }


@pytest.mark.parametrize("in_parts", [True, False])
@pytest.mark.parametrize(
    "path", ["/sign-in/", "/sign-in/join/", "/sign-in/recover/", "/moments/write/", "/imports/", "/nowhere/"]
)
def test_a_stranger_sends_64_kb_at_most(client, alice, path, in_parts):
    answer = sent(client, path, {"carried": LONG, "whose": "x:y:z", "username": "a"}, in_parts=in_parts)

    assert answer.status_code == 413
    assert "nothing was changed" in answer.text
    assert 'action="/leave/"' in answer.text


def test_anybody_may_have_a_long_text_looked_at(client, alice):
    assert client.post("/", {"text": LONG * 20}).status_code == 422
    assert client.post("/", {"text": "a" * WRITING}).status_code == 413


def test_a_body_without_a_length_is_not_read(client, alice):
    answer = client.generic(
        "POST", "/sign-in/", b"", content_type=FORM, **{"wsgi.input": Unread(), "HTTP_TRANSFER_ENCODING": "chunked"}
    )

    assert answer.status_code == 200, "an empty form"


@pytest.mark.parametrize("length", ["-1", "9" * 400, "x", "１"])
def test_a_length_that_is_none_is_answered(client, alice, length):
    more = {"CONTENT_LENGTH": length, "CONTENT_TYPE": FORM, "wsgi.input": BytesIO()}

    assert client.generic("POST", "/sign-in/", b"", **more).status_code in (200, 413)


@pytest.mark.parametrize("in_parts", [True, False])
def test_the_signed_in_keep_as_much_as_a_page_holds(alice, in_parts):
    assert sent(alice, "/moments/write/", {"text": LONG}, in_parts=in_parts).status_code == 302

    assert store.content_of(Moment.objects.get(), alice.vault())["text"] == LONG


@pytest.mark.parametrize("in_parts", [True, False])
def test_a_session_that_was_left_is_a_stranger_though_its_row_is_there(alice, in_parts):
    ended.note(alice.browser.session.session_key)

    assert sent(alice, "/moments/write/", {"text": LONG}, in_parts=in_parts).status_code == 413


@pytest.mark.parametrize("in_parts", [True, False])
def test_a_long_text_comes_over_the_door_when_the_session_has_ended(alice, in_parts):
    page = hidden(alice.get("/moments/write/"))
    alice.post("/lock/")

    refused = sent(alice, "/moments/write/", {"whose": page["whose"], "text": LONG * 3}, in_parts=in_parts)
    assert refused.status_code == 403
    carried = {"whose": hidden(refused)["whose"], "carried": hidden(refused)["carried"] + " " * USUAL}
    wrong = sent(alice, "/sign-in/", {"username": "alice", "passphrase": "wrong", **carried}, in_parts=in_parts)
    assert wrong.status_code == 422
    again = {"whose": hidden(wrong)["whose"], "carried": carried["carried"]}
    sent(alice, "/sign-in/", {"username": "alice", "passphrase": alice.passphrase, **again}, in_parts=in_parts)

    assert store.content_of(Draft.objects.get(), alice.vault())["text"].strip() == (LONG * 3).strip()


@pytest.mark.parametrize("in_parts", [True, False])
def test_a_proof_that_is_forged_old_or_comes_too_late_lets_nothing_in(client, alice, in_parts):
    proof = whose(alice.account)
    forged = proof[:-1] + ("a" if proof[-1] != "a" else "b")
    with time_machine.travel("2020-01-01"):
        old = whose(alice.account)

    for fields in (
        {"whose": forged, "carried": LONG},
        {"whose": old, "carried": LONG},
        {"carried": LONG, "whose": proof},
    ):
        assert sent(client, "/sign-in/", fields, in_parts=in_parts).status_code == 413


def test_every_page_of_writing_carries_its_proof_before_its_words(alice):
    for path in ("/moments/write/", "/weeks/1/", "/care/pages/safety/"):
        boxes = [box for box in parsed(alice.get(path)).iter() if box.tag in {"input", "textarea"}]
        names = [box.get("name") if box.tag == "input" else "words" for box in boxes]
        assert names.index("whose") < names.index("words")
