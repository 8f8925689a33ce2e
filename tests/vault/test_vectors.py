"""What earlier versions wrote still opens, and the primitives are the published ones."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from middleway.vault import (
    FLOOR,
    STANDARD,
    Context,
    Cost,
    Grant,
    Manifest,
    Record,
    Slot,
    open_manifest,
    open_shared,
    primitives,
    read_archive,
    resume,
    unlock,
    unlock_with_code,
)

FROZEN = json.loads((Path(__file__).parent / "vectors" / "sealed-v1.json").read_text("utf-8"))
PEPPERS = {int(version): bytes.fromhex(pepper) for version, pepper in FROZEN["peppers"].items()}


def unhex(text):
    return bytes.fromhex(text)


def record(stored):
    slots = tuple(
        Slot(s["kind"], unhex(s["verifier"]), unhex(s["sealed"]), unhex(s["salt"]), Cost(*s["cost"]), s["pepper"])
        for s in stored["slots"]
    )
    return Record(
        UUID(stored["owner"]),
        UUID(stored["instance"]),
        stored["epoch"],
        stored["first_epoch"],
        slots,
        unhex(stored["public_key"]),
        unhex(stored["private_key"]),
        unhex(stored["previous"]),
    )


def context(stored):
    ids = {name: UUID(stored[name]) for name in ("instance", "row", "owner")}
    return Context(**stored | ids)


OWNER = record(FROZEN["record"])


def test_items_of_version_1_open_with_passphrase_and_code():
    for vault in (unlock(OWNER, FROZEN["passphrase"], PEPPERS), unlock_with_code(OWNER, FROZEN["code"])):
        opened = [vault.open(unhex(i["sealed"]), context(i["context"])).decode() for i in FROZEN["items"]]

        assert opened == [i["content"] for i in FROZEN["items"]]
        assert len(opened) == 4


def test_the_grant_session_manifest_and_archive_of_version_1_open():
    owner = unlock(OWNER, FROZEN["passphrase"], PEPPERS)
    reader = unlock(record(FROZEN["reader"]), FROZEN["passphrase"], PEPPERS)
    item, grant, session = FROZEN["items"][-1], FROZEN["grant"], FROZEN["session"]
    given = Grant(
        UUID(grant["id"]), context(item["context"]), UUID(grant["recipient"]), grant["purpose"], grant["expires"]
    )
    kept = (unhex(session["kept"]), unhex(session["secret"]), UUID(session["id"]), session["created"])
    manifest = FROZEN["manifest"]

    assert open_shared(reader, unhex(grant["shared"]), unhex(item["sealed"]), given).decode() == item["content"]
    assert resume(OWNER, *kept).key == owner.key
    assert open_manifest(owner, unhex(manifest["sealed"]), manifest["counter"]) == Manifest(
        manifest["counter"], {UUID(row).bytes: revision for row, revision in manifest["revisions"].items()}
    )
    archive = FROZEN["archive"]
    assert read_archive(unhex(archive["bytes"]), archive["passphrase"]).decode() == archive["content"]


def test_xchacha20_poly1305_is_the_published_one():
    """draft-irtf-cfrg-xchacha-03, appendix A.3.1."""
    plain = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen "
        b"would be it."
    )
    associated = unhex("50515253c0c1c2c3c4c5c6c7")
    key = bytes(range(0x80, 0xA0))
    nonce = bytes(range(0x40, 0x58))

    sealed = primitives.encrypt(key, plain, nonce, associated)

    assert sealed[:16].hex() == "bd6d179d3e83d43b9576579493c0e939"
    assert sealed[-16:].hex() == "c0875924c1c7987947deafd8780acf49"
    assert primitives.decrypt(key, sealed, nonce, associated) == plain


def test_argon2id_is_the_published_one():
    """RFC 9106, section 5.3, without secret and associated data, which we never use: the reference code's value."""
    made = primitives.stretch(b"password", b"somesalt", Cost(65_536, 2, 1))

    assert made.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_hkdf_labels_make_keys_of_their_own():
    """HKDF gives RFC 5869, appendix A.1, through the same library call, and each label gives another key."""
    purposes = ["items", "index", "identity", "previous", "session", "archive", "wrap/passphrase", "verify/passphrase"]
    keys = {primitives.derive(b"k" * 32, purpose) for purpose in purposes}
    keys |= {primitives.derive(b"k" * 32, "items", about=bytes([0, 0, 0, n])) for n in range(8)}

    assert len(keys) == 16


@pytest.mark.parametrize("cost", [STANDARD, FLOOR])
def test_what_people_get_is_never_below_the_floor(cost):
    assert (cost.memory, cost.passes, cost.lanes) >= (65_536, 3, 4)
    assert cost.within_reason()
