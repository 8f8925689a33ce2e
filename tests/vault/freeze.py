"""Freeze what this version writes: `python tests/vault/freeze.py tests/vault/vectors/sealed-v1.json`. Once per format.

Never make the file anew for a format that people have: files from every version must go on opening.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from middleway.vault import (
    Context,
    Cost,
    Grant,
    Manifest,
    fingerprint,
    keep,
    new_secret,
    new_vault,
    rekey,
    seal_manifest,
    share,
    write_archive,
)

CHEAP, PEPPERS = Cost(64, 1, 1), {3: bytes(range(32))}
PASSPHRASE = "Zu\u0308rich, caf\u00e9 & six plain words"  # NFKC changes it
CONTENTS = ["", "I said what I needed.", "\u2764\ufe0f " * 400]


def record_of(vault) -> dict:
    record = vault.record
    return {
        "owner": str(record.owner),
        "instance": str(record.instance),
        "epoch": record.epoch,
        "first_epoch": record.first_epoch,
        "public_key": record.public_key.hex(),
        "private_key": record.private_key.hex(),
        "previous": record.previous.hex(),
        "slots": [
            {
                "kind": slot.kind,
                "verifier": slot.verifier.hex(),
                "sealed": slot.sealed.hex(),
                "salt": slot.salt.hex(),
                "cost": [slot.cost.memory, slot.cost.passes, slot.cost.lanes],
                "pepper": slot.pepper,
            }
            for slot in record.slots
        ],
    }


def context_of(at: Context) -> dict:
    return {
        "instance": str(at.instance),
        "table": at.table,
        "row": str(at.row),
        "owner": str(at.owner),
        "field": at.field,
        "schema": at.schema,
        "revision": at.revision,
    }


def frozen() -> dict:
    instance, ann_id, bob_id = UUID(int=1), UUID(int=2), UUID(int=3)
    _, ann, _ = new_vault(ann_id, instance, "the words before", PEPPERS, CHEAP)
    _, bob, _ = new_vault(bob_id, instance, PASSPHRASE, PEPPERS, CHEAP)
    first = Context(instance, "moment", UUID(int=10), ann_id, "body", 1, 1)
    older = ann.seal(CONTENTS[1].encode(), first)
    _, ann, code = rekey(ann, PASSPHRASE, PEPPERS, CHEAP)  # so that there is a `previous`, and an item under each key
    items = [{"context": context_of(first), "sealed": older.hex(), "content": CONTENTS[1]}]
    for number, content in enumerate(CONTENTS):
        at = replace(first, row=UUID(int=20 + number), revision=number + 1)
        sealed = ann.seal(content.encode(), at)
        items.append({"context": context_of(at), "sealed": sealed.hex(), "content": content})
    grant = Grant(UUID(int=30), at, bob_id, "read", 1_900_000_000)
    shared = share(ann, sealed, grant, bob.record.public_key, fingerprint(bob.record.public_key))
    secret, session = new_secret(), UUID(int=40)
    manifest = Manifest(7, {UUID(int=20 + number).bytes: number + 1 for number in range(3)})
    lines = "".join(json.dumps({"text": content}, ensure_ascii=False) + "\n" for content in CONTENTS * 25)
    return {
        "format": 1,
        "passphrase": PASSPHRASE,
        "code": code,
        "peppers": {str(v): p.hex() for v, p in PEPPERS.items()},
        "record": record_of(ann),
        "reader": record_of(bob),
        "items": items,
        "grant": {
            "id": str(grant.id),
            "recipient": str(bob_id),
            "purpose": "read",
            "expires": grant.expires,
            "shared": shared.hex(),
        },
        "session": {
            "secret": secret.hex(),
            "id": str(session),
            "created": 1_800_000_000,
            "kept": keep(ann, secret, session, 1_800_000_000).hex(),
        },
        "manifest": {
            "counter": 7,
            "sealed": seal_manifest(ann, manifest).hex(),
            "revisions": {str(UUID(bytes=row)): revision for row, revision in manifest.revisions.items()},
        },
        "archive": {
            "passphrase": PASSPHRASE,
            "bytes": b"".join(write_archive(lines.encode(), PASSPHRASE, CHEAP)).hex(),
            "content": lines,
        },
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(frozen(), indent=1) + "\n", "utf-8")
