"""`python -m middleway.content`, for somebody who has changed a file."""

import gettext
import re
import shutil
import subprocess

import pytest

from middleway import content
from middleway.content import __main__ as command
from middleway.content import library
from middleway.content.messages import template


def test_it_prints_what_there_is_and_how_hard_it_is_to_read(capsys):
    assert command.main([]) == 0

    told = capsys.readouterr().out
    assert f"{len(content.practices()):5}  practices" in told
    assert re.search(r"Reading age \d+\.\d years", told)


def test_a_wrong_file_ends_it_with_the_reason_and_without_a_template(capsys, monkeypatch, tmp_path):
    def refuse():
        raise content.ContentError("weeks/1.toml", "title", "is empty", "Write the text.")

    monkeypatch.setattr(library, "weeks", refuse)

    assert command.main(["--pot", str(tmp_path / "a.pot")]) == 1
    assert capsys.readouterr().err == "content: error: weeks/1.toml, title: is empty. Write the text.\n"
    assert not (tmp_path / "a.pot").exists()


def test_a_text_against_the_rules_ends_it_too(capsys, monkeypatch):
    monkeypatch.setattr(command, "messages", lambda: iter([content.Message("You must go now!", "a.toml", "title")]))

    assert command.main([]) == 1
    assert capsys.readouterr().err.count("a.toml, title") == 2


def test_every_text_that_pages_show_is_in_the_template_once():
    text = template()
    found = [line for line in text.splitlines() if line.startswith("msgid ")]

    assert len(found) == len(set(found)) == len({message.text for message in content.messages()}) + 1
    shown = [
        content.prompt("fear", "parent").example,
        content.weeks()[0].to_try,
        content.practice("rest").steps[1].text,
    ]
    shown += [content.feelings()[0].family_title, content.alike()[0].question, content.explanation("a_limit").text[0]]
    for each in shown:
        assert f'msgid "{each}"' in text
    assert "#: practices/rest.toml:steps.2.text" in text


def test_codes_are_not_for_translators():
    texts = {message.text for message in content.messages()}

    assert not texts & {"breath", "hot", "paced_breath", "sibling"}


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettext_takes_the_template(tmp_path):
    assert command.main(["--pot", str(tmp_path / "a.pot")]) == 0
    pot = (tmp_path / "a.pot").read_text("utf-8")
    (tmp_path / "a.po").write_text(
        pot.replace('msgid "Cold water"\nmsgstr ""', 'msgid "Cold water"\nmsgstr "Kaltes Wasser"'), "utf-8"
    )

    subprocess.run(["msgfmt", "-c", "-o", "a.mo", "a.po"], cwd=tmp_path, check=True, capture_output=True)

    with (tmp_path / "a.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Cold water") == "Kaltes Wasser"
