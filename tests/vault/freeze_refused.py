"""Freeze what must be refused: `python -m tests.vault.freeze_refused tests/vault/vectors/sealed-v1-refused.json`.

Each case is one change to the frozen vectors that open. Where a seal is in the way, the changed value is sealed under
the right key, so that the rule named refuses it, and not a tag that happens not to fit. The cases are deterministic,
except for nonces and keys of streams.
"""

import base64
import json
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from nacl import bindings

from middleway.vault import Context, Cost, Grant, envelope, padding, primitives, unlock
from tests.vault.test_vectors import FROZEN, OWNER, PEPPERS, context, record, unhex

CHEAP, SALT = Cost(64, 1, 1), bytes(range(16))
MESSAGE, PUSH, REKEY, FINAL = 0, 1, 2, 3
FULL = 65_536
Case = dict[str, object]


def changed(section: str, reason: str, *path: str | int, value: object) -> Case:
    return {"kind": "vault", "section": section, "reason": reason, "path": list(path), "value": value}


def archived(reason: str, chunks: list[tuple[bytes, int]], cost: Cost = CHEAP, magic: bytes = b"MWAY\x01\x01") -> Case:
    header = magic + cost.memory.to_bytes(4, "big") + bytes([cost.passes, cost.lanes]) + SALT
    spent = cost if cost.within_reason() else CHEAP
    key = primitives.derive(primitives.stretch(b"words", SALT, spent), "archive")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    out = header + bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    for content, tag in chunks:
        out += bindings.crypto_secretstream_xchacha20poly1305_push(state, content, header, tag)
    return {
        "kind": "archive",
        "section": "§10",
        "reason": reason,
        "passphrase": "words",
        "value": base64.b64encode(out).decode(),
    }


def archives() -> list[Case]:
    whole = padding.pad(b"kept")
    long = padding.pad(bytes(FULL))
    return [
        archived("the last chunk is marked as a message", [(whole, MESSAGE)]),
        archived("the last chunk is marked as a push", [(whole, PUSH)]),
        archived("the last chunk is marked as a change of keys", [(whole, REKEY)]),
        archived("a chunk before the last is marked as a push", [(long[:FULL], PUSH), (long[FULL:], FINAL)]),
        archived("the last chunk is empty", [(padding.pad(bytes(FULL - 1)), MESSAGE), (b"", FINAL)]),
        archived("nothing but an empty chunk", [(b"", FINAL)]),
        archived("a chunk before the last is not full", [(whole[:100], MESSAGE), (whole[100:], FINAL)]),
        archived("something follows the last chunk", [(whole, FINAL), (b"", FINAL)]),
        archived("no chunk", []),
        archived("padded further than its content asks for", [(whole + bytes(256), FINAL)]),
        archived("padded less than its content asks for", [(b"kept\x80", FINAL)]),
        archived("no end mark", [(bytes(256), FINAL)]),
        archived("more memory than the bound", [(whole, FINAL)], Cost(1_048_577, 1, 1)),
        archived("more passes than the bound", [(whole, FINAL)], Cost(64, 11, 1)),
        archived("more lanes than the bound", [(whole, FINAL)], Cost(256, 1, 17)),
        archived("less memory than its lanes ask for", [(whole, FINAL)], Cost(15, 1, 2)),
        archived("no pass", [(whole, FINAL)], Cost(64, 0, 1)),
        archived("no lane", [(whole, FINAL)], Cost(64, 1, 0)),
        archived("another format", [(whole, FINAL)], magic=b"MWAY\x02\x01"),
        archived("an algorithm that is kept for later", [(whole, FINAL)], magic=b"MWAY\x01\x02"),
    ]


VAULT = unlock(OWNER, FROZEN["passphrase"], PEPPERS)
READER = unlock(record(FROZEN["reader"]), FROZEN["passphrase"], PEPPERS)


def manifests() -> list[Case]:
    at = replace(OWNER.place("manifest"), revision=FROZEN["manifest"]["counter"])
    key = primitives.derive(VAULT.key, "index")
    one, two = (UUID(int=20 + n).bytes + (n + 1).to_bytes(8, "big") for n in range(2))
    again = two[:16] + (9).to_bytes(8, "big")

    def listed(reason: str, padded: bytes, key_id: int = 0, where: Context = at) -> Case:
        return changed("§9", reason, "manifest", "sealed", value=envelope.seal(key, padded, where, key_id).hex())

    return [
        listed("rows are not in order", padding.pad(two + one)),
        listed("a row is there twice, alike", padding.pad(one + one)),
        listed("a row is there twice, with two revisions", padding.pad(one + two + again)),
        listed("half a row", padding.pad(one + two[:12])),
        listed("a byte too many", padding.pad(one + two + b"\0")),
        listed("padded further than its content asks for", padding.pad(one) + bytes(256)),
        listed("padded less than its content asks for", one + b"\x80"),
        listed("another key id", padding.pad(one), key_id=1),
        listed("saved as another number", padding.pad(one), where=replace(at, revision=at.revision + 1)),
        listed("another schema", padding.pad(one), where=replace(at, schema=2)),
        changed("§9", "a number that its bytes cannot hold", "manifest", "counter", value=2**64),
    ]


def items() -> list[Case]:
    at = context(FROZEN["items"][1]["context"])
    item, padded = bytes(range(32)), padding.pad(b"x")

    def wrapped(key_id: int, key: bytes = item, vault_key: bytes = VAULT.key, where: Context = at) -> bytes:
        wrap = primitives.derive(vault_key, "items", about=key_id.to_bytes(4, "big"))
        return envelope.seal(wrap, key, where.of(f"{where.field}/key"), key_id)

    def one(reason: str, sealed: bytes) -> Case:
        return changed("§6", reason, "items", 1, "sealed", value=sealed.hex())

    content, older = envelope.seal(item, padded, at), VAULT.previous[0]
    elsewhere = {"owner": str(UUID(int=3)), "instance": str(UUID(int=9))}
    foreign = [
        changed(
            "§6",
            f"the {name} is not the vault's",
            "items",
            1,
            value={
                "context": FROZEN["items"][1]["context"] | {name: other},
                "sealed": (
                    wrapped(OWNER.epoch, where=replace(at, **{name: UUID(other)}))
                    + envelope.seal(item, padded, replace(at, **{name: UUID(other)}))
                ).hex(),
            },
        )
        for name, other in elsewhere.items()
    ]
    return [
        one("key id 0, under the key before", wrapped(0, vault_key=older) + content),
        one("an older key id under the present key", wrapped(1) + content),
        one("the content's envelope names a key", wrapped(2) + envelope.seal(item, padded, at, 1)),
        one("no end mark", wrapped(2) + envelope.seal(item, bytes(256), at)),
        one("padded further than its content asks for", wrapped(2) + envelope.seal(item, padded + bytes(16), at)),
        one("not padded", wrapped(2) + envelope.seal(item, b"x\x80", at)),
        one("a key of another length", wrapped(2, item[:31]) + content),
        one("an algorithm that is kept for later", b"\x01\x02" + (wrapped(2) + content)[2:]),
        one("nothing behind the key", wrapped(2)),
        changed("§6", "a revision below 0", "items", 1, "context", "revision", value=-1),
        changed("§6", "a schema that its bytes cannot hold", "items", 1, "context", "schema", value=2**32),
        *foreign,
    ]


def grants() -> list[Case]:
    stored, subject = FROZEN["grant"], FROZEN["items"][-1]
    at = context(subject["context"])
    given = Grant(UUID(stored["id"]), at, READER.record.owner, stored["purpose"], stored["expires"])
    key = VAULT.item_key(unhex(subject["sealed"]), at)

    def one(reason: str, sealed_key: bytes, header: bytes = b"\x01\x01", grant: Grant = given) -> Case:
        shared = header + primitives.seal_to(READER.record.public_key, sealed_key, grant.info())
        return changed("§7", reason, "grant", "shared", value=shared.hex())

    return [
        one("a key that is too short", key[:31]),
        one("a key that is too long", key + b"\0"),
        one("another format", key, b"\x02\x01"),
        one("an algorithm that is kept for later", key, b"\x01\x02"),
        one("for somebody else", key, grant=replace(given, recipient=UUID(int=4))),
        one("with another purpose", key, grant=replace(given, purpose="more")),
        one("with another end", key, grant=replace(given, expires=given.expires + 1)),
        changed("§7", "a number that its bytes cannot hold", "grant", "expires", value=2**64),
        changed("§7", "the recipient is not the reader", "grant", "recipient", value=str(UUID(int=4))),
    ]


def sessions() -> list[Case]:
    stored = FROZEN["session"]
    at = Context(OWNER.instance, "session", UUID(stored["id"]), OWNER.owner, "key", 1, stored["created"])

    def one(reason: str, secret: bytes, key: bytes = VAULT.key, epoch: int = OWNER.epoch) -> Case:
        kept = envelope.seal(primitives.derive(secret, "session"), key, at, epoch)
        return changed("§8", reason, "session", value=stored | {"secret": secret.hex(), "kept": kept.hex()})

    return [
        one("a secret that is too short", bytes(31)),
        one("no secret", b""),
        one("a key that is too long", bytes(32), VAULT.key + b"\0"),
        one("from before the passphrase was changed", bytes(32), epoch=OWNER.epoch - 1),
        one("from a later epoch", bytes(32), epoch=OWNER.epoch + 1),
    ]


def records() -> list[Case]:
    stored = FROZEN["record"]
    mine, code = stored["slots"]
    identity, before = (primitives.derive(VAULT.key, name) for name in ("identity", "previous"))

    def slots(reason: str, *given: dict) -> Case:
        return changed("§5", reason, "record", "slots", value=list(given))

    def own(reason: str, name: str, sealed: bytes) -> Case:
        return changed("§5", reason, "record", name, value=sealed.hex())

    def costing(reason: str, *cost: int) -> Case:
        return slots(reason, mine | {"cost": list(cost)}, code)

    at, both = OWNER.place("previous"), b"".join(VAULT.previous)
    return [
        slots("a kind of slot that nobody knows, beside the others", mine, code, code | {"kind": "key"}),
        slots("a kind of slot that nobody knows, in place of a code", mine, code | {"kind": "key"}),
        slots("two slots for a passphrase", mine, mine),
        slots("two slots for a code", mine, code, code),
        slots("no slot for a passphrase", code),
        slots(
            "no slot",
        ),
        slots("a verifier that is too short", mine, code | {"verifier": code["verifier"][:-2]}),
        slots("a sealed key that is too long", mine, code | {"sealed": code["sealed"] + "00"}),
        slots("a sealed key that names a key", mine, code | {"sealed": "010100000001" + code["sealed"][12:]}),
        slots("a sealed key by an algorithm of later", mine, code | {"sealed": "0102" + code["sealed"][4:]}),
        slots("a salt that is too short", mine | {"salt": mine["salt"][:-2]}, code),
        slots("a pepper that is not there", mine | {"pepper": 4}, code),
        slots("made at a later epoch", replace_sealed(mine, OWNER.first_epoch + 1), code),
        costing("more memory than the bound", 1_048_577, 1, 1),
        costing("more passes than the bound", 64, 11, 1),
        costing("more lanes than the bound", 256, 1, 17),
        costing("less memory than its lanes ask for", 15, 1, 2),
        costing("no pass", 64, 0, 1),
        costing("no lane", 64, 1, 0),
        changed("§5", "epoch 0", "record", "first_epoch", value=0),
        changed("§5", "the first epoch after the present one", "record", "first_epoch", value=stored["epoch"] + 1),
        changed("§5", "an epoch that its bytes cannot hold", "record", "epoch", value=2**32),
        changed("§5", "another public key", "record", "public_key", value=FROZEN["reader"]["public_key"]),
        changed("§5", "a public key that is too short", "record", "public_key", value=stored["public_key"][:-2]),
        own(
            "a private key that is too short",
            "private_key",
            envelope.seal(identity, VAULT.private_key[:31], OWNER.place("identity")),
        ),
        own(
            "a private key that names a key",
            "private_key",
            envelope.seal(identity, VAULT.private_key, OWNER.place("identity"), 1),
        ),
        own("keys of before that are too short", "previous", envelope.seal(before, both[:63], at)),
        own("keys of before that are too long", "previous", envelope.seal(before, both + b"\0", at)),
        own("keys of before that name a key", "previous", envelope.seal(before, both, at, 1)),
    ]


def replace_sealed(slot: dict, epoch: int) -> dict:
    """Return the slot with the vault's key sealed as of another epoch."""
    stretched = primitives.stretch(PASSPHRASE, unhex(slot["salt"]), Cost(*slot["cost"]))
    wrap = primitives.derive(stretched, "wrap/passphrase", PEPPERS[slot["pepper"]], OWNER.owner.bytes)
    at = replace(OWNER.place("passphrase"), revision=epoch)
    return slot | {"sealed": envelope.seal(wrap, VAULT.key, at).hex()}


PASSPHRASE = "Z\u00fcrich, caf\u00e9 & six plain words".encode()  # as NFKC writes the frozen one


if __name__ == "__main__":
    cases = [*records(), *items(), *grants(), *sessions(), *manifests(), *archives()]
    Path(sys.argv[1]).write_text(
        json.dumps({"format": 1, "refused": cases}, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
