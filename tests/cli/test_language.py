"""The command line speaks the language of the terminal; what programs read stays as it is."""

import json
import re
from gettext import gettext

import pytest

from middleway.cli import language, main
from middleway.reading.labels import PARTS, VALUES
from tests.support.texts import ENGLISH

HARSH = "You never listen to me."


@pytest.fixture
def german(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    language.speak()


def test_a_reading_is_told_in_german(german, capsys):
    assert main(["read", HARSH]) == 0

    told = capsys.readouterr().out.replace(HARSH.rstrip("."), "")
    assert "Wärme zur anderen" in told
    assert "Auf der Seite:" in told
    assert "urteilen" in told or "Diese Worte" in told
    assert not ENGLISH.search(told.replace("You never listen to me", ""))


def test_the_bars_of_all_spectra_stand_below_each_other_in_any_language(german, capsys):
    main(["read", "--received", HARSH])

    lines = [line for line in capsys.readouterr().out.splitlines() if "-----" in line]
    assert len(lines) == 4
    assert len({line.index(next(sign for sign in line if sign in "-O")) for line in lines}) == 1


def test_german_words_are_met_with_what_is_read(german, capsys):
    main(["read", "Ich habe mich sehr verletzt gefühlt, als du gegangen bist."])

    assert "Middleway liest nur Englisch" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["--help"], ["read", "--help"], ["loops", "--help"], ["accounts", "--help"]])
def test_help_is_german(german, capsys, command):
    with pytest.raises(SystemExit):
        main(command)

    told = re.sub(r"--[a-z-]+", "", capsys.readouterr().out)
    assert "Aufruf:" in told
    assert not ENGLISH.search(told)


@pytest.mark.parametrize(
    "wrong",
    [["read", "x", "--file", "y.txt"], ["read", "--file", "no.txt"], ["read", "x" * 20_001], ["serve", "--port", "0"]],
)
def test_a_refusal_says_in_german_what_to_do(german, capsys, wrong):
    assert main(wrong) > 0

    told = capsys.readouterr().err
    assert told.startswith(("middleway: Fehler: ", "middleway: Zeile "))
    assert not ENGLISH.search(told.replace("No such file or directory", ""))


def test_what_programs_read_is_the_same_in_every_language(german, capsys, monkeypatch):
    main(["read", "--json", HARSH])
    in_german = capsys.readouterr().out
    monkeypatch.setenv("LANGUAGE", "en")
    main(["read", "--json", HARSH])

    assert json.loads(in_german) == json.loads(capsys.readouterr().out)


def test_every_code_that_can_be_shown_has_a_german_word(german):
    codes = {code.replace("_", " ") for values in (*VALUES.values(), PARTS) for code in values} - {"neutral"}

    assert [code for code in sorted(codes) if gettext(code) == code] == []


def test_a_language_that_is_not_there_is_english(monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", "tlh")

    main(["read", HARSH])
    assert "Warmth to other" in capsys.readouterr().out
