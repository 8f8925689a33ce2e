"""Backup, verify, restore, doctor and accounts, as an operator runs them."""

import hashlib
import json
import re
import shutil
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from tests.operations.machines import MAKE, PASSPHRASE, READ, WORDS, Machine, on_sqlite
from tests.support.texts import ENGLISH


def test_a_backup_opens_on_an_empty_machine_with_the_secrets_of_the_old_one(machine, backup, tmp_path, url):
    new = Machine(tmp_path / "two", url())

    done = new.run("restore", backup)
    assert done.returncode == 0, done.stderr
    assert "no pepper" in done.stdout
    shutil.copytree(machine.secrets, new.secrets)

    assert new.python(READ) == f"{[WORDS] * 3} False"


def test_a_backup_holds_nothing_secret_or_readable_and_is_its_owners_alone(machine, backup):
    content = b"".join(path.read_bytes() for path in backup.iterdir())
    secrets = [path.read_text().strip() for path in machine.secrets.iterdir()]

    assert len(secrets) == 3
    assert not any(secret.encode() in content or bytes.fromhex(secret) in content for secret in secrets)
    assert WORDS.encode() not in content
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in backup.iterdir()} == {0o600}


def test_secrets_are_backed_up_apart_and_never_beside_a_database(machine, backup, tmp_path):
    done = machine.run("backup", "--secrets", tmp_path / "elsewhere")
    beside = machine.run("backup", "--secrets", backup.parent)
    inside = machine.run("backup", machine.secrets / "here")

    assert {path.name for path in Path(done.stdout.strip()).iterdir()} == {"signing", "instance", "pepper-1"}
    assert beside.returncode == inside.returncode == 1
    assert "together" in beside.stderr
    assert "Choose another place" in inside.stderr


def test_a_whole_backup_and_a_whole_database_are_told_so(machine, backup):
    assert machine.run("verify", backup).returncode == 0
    live = machine.run("verify")
    assert live.returncode == 0
    assert "ok   every sealed value has its header" in live.stdout


def test_one_changed_byte_is_found_and_not_restored(machine, backup):
    copy = next(path for path in backup.iterdir() if path.name.startswith("notes."))
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)

    verified, restored = machine.run("verify", backup), machine.run("restore", backup, "--replace")

    assert verified.returncode == restored.returncode == 1
    assert "changed or damaged" in verified.stdout
    assert "Nothing was changed." in restored.stderr
    assert machine.python(READ) == f"{[WORDS] * 3} False"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("migrations", ["moments.9999_later"], "a newer one"),
        ("format", 2, "a newer one"),
        ("engine", "oracle", "is of oracle"),
    ],
)
def test_a_backup_of_another_kind_is_refused_in_words_and_nothing_changes(machine, backup, name, value, told):
    manifest = json.loads((backup / "manifest.json").read_text())
    (backup / "manifest.json").write_text(json.dumps(manifest | {name: value}))

    done = machine.run("restore", backup, "--replace")

    assert done.returncode == 1
    assert told in done.stderr
    assert machine.python(READ) == f"{[WORDS] * 3} False"


def test_what_is_no_backup_is_refused(machine, tmp_path):
    (tmp_path / "photos").mkdir()

    assert "not a whole backup" in machine.run("restore", tmp_path / "photos").stderr


def test_what_is_there_is_replaced_only_on_request(machine, backup):
    machine.run("accounts", "delete", "alice", "--yes")

    refused = machine.run("restore", backup)
    done = machine.run("restore", backup, "--replace")

    assert refused.returncode == 1
    assert "Nothing was changed." in refused.stderr
    assert done.returncode == 0, done.stderr
    assert machine.python(READ) == f"{[WORDS] * 3} False"


@on_sqlite
def test_what_was_there_is_moved_aside_and_not_lost(machine, backup):
    machine.run("restore", backup, "--replace")

    assert len(list(machine.data.glob("notes.sqlite3.before-*"))) >= 1


@on_sqlite
def test_a_backup_of_an_older_version_is_brought_up_to_date(machine, backup):
    copy = backup / "notes.sqlite3"
    with sqlite3.connect(copy) as old:
        old.execute("DELETE FROM django_migrations WHERE app = 'moments'")
        old.execute("DROP TABLE moments_draft")
        old.execute("DROP TABLE moments_moment")
    old.close()
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["files"]["notes.sqlite3"]["sha256"] = hashlib.sha256(copy.read_bytes()).hexdigest()
    manifest["rows"] = {name: n for name, n in manifest["rows"].items() if not name.startswith("moments_")}
    manifest["rows"]["django_migrations"] -= 1
    (backup / "manifest.json").write_text(json.dumps(manifest))

    done = machine.run("restore", backup, "--replace")

    assert "brought up to this version" in done.stdout
    assert machine.run("verify").returncode == 0


def test_a_backup_made_while_people_write_is_one_whole_state(machine, tmp_path):
    write = MAKE.replace('actions.create(username="alice"', 'actions.create(username="bob"').replace(
        "range(3)", "range(200)"
    )
    writing = threading.Thread(target=machine.python, args=(write,))
    writing.start()
    made = [machine.run("backup", tmp_path / f"backups-{number}") for number in range(3)]
    writing.join(60)

    for done in made:
        assert machine.run("verify", done.stdout.strip()).returncode == 0


def test_a_backup_that_fails_leaves_nothing_half_made(machine, tmp_path):
    (tmp_path / "file").write_text("in the way")

    done = machine.run("backup", tmp_path / "file" / "backups")

    assert done.returncode == 1
    assert "Nothing half-made was left." in done.stderr


def test_the_doctor_finds_a_server_as_the_start_made_it_healthy(machine):
    done = machine.run("doctor")

    assert done.returncode == 0, done.stdout
    assert "ok   the database keeps what it has answered as saved" in done.stdout


def test_the_doctor_finds_what_lies_open_or_together(machine, backup):
    (machine.secrets / "pepper-1").chmod(0o644)
    shutil.copy(machine.secrets / "pepper-1", backup / "pepper-1")

    done = machine.run("doctor", "--backups", backup.parent)

    assert done.returncode == 1
    assert done.stdout.count("FAIL") == 2


def test_accounts_are_listed_without_a_word_of_when_or_what(machine):
    done = machine.run("accounts", "list")

    assert done.stdout == "alice\n"


def test_an_account_is_disabled_and_enabled(machine):
    machine.run("accounts", "disable", "Alice")
    assert machine.run("accounts", "list").stdout == "alice (disabled)\n"
    machine.run("accounts", "enable", "alice")
    assert machine.run("accounts", "list").stdout == "alice\n"


def test_deleting_asks_for_the_name_again(machine):
    assert machine.run("accounts", "delete", "alice", typed="bob\n").returncode == 1
    assert machine.run("accounts", "list").stdout == "alice\n"
    assert machine.run("accounts", "delete", "alice", typed="alice\n").returncode == 0
    assert machine.run("accounts", "list").stdout == ""


def test_a_new_vault_is_empty_and_opens_with_what_was_printed(machine):
    done = machine.run("accounts", "new-vault", "alice", "--yes")
    passphrase = done.stdout.partition("passphrase: ")[2].partition("\n")[0]

    assert machine.python(READ.replace(repr(PASSPHRASE), repr(passphrase))) == "[] False"


def test_somebody_who_was_shut_out_stays_so_with_a_new_vault(machine):
    machine.run("accounts", "disable", "alice")
    machine.run("accounts", "new-vault", "alice", "--yes")

    assert machine.run("accounts", "list").stdout == "alice (disabled)\n"


def test_after_a_new_pepper_people_sign_in_as_before(machine):
    done = machine.run("accounts", "new-pepper")

    assert "pepper-2 is written" in done.stdout
    assert machine.python(READ) == f"{[WORDS] * 3} False"


@pytest.mark.parametrize("arguments", [("accounts", "disable", "nobody"), ("accounts", "delete", "nobody", "--yes")])
def test_a_name_that_nobody_has_is_said(machine, arguments):
    done = machine.run(*arguments)

    assert done.returncode == 1
    assert "Nobody here is called nobody." in done.stderr


@on_sqlite
def test_a_copy_is_kept_before_tables_change(machine):
    with sqlite3.connect(machine.database) as older:
        older.execute("DELETE FROM django_migrations WHERE app = 'moments'")
        older.execute("DROP TABLE moments_draft")
        older.execute("DROP TABLE moments_moment")
    older.close()

    machine.python("import django; django.setup()\nfrom middleway.web.operations.preparing import prepare; prepare()")

    assert len(list((machine.data / "before-migrating").glob("notes-*/manifest.json"))) == 1


@on_sqlite
def test_a_database_of_a_newer_version_is_not_started(machine):
    with sqlite3.connect(machine.database) as newer:
        newer.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('moments', '9999_later', '2030-01-01')"
        )
    newer.close()

    done = machine.run("serve", "--port", "8765")

    assert done.returncode == 1
    assert "newer Middleway" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("doctor",), "die Datenbank behält, was sie als gespeichert gemeldet hat"),
        (("verify",), "jede Migration dieser Version ist gelaufen"),
        (("verify", "no-backup"), "keine ganze Sicherung von Middleway"),
        (("accounts", "disable", "nobody"), "Hier heißt niemand nobody."),
    ],
)
def test_an_operator_whose_terminal_is_german_is_told_in_german(machine, monkeypatch, arguments, told):
    monkeypatch.setitem(machine.environment, "LANGUAGE", "de")
    done = machine.run(*arguments)

    said = done.stdout + done.stderr
    assert told in said
    assert not ENGLISH.search(re.sub(r"\S*[/_=-]\S*|no-backup", "", said)), said


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HTTPS", "maybe", "MIDDLEWAY_HTTPS ist 'maybe'. Nimm „yes“ oder „no“."),
        ("HOSTS", "notes.example.org", "gingen für alle lesbar durch das Netz."),
        ("HOSTS", "*.example.org", "MIDDLEWAY_HOSTS hat '*.example.org', was für viele Hosts stünde."),
    ],
)
def test_a_setting_that_stops_the_start_says_so_in_the_terminals_language(machine, monkeypatch, name, value, told):
    monkeypatch.setitem(machine.environment, "LANGUAGE", "de")
    monkeypatch.setitem(machine.environment, f"MIDDLEWAY_{name}", value)

    done = machine.run("doctor")
    assert done.returncode == 2
    assert told in done.stderr
