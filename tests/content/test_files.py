"""Files that somebody adds, renames or takes away."""

import re
import shutil
from pathlib import Path

import pytest

from middleway.content import ContentError, files, library, messages

HERE = Path(files.__file__).parent / "en"


@pytest.fixture
def content_folder(tmp_path, monkeypatch):
    shutil.copytree(HERE, tmp_path / "en")
    monkeypatch.setattr(files, "_HOME", tmp_path / "en")
    return tmp_path / "en"


def test_a_copied_practice_is_there_without_a_line_of_code(content_folder):
    shutil.copy(content_folder / "practices" / "rest.toml", content_folder / "practices" / "nap.toml")

    assert "nap" in {each.id for each in library.practices.__wrapped__()}


@pytest.mark.parametrize("name", ["Nap.toml", "a nap.toml", "nap.txt", "nap.toml~"])
def test_a_file_with_a_name_that_is_no_id_is_refused(content_folder, name):
    shutil.copy(content_folder / "practices" / "rest.toml", content_folder / "practices" / name)

    with pytest.raises(ContentError, match=re.escape(f"practices, {name}")):
        library.practices.__wrapped__()


def test_a_week_that_is_missing_is_named(content_folder):
    (content_folder / "weeks" / "3.toml").unlink()

    with pytest.raises(ContentError, match=r"3\.toml is missing"):
        library.weeks.__wrapped__()


def test_a_week_that_names_no_practice_is_refused(content_folder):
    week = content_folder / "weeks" / "2.toml"
    week.write_text(week.read_text("utf-8").replace("soften_soothe_allow", "no_such"), "utf-8")

    with pytest.raises(ContentError, match=r"weeks/2\.toml, practice: is 'no_such'"):
        library.weeks.__wrapped__()


def test_every_file_is_looked_through_for_texts():
    found = {message.file for message in messages()}

    assert found == {path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file()}


def test_a_question_named_like_a_code_is_still_for_translators():
    assert "How hot is it right now?" in {message.text for message in messages()}
