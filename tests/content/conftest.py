"""A copy of the content files, to change and to break."""

import shutil
from pathlib import Path

import pytest

from middleway.content import files


@pytest.fixture
def copied(tmp_path):
    for each in Path(files.__file__).parent.iterdir():
        if each.is_dir() or each.suffix == ".toml":
            (shutil.copytree if each.is_dir() else shutil.copy)(each, tmp_path / each.name)
    return tmp_path
