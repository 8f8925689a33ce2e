"""The last value that is allowed, the first that is not, and what a record holds after each change."""

import hashlib
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from middleway.vault import (
    FLOOR,
    STANDARD,
    CodeMistyped,
    Context,
    Cost,
    Differing,
    Grant,
    KeyChanged,
    Manifest,
    NotOpened,
    Record,
    RekeyUnfinished,
    Slot,
    change_passphrase,
    envelope,
    fingerprint,
    finish_rekey,
    is_outdated,
    new_vault,
    open_manifest,
    open_shared,
    open_with_key,
    padding,
    read_archive,
    rekey,
    replace_code,
    seal_manifest,
    seal_with_key,
    share,
    unlock,
    unlock_with_code,
    write_archive,
)
from tests.support.vaults import CHEAP, INSTANCE, PEPPERS, made

KEY = b"k" * 32
AT = Context(INSTANCE, "factor", UUID(int=8), UUID(int=9), "seed", 1, 1)


def kinds(record):
    return sorted(slot.kind for slot in record.slots)


@pytest.mark.parametrize(
    ("least", "beyond"),
    [
        (Cost(8, 1, 1), Cost(7, 1, 1)),
        (Cost(128, 1, 16), Cost(127, 1, 16)),
        (Cost(1_048_576, 1, 1), Cost(1_048_577, 1, 1)),
        (Cost(64, 1, 1), Cost(64, 0, 1)),
        (Cost(64, 10, 1), Cost(64, 11, 1)),
        (Cost(64, 1, 1), Cost(64, 1, 0)),
        (Cost(136, 1, 16), Cost(136, 1, 17)),
    ],
)
def test_a_cost_at_the_bound_is_within_reason_and_one_beyond_it_is_not(least, beyond):
    assert least.within_reason()
    assert not beyond.within_reason()


def test_the_default_cost_is_the_standard_one_which_is_twice_the_floor():
    assert Cost(131_072, 3, 4) == STANDARD
    assert Cost(65_536, 3, 4) == FLOOR

    record, vault, _ = new_vault(uuid4(), AT.instance, "words", PEPPERS)
    changed = change_passphrase(vault, "second", PEPPERS)
    rekeyed, _, _ = rekey(vault, "third", PEPPERS)
    for made_anew in (record, changed, rekeyed):
        assert made_anew.slot("passphrase").cost == STANDARD
        assert not is_outdated(made_anew, PEPPERS)
        assert is_outdated(made_anew, PEPPERS, FLOOR)
    assert next(write_archive(b"", "words"))[6:12] == b"\x00\x02\x00\x00\x03\x04"


def test_a_passphrase_slot_has_a_16_byte_salt_and_a_recovery_slot_none():
    record, _, _ = made()
    code = record.slot("recovery")

    assert len(record.slot("passphrase").salt) == 16
    assert (code.salt, code.cost, code.pepper) == (b"", Cost(0, 0, 0), 0)
    assert Slot("recovery", b"", b"") == Slot("recovery", b"", b"", b"", Cost(0, 0, 0), 0)
    assert Record(AT.owner, AT.instance, 1, 1, (), b"", b"").previous == b""


@pytest.mark.parametrize("sign", " -\u2010\u2011\u2012\u2013\u2014\u00a0\t\r\n")
def test_a_recovery_code_may_be_broken_up_by_any_space_dash_or_line_break(sign):
    record, vault, code = made()

    assert unlock_with_code(record, sign + code.replace("-", sign) + sign).key == vault.key


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, 256),
        (254, 256),
        (255, 256),
        (256, 272),
        (271, 272),
        (272, 288),
        (511, 512),
        (512, 544),
        (65_535, 65_536),
        (65_536, 67_584),
    ],
)
def test_content_is_padded_to_the_size_that_the_specification_says(length, size):
    padded = padding.pad(b"x" * length)

    assert len(padded) == padding.padded_size(length) == size
    assert padding.unpad(padded) == b"x" * length


@pytest.mark.parametrize("padded", [b"", b"\0" * 256, b"x\x80X\0", b"x\x80\x01", b"x\0\x81"])
def test_padding_that_is_anything_but_zeros_after_an_end_mark_is_refused(padded):
    with pytest.raises(NotOpened):
        padding.unpad(padded)


def test_content_that_looks_like_padding_comes_back_whole():
    for content in (b"\x80", b"\x80\0\0", b"\0", b"x\x80"):
        assert padding.unpad(padding.pad(content)) == content


def test_the_smallest_envelope_holds_nothing_and_one_byte_less_is_refused():
    sealed = seal_with_key(KEY, b"", AT)

    assert len(sealed) == 46
    assert open_with_key(KEY, sealed, AT) == b""
    with pytest.raises(NotOpened):
        open_with_key(KEY, sealed[:-1], AT)


def test_an_envelope_names_its_key_in_four_bytes_and_key_0_by_default():
    for number in (1, 256, 2**16, 2**24, 2**32 - 1):
        sealed = seal_with_key(KEY, b"x", AT, number)
        assert sealed[2:6] == number.to_bytes(4, "big")
        assert envelope.key_id(sealed) == number
    assert seal_with_key(KEY, b"x", AT)[:6] == b"\x01\x01\0\0\0\0"


def test_a_fingerprint_is_the_one_of_the_specification():
    assert fingerprint(b"p" * 32) == hashlib.sha256(b"middleway/identity/" + b"p" * 32).digest()


def test_a_passphrase_with_half_a_character_is_a_passphrase_like_any_other():
    record, vault, _ = made("half \ud83d a heart")
    archive = b"".join(write_archive(b"kept", "half \ud83d a heart", CHEAP))

    assert unlock(record, "half \ud83d a heart", PEPPERS).key == vault.key
    assert read_archive(archive, "half \ud83d a heart") == b"kept"
    with pytest.raises(NotOpened):
        unlock(record, "half \ud83e a heart", PEPPERS)


def test_an_archive_says_its_own_cost():
    cost = Cost(65, 2, 3)
    archive = b"".join(write_archive(b"kept", "words", cost))

    assert archive[6:12] == b"\0\0\0\x41\x02\x03"
    assert read_archive(archive, "words") == b"kept"
    with pytest.raises(NotOpened):
        read_archive(archive[:52], "words")  # only its head


def test_a_record_has_one_slot_of_each_kind_and_counts_its_keys_all_along():
    record, vault, _ = made()
    assert (record.epoch, record.first_epoch, record.previous, kinds(record)) == (1, 1, b"", ["passphrase", "recovery"])

    record = change_passphrase(vault, "second", PEPPERS, CHEAP)
    assert (record.epoch, record.first_epoch, record.previous, kinds(record)) == (2, 1, b"", ["passphrase", "recovery"])

    record, _ = replace_code(unlock(record, "second", PEPPERS))
    assert (record.epoch, record.first_epoch, record.previous, kinds(record)) == (2, 1, b"", ["passphrase", "recovery"])

    record, vault, _ = rekey(unlock(record, "second", PEPPERS), "third", PEPPERS, CHEAP)
    assert (record.epoch, record.first_epoch, kinds(record)) == (3, 3, ["passphrase", "recovery"])
    assert len(record.previous) == 46 + 64

    record = finish_rekey(vault)
    assert (record.epoch, record.first_epoch, record.previous, kinds(record)) == (3, 3, b"", ["passphrase", "recovery"])


@pytest.mark.parametrize("way", ["passphrase", "code"])
def test_a_grant_opens_in_a_later_request_while_the_readers_rekey_goes_on(way):
    """The previous key comes from the stored record, not from the moment when the rekey began."""
    _, ann, _ = made()
    _, bob, _ = made()
    item = replace(AT, owner=ann.record.owner)
    sealed = ann.seal(b"for bob", item)
    grant = Grant(uuid4(), item, bob.record.owner, "read", 0)
    shared = share(ann, sealed, grant, bob.record.public_key, fingerprint(bob.record.public_key))

    record, _, code = rekey(bob, "new", PEPPERS, CHEAP)
    later = unlock(record, "new", PEPPERS) if way == "passphrase" else unlock_with_code(record, code)

    assert later.previous == (bob.key, bob.private_key)
    assert open_shared(later, shared, sealed, grant) == b"for bob"


def test_a_manifest_keeps_the_highest_revision_there_can_be():
    _, vault, _ = made()
    manifest = Manifest(2**64 - 1, {bytes(16): 0, b"\xff" * 16: 2**64 - 1})

    assert open_manifest(vault, seal_manifest(vault, manifest), 2**64 - 1) == manifest


def test_a_row_that_nobody_knows_is_unknown_and_nothing_else():
    found = Manifest(1, {}).differing({bytes(16): 0})

    assert found == Differing(older=frozenset(), newer=frozenset(), missing=frozenset(), unknown=frozenset({bytes(16)}))


@pytest.mark.parametrize("name", ["older", "newer", "missing", "unknown"])
def test_one_row_that_differs_in_one_way_is_enough_to_be_told(name):
    nothing = Differing(frozenset(), frozenset(), frozenset(), frozenset())

    assert not nothing
    assert replace(nothing, **{name: frozenset({UUID(int=1)})})


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotOpened, "This could not be opened. What is stored was not changed."),
        (CodeMistyped, "This code has a typing mistake. Compare it with your slip, group by group."),
        (KeyChanged, "This person's key is not the one you met. Nothing was shared."),
        (RekeyUnfinished, "The change of keys is not finished yet. Go on with it first; nothing is lost."),
    ],
)
def test_every_refusal_is_the_same_two_sentences_whatever_was_tried(error, sentence):
    assert str(error()) == sentence
    assert error().args == (sentence,)


def test_an_open_vault_shows_nothing_of_itself():
    _, vault, _ = made()

    assert repr(vault) == str(vault) == "Vault(…)"
