"""What an older version kept opens after an update, as it was.

`kept_before/` was written by the version of 30 November 2026, before apps moved and tables got other names: one person, a row of every kind, and
what was said and answered about safety. `expected.json` is what that version read of it.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.operations.machines import Machine, on_sqlite

KEPT = Path(__file__).parent / "kept_before"
pytestmark = on_sqlite

LOOK = """
import django; django.setup()
import json
from middleway.web.operations.preparing import prepare; prepare()
from middleway.web.accounts.opening import open_with_passphrase
from middleway.web.records import manifest, store
from middleway.web.safety import gate
account, vault = open_with_passphrase("hanna", PASSPHRASE)
rows = [
    [row.table_name(), str(row.pk), str(row.month), row.revision, store.content_of(row, vault)]
    for row in store.rows_of(vault)
]
people = {"nobody": "", "everybody": gate.EVERYBODY, "person": PERSON}
standing = {name: gate.standing(vault, one) for name, one in people.items()}
told = {name: [str(one.state), sorted(map(str, one.reasons))] for name, one in standing.items()}
print(json.dumps({"rows": sorted(rows), "standing": told, "differing": bool(manifest.differing(vault))}))
"""


@pytest.fixture
def found(tmp_path):
    """Return what this version reads there, and what the older one did."""
    machine, before = Machine(tmp_path / "one", ""), json.loads((KEPT / "expected.json").read_text("utf-8"))
    shutil.copytree(KEPT / "data", machine.data)
    shutil.copytree(KEPT / "secrets", machine.secrets)
    person, before["standing"]["person"] = before["standing"]["person"]
    look = f"PASSPHRASE, PERSON = {before['passphrase']!r}, {person!r}\n{LOOK}"
    return json.loads(machine.python(look)), before


def test_every_row_of_an_older_version_opens_with_every_word_as_it_was(found):
    now, before = found

    assert now["rows"] == before["rows"]
    assert len({row[0] for row in now["rows"]}) == 11


def test_how_it_stood_with_somebody_before_an_update_is_how_it_stands(found):
    now, before = found

    assert now["standing"] == before["standing"]


def test_the_owner_s_list_of_rows_still_fits_what_is_stored(found):
    assert not found[0]["differing"]
