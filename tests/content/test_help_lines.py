"""Whom to call: facts, each with its source and its date."""

import re

import pytest

from middleway.content import HELP_KINDS, ContentError, Files, library
from middleway.content.help_lines import _country, _dialled
from middleway.content.libraries import opened
from middleway.content.phrases import PhraseBook
from middleway.content.table import Table

COUNTRIES = library("en").help_lines
LINES = [(country.code, line) for country in COUNTRIES for line in country.lines]


def test_there_are_thirty_countries_or_more_in_every_part_of_the_world():
    codes = [country.code for country in COUNTRIES]

    assert len(codes) == len(set(codes)) >= 30
    assert {"AR", "AU", "BR", "CA", "DE", "GB", "IN", "KE", "KR", "US"} <= set(codes)


@pytest.mark.parametrize(("code", "line"), LINES)
def test_every_line_has_its_purpose_ways_to_reach_it_source_and_date(code, line):
    assert line.kind in HELP_KINDS
    assert line.phone or line.text or line.chat
    assert line.source.startswith("https://")
    assert re.fullmatch(r"20[0-9]{2}-[01][0-9]", line.checked)
    assert re.fullmatch(r"(20[0-9]{2}(-[01][0-9])?)?", line.source_date)


@pytest.mark.parametrize("line", [line for _, line in LINES if line.phone])
def test_a_telephone_can_dial_every_number(line):
    assert re.fullmatch(r"[+*#0-9]{3,16}", line.dialled), line.phone


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0800 345 1435 (135 in Buenos Aires)", "08003451435"),
        ("(02) 8893 7603", "0288937603"),
        ("#8008", "#8008"),
        ("116 123 or 06 80 810-600", "116123"),
        ("+254 722 178 177", "+254722178177"),
    ],
)
def test_the_first_number_is_the_one_that_is_dialled(phone, dialled):
    assert _dialled(phone) == dialled


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_an_emergency_number_that_a_telephone_can_dial(country):
    assert country.emergency_source.startswith("https://")
    assert all(re.fullmatch("[0-9]{3}|101(11|77)", dialled) for _, dialled in country.numbers)


LINE = {"name": "a", "kind": "crisis", "phone": "1", "source": "https://a.example/", "checked": "2026-11"}
COUNTRY = {"code": "XX", "name": "X", "emergency": "112", "emergency_source": "https://a.example/"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": "a book"}, "https://"),
        ({"kind": "other"}, "Choose one of"),
        ({"phone": ""}, "is empty"),
        ({"number": "1"}, "not a key"),
    ],
)
def test_a_wrong_entry_is_named_with_what_to_do(change, told):
    with pytest.raises(ContentError, match=told):
        _country(Table("help_lines.toml", {**COUNTRY, "line": [{**LINE, **change}]}), PhraseBook())


def test_a_line_that_nobody_can_reach_is_refused():
    line = {name: value for name, value in LINE.items() if name != "phone"}

    with pytest.raises(ContentError, match="Add one of the three"):
        _country(Table("help_lines.toml", {**COUNTRY, "line": [line]}), PhraseBook())


def test_a_help_line_that_is_added_is_there_without_a_line_of_code(copied):
    added = "\n".join(f'{name} = "{value}"' for name, value in {**LINE, "name": "Somebody who listens"}.items())
    with (copied / "help_lines.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[[country.line]]\n{added}\n")

    assert opened(Files("en", copied)).help_lines[-1].lines[-1].name == "Somebody who listens"
