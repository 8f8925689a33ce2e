"""W-01; `python -m proof fuzz --night` is the long run."""

import pytest

from proof import fuzz

pytestmark = pytest.mark.django_db(transaction=True)


def test_nonsense_breaks_no_page_and_shows_nothing_of_anybody():
    figures = fuzz.run(fuzz.CI)

    assert figures.wrong == []
    assert {200, 204, 302, 400, 403, 404, 405, 422} <= set(figures.answers)  # it came far, and it was refused
