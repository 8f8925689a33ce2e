"""The first page, as a browser without JavaScript sees it."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from middleway.reading import CHARACTER_LIMIT, Span
from middleway.web.middleware import HEADERS
from middleway.web.readings.examples import EXAMPLES
from middleway.web.readings.marks import segments

COLD = "You are so selfish and lazy. You never once thought of anybody but yourself."


@pytest.fixture
def client():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def post(client, text):
    return client.post(reverse("readings:read"), {"text": text})


def test_the_page_opens_with_a_box_and_examples(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "Read it" in response.text
    assert all(str(example.title) in response.text for example in EXAMPLES)


def test_a_text_is_shown_back_whole_with_its_marks_and_reasons(client):
    response = post(client, COLD)

    assert response.status_code == 200
    assert "<mark>" in response.text
    assert 'id="note-1"' in response.text
    assert "cold or hard on the other" in response.text
    assert COLD in response.text  # still in the box


def test_every_spectrum_is_drawn_with_a_text_alternative(client):
    response = post(client, COLD)

    assert response.text.count("<svg") == 4
    assert response.text.count('role="img"') == 4
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


def test_a_text_of_the_full_length_in_four_byte_signs_is_not_refused_by_the_server(client):
    assert post(client, "😭" * CHARACTER_LIMIT).status_code == 200


def test_markup_in_a_text_is_shown_and_not_obeyed(client):
    response = post(client, "<script>alert(1)</script> I felt hurt <b>today</b>, and you left.")

    assert "<script>" not in response.text
    assert "<b>" not in response.text
    assert "&lt;script&gt;" in response.text


def test_words_that_may_speak_of_danger_are_met_with_help_first(client):
    response = post(client, "He grabbed me by the throat again last night and said he would kill me if I leave.")

    assert "someone who is not safe" in response.text
    assert response.text.index("someone who is not safe") < response.text.index("<svg")


@pytest.mark.parametrize(
    ("text", "says"), [("Je me sens seul depuis que tu es parti", "English only"), ("?!", "too little")]
)
def test_what_cannot_be_read_is_said_and_not_guessed(client, text, says):
    response = post(client, text)

    assert response.status_code == 200
    assert says in response.text
    assert "<svg" not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/", 200),
        ("post", "/", 422),
        ("get", "/no-such-page", 404),
        ("get", "/static/css/base.css", 200),
        ("get", "/static/none.css", 404),
        ("put", "/", 405),
    ],
)
def test_every_answer_has_the_headers(client, method, path, status):
    response = getattr(client, method)(path)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert path.startswith("/static/") or response.headers["Cache-Control"] == "no-store"


def test_nothing_is_set_on_the_browser(client):
    response = post(client, COLD)

    assert response.cookies == {}
    assert not response.text.lower().count("<script")


def test_what_was_typed_is_in_no_log_even_when_the_page_breaks(client, caplog, monkeypatch, capfd):
    canary = "canary-5b1e7"

    def broken(text):
        raise ValueError(text)

    monkeypatch.setattr("middleway.web.readings.queries.read", broken)
    with caplog.at_level(logging.DEBUG):
        response = post(client, canary)
    client.get(f"/{canary}")
    client.get(f"/?q={canary}")

    assert response.status_code == 500
    assert canary not in response.text
    assert "It was not you" in response.text
    out, err = capfd.readouterr()
    assert canary not in out + err


def test_an_error_page_says_what_to_do(client):
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "There is no page here." in response.text
    assert 'href="/"' in response.text


def test_a_wrong_method_or_host_is_refused(client):
    assert client.put("/").status_code == 405
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_overlapping_marks_lose_no_letter():
    text = "abcdefghij"
    marks = [(1, Span(0, 5)), (2, Span(3, 8)), (3, Span(3, 5)), (4, Span(9, 10))]

    cut = segments(text, marks)

    assert "".join(segment.text for segment in cut) == text
    assert [(s.text, s.numbers) for s in cut] == [
        ("abc", (1,)),
        ("de", (1, 2, 3)),
        ("fgh", (2,)),
        ("i", ()),
        ("j", (4,)),
    ]
    assert [s.ends for s in cut] == [(), (1, 3), (2,), (), (4,)]
