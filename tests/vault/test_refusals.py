"""What somebody who can write the database could have put there."""

from dataclasses import replace
from uuid import uuid4

import pytest

from middleway.vault import (
    CodeMistyped,
    Context,
    Grant,
    NotOpened,
    envelope,
    fingerprint,
    rekey,
    share,
    unlock,
    unlock_with_code,
)
from middleway.vault.primitives import derive, key_pair
from middleway.vault.recovery import read_code, written
from tests.support.vaults import CHEAP, PEPPERS, WORDS, made


def every_code():
    return (written(bytes([first, second]) * 10) for first in range(256) for second in range(256))


def test_a_swapped_public_key_opens_no_vault_so_no_grant_is_resealed_to_it():
    record, vault, code = made()
    _, foreign = key_pair()
    begun, _, _ = rekey(vault, "new", PEPPERS, CHEAP)

    for public_key in (foreign, b"", bytes(32), record.public_key[:-1]):
        with pytest.raises(NotOpened):
            unlock(replace(record, public_key=public_key), WORDS, PEPPERS)
        with pytest.raises(NotOpened):
            unlock_with_code(replace(record, public_key=public_key), code)
        with pytest.raises(NotOpened):
            unlock(replace(begun, public_key=public_key), "new", PEPPERS)


def test_a_private_key_of_another_length_opens_no_vault():
    record, vault, _ = made()
    short = envelope.seal(derive(vault.key, "identity"), b"short", record.place("identity"))

    with pytest.raises(NotOpened):
        unlock(replace(record, private_key=short), WORDS, PEPPERS)


@pytest.mark.parametrize("length", [0, 7, 8, 15, 17])
def test_a_salt_of_another_length_opens_no_vault(length):
    record, _, _ = made()
    slot = replace(record.slot("passphrase"), salt=b"s" * length)

    with pytest.raises(NotOpened):
        unlock(replace(record, slots=(slot,)), WORDS, PEPPERS)


@pytest.mark.parametrize("public_key", [bytes(32), b"\x01" + bytes(31), b"", b"k" * 31])
def test_nothing_is_shared_with_a_key_that_agrees_on_zero_even_if_pinned(public_key):
    record, vault, _ = made()
    item = Context(record.instance, "moment", uuid4(), record.owner, "body", 1, 1)
    grant = Grant(uuid4(), item, uuid4(), "read", 0)

    with pytest.raises(NotOpened):
        share(vault, vault.seal(b"x", item), grant, public_key, fingerprint(public_key))


@pytest.mark.parametrize(
    ("written_as", "sign"), [("S", "\u017f"), ("SS", "\u00df"), ("FF", "\ufb00"), ("1", "\u0131"), ("0", "\u0660")]
)
def test_a_recovery_code_has_no_signs_but_its_own(written_as, sign):
    code = next(code for code in every_code() if written_as in code)
    assert read_code(code)

    with pytest.raises(CodeMistyped):
        read_code(code.replace(written_as, sign, 1))
