"""The database, and the settings without which "saved" would not be true."""

import os
import stat
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from middleway.web import env, keyfiles
from middleway.web.database import NotDurable, configured, refuse_unsafe

pytestmark = pytest.mark.database

on_sqlite = pytest.mark.skipif(bool(os.environ.get("MIDDLEWAY_DATABASE_URL")), reason="of SQLite")


def test_the_suite_runs_on_the_database_that_was_asked_for():
    wanted = "postgresql" if os.environ.get("MIDDLEWAY_DATABASE_URL") else "sqlite"

    assert connection.vendor == wanted


def test_the_settings_that_keep_words_are_read_back_from_the_database(db):
    refuse_unsafe(connection)


@on_sqlite
@pytest.mark.parametrize(
    ("name", "value"),
    [("secure_delete", "OFF"), ("foreign_keys", "OFF"), ("temp_store", "FILE"), ("busy_timeout", "0")],
)
def test_a_database_that_answers_otherwise_is_refused(transactional_db, name, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}={value}")

    with pytest.raises(NotDurable, match=name):
        refuse_unsafe(connection)
    connection.close()


@on_sqlite
@pytest.mark.parametrize("value", ["NORMAL", "OFF"])
def test_a_database_that_does_not_wait_for_the_disk_is_refused(transactional_db, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={value}")

    with pytest.raises(NotDurable, match="synchronous"):
        refuse_unsafe(connection)
    connection.close()


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "notes.sqlite3"])
def test_an_address_that_is_none_stops_the_start(url, tmp_path):
    with pytest.raises(ImproperlyConfigured):
        configured(url, tmp_path)


def test_what_is_not_read_of_an_address_is_named_with_where_it_belongs(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"has sslmode after .* PGSSLMODE=verify-full"):
        configured("postgresql://me@db.example/words?host=/run&sslmode=verify-full", tmp_path)


def test_an_address_is_taken_apart_as_written(tmp_path):
    found = configured("postgresql://me:p%40ss@db.example:5433/words", tmp_path)

    assert [found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "words",
        "me",
        "p@ss",
        "db.example",
        "5433",
    ]


@pytest.mark.parametrize(
    ("leave", "starts"),
    [
        ("https://www.example.org/", True),
        ("/healthz", True),
        ("", False),
        ("//elsewhere.example", False),
        ("javascript:alert(1)", False),
        ("http://www.example.org/", False),
    ],
)
def test_where_leave_goes_is_a_whole_address_or_the_server_does_not_start(leave, starts):
    run = [sys.executable, "-c", "import middleway.web.settings"]

    done = subprocess.run(run, env={**os.environ, "MIDDLEWAY_LEAVE_URL": leave}, capture_output=True, check=False)

    assert (done.returncode == 0) is starts


def test_a_password_in_an_address_that_is_refused_is_not_shown(monkeypatch):
    monkeypatch.setenv("MIDDLEWAY_LEAVE_URL", "http://me:canary@www.example.org/")

    with pytest.raises(ImproperlyConfigured) as refused:
        env.address("LEAVE_URL", "")

    assert "MIDDLEWAY_LEAVE_URL is 'www.example.org/'." in str(refused.value)


def test_without_https_only_this_machine_is_answered():
    run = [sys.executable, "-c", "import middleway.web.settings"]
    environment = {**os.environ, "MIDDLEWAY_HOSTS": "notes.example"}

    refused = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    allowed = subprocess.run(run, env={**environment, "MIDDLEWAY_HTTPS": "yes"}, capture_output=True, check=False)

    assert "Passphrases would cross the network" in refused.stderr
    assert allowed.returncode == 0


@pytest.fixture
def secrets_folder(settings, tmp_path):
    settings.SECRETS = tmp_path / "secrets"
    yield settings.SECRETS
    keyfiles.instance_key.cache_clear()


def test_secrets_are_made_once_for_the_owner_alone(secrets_folder):
    keyfiles.make_missing(fresh=True)
    before = {path.name: path.read_text() for path in secrets_folder.iterdir()}
    keyfiles.make_missing(fresh=False)

    assert set(before) == {"signing", "instance", "pepper-1"}
    assert {path.name: path.read_text() for path in secrets_folder.iterdir()} == before
    assert stat.S_IMODE(secrets_folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets_folder.iterdir()} == {0o400}
    assert len(set(before.values())) == 3


@pytest.mark.parametrize("name", ["pepper-1", "instance"])
def test_a_lost_secret_is_told_and_not_replaced_behind_peoples_backs(secrets_folder, name):
    keyfiles.make_missing(fresh=True)
    (secrets_folder / name).unlink()

    with pytest.raises(keyfiles.KeysMissing, match=name):
        keyfiles.make_missing(fresh=False)
    assert not (secrets_folder / name).exists()


@pytest.mark.parametrize("name", ["pepper-1", "instance"])
@pytest.mark.parametrize("content", ["", "00" * 31, "00" * 33])
def test_a_damaged_secret_stops_the_start_and_is_not_used(secrets_folder, name, content):
    keyfiles.make_missing(fresh=True)
    (secrets_folder / name).chmod(0o600)
    (secrets_folder / name).write_text(content)

    with pytest.raises(keyfiles.KeysMissing, match="damaged"):
        keyfiles.make_missing(fresh=False)


def test_a_new_pepper_is_used_and_the_old_one_kept(secrets_folder):
    keyfiles.make_missing(fresh=True)
    keyfiles.write_new("pepper-2")

    assert sorted(keyfiles.peppers()) == [1, 2]
