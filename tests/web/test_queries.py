"""How often the database is asked. Each question counts, and so do the two ends of a transaction."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.pages import hidden
from tests.support.texts import DANGER
from tests.support.writing import begun, friend

pytestmark = pytest.mark.database

MOST = 12


def questions(ask):
    """Return what the database is asked meanwhile, and the answer."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code < 400
    return [one["sql"] for one in asked], answer


def written(person, text, *, drafted):
    """Keep a new moment, with or without a draft; return what was asked, and where the moment is."""
    draft = str(uuid4())
    if drafted:
        assert person.post(f"/moments/drafts/{draft}/", {"text": text}).status_code == 204
    asked, answer = questions(lambda: person.post("/moments/write/", {"text": text, "draft": draft}))
    return asked, answer.headers["Location"]


def rewritten(person, text, *, drafted):
    _, address = written(person, "It rained.", drafted=False)
    form = {**hidden(person.get(f"{address}edit/")), "text": text}
    if drafted:
        of = {"of": address.split("/")[2]}
        assert person.post(f"/moments/drafts/{form['draft']}/", {**form, **of}).status_code == 204
    return questions(lambda: person.post(f"{address}edit/", form))[0], address


@pytest.mark.parametrize("drafted", [False, True])
@pytest.mark.parametrize("text", ["It rained.", DANGER])
@pytest.mark.parametrize("keep", [written, rewritten])
def test_to_keep_a_moment_asks_twelve_times_at_most(alice, keep, text, drafted):
    friend(alice, "Ben", "partner")
    alice.get("/moments/")

    assert len(keep(alice, text, drafted=drafted)[0]) <= MOST


def test_to_save_a_draft_asks_twelve_times_at_most(alice):
    draft = uuid4()
    for text in ("It rained.", f"It rained. {DANGER}"):
        asked, _ = questions(lambda words=text: alice.post(f"/moments/drafts/{draft}/", {"text": words}))

        assert len(asked) <= MOST


def pages(person):
    whose = friend(person, "Ben", "partner")
    way = begun(person, whose)
    _, moment = written(person, DANGER, drafted=False)
    steps = [f"{way}{step}/" for step in ("out", "see", "say", "curious", "choose", "pause")]
    inside = ["/", "/moments/", "/comfort/", "/care/", "/weeks/", "/weeks/1/", "/patterns/", "/people/", "/search/"]
    return [*inside, moment, way, *steps, f"/patterns/{whose}/", f"/care/{whose}/"]


def test_a_page_asks_once_how_it_stands(alice):
    for page in pages(alice):
        asked, _ = questions(lambda at=page: alice.get(at))
        reads = [sql for sql in asked if '"safety_ledger"."sealed"' in sql]

        assert len(reads) == 1, page


def test_who_is_here_is_asked_twice_on_every_page(alice):
    """For the session with its account, and for what opens the vault on this server."""
    tables = [f'"accounts_{name}"' for name in ("session", "slot", "server")]
    for page in pages(alice):
        asked, _ = questions(lambda at=page: alice.get(at))

        assert len([sql for sql in asked if any(f"FROM {table}" in sql for table in tables)]) == 2, page


def test_what_is_said_on_a_page_counts_on_the_page_that_answers(alice):
    """A page that asked how it stands before it kept the answer asks anew."""
    way = begun(alice, friend(alice, "Ben", "partner"))
    form = {**hidden(alice.get(f"{way}out/")), "text": DANGER}

    assert alice.post(f"{way}out/", form, follow=True).context["way"].standing.reasons


def test_the_ledger_is_forgotten_with_the_request(alice):
    alice.get("/moments/")
    asked, _ = questions(lambda: alice.get("/moments/"))

    assert [sql for sql in asked if '"safety_ledger"."sealed"' in sql]
