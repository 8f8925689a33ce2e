"""What somebody who can write the database could have put there."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from middleway.vault import Cost, NotOpened, envelope, new_vault, rekey, unlock, unlock_with_code
from middleway.vault.primitives import derive, key_pair

CHEAP, PEPPERS = Cost(64, 1, 1), {1: b"p" * 32}


def made():
    return new_vault(uuid4(), UUID(int=7), "words", PEPPERS, CHEAP)


def test_a_public_key_that_was_exchanged_in_the_record_opens_no_vault_so_no_grant_is_sealed_anew_to_it():
    record, vault, code = made()
    _, foreign = key_pair()
    begun, _, _ = rekey(vault, "new", PEPPERS, CHEAP)

    for public_key in (foreign, b"", bytes(32), record.public_key[:-1]):
        with pytest.raises(NotOpened):
            unlock(replace(record, public_key=public_key), "words", PEPPERS)
        with pytest.raises(NotOpened):
            unlock_with_code(replace(record, public_key=public_key), code)
        with pytest.raises(NotOpened):
            unlock(replace(begun, public_key=public_key), "new", PEPPERS)


def test_a_private_key_of_another_length_opens_no_vault():
    record, vault, _ = made()
    short = envelope.seal(derive(vault.key, "identity"), b"short", record.place("identity"))

    with pytest.raises(NotOpened):
        unlock(replace(record, private_key=short), "words", PEPPERS)
