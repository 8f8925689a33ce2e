"""Reads what "Sealed bytes, version 1" describes: an archive, or one vault with its items, grant, session and manifest.

The passphrase is asked for, or read from standard input when that is not a terminal. Nothing is written before all
of it has been checked: whatever the specification does not allow ends with one sentence and exit status 1.
"""

import argparse
import getpass
import hashlib
import hmac
import json
import sys
import unicodedata
from collections import namedtuple
from contextlib import suppress
from itertools import pairwise, product
from pathlib import Path
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl import bindings

REFUSAL = "This cannot be opened: the passphrase is wrong, or the bytes are not what the specification allows."
HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
VERSION = b"\x01\x01"
WRAPPED_KEY, CHUNK, MESSAGE, FINAL = 78, 65_553, 0x00, 0x03
unhex, pull = bytes.fromhex, bindings.crypto_secretstream_xchacha20poly1305_pull
Place = namedtuple("Place", "instance table row owner field schema revision")
Vault = namedtuple("Vault", "instance owner epoch first_epoch key older_key private_keys")


def require(allowed: bool) -> None:
    if not allowed:
        raise ValueError(REFUSAL)


def number(value: int, size: int) -> bytes:
    require(type(value) is int)
    return value.to_bytes(size, "big")


def joined(*parts: bytes) -> bytes:
    return b"".join(number(len(part), 4) + part for part in parts)


def place_of(at: dict) -> Place:
    instance, row, owner = (UUID(at[name]).bytes for name in ("instance", "row", "owner"))
    schema, revision = number(at["schema"], 4), number(at["revision"], 8)
    return Place(instance, at["table"].encode(), row, owner, at["field"].encode(), schema, revision)


def own_place(vault: Vault, field: str, revision: int) -> Place:
    return Place(vault.instance, b"vault", vault.owner, vault.owner, field.encode(), number(1, 4), number(revision, 8))


def derive(secret: bytes, purpose: str, salt: bytes | None = None, about: bytes = b"") -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, b"middleway/v1/" + purpose.encode() + b"/" + about).derive(secret)


def stretch(passphrase: str, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    require(len(salt) == 16 and 1 <= lanes <= 16 and 1 <= passes <= 10 and 8 * lanes <= memory <= 1_048_576)
    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hash_secret_raw(secret, salt, passes, memory, lanes, 32, Type.ID, version=0x13)


def open_envelope(sealed: bytes, key: bytes, place: Place, key_id: int = 0) -> bytes:
    require(len(sealed) >= 46 and sealed[:2] == VERSION and sealed[2:6] == number(key_id, 4))
    about = joined(b"middleway", sealed[:1], sealed[1:2], sealed[2:6], *place)
    return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[30:], about, sealed[6:30], key)


def unpad(padded: bytes) -> bytes:
    content, mark, _ = padded.rpartition(b"\x80")
    least = max(256, len(content) + 1)
    exponent = least.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    require(mark != b"" and padded == (content + mark).ljust(-(-least // step) * step, b"\x00"))
    return content


def passphrase_slot(slots: list[dict]) -> dict:
    found = {slot["kind"]: slot for slot in slots}
    require(len(found) == len(slots) and found.keys() <= {"passphrase", "recovery"})
    for slot in slots:
        require(len(slot["verifier"]) == 2 * 32 and len(slot["sealed"]) == 2 * WRAPPED_KEY)
        require(unhex(slot["sealed"])[:6] == VERSION + number(0, 4))
    return found["passphrase"]


def open_slot(slot: dict, vault: Vault, passphrase: str, peppers: dict) -> bytes:
    pepper = unhex(peppers[str(slot["pepper"])])
    stretched = stretch(passphrase, unhex(slot["salt"]), *slot["cost"])
    verifier = hashlib.sha256(derive(stretched, "verify/passphrase", pepper, vault.owner)).digest()
    require(len(pepper) == 32 and hmac.compare_digest(verifier, unhex(slot["verifier"])))
    key = derive(stretched, "wrap/passphrase", pepper, vault.owner)
    return open_envelope(unhex(slot["sealed"]), key, own_place(vault, "passphrase", vault.first_epoch))


def open_vault(record: dict, passphrase: str, peppers: dict) -> Vault:
    epoch, first = record["epoch"], record["first_epoch"]
    require(1 <= first <= epoch and len(number(epoch, 4) + number(first, 4)) == 8)
    vault = Vault(UUID(record["instance"]).bytes, UUID(record["owner"]).bytes, epoch, first, b"", b"", [])
    key = open_slot(passphrase_slot(record["slots"]), vault, passphrase, peppers)
    private = open_envelope(unhex(record["private_key"]), derive(key, "identity"), own_place(vault, "identity", epoch))
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    require(len(key) == 32 and public == unhex(record["public_key"]))
    if record["previous"] == "":
        return vault._replace(key=key, private_keys=[private])
    previous = open_envelope(unhex(record["previous"]), derive(key, "previous"), own_place(vault, "previous", epoch))
    require(len(previous) == 64)
    return vault._replace(key=key, older_key=previous[:32], private_keys=[private, previous[32:]])


def open_item(place: Place, sealed: bytes, vault: Vault) -> str:
    key_id = int.from_bytes(sealed[2:6], "big")
    holder = vault.key if key_id >= vault.first_epoch else vault.older_key
    require((place.instance, place.owner) == (vault.instance, vault.owner) and key_id >= 1 and len(holder) == 32)
    key = derive(holder, "items", about=number(key_id, 4))
    key_place = place._replace(field=place.field + b"/key")
    return open_content(place, sealed, open_envelope(sealed[:WRAPPED_KEY], key, key_place, key_id))


def open_content(place: Place, sealed: bytes, item_key: bytes) -> str:
    return unpad(open_envelope(sealed[WRAPPED_KEY:], item_key, place)).decode()


def open_grant(grant: dict, items: list[tuple[Place, bytes]], reader: Vault) -> str:
    shared, recipient = unhex(grant["shared"]), UUID(grant["recipient"]).bytes
    require(len(shared) == 82 and shared[:2] == VERSION and recipient == reader.owner)
    about = (recipient, grant["purpose"].encode(), number(grant["expires"], 8))
    for (place, sealed), private in product(items, reader.private_keys):
        subject = (place.table, place.row, place.field, place.revision, place.owner)
        info = joined(b"middleway/grant", VERSION, reader.instance, UUID(grant["id"]).bytes, *subject, *about)
        with suppress(InvalidTag):
            item_key = HPKE.decrypt(shared[2:], X25519PrivateKey.from_private_bytes(private), info)
            return open_content(place, sealed, item_key)
    raise ValueError(REFUSAL)


def open_session(session: dict, vault: Vault) -> bool:
    place = own_place(vault, "key", session["created"])._replace(table=b"session", row=UUID(session["id"]).bytes)
    secret = unhex(session["secret"])
    key = open_envelope(unhex(session["kept"]), derive(secret, "session"), place, vault.epoch)
    require(len(secret) == 32 and hmac.compare_digest(key, vault.key))
    return True


def open_manifest(manifest: dict, vault: Vault) -> dict[str, int]:
    sealed, place = unhex(manifest["sealed"]), own_place(vault, "manifest", manifest["counter"])
    content = b"none"
    for key in filter(None, (vault.key, vault.older_key)):
        with suppress(Exception):
            content = unpad(open_envelope(sealed, derive(key, "index"), place))
    lines = [content[start : start + 24] for start in range(0, len(content), 24)]
    require(len(content) % 24 == 0 and all(line[:16] < after[:16] for line, after in pairwise(lines)))
    return {str(UUID(bytes=line[:16])): int.from_bytes(line[16:], "big") for line in lines}


def read_vault(data: bytes, passphrase: str) -> bytes:
    file = json.loads(data)
    vault, reader = (open_vault(file[name], passphrase, file["peppers"]) for name in ("record", "reader"))
    items = [(place_of(item["context"]), unhex(item["sealed"])) for item in file["items"]]
    answer = {"items": [open_item(place, sealed, vault) for place, sealed in items]}
    answer |= {"shared": open_grant(file["grant"], items, reader), "session": open_session(file["session"], vault)}
    return json.dumps(answer | {"manifest": open_manifest(file["manifest"], vault)}).encode() + b"\n"


def read_archive(data: bytes, passphrase: str) -> bytes:
    require(len(data) > 52 and data[:6] == b"MWAY" + VERSION)
    stretched = stretch(passphrase, data[12:28], int.from_bytes(data[6:10], "big"), data[10], data[11])
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, data[28:52], derive(stretched, "archive"))
    padded = bytearray()
    for start in range(52, len(data), CHUNK):
        content, tag = pull(state, data[start : start + CHUNK], data[:28])
        require(content != b"" and tag == (MESSAGE if start + CHUNK < len(data) else FINAL))
        padded += content
    return unpad(bytes(padded))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["archive", "vault"])
    parser.add_argument("file", type=Path)
    chosen = parser.parse_args()
    try:
        typed = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.buffer.read().decode()
        read = {"archive": read_archive, "vault": read_vault}[chosen.kind]
        content = read(chosen.file.read_bytes(), typed.removesuffix("\n").removesuffix("\r"))
    except Exception:
        sys.exit(REFUSAL)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
