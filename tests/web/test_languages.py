"""Pages in another language than English: chosen or guessed, whole, and with dates and numbers as people write them."""

import re
from datetime import datetime
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import translation

from middleway import content
from middleway.loops import MEASURES
from middleway.web.patterns import figures
from middleway.web.way import calendar
from tests.support.addresses import one_of_each
from tests.support.pages import element, parsed, words
from tests.support.people import undone
from tests.support.texts import DANGER, ENGLISH
from tests.support.wander import every_page, with_one_of_everything
from tests.support.writing import begun

GERMAN = {"HTTP_ACCEPT_LANGUAGE": "de-AT,de;q=0.9,en;q=0.5"}
SPOKEN = {"aria-label", "alt", "title", "placeholder", "content"}  # attributes that are read to somebody


@pytest.fixture(autouse=True)
def next_in_english():
    """Leave no language behind: a thread keeps the one of its last request."""
    yield
    translation.deactivate()


@pytest.fixture(scope="module")
def left_in_english():
    """Return what the content files have in English in German too: Hanna's raw words, since the mirror reads English."""
    english, german = ({message.text for message in content.messages(content.Files(code))} for code in ("en", "de"))
    return sorted((" ".join(text.split()) for text in english & german), key=len, reverse=True)


def english_on(page, left_in_english):
    """Return what reads like English: on a page, or in what a script or a screen reader says. Nobody's own words."""
    found = []
    for text in _said(parsed(page)):
        rest = text
        for known in left_in_english:
            rest = rest.replace(known, "")
        if ENGLISH.search(rest):
            found.append(text)
    return found


def _said(part):
    if _is_somebodys(part):
        return
    yield " ".join((part.text or "").split())
    for name, value in part.attrib.items():
        if name in SPOKEN or (name.startswith("data-") and " " in value):
            yield value
    for one in part:
        yield from _said(one)
        yield " ".join((one.tail or "").split())


def _is_somebodys(part):
    """Whether it holds what somebody wrote, an example of English, or the names of zones and of services."""
    return (
        (part.get("translate") == "no" and part.tag != "html")
        or part.get("dir") == "auto"
        or part.get("lang") == "en"
        or part.get("name") == "zone"
        or (part.tag == "details" and "id" in part.attrib)
    )


@pytest.mark.parametrize("words_of_danger", ["", "I want to die. I am going to kill myself tonight.", DANGER])
def test_every_page_inside_is_german_to_whoever_asks_for_german(alice, left_in_english, words_of_danger):
    ids = with_one_of_everything(alice)
    if words_of_danger:
        alice.post("/moments/write/", {"text": words_of_danger})
    alice.browser.defaults |= GERMAN
    pages = dict(every_page(alice, ids))

    english = {address: found for address, page in pages.items() if (found := english_on(page.text, left_in_english))}
    assert english == {}
    assert len(pages) > 80


def test_every_form_inside_that_is_refused_says_why_in_german(alice, left_in_english):
    ids = with_one_of_everything(alice)
    alice.browser.defaults |= GERMAN
    forms = {
        (form.action, *form.boxes): form for _, page in every_page(alice, ids) for form in page.forms if form.boxes
    }
    refused, english = 0, {}
    for form in forms.values():
        cookies = {name: cookie.value for name, cookie in alice.browser.cookies.items()}
        with undone():
            answer = alice.post(form.action, form.fields | dict.fromkeys(form.boxes, "x" * 30_000))
        alice.browser.cookies.load(cookies)
        refused += answer.status_code == 422
        if found := english_on(answer.text, left_in_english):
            english[form.action] = found

    assert english == {}
    assert refused > 15


def test_every_page_outside_is_german_and_so_is_every_refusal(client, left_in_english):
    client.defaults |= GERMAN
    addresses = one_of_each(dict.fromkeys(("person", "moment", "card", "draft", "form_draft"), UUID(int=7)))
    answers = [client.get(address) for address in (*addresses.values(), "/no-such/", "/?" + "a" * 70_000)]
    answers += [client.post(address, {"text": "x"}) for address in addresses.values()]
    pages = [answer for answer in answers if answer.headers.get("Content-Type", "").startswith("text/html")]

    assert [found for page in pages if (found := english_on(page.text, left_in_english))] == []
    assert {page.status_code for page in pages} >= {200, 403, 404, 422}


def test_a_refusal_before_any_page_is_german_too(client):
    answer = client.post("/", {"text": "x" * 2_600_000}, **GERMAN)

    assert answer.status_code == 413
    assert "Das war zu viel auf einmal." in words(answer)
    assert element(answer, ".//html").attrib["lang"] == "de"


def test_a_language_that_is_not_there_falls_back_to_english(client, db):
    page = client.get("/", HTTP_ACCEPT_LANGUAGE="tlh,xx;q=0.9")

    assert element(page, ".//html").attrib["lang"] == "en"
    assert "A hard moment with someone close?" in words(page)


def test_whoever_chooses_a_language_keeps_it_whatever_the_browser_asks_for(client, db):
    chosen = client.post("/languages/", {"language": "de", "back": "/settle/"})

    assert chosen.headers["Location"] == "/settle/"
    assert "Atme mit dem Licht." in words(client.get("/settle/", HTTP_ACCEPT_LANGUAGE="en"))
    client.post("/languages/", {"language": "en"})
    assert "Breathe with the light." in words(client.get("/settle/", **GERMAN))


def test_the_choice_ends_with_the_browser_and_no_script_reads_it(client, db):
    cookie = client.post("/languages/", {"language": "de"}).cookies[settings.LANGUAGE_COOKIE_NAME]

    assert cookie.key.startswith("__Host-")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Strict")


def test_leaving_takes_the_choice_along_and_locking_does_not(alice):
    alice.post("/languages/", {"language": "de"})
    alice.post("/lock/")
    assert settings.LANGUAGE_COOKIE_NAME in alice.browser.cookies
    assert element(alice.get("/"), ".//html").attrib["lang"] == "de"

    alice.post("/leave/")
    assert alice.browser.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
    assert element(alice.get("/"), ".//html").attrib["lang"] == "en"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\0", "/\n/a", "", "\\\\a"]
)
def test_choosing_a_language_leads_to_no_other_site(client, db, elsewhere):
    assert client.post("/languages/", {"language": "de", "back": elsewhere}).headers["Location"] == "/"


@pytest.mark.parametrize("led", ["https://example.org/a/", "http://[::1", "http://testserver/languages/", "nonsense"])
def test_a_page_elsewhere_is_no_way_back(client, db, led):
    page = client.get("/languages/", HTTP_REFERER=led)

    assert element(page, ".//input[@name='back']").attrib["value"] == "/"


@pytest.mark.parametrize("cookie", ["../../etc", "xx", "de" * 500])
def test_a_cookie_that_names_no_language_changes_nothing(client, db, cookie):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    assert element(client.get("/"), ".//html").attrib["lang"] == "en"


def test_a_language_that_is_not_offered_is_refused_with_what_to_do(client, db):
    answer = client.post("/languages/", {"language": "xx"})

    assert answer.status_code == 422
    assert "Choose one of these languages." in words(answer)
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_the_choice_stands_on_every_page_under_its_own_name_and_leads_back(client, alice):
    for browser, address in ((client, "/"), (client, "/settle/"), (alice, "/moments/"), (alice, "/security/")):
        link = element(browser.get(address), ".//a[@class='language']")
        page = browser.get(link.attrib["href"], HTTP_REFERER=f"http://testserver{address}")
        assert words(link) == "Deutsch"
        assert element(page, ".//input[@name='back']").attrib["value"] == address
    assert words(element(client.get("/", **GERMAN), ".//a[@class='language']")) == "English"
    assert "Language: English" in words(alice.get("/security/"))


def test_a_page_that_reads_says_in_german_that_it_reads_english(client, alice):
    reads = "Gelesen wird nur Englisch."
    way = begun(alice)

    for browser, address in ((client, "/"), (alice, f"{way}say/"), (alice, "/moments/write/")):
        assert reads in words(browser.get(address, **GERMAN))
        assert "Only English is read" not in words(browser.get(address))
    answer = client.post("/", {"text": "Ich habe mich sehr verletzt gefühlt, als du gegangen bist."}, **GERMAN)
    assert "Middleway liest nur Englisch" in words(answer)


def test_days_and_times_are_written_as_germans_write_them(alice):
    alice.post("/moments/write/", {"text": "Long day."})
    day = r"\d{1,2}\. (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) 20\d\d"

    assert re.search(day, words(alice.get("/moments/", **GERMAN)))
    assert re.search(f"Hier ist es {day} \\d\\d:\\d\\d", words(alice.get("/security/zone/", **GERMAN)))
    assert not re.search(day, words(alice.get("/moments/")))


def test_numbers_have_a_comma_and_what_is_counted_has_its_plural():
    hot = next(measure for measure in MEASURES if measure.field == "heat_before")
    with translation.override("de"):
        assert figures.value(hot, 6.5) == "6,5"
        assert figures.value(hot, 7.0) == "7"
        assert figures.duration(60) == "etwa 60 Minuten"
        assert figures.duration(2_880) == "etwa 2 Tage"
    with translation.override("en"):
        assert figures.value(hot, 6.5) == "6.5"


def test_a_page_to_print_is_in_the_language_of_whoever_asked_for_it(alice):
    alice.post("/moments/write/", {"text": "Long day."})
    form = {"current": alice.passphrase, "form": "html", "understood": "on"}

    answer = alice.post("/export/plain/", form, **GERMAN)
    with translation.override("en"):  # another request, between two pieces
        page = b"".join(answer.streaming_content).decode()
    assert '<html lang="de" dir="ltr"' in page
    assert "Tage und Zeiten" in page


def test_a_promise_in_a_calendar_has_a_german_title_that_reveals_nothing():
    with translation.override("de"):
        file = calendar.entry(UUID(int=7), datetime(2026, 3, 5, 14, 30))  # noqa: DTZ001 (a calendar's time has no zone)

    assert "SUMMARY:Zurück\r\n" in file
    assert "Back" not in file


def test_what_is_kept_for_no_network_is_in_the_language_of_its_reader(client, db):
    german, english = (client.get("/settle/worker.js", HTTP_ACCEPT_LANGUAGE=code).text for code in ("de", "en"))

    assert 'const LANGUAGE = "de"' in german
    assert german.split("const KEPT")[0] != english.split("const KEPT")[0]
