"""What people can rely on: what they seal, only they open; and no change of keys loses a sentence."""

import random
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from middleway.vault import (
    CodeMistyped,
    Context,
    Cost,
    NotOpened,
    RekeyUnfinished,
    change_passphrase,
    finish_rekey,
    is_outdated,
    keep,
    new_secret,
    open_with_key,
    rekey,
    replace_code,
    resume,
    seal_with_key,
    unlock,
    unlock_with_code,
    without_code,
)
from tests.support.vaults import CHEAP, INSTANCE, PEPPERS, WORDS, made


def item(vault, **changes):
    return replace(Context(INSTANCE, "moment", uuid4(), vault.record.owner, "body", 1, 1), **changes)


@given(st.binary(max_size=3_000))
def test_what_is_sealed_opens_again(content):
    _, vault, _ = made()
    at = item(vault)

    assert vault.open(vault.seal(content, at), at) == content


def test_the_passphrase_opens_however_it_was_composed_on_the_keyboard():
    record, vault, _ = made("caf\u00e9 au lait, s'il vous pla\u00eet")
    at = item(vault)
    sealed = vault.seal(b"dear me", at)

    again = unlock(record, "cafe\u0301 au lait, s'il vous plai\u0302t", PEPPERS)

    assert again.open(sealed, at) == b"dear me"


@pytest.mark.parametrize("wrong", ["", "six plain words of her own ", "Six plain words of her own", "x" * 5_000])
def test_another_passphrase_opens_nothing(wrong):
    record, _, _ = made()

    with pytest.raises(NotOpened):
        unlock(record, wrong, PEPPERS)


def test_without_the_pepper_the_right_passphrase_opens_nothing():
    record, _, code = made()

    for peppers in ({}, {1: b"q" * 32}, {2: b"p" * 32}):
        with pytest.raises(NotOpened):
            unlock(record, WORDS, peppers)
    assert unlock_with_code(record, code)


def test_the_recovery_code_opens_however_it_is_typed_and_a_slip_is_named():
    record, vault, code = made()
    at = item(vault)
    sealed = vault.seal(b"kept", at)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wrong = ("2" if code[0] != "2" else "3") + code[1:]

    assert unlock_with_code(record, sloppy).open(sealed, at) == b"kept"
    for mistyped in (wrong, code[:-1], code + "2", "", "U" * 36):
        with pytest.raises(CodeMistyped):
            unlock_with_code(record, mistyped)


def test_another_vaults_code_opens_nothing():
    record, _, _ = made()
    _, _, other = made()

    with pytest.raises(NotOpened):
        unlock_with_code(record, other)


def test_a_new_code_ends_the_old_one_and_none_is_possible():
    record, vault, old = made()
    record, new = replace_code(vault)

    assert unlock_with_code(record, new).key == vault.key
    with pytest.raises(NotOpened):
        unlock_with_code(record, old)
    with pytest.raises(NotOpened):
        unlock_with_code(without_code(record), new)
    assert unlock(record, WORDS, PEPPERS).key == vault.key


def test_a_new_passphrase_leaves_items_readable_and_the_old_one_useless():
    record, vault, code = made()
    at = item(vault)
    sealed = vault.seal(b"before", at)

    record = change_passphrase(vault, "something altogether new", PEPPERS, CHEAP)
    again = unlock(record, "something altogether new", PEPPERS)
    after = again.seal(b"after", at)

    assert again.open(sealed, at) == b"before"
    assert again.open(after, at) == b"after"
    assert unlock_with_code(record, code).open(after, at) == b"after"
    assert sealed[2:6] != after[2:6]  # it has a wrapping key of its own
    with pytest.raises(NotOpened):
        unlock(record, WORDS, PEPPERS)


def test_a_rekey_opens_all_at_every_step_and_in_the_end_none_by_the_old_key():
    record, vault, code = made()
    places = [item(vault) for _ in range(20)]
    stored = {at.row: vault.seal(str(n).encode(), at) for n, at in enumerate(places)}
    copies = dict(stored)

    record, vault, new_code = rekey(vault, "nobody knows this one", PEPPERS, CHEAP)
    for step, at in enumerate(places):
        opened = unlock(record, "nobody knows this one", PEPPERS)
        assert [opened.open(stored[p.row], p) for p in places] == [str(n).encode() for n in range(20)]
        assert sum(opened.is_present(sealed) for sealed in stored.values()) == step
        stored[at.row] = opened.rewrap(stored[at.row], at)
        stored[at.row] = opened.rewrap(stored[at.row], at)  # a second time, as after a crash
    record = finish_rekey(vault)
    vault = unlock_with_code(record, new_code)

    assert [vault.open(stored[p.row], p) for p in places] == [str(n).encode() for n in range(20)]
    for p in places:
        with pytest.raises(NotOpened):
            vault.open(copies[p.row], p)
    with pytest.raises(NotOpened):
        unlock_with_code(record, code)


def test_a_second_rekey_waits_and_a_passphrase_may_change_meanwhile():
    record, vault, _ = made()
    at = item(vault)
    sealed = vault.seal(b"x", at)
    record, vault, _ = rekey(vault, "second", PEPPERS, CHEAP)

    with pytest.raises(RekeyUnfinished):
        rekey(vault, "third", PEPPERS, CHEAP)
    record = change_passphrase(vault, "third", PEPPERS, CHEAP)
    vault = unlock(record, "third", PEPPERS)
    assert vault.open(sealed, at) == b"x"
    vault = replace(vault, record=finish_rekey(vault), previous=None)
    assert rekey(vault, "fourth", PEPPERS, CHEAP)


@pytest.mark.parametrize("action", ["change", "rekey"])
@pytest.mark.parametrize("seed", range(25))
def test_after_a_kill_the_old_or_the_new_passphrase_opens_everything(action, seed):
    """The store keeps whole writes only, as a database does. The work stops after a random number of them."""
    rng = random.Random(seed)
    record, vault, _ = made("old")
    places = [item(vault) for _ in range(8)]
    store = {"record": record} | {at.row: vault.seal(str(n).encode(), at) for n, at in enumerate(places)}

    def writes():
        if action == "change":
            yield "record", change_passphrase(vault, "new", PEPPERS, CHEAP)
            return
        begun, now, _ = rekey(vault, "new", PEPPERS, CHEAP)
        yield "record", begun
        for at in rng.sample(places, len(places)):
            yield at.row, now.rewrap(store[at.row], at)
        yield "record", finish_rekey(now)

    for name, value in list(writes())[: rng.randrange(0, 11)]:
        store[name] = value

    opened = []
    for passphrase in ("old", "new"):
        try:
            opened.append(unlock(store["record"], passphrase, PEPPERS))
        except NotOpened:
            continue
    assert len(opened) == 1
    assert [opened[0].open(store[at.row], at) for at in places] == [str(n).encode() for n in range(8)]


def test_an_old_pepper_or_cost_is_noticed_at_login():
    record, vault, _ = made()

    assert not is_outdated(record, PEPPERS, CHEAP)
    assert is_outdated(record, PEPPERS | {2: b"n" * 32}, CHEAP)
    assert is_outdated(record, PEPPERS)
    renewed = change_passphrase(vault, WORDS, PEPPERS | {2: b"n" * 32}, CHEAP)
    assert unlock(renewed, WORDS, {2: b"n" * 32})


@pytest.mark.parametrize(
    "cost", [Cost(2_000_000, 1, 1), Cost(64, 11, 1), Cost(64, 1, 17), Cost(64, 0, 1), Cost(4, 1, 1)]
)
def test_a_row_with_an_unreasonable_cost_is_refused_before_it_is_spent(cost):
    record, _, _ = made()
    slot = replace(record.slot("passphrase"), cost=cost)

    with pytest.raises(NotOpened):
        unlock(replace(record, slots=(slot,)), WORDS, PEPPERS)


def test_a_session_needs_its_secret_row_time_and_passphrase_epoch():
    record, vault, _ = made()
    secret, session = new_secret(), uuid4()
    kept = keep(vault, secret, session, 1_700_000_000)

    assert resume(record, kept, secret, session, 1_700_000_000).key == vault.key
    changed = change_passphrase(vault, "new", PEPPERS, CHEAP)
    for attempt in (
        (record, kept, new_secret(), session, 1_700_000_000),
        (record, kept, secret, uuid4(), 1_700_000_000),
        (record, kept, secret, session, 1_700_000_001),
        (made()[0], kept, secret, session, 1_700_000_000),
        (changed, kept, secret, session, 1_700_000_000),
        (record, b"", secret, session, 1_700_000_000),
    ):
        with pytest.raises(NotOpened):
            resume(*attempt)


def test_a_value_under_a_key_of_the_server_is_bound_to_its_place_too():
    at = Context(INSTANCE, "factor", uuid4(), uuid4(), "seed", 1, 1)
    sealed = seal_with_key(b"k" * 32, b"totp seed", at, 3)

    assert open_with_key(b"k" * 32, sealed, at, 3) == b"totp seed"
    with pytest.raises(NotOpened):  # it names its key, and opens under no other number
        open_with_key(b"k" * 32, sealed, at)
    with pytest.raises(NotOpened):
        open_with_key(b"k" * 32, sealed, at.of("other"))


def test_nothing_secret_is_in_a_repr_or_an_error():
    record, vault, code = made("canary passphrase")

    told = repr(vault) + repr(record)

    assert vault.key.hex() not in told
    assert repr(vault.key)[2:-1] not in told
    assert "canary" not in told
    assert code not in told
    with pytest.raises(NotOpened) as caught:
        unlock(record, "canary guess", PEPPERS)
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None
