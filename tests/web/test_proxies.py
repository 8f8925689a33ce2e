"""Behind a proxy: the names it may go by, whose forms are taken, and who is told what when one is not."""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from middleway.web.hosts import hosts, name_in
from tests.support.pages import value_of

NAME = "notes.example.org"
WORDS = "what I typed"
FORM = {"username": "nobody", "passphrase": "wrong wrong wrong", "text": WORDS}


@pytest.fixture
def proxy(settings):
    settings.ALLOWED_HOSTS, settings.HTTPS = [NAME], True


def browser(host=NAME):
    return Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"host": host})


def sent(client, origin=None, *, token=True, **headers):
    """Knock at the door with words, as a browser does whose session ended. The status is 422 if the form is taken."""
    given = value_of(client.get("/sign-in/"), "csrfmiddlewaretoken")
    form = FORM | ({"csrfmiddlewaretoken": given} if token else {})
    return client.post("/sign-in/", form, headers=({"origin": origin} if origin else {}) | headers)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("notes.example.org", ["notes.example.org"]),
        (" Notes.Example.ORG. , localhost ,", ["notes.example.org", "localhost"]),
        ("notes.example.org:8443", ["notes.example.org"]),
        ("bücher.example", ["xn--bcher-kva.example"]),
        ("::1,[::1]:8000,2001:DB8:0::1", ["[::1]", "[::1]", "[2001:db8::1]"]),
        ("192.0.2.7", ["192.0.2.7"]),
        ("router", ["router"]),
        (
            "xn--bcher-kva.example,XN--STRAE-OQA.example,xn--ls8h.example",
            ["xn--bcher-kva.example", "xn--strae-oqa.example", "xn--ls8h.example"],
        ),
        ("2001:db8::", ["[2001:db8::]"]),
    ],
)
def test_a_host_that_a_browser_can_ask_for_is_taken_as_it_will_ask(written, names):
    assert [host.name for host in hosts(written)] == names


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("https://notes.example.org", "Write only the name: notes.example.org"),
        ("https://notes.example.org:8443/", "Write only the name: notes.example.org:8443"),
        ("notes.example.org/", "Write only the name: notes.example.org"),
        ("https://me@notes.example.org", "Write only the name: notes.example.org"),
        ("example.org/notes", "a whole host to themselves"),
        ("one two", "Write one name between two commas"),
        (".example.org", "Name each one"),
        ("*.example.org", "Name each one"),
        ("*", "Name each one"),
        ("", "leave it out"),
        (" , ", "leave it out"),
        ("notes.example.org:99999", "any port works"),
        ("straße.example", "xn--"),
        ("my_notes.example", "Write a name such as"),
        ("-notes.example", "Write a name such as"),
        ("notes..example", "Write a name such as"),
        ("1.2.3", "Write a name such as"),
        ("0.0.0.0", "Write a name such as"),  # noqa: S104
        ("fe80::1%eth0", "Write a name such as"),
        ("notes.example.org:", "Write only the name: notes.example.org"),
        ("localhost:", "Write only the name: localhost"),
        ("[::1]:", "Write only the name: [::1]"),
        ("https:/notes.example.org", "Write only the name: notes.example.org"),
        ("notes.example.org?a", "Write only the name: notes.example.org"),
        ("notes\\a", "Write a name such as"),
        (":", "Write a name such as"),
        (":80", "Write a name such as"),
        (".", "Name each one"),
        ("xn--a.example", "Write a name such as"),
        ("xn--", "Write a name such as"),
        # What would stand in its place would be refused as well.
        ("https://", "Write a name such as"),
        ("http://:80", "Write a name such as"),
        ("https://me:secret@:8443/", "Write a name such as"),
        ("https://.example.org", "Write a name such as"),
        ("https://my_notes.example/", "Write a name such as"),
        ("https://notes.example.org:99999", "Write a name such as"),
        ("a" * 64 + ".example", "Write a name such as"),
    ],
)
def test_a_host_that_can_never_match_is_refused_with_what_to_write(written, fix):
    with pytest.raises(ValueError, match=re.escape(fix)):
        hosts(written)


@pytest.mark.parametrize(
    "written",
    [
        "https://me:canary@notes.example.org",
        "me:canary@notes.example.org:99999",
        "https://me:canary,canary@canary@:80/",
        "notes.example.org,https://me:canary@other.example/path",
        "https://me:canary/canary@*.example.org",
    ],
)
def test_a_password_before_a_host_is_not_shown(written):
    with pytest.raises(ValueError, match="has a login before an @, which is not shown here") as refused:
        hosts(written)

    assert "canary" not in str(refused.value)


def test_such_a_host_stops_the_start_with_that_sentence():
    environment = {**os.environ, "MIDDLEWAY_HOSTS": "https://notes.example.org/", "MIDDLEWAY_HTTPS": "yes"}

    done = subprocess.run(
        [sys.executable, "-m", "middleway.cli", "doctor"], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "MIDDLEWAY_HOSTS has 'https://notes.example.org/'. Write only the name: notes.example.org." in done.stderr


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("https://notes.example.org:8443", NAME),
        ("https://notes.example.org.", NAME),
        ("https://[::1]:8443", "[::1]"),
        ("http://notes.example.org", None),
        ("null", None),
        ("https://", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_of_an_origin_only_the_name_counts_and_only_with_its_scheme(origin, name):
    assert name_in(origin, "https") == name


@pytest.mark.parametrize("origin", [f"https://{NAME}", f"https://{NAME}:8443", f"https://{NAME}.:444"])
@pytest.mark.parametrize("host", [NAME, f"{NAME}:8443", f"{NAME}."])
def test_behind_https_on_any_port_a_form_is_taken(alice, proxy, origin, host):
    answer = sent(browser(host), origin, **{"sec-fetch-site": "same-origin"})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("origin", "site", "told"),
    [
        ("https://evil.example", "cross-site", "another address"),
        ("https://evil.example", None, "another address"),
        (f"https://sub.{NAME}", None, "another address"),
        (f"https://{NAME}.evil.example", None, "another address"),
        (f"https://{NAME}@evil.example", None, "another address"),
        (f"https://{NAME}:9999", "same-site", "another address"),
        (None, "cross-site", "another address"),
        (f"http://{NAME}", None, "without HTTPS"),
        ("null", None, "hides where the form came from"),
    ],
)
def test_a_form_from_elsewhere_is_refused_and_what_it_says_cannot_be_sent_on(alice, proxy, origin, site, told):
    answer = sent(browser(), origin, **({"sec-fetch-site": site} if site else {}))

    assert answer.status_code == 403
    assert told in answer.text
    assert "For whoever runs this server" in answer.text
    assert "cookies" not in answer.text
    assert NAME not in answer.text
    assert WORDS in answer.text  # to be copied, and in no form
    assert 'action="/sign-in/"' not in answer.text


def test_a_missing_https_setting_is_told_to_the_operator_not_to_the_browser(alice):
    answer = sent(browser("localhost:8000"), "https://localhost:8443")

    assert answer.status_code == 403
    assert "set MIDDLEWAY_HTTPS to yes" in answer.text
    assert "cookies" not in answer.text


def test_an_old_page_is_called_old_and_the_browser_is_not_blamed(alice, proxy):
    client = browser()
    answer = sent(client, f"https://{NAME}", token=False)
    again = value_of(answer, "csrfmiddlewaretoken")

    assert answer.status_code == 403
    assert "This page was too old" in answer.text
    assert "cookie" not in answer.text
    assert client.post("/sign-in/", FORM | {"csrfmiddlewaretoken": again}).status_code == 422


def test_a_browser_that_sends_no_cookie_is_told_so(alice, proxy):
    client = browser()
    client.get("/sign-in/")
    client.cookies.clear()
    answer = client.post("/sign-in/", FORM | {"csrfmiddlewaretoken": "x" * 64}, headers={"origin": f"https://{NAME}"})

    assert answer.status_code == 403
    assert "Your browser sent no cookie" in answer.text
    assert "too old" not in answer.text
    assert WORDS in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "middleway_app:8000", "a.b.c", ""])
def test_health_is_told_to_whoever_asks_by_any_name_and_nothing_else_is(db, proxy, host):
    client = browser(host)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    for address in ("/", "/settle/", "/healthz/", "/static/../"):
        assert client.get(address).status_code in {400, 404}


def test_an_address_that_the_server_does_not_go_by_is_not_the_browsers_fault(db, proxy):
    answer = browser("127.0.0.1:8000").get("/")

    assert answer.status_code == 400
    assert "does not go by this address" in answer.text
    assert "MIDDLEWAY_HOSTS" in answer.text
    assert NAME not in answer.text


def test_a_proxy_that_cuts_off_a_path_is_noticed(db, proxy):
    answer = browser().get("/", headers={"x-forwarded-prefix": "/notes"})

    assert answer.status_code == 400
    assert "keep the path whole" in answer.text
    assert browser().get("/", headers={"x-forwarded-prefix": "/"}).status_code == 200


def test_what_a_proxy_claims_of_host_and_scheme_is_not_believed(alice, proxy):
    claims = {"x-forwarded-host": NAME, "x-forwarded-proto": "https", "forwarded": f"host={NAME};proto=https"}

    assert browser("evil.example").get("/", headers=claims).status_code == 400
    assert sent(browser(), f"http://{NAME}", **claims).status_code == 403
