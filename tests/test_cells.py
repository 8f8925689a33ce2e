"""No cell of any table can be run by a spreadsheet."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from middleway import cells

SIGNS = ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\u2212", "\u207a"]
BEFORE = [
    "",
    " ",
    "\u00a0",
    "\u3000",
    "'",
    '"',
    "\u201c",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u00ad",
    "\u202e",
    "\n",
    "\0",
    " '\u200b ",
]


def cells_of(line):
    return next(csv.reader(io.StringIO(line, newline="")))


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("sign", SIGNS)
def test_no_cell_begins_with_a_sign_that_a_spreadsheet_runs(sign, before):
    text = f'{before}{sign}HYPERLINK("https://example.org")'
    for place in range(3):
        row = ["a", "b", "c"]
        row[place] = text

        assert cells_of(cells.line(row))[place] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "a=b", "words - and more", "1 + 1", "\u201cHe said\u201d", "me@home", "…", "e\u0301"]
)
def test_words_stay_as_they_are(text):
    assert cells_of(cells.line([text])) == ([text] if text else [""])


@pytest.mark.parametrize(
    ("number", "cell"), [(7, "7"), (0.5, "0.5"), (-7, "'-7"), (float("-inf"), "'-inf"), (True, "True")]
)
def test_a_number_stays_one_where_it_cannot_be_a_formula(number, cell):
    assert cells_of(cells.line([number])) == [cell]


@given(st.lists(st.text(), min_size=1))
def test_whatever_the_text_no_cell_begins_like_a_formula(texts):
    for cell in cells_of(cells.line(texts)):
        assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"}


def test_no_other_place_writes_a_table():
    source = Path(cells.__file__).parent
    writing = re.compile(r"csv\.(writer|DictWriter)")
    found = {
        path.relative_to(source).as_posix() for path in source.rglob("*.py") if writing.search(path.read_text("utf-8"))
    }

    assert found == {"cells.py"}
