"""Our reader and the second one refuse what the specification forbids, each time for the reason that it names."""

import base64
import copy
import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from middleway.vault import (
    Grant,
    Manifest,
    NotOpened,
    open_manifest,
    open_shared,
    read_archive,
    resume,
    seal_manifest,
    unlock,
)
from tests.vault.test_vectors import FROZEN, PEPPERS, context, record, unhex

HERE = Path(__file__).parent
REFUSED = json.loads((HERE / "vectors" / "sealed-v1-refused.json").read_text("utf-8"))["refused"]
SPEC = HERE.parents[1] / "docs" / "spec" / "sealed_v1_reader.py"


def second_reader():
    spec = importlib.util.spec_from_file_location("sealed_v1_reader", SPEC)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SECOND = second_reader()


def case_name(case):
    return f"{case['section']} {case['reason']}"


def of_kind(kind):
    return [pytest.param(case, id=case_name(case)) for case in REFUSED if case["kind"] == kind]


def with_change(case):
    """Return the vectors that open, with the one value changed."""
    vectors = copy.deepcopy({name: part for name, part in FROZEN.items() if name != "archive"})
    *path, last = case["path"]
    place = vectors
    for step in path:
        place = place[step]
    place[last] = case["value"]
    return vectors


def read_whole_vault(vectors, passphrase):
    """Open everything that the second reader opens from the same vectors."""
    owner, reader = (unlock(record(vectors[name]), passphrase, PEPPERS) for name in ("record", "reader"))
    items = [(context(item["context"]), unhex(item["sealed"])) for item in vectors["items"]]
    told = [owner.open(sealed, at).decode() for at, sealed in items]
    grant, session, manifest = vectors["grant"], vectors["session"], vectors["manifest"]
    at, sealed = items[-1]
    given = Grant(UUID(grant["id"]), at, UUID(grant["recipient"]), grant["purpose"], grant["expires"])
    told.append(open_shared(reader, unhex(grant["shared"]), sealed, given).decode())
    resume(owner.record, unhex(session["kept"]), unhex(session["secret"]), UUID(session["id"]), session["created"])
    return told, open_manifest(owner, unhex(manifest["sealed"]), manifest["counter"])


def test_what_is_not_changed_opens_with_both():
    vectors = {name: part for name, part in FROZEN.items() if name != "archive"}

    told, manifest = read_whole_vault(vectors, FROZEN["passphrase"])
    second = json.loads(SECOND.read_vault(json.dumps(vectors).encode(), FROZEN["passphrase"]))

    assert second["items"] + [second["shared"]] == told
    assert {str(UUID(bytes=row)): revision for row, revision in manifest.revisions.items()} == second["manifest"]


def test_both_open_the_previous_keys_manifest_and_a_later_passphrases_item():
    owner, vectors = unlock(record(FROZEN["record"]), FROZEN["passphrase"], PEPPERS), copy.deepcopy(FROZEN)
    older = replace(owner, key=owner.previous[0])
    later = replace(owner, record=replace(owner.record, epoch=owner.record.epoch + 1))
    manifest, item = vectors["manifest"], vectors["items"][1]
    manifest["sealed"] = seal_manifest(older, Manifest(manifest["counter"], {bytes(16): 4})).hex()
    item["sealed"] = later.seal(b"later", context(item["context"])).hex()

    told, opened = read_whole_vault(vectors, FROZEN["passphrase"])
    second = json.loads(SECOND.read_vault(json.dumps(vectors).encode(), FROZEN["passphrase"]))

    assert told[1] == second["items"][1] == "later"
    assert (dict(opened.revisions), second["manifest"]) == ({bytes(16): 4}, {str(UUID(int=0)): 4})


@pytest.mark.parametrize("case", of_kind("vault"))
def test_a_vault_with_one_thing_that_is_not_allowed_is_refused_by_both(case):
    vectors = with_change(case)

    with pytest.raises(NotOpened):
        read_whole_vault(vectors, FROZEN["passphrase"])
    assert refused_by_second("read_vault", json.dumps(vectors).encode(), FROZEN["passphrase"])


@pytest.mark.parametrize("case", of_kind("archive"))
def test_an_archive_with_one_thing_that_is_not_allowed_is_refused_by_both(case):
    archive = base64.b64decode(case["value"])

    with pytest.raises(NotOpened):
        read_archive(archive, case["passphrase"])
    assert refused_by_second("read_archive", archive, case["passphrase"])


def refused_by_second(name, content, passphrase):
    """Its program ends every error with the same refusal, so any error counts here."""
    try:
        getattr(SECOND, name)(content, passphrase)
    except Exception:  # noqa: BLE001
        return True
    return False


def test_every_section_that_refuses_has_vectors_and_no_reason_stands_twice():
    assert {case["section"] for case in REFUSED} == {"§5", "§6", "§7", "§8", "§9", "§10"}
    assert len({case_name(case) for case in REFUSED}) == len(REFUSED)
