"""One broken record of a CSV file costs no other record, and never much time."""

import csv
import io

import pytest

from middleway.cli.rows import Rows
from middleway.cli.tables import records
from middleway.cli.trouble import Trouble


def cells(text, comma=","):
    return [found for _, found, _ in records(io.StringIO(text, newline=""), comma)]


def test_a_quote_inside_a_cell_is_a_sign_like_any_other():
    text = 'id,text\n1,the screen is 5" wide and I am hurt\n2,I love you\n3,also a 6" thing\n'

    assert cells(text)[1:] == [
        ["1", 'the screen is 5" wide and I am hurt'],
        ["2", "I love you"],
        ["3", 'also a 6" thing'],
    ]


def test_a_quote_that_never_closes_costs_its_own_line_only():
    lines = [f'{n},"I hate you' if n in {5, 180} else f"{n},row {n}" for n in range(1, 201)]

    found = cells("id,text\n" + "\n".join(lines) + "\n")

    assert len(found) == 201
    assert [at for at, row in enumerate(found) if row is None] == [5, 180]


@pytest.mark.parametrize("comma", [",", "\t"])
def test_what_the_csv_module_writes_is_read_back_line_breaks_quotes_and_all(comma):
    rows = [
        ["id", "text"],
        ["1", 'she said "no"'],
        ["2", "two\nlines"],
        ["3", ""],
        ["4", 'a, "b"\n\n"c",\td'],
        ["", "x" * 200_000 + "\n,"],
    ]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=comma).writerows(rows)

    assert cells(out.getvalue(), comma) == rows


def test_an_open_quote_that_happens_to_close_rows_later_costs_none_between():
    found = cells('id,text\n1,"open\n2,fine\n3,x",z\n4,fine too\n')

    assert found[1:] == [None, ["2", "fine"], None, ["4", "fine too"]]


def test_a_broken_quote_before_a_good_record_of_two_lines_loses_neither():
    assert cells('id,text\n1,5" wide\n2,"I love you\nmy dear"\n')[1:] == [
        ["1", '5" wide'],
        ["2", "I love you\nmy dear"],
    ]


ROWS = [["id", "text"], ["a", "I felt hurt, and alone; truly | yes"], ["b", "two\nlines"], ["c", "fine"]]


@pytest.mark.parametrize("told", ["", "sep={}\n", '"sep={}"\r\n', "SEP={}\n"])
@pytest.mark.parametrize("head", [["id", "text"], ["ID", " Text "], ["id ", "TEXT"]])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv", "rows.txt"])
def test_every_usual_table_is_read_whatever_stands_between_its_cells(tmp_path, name, sign, head, told):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows([head, *ROWS[1:]])
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (told.format(sign) + out.getvalue()).encode())

    found = [(row.number, row.id, row.text, row.problem) for row in Rows(tmp_path / name, "text")]

    assert found == [(number, *row, "") for number, row in enumerate(ROWS[1:], 1)]


def test_an_exact_column_name_wins_over_another_case_and_two_alike_are_named(tmp_path):
    (tmp_path / "exact.csv").write_text("Text;text\nno;yes\n", "utf-8")
    (tmp_path / "twice.csv").write_text("Text;TEXT\nno;yes\n", "utf-8")

    assert [row.text for row in Rows(tmp_path / "exact.csv", "text")] == ["yes"]
    with pytest.raises(Trouble, match="more than one column 'text'"):
        list(Rows(tmp_path / "twice.csv", "text"))


def test_the_hint_for_a_missing_column_works_when_it_is_followed(tmp_path):
    (tmp_path / "rows.csv").write_text("when;message\n1;I felt hurt\n", "utf-8")

    with pytest.raises(Trouble) as caught:
        list(Rows(tmp_path / "rows.csv", "text"))

    assert caught.value.hint == "Name one with --text-column. Found: when, message."
    assert [row.text for row in Rows(tmp_path / "rows.csv", "message")] == ["I felt hurt"]
