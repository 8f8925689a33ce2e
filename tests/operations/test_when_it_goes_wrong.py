"""What backups, restores and accounts do on a bad day."""

import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.operations.machines import MAKE, READ, WORDS, Machine, on_sqlite
from tests.operations.serving import end

ALL_THERE = f"{[WORDS] * 3} False"


def rewritten(backup, change):
    """Change a backup's copy, and put the matching hash into its manifest, as a thorough forger would."""
    copy, manifest = backup / "notes.sqlite3", json.loads((backup / "manifest.json").read_text())
    with sqlite3.connect(copy) as database:
        database.execute(change)
    database.close()
    manifest["files"]["notes.sqlite3"]["sha256"] = hashlib.sha256(copy.read_bytes()).hexdigest()
    (backup / "manifest.json").write_text(json.dumps(manifest))


@on_sqlite
@pytest.mark.parametrize(
    "arguments", [("verify",), ("accounts", "list"), ("accounts", "new-pepper"), ("backup", "b"), ("doctor",)]
)
def test_on_an_empty_machine_each_command_says_so_and_makes_nothing(tmp_path, arguments):
    machine = Machine(tmp_path)
    machine.data.mkdir(mode=0o700)

    done = machine.run(*(tmp_path / "b" if part == "b" else part for part in arguments))

    assert done.returncode == 1
    assert "There is no database" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not machine.database.exists()
    assert not machine.secrets.exists()


def test_a_backup_counts_its_rows_and_lies_there_as_one_file(machine, backup):
    manifest = json.loads((backup / "manifest.json").read_text())

    assert manifest["rows"]["moments_moment"] == 3
    assert machine.run("verify", backup).returncode == 0
    assert len(list(backup.iterdir())) == 2


@on_sqlite
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM moments_moment WHERE rowid = 1", "not in moments_moment"),
        ("UPDATE moments_moment SET sealed = 'words in the clear'", "not in moments_moment.sealed"),
        ("UPDATE moments_moment SET sealed = x''", "not in moments_moment.sealed"),
    ],
)
def test_a_backup_that_lost_rows_or_holds_words_in_the_clear_fails(machine, backup, change, told):
    rewritten(backup, change)

    verified, restored = machine.run("verify", backup), machine.run("restore", backup, "--replace")

    assert verified.returncode == restored.returncode == 1
    assert told in verified.stdout
    assert machine.python(READ) == ALL_THERE


def test_words_in_the_clear_are_found_in_the_live_database_too(machine):
    machine.python(
        "import django; django.setup()\nfrom middleway.web.moments.models import Moment\n"
        "Moment.objects.update(sealed=b'in the clear')"
    )

    done = machine.run("verify")

    assert done.returncode == 1
    assert "not in moments_moment.sealed" in done.stdout


@on_sqlite
def test_a_damaged_database_is_a_failed_check_and_can_still_be_replaced(machine, backup):
    content = bytearray(machine.database.read_bytes())
    content[8192:] = b"x" * (len(content) - 8192)
    machine.database.write_bytes(content)

    verified, restored = machine.run("verify"), machine.run("restore", backup, "--replace")

    assert verified.returncode == 1
    assert "FAIL" in verified.stdout
    assert "Traceback" not in verified.stderr
    assert restored.returncode == 0, restored.stderr
    assert machine.python(READ) == ALL_THERE


@on_sqlite
def test_a_journal_without_its_database_is_not_played_into_the_restored_one(machine, backup):
    with sqlite3.connect(machine.database) as writing:
        writing.execute("DELETE FROM moments_moment")
        writing.commit()
        shutil.copy(f"{machine.database}-wal", machine.data / "kept")
    writing.close()
    machine.database.unlink()
    (machine.data / "kept").rename(f"{machine.database}-wal")

    assert machine.run("restore", backup).returncode == 0
    assert machine.python(READ) == ALL_THERE


@on_sqlite
def test_a_restore_that_stops_half_way_leaves_what_was_there(machine, backup):
    rewritten(backup, "DELETE FROM django_migrations WHERE app = 'moments'")
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["rows"]["django_migrations"] -= 1
    (backup / "manifest.json").write_text(json.dumps(manifest))

    done = machine.run("restore", backup, "--replace")

    assert done.returncode == 1
    assert "What was there is still there." in done.stderr
    assert machine.python(READ) == ALL_THERE
    assert {path.name for path in machine.data.iterdir()} == {"notes.sqlite3", ".running", ".places", "ended"}


def test_nothing_is_restored_under_a_running_server(machine, backup):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "middleway.cli", "serve", "--port", port],
        env=machine.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert "is open" in server.stderr.readline()
        refused = machine.run("restore", backup, "--replace")
    finally:
        end(server)

    assert refused.returncode == 1
    assert "Stop it first. Nothing was changed." in refused.stderr
    assert machine.run("restore", backup, "--replace").returncode == 0


@pytest.mark.parametrize("inside", ["", "deeper", "notes"])
def test_secrets_are_not_copied_into_or_beside_a_backup(machine, backup, inside):
    folder = {"": backup.parent, "deeper": backup.parent / "deeper", "notes": backup}[inside]

    done = machine.run("backup", "--secrets", folder)

    assert done.returncode == 1
    assert not list(backup.parent.rglob("pepper-*"))


def test_a_database_is_not_backed_up_beside_copied_secrets(machine, tmp_path):
    machine.run("backup", "--secrets", tmp_path / "place")

    done = machine.run("backup", tmp_path / "place")

    assert done.returncode == 1
    assert "Choose another place" in done.stderr


def test_two_backups_in_one_second_do_not_clear_each_other_away(machine, tmp_path):
    command = [sys.executable, "-m", "middleway.cli", "backup", tmp_path / "backups"]
    both = [subprocess.Popen(command, env=machine.environment, stderr=subprocess.DEVNULL) for _ in range(2)]

    codes = {running.wait(60) for running in both}

    made = list((tmp_path / "backups").iterdir())
    assert 0 in codes
    assert made
    assert all(machine.run("verify", path).returncode == 0 for path in made)


def test_without_the_pepper_a_restore_says_which_and_makes_none(machine, backup):
    machine.run("accounts", "new-pepper")
    machine.python(READ)
    shutil.rmtree(machine.secrets)

    done = machine.run("restore", backup, "--replace")

    assert "has no pepper-1" in done.stdout
    assert not machine.secrets.exists()


def test_a_server_that_runs_takes_up_a_new_pepper(machine):
    code = READ.replace(
        "_, vault",
        "from middleway.web import keyfiles; keyfiles.peppers()\n"
        "import subprocess, sys; subprocess.run([sys.executable, '-m', 'middleway.cli', 'accounts', 'new-pepper'], "
        "check=True, stdout=2)\n"
        "from middleway.web.accounts import actions\n"
        "assert sorted(keyfiles.peppers()) == [1, 2]\n_, vault",
        1,
    )

    assert machine.python(code) == ALL_THERE


def test_a_lost_pepper_is_never_followed_by_another_of_its_number(machine):
    (machine.secrets / "pepper-1").unlink()

    done = machine.run("accounts", "new-pepper")
    doctor = machine.run("doctor")

    assert "pepper-2 is written" in done.stdout
    assert "every passphrase has its pepper" in doctor.stdout
    assert "not so for pepper-1" in doctor.stdout
    assert doctor.returncode == 1


@on_sqlite
def test_three_copies_from_before_a_change_are_kept_none_beyond_30_days(machine):
    kept = machine.data / "before-migrating"
    names = [f"notes-{datetime.now(UTC) - timedelta(days=days):%Y%m%dT%H%M%SZ}" for days in (31, 29, 3, 2, 1)]
    for name in names:
        (kept / name).mkdir(parents=True)
    machine.python(MAKE.partition("from middleway.web.accounts")[0])
    assert sorted(path.name for path in kept.iterdir()) == sorted(names[1:])
    with sqlite3.connect(machine.database) as older:
        older.execute("DELETE FROM django_migrations WHERE app = 'moments'")
        older.execute("DROP TABLE moments_draft")
        older.execute("DROP TABLE moments_moment")
    older.close()

    machine.python(MAKE.partition("from middleway.web.accounts")[0])

    found = sorted(path.name for path in kept.iterdir())
    assert len(found) == 3
    assert found[:2] == names[3:]
    assert (kept / found[2] / "manifest.json").exists()


def test_the_doctor_tells_how_old_the_backups_are(machine, backup):
    backup.rename(backup.with_name("notes-20260101T000000Z"))

    done = machine.run("doctor", "--backups", backup.parent)

    assert "warn no copy is older than 30 days" in done.stdout
    assert "days old" in done.stdout


def test_the_doctor_counts_old_wrong_guesses_and_not_a_right_one(machine):
    machine.python(READ)
    assert "ok   counts of wrong guesses from more than 30 days ago: 0" in machine.run("doctor").stdout
    make = (
        "import django; django.setup()\nfrom middleway.web.accounts.models import Budget\n"
        "Budget.objects.create(door='d', in_a_row=1, minutes=[1])"
    )

    machine.python(make)

    assert "warn counts of wrong guesses from more than 30 days ago: 1" in machine.run("doctor").stdout


def test_the_doctor_looks_into_archives(machine, backup):
    together = backup.parent / "all"
    shutil.copytree(machine.secrets, backup / "secrets")
    shutil.make_archive(str(together), "gztar", backup)
    shutil.rmtree(backup / "secrets")

    done = machine.run("doctor", "--backups", backup.parent)

    assert done.returncode == 1
    assert f"FAIL no archive holds secrets and a database together: not so for {together}.tar.gz" in done.stdout


def test_the_doctor_knows_what_a_folder_lies_on():
    from middleway.web.operations.machine import file_system_of

    mounts = "a / ext4 rw 0 0\nb /srv nfs4 rw 0 0\nc /srv/my\\040words ext4 rw 0 0\nd /srv/my\\040words cifs rw 0 0\n"

    assert file_system_of(Path("/home"), mounts) == "ext4"
    assert file_system_of(Path("/srv/other"), mounts) == "nfs4"
    assert file_system_of(Path("/srv/my words/here"), mounts) == "cifs"
    assert file_system_of(Path("/srvx"), mounts) == "ext4"


@pytest.mark.skipif(not os.environ.get("MIDDLEWAY_DATABASE_URL"), reason="of PostgreSQL: set MIDDLEWAY_DATABASE_URL")
class TestPostgreSQL:
    def test_tables_that_the_backup_lacks_are_gone_and_somebody_elses_stay(self, machine, backup):
        made = "CREATE TABLE moments_later (id int); CREATE TABLE elsewhere (id int)"
        ask = "SELECT to_regclass('moments_later'), to_regclass('elsewhere')"
        run = (
            "import django; django.setup()\nfrom django.db import connection as c\n"
            "cursor = c.cursor(); cursor.execute({!r})\n{}"
        )
        machine.python(run.format(made, ""))

        assert machine.run("restore", backup, "--replace").returncode == 0
        assert machine.python(run.format(ask, "print(cursor.fetchone())")) == "(None, 'elsewhere')"
        assert machine.python(READ) == ALL_THERE

    def test_what_was_there_is_dumped_beside_first(self, machine, backup):
        done = machine.run("restore", backup, "--replace")
        aside = next((machine.data / "replaced").iterdir())

        assert str(aside) in done.stdout
        assert machine.run("verify", aside).returncode == 0

    def test_a_dump_that_breaks_off_changes_nothing(self, machine, backup):
        copy, manifest = backup / "notes.dump", json.loads((backup / "manifest.json").read_text())
        copy.write_bytes(copy.read_bytes()[:-100])
        manifest["files"]["notes.dump"]["sha256"] = hashlib.sha256(copy.read_bytes()).hexdigest()
        (backup / "manifest.json").write_text(json.dumps(manifest))

        assert machine.run("restore", backup, "--replace").returncode == 1
        assert machine.python(READ) == ALL_THERE

    def test_without_pg_dump_it_says_what_to_install(self, machine, tmp_path):
        machine.environment["PATH"] = str(tmp_path)

        done = machine.run("backup", tmp_path / "backups")

        assert done.returncode == 1
        assert "pg_dump is missing" in done.stderr
        assert list((tmp_path / "backups").iterdir()) == []

    @pytest.mark.parametrize(
        ("limit", "told"),
        [(57, "ok   PostgreSQL takes 57 connections"), (20, "warn The database takes 20 connections")],
    )
    def test_the_doctor_tells_when_it_takes_too_few_connections(self, machine, limit, told):
        name = machine.environment["MIDDLEWAY_DATABASE_URL"].partition("?")[0].rpartition("/")[2]
        ask = f"ALTER DATABASE {name} CONNECTION LIMIT {limit}"
        machine.python(
            f"import django; django.setup()\nfrom django.db import connection as c\nc.cursor().execute({ask!r})"
        )

        (said,) = (line for line in machine.run("doctor").stdout.splitlines() if line.startswith(told))
        assert "needs 57 for one process, and 57 for each more of the --workers" in said
