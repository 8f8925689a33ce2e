"""`python -m middleway.content`, for somebody who has changed a file."""

import re

import pytest

from middleway import content
from middleway.content import __main__ as command


def test_it_prints_what_there_is_and_how_hard_it_is_to_read(capsys):
    assert command.main([]) == 0

    told = capsys.readouterr().out
    assert f"{len(content.library('en').practices):5}  practices" in told
    for language in content.languages():
        assert re.search(rf"^{language}: \d+ texts\. Reading age \d+\.\d years", told, re.MULTILINE)


def test_a_wrong_file_ends_it_with_the_reason(capsys, copied):
    week = copied / "en" / "weeks" / "1.toml"
    week.write_text(week.read_text("utf-8").replace("A way back to calm", ""), "utf-8")

    assert command.checked(content.Files("en", copied)) == 1
    assert "content: error: weeks/1.toml, title: is empty. Write the text" in capsys.readouterr().err


def test_a_text_against_the_rules_ends_it_too(capsys, copied):
    week = copied / "en" / "weeks" / "1.toml"
    week.write_text(week.read_text("utf-8").replace("A way back to calm", "You must go now!"), "utf-8")

    assert command.checked(content.Files("en", copied)) == 1
    assert capsys.readouterr().err.count("weeks/1.toml, title") == 2


@pytest.mark.parametrize("language", ["en", "xx"])
def test_only_a_translation_is_read_against_its_english(capsys, language):
    with pytest.raises(SystemExit):
        command.main(["--seen", language, "weeks/"])

    assert f"{language} is no folder of a translation" in capsys.readouterr().err
