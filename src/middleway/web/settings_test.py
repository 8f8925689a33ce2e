"""Settings of the test suite: the same, but with the test client's host, cheap derivations, and folders of its own."""

import atexit
import tempfile
from pathlib import Path

from middleway.vault import Cost
from middleway.web.settings import *

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
COST = Cost(64, 1, 1)
_folder = tempfile.TemporaryDirectory(prefix="tests-")
# Left to the interpreter, it would be reported as forgotten, after the last line of the tests.
atexit.register(_folder.cleanup)
_own = Path(_folder.name)
DATA, SECRETS = _own / "data", _own / "secrets"
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in real use: in memory there is no journal, no lock and no second connection.
    DATABASES["default"] |= {"NAME": _own / "notes.sqlite3", "TEST": {"NAME": _own / "test.sqlite3"}}
