"""Files that somebody adds, renames or takes away."""

import re
import shutil
from pathlib import Path

import pytest

from middleway.content import ContentError, Files, files, messages
from middleway.content.libraries import opened

HERE = Path(files.__file__).parent


def test_a_copied_practice_is_there_without_a_line_of_code(copied):
    shutil.copy(copied / "en" / "practices" / "rest.toml", copied / "en" / "practices" / "nap.toml")

    assert opened(Files("en", copied)).practice("nap").title == "Rest for a while"


@pytest.mark.parametrize("name", ["Nap.toml", "a nap.toml", "nap.txt", "nap.toml~"])
def test_a_file_with_a_name_that_is_no_id_is_refused(copied, name):
    shutil.copy(copied / "en" / "practices" / "rest.toml", copied / "en" / "practices" / name)

    with pytest.raises(ContentError, match=re.escape(f"practices, {name}")):
        opened(Files("en", copied))


def test_a_week_that_is_missing_is_named(copied):
    (copied / "en" / "weeks" / "3.toml").unlink()

    with pytest.raises(ContentError, match=r"3\.toml is missing"):
        opened(Files("en", copied))


def test_a_week_that_names_no_practice_is_refused(copied):
    week = copied / "en" / "weeks" / "2.toml"
    week.write_text(week.read_text("utf-8").replace("soften_soothe_allow", "no_such"), "utf-8")

    with pytest.raises(ContentError, match=r"weeks/2\.toml, practice: is 'no_such'"):
        opened(Files("en", copied))


def test_every_file_is_looked_through_for_texts():
    found = {message.file for message in messages(Files())}

    rules = {"rules.toml"}
    assert found == {path.relative_to(HERE / "en").as_posix() for path in (HERE / "en").rglob("*.toml")} - rules


def test_a_question_named_like_a_code_is_a_text():
    assert "How strong is it right now?" in {message.text for message in messages(Files())}
