"""The first page, as a browser without JavaScript sees it."""

import io
import logging
import re

import pytest
from django.templatetags.static import static
from django.test import Client, RequestFactory
from django.urls import reverse

from middleway.reading import CHARACTER_LIMIT
from middleway.web.forms_in_utf8 import Utf8Handler, plain
from middleway.web.logs import WithoutText
from middleway.web.middleware import HEADERS
from middleway.web.readings.examples import EXAMPLES
from middleway.web.readings.queries import page_of
from middleway.web.readings.voices import MINE, RECEIVED, VOICES
from tests.support.pages import checked, element, elements, hidden, words
from training.behaviour import cases

COLD = "You are so selfish and lazy. You never once thought of anybody but yourself."
DRAWN = 'class="span"'


WISHES_TO_DIE = "I don't want to wake up tomorrow."
RECEIVED_TEXTS = [case.text for case in cases() if case.written_by == "them"]
OF_THE_READER = re.compile(r"yourself|the writer", re.IGNORECASE)


@pytest.fixture
def client(db):
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def post(client, text, **more):
    return client.post(reverse("readings:read"), {"text": text, **more})


def test_the_page_opens_with_a_box_and_examples(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "Read it" in response.text
    assert all(str(example.title) in response.text for example in EXAMPLES)


def test_the_page_says_that_a_reload_lets_the_words_go(client):
    assert "Reload, and your words are gone." in client.get("/").text


def test_a_text_is_shown_back_whole_with_its_marks_and_reasons(client):
    response = post(client, COLD)

    assert response.status_code == 200
    assert "<mark>" in response.text
    assert 'id="note-1"' in response.text
    assert "cold or hard on the other" in response.text
    assert COLD in response.text  # still in the box


def test_every_spectrum_is_drawn_with_a_text_alternative(client):
    response = post(client, COLD)

    assert sum(response.text.count(f'class="{drawn}"') for drawn in ("span", "pair")) == 4
    assert response.text.count("A line from") == response.text.count('class="ends"') > 0
    assert "A line from harsh over kind to giving in." in response.text


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_blank_text_is_refused_with_a_reason(client, text):
    response = post(client, text)

    assert response.status_code == 422
    assert "Write a line first." in response.text
    assert 'aria-invalid="true"' in response.text


def test_a_text_that_is_too_long_is_refused_and_still_in_the_box(client):
    text = "so much to say " * (CHARACTER_LIMIT // 15 + 1)

    response = post(client, text)

    assert response.status_code == 422
    assert "Your words are still here" in response.text
    assert text in response.text


def test_a_text_of_too_many_words_is_refused_and_still_in_the_box(client):
    text = "a b " * (CHARACTER_LIMIT // 4)

    response = post(client, text)

    assert response.status_code in {200, 422}
    assert text in response.text


def test_a_full_length_text_in_four_byte_signs_is_not_refused(client):
    assert post(client, "😭" * CHARACTER_LIMIT).status_code == 200


def test_a_pasted_chat_comes_back_whole_and_the_browser_cuts_nothing(client):
    text = "and then you said " * 20_000

    response = post(client, text)

    assert response.status_code == 422
    assert text in response.text
    assert "maxlength" not in client.get("/").text


def test_a_nul_sign_is_no_reason_to_refuse_a_text(client):
    assert post(client, "I felt hurt\0 when you left.").status_code == 200


def test_markup_in_a_text_is_shown_and_not_obeyed(client):
    response = post(client, "<script>alert(1)</script> I felt hurt <b>today</b>, and you left.")

    assert "<script>" not in response.text
    assert "<b>today" not in response.text
    assert "&lt;script&gt;" in response.text


def test_words_that_may_speak_of_danger_are_met_with_help_first(client):
    response = post(client, "He grabbed me by the throat again last night and said he would kill me if I leave.")

    assert "somebody who is not safe" in response.text
    assert "How the feeling is held" not in response.text
    assert DRAWN not in response.text
    again = client.post("/", {"text": "He grabbed me by the throat again last night.", "ordinary": "yes"})
    assert DRAWN in again.text


def test_who_wrote_it_is_asked_in_one_tap_and_is_oneself_by_default(client):
    page = client.get("/")

    buttons = [button.attrib["value"] for button in elements(page, ".//input[@type='radio'][@name='written_by']")]
    assert buttons == ["me", "them", "about"]
    for said in ("I wrote it", "They wrote it to me", "It is about someone"):
        assert said in words(page)
    assert checked(page) == [("written_by", "me")]
    assert checked(post(client, COLD, written_by="them")) == [("written_by", "them")]
    assert checked(post(client, COLD)) == [("written_by", "me")]  # as an example does


def test_an_unknown_answer_to_who_wrote_it_is_refused_and_the_words_stay(client):
    response = post(client, COLD, written_by="nobody")

    assert response.status_code == 422
    assert "Tap one of the three" in response.text
    assert COLD in response.text
    assert DRAWN not in response.text


def test_a_message_somebody_got_is_told_from_their_side(client):
    mine, got = post(client, COLD).text, post(client, COLD, written_by="them").text

    assert "Warmth toward yourself" in mine
    assert "They attack you" in got
    assert "This reads as cold or hard on you" in got
    assert "Their warmth toward themselves" in got
    assert "somebody wrote this to you" in got
    assert not any(str(ends.title) in got for name, ends in MINE.ends.items() if name.startswith("warmth"))


@pytest.mark.parametrize("text", RECEIVED_TEXTS)
def test_no_word_on_a_received_message_speaks_of_warmth_to_oneself(text):
    page = page_of(text, "them")
    said = [page.in_view, page.response, page.voice.does, page.voice.first]
    said += [words for line in page.lines for words in (line.ends.title, line.sentence)]
    said += [words for why in page.whys for words in (why.title, why.reason)]

    assert not [str(words) for words in said if OF_THE_READER.search(str(words))]


def test_every_voice_has_words_for_all_that_can_be_found():
    for voice in VOICES.values():
        assert (voice.ends.keys(), voice.sentences.keys()) == (MINE.ends.keys(), MINE.sentences.keys())
        assert (voice.responses.keys(), voice.in_view.keys()) == (MINE.responses.keys(), MINE.in_view.keys())
    every = [*RECEIVED.sentences.values(), *RECEIVED.responses.values(), *RECEIVED.in_view.values()]
    assert not [str(words) for words in every if OF_THE_READER.search(str(words))]


def test_words_about_somebody_are_warm_or_cold_toward_the_one_they_are_about(client):
    response = post(client, "My brother is a lazy pig and everybody knows it.", written_by="about")

    assert "Warmth toward the one it is about" in response.text
    assert "This reads as cold or hard on the one it is about." in response.text


def test_a_threat_that_somebody_got_is_danger_to_them_and_not_from_them(client):
    threat = "I know where you live now. Leave him or I'll come and hurt you."
    mine, got = post(client, threat).text, post(client, threat, written_by="them").text

    assert "somebody is afraid of you" in mine
    assert "somebody is afraid of you" not in got
    assert "These words may threaten you" in got
    assert DRAWN not in got


def test_a_crisis_in_a_received_message_is_the_sender_s_and_help_is_for_them(client):
    got, mine = post(client, WISHES_TO_DIE, written_by="them").text, post(client, WISHES_TO_DIE).text

    assert "They may be speaking of wanting to die" in got
    assert "call the emergency number where they are" in got
    assert "If you may harm yourself now" not in got
    assert DRAWN not in got
    assert "If you may harm yourself now" in mine
    assert "They may be speaking of wanting to die" not in mine


def test_reading_it_as_usual_keeps_who_wrote_it(client):
    asked = post(client, WISHES_TO_DIE, written_by="them")
    given = hidden(element(asked, ".//*[@id='reading']"))

    assert given["written_by"] == "them"
    again = post(client, WISHES_TO_DIE, written_by=given["written_by"], ordinary="yes").text
    assert DRAWN in again
    assert "Their warmth toward themselves" in again


@pytest.mark.parametrize(
    ("text", "says"), [("Je me sens seul depuis que tu es parti", "English only"), ("?!", "too little")]
)
def test_what_cannot_be_read_is_said_and_not_guessed(client, text, says):
    response = post(client, text)

    assert response.status_code == 200
    assert says in response.text
    assert DRAWN not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/", 200),
        ("post", "/", 422),
        ("get", "/no-such-page", 404),
        ("get", "/static/css/parts.css", 200),
        ("get", "/static/none.css", 404),
        ("put", "/", 405),
    ],
)
def test_every_answer_has_the_headers(client, method, path, status):
    response = getattr(client, method)(path)
    response.close()  # a static file stays open until its answer is closed

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert path.startswith("/static/") or response.headers["Cache-Control"] == "no-store"


def test_nothing_is_set_on_the_browser(client):
    response = post(client, COLD)

    assert response.cookies == {}
    # Only two scripts run: the way out, and what sends the form so that no browser keeps its words to restore a tab.
    scripts = [script.get("src") for script in elements(response, ".//script")]
    assert scripts == [static("js/leave.js"), static("js/send.js")]


@pytest.fixture
def log_lines():
    """Return what the console would show: its own format, on a stream that we can read."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutText())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def test_a_page_that_breaks_logs_the_class_of_the_error_and_nothing_typed(client, log_lines, monkeypatch):
    canary = "canary-5b1e7"

    def broken(text, **_who):
        raise ValueError(text)

    monkeypatch.setattr("middleway.web.readings.queries.read", broken)
    response = post(client, canary)
    client.get(f"/{canary}")
    client.get("/", headers={"host": f"{canary}.example"})

    assert response.status_code == 500
    assert "It was not you" in response.text
    assert response.text.count(canary) == 1  # given back to whoever typed it
    assert re.search(
        r"ERROR django.request ValueError route=readings:read ms=\d+ id=[0-9a-f]{8}\n", log_lines.getvalue()
    )
    assert re.search("name this: ([0-9a-f]{8})", response.text)[1] in log_lines.getvalue()
    assert "DisallowedHost" in log_lines.getvalue()
    assert canary not in log_lines.getvalue()


def test_an_error_page_says_what_to_do(client):
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "There is no page here." in response.text
    assert 'href="/"' in response.text


def test_a_wrong_method_or_host_is_refused(client):
    refused = client.put("/")
    assert refused.status_code == 405
    assert "This page cannot do that." in refused.text
    assert refused.headers["Allow"] == "GET, HEAD, POST"
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_when_even_the_error_page_breaks_nothing_reaches_the_web_server(client, monkeypatch):
    def broken(self, context):
        raise ValueError(context.flatten())

    monkeypatch.setattr("django.template.base.Template.render", broken)
    response = post(client, COLD)

    assert response.status_code == 500
    assert response.text == "Something broke on our side. Go back and try again.\n"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("claimed", ["utf-7", "rot13", "undefined", "utf-16", "nonsense", "\xe9"])
@pytest.mark.parametrize("parameter", ["charset={}", 'charset="{}"', "CHARSET={}", "charset*=utf-8''{}", "x*={}''y"])
def test_a_form_is_read_as_utf_8_whatever_it_claims(claimed, parameter):
    kind = f"application/x-www-form-urlencoded; {parameter.format(claimed)}"
    started = []
    body = b"text=" + COLD.encode() + b" +2D0-"
    environ = {
        **RequestFactory()._base_environ(REQUEST_METHOD="POST", CONTENT_TYPE=kind, CONTENT_LENGTH=str(len(body)))
    }
    environ["wsgi.input"] = io.BytesIO(body)

    answer = Utf8Handler()(environ, lambda status, headers: started.append(status))

    assert started == ["200 OK"]
    assert COLD in b"".join(answer).decode()


def test_the_boundary_of_a_form_with_a_file_is_kept():
    assert plain({"CONTENT_TYPE": 'multipart/form-data; charset=utf-7; boundary="a b"; x=y'})["CONTENT_TYPE"] == (
        'multipart/form-data; boundary="a b"'
    )
    assert plain({"CONTENT_TYPE": "multipart/form-data;boundary=----x1"})["CONTENT_TYPE"] == (
        "multipart/form-data; boundary=----x1"
    )
    assert plain({})["CONTENT_TYPE"] == ""
