"""Z-01, W-03, W-04, W-07, P-04; `python -m proof matrix --night` asks six worlds."""

import pytest

from proof import matrix

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_address_answers_everybody_as_the_table_says_and_nobody_sees_a_word_of_another():
    figures = matrix.run(matrix.CI)

    assert figures.wrong == []
    assert figures.probes >= 4_000


def test_an_address_without_a_row_in_the_table_is_named(monkeypatch):
    monkeypatch.delitem(matrix.ROUTES, "moments:show")

    assert "no row for moments:show" in list(matrix._table_faults())
