"""C-01 and C-02 with the counts of every day; `python -m proof canaries --night` is the long run."""

import pytest

from proof import canaries, leaks

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_that_was_typed_is_found_in_anything_the_server_wrote_and_nobody_waited_while_it_was_read(
    open_while_read,
):
    figures = canaries.run(canaries.CI)

    assert figures.hits == []
    assert len(open_while_read) > 100
    assert not any(open_while_read), "somebody else's write waited for a text to be read"
    assert figures.canaries >= 100
    # The walk met every kind of answer, and the search had something to search.
    assert {200, 204, 302, 400, 403, 404, 405, 409, 412, 422, 500, 503} <= set(figures.answers)
    assert {"console.log", "accounts.Session.session_data", "moments.Moment.sealed", "cache"} <= set(figures.searched)


def test_the_search_finds_every_one_of_the_leaks_that_were_planted():
    figures = leaks.run(leaks.CI)

    assert figures.missed == []
    assert figures.planted >= 25


def test_the_search_finds_nothing_where_nothing_was_planted():
    assert leaks.false_alarms() == []
