"""A machine of one's own to run the commands on, as whoever runs a server would."""

import os
import subprocess
import sys

import pytest

PASSPHRASE = "squeak anvil trodden mulberry oxford pillow"
WORDS = "what only I can read"
on_sqlite = pytest.mark.skipif(bool(os.environ.get("MIDDLEWAY_DATABASE_URL")), reason="of SQLite's files")
MAKE = f"""
import django; django.setup()
from middleway.web.operations.preparing import prepare; prepare()
from middleway.web.accounts import actions
from middleway.web.moments import actions as moments
_, vault, code = actions.create(username="alice", passphrase={PASSPHRASE!r})
for number in range(3): moments.keep(vault, text={WORDS!r}, draft_id=None)
print(code)
"""
READ = f"""
import django; django.setup()
from middleway.web.accounts.opening import open_with_passphrase
from middleway.web.records import manifest, store
_, vault = open_with_passphrase("alice", {PASSPHRASE!r})
print([store.content_of(row, vault)["text"] for row in store.rows_of(vault)], bool(manifest.differing(vault)))
"""


class Machine:
    """A machine with folders of its own, and on PostgreSQL a database of its own."""

    def __init__(self, folder, url=""):
        self.data, self.secrets = folder / "data", folder / "secrets"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("MIDDLEWAY_")} | {
            "MIDDLEWAY_DATA": str(self.data),
            "MIDDLEWAY_SECRETS": str(self.secrets),
            "DJANGO_SETTINGS_MODULE": "middleway.web.settings",
        }
        if url:
            self.environment["MIDDLEWAY_DATABASE_URL"] = url

    def run(self, *arguments, typed=""):
        command = [sys.executable, "-m", "middleway.cli", *map(str, arguments)]
        return subprocess.run(command, env=self.environment, input=typed, capture_output=True, text=True, check=False)

    def python(self, code):
        return subprocess.run(
            [sys.executable, "-c", code], env=self.environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    @property
    def database(self):
        return self.data / "notes.sqlite3"
