"""Nothing that was moved, changed, cut or put back opens."""

import random
from dataclasses import replace
from uuid import uuid4

import pytest

from middleway.vault import (
    Context,
    Grant,
    KeyChanged,
    Manifest,
    NotOpened,
    envelope,
    fingerprint,
    finish_rekey,
    open_manifest,
    open_shared,
    read_archive,
    rekey,
    reshare,
    seal_manifest,
    share,
    unlock,
    write_archive,
)
from middleway.vault.padding import pad, padded_size
from middleway.vault.primitives import derive, key_pair
from middleway.vault.vault import WRAPPED
from tests.support.vaults import CHEAP, INSTANCE, PEPPERS, WORDS, made


def open_vault():
    return made()[1]


def at_row(vault, revision=1, field="body"):
    return Context(INSTANCE, "moment", uuid4(), vault.record.owner, field, 1, revision)


def flips(content):
    for bit in range(len(content) * 8):
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def refused(call, *arguments):
    try:
        call(*arguments)
    except NotOpened:
        return True
    return False


def test_every_bit_of_every_kind_of_envelope_counts():
    vault, bob = open_vault(), open_vault()
    at = at_row(vault)
    sealed = vault.seal(b"every bit", at)
    grant = Grant(uuid4(), at, bob.record.owner, "read", 1_800_000_000)
    shared = share(vault, sealed, grant, bob.record.public_key, fingerprint(bob.record.public_key))
    manifest = seal_manifest(vault, Manifest(3, {uuid4().bytes: 4}))

    assert all(refused(vault.open, flipped, at) for flipped in flips(sealed))
    assert all(refused(open_shared, bob, flipped, sealed, grant) for flipped in flips(shared))
    assert all(refused(open_manifest, vault, flipped, 3) for flipped in flips(manifest))
    for flipped in flips(vault.record.private_key):
        assert refused(unlock, replace(vault.record, private_key=flipped), WORDS, PEPPERS)
    slot = vault.record.slot("passphrase")
    for name in ("sealed", "verifier", "salt"):
        for flipped in flips(getattr(slot, name)):
            record = replace(vault.record, slots=(replace(slot, **{name: flipped}),))
            assert refused(unlock, record, WORDS, PEPPERS)


def test_100_000_swaps_of_row_owner_field_revision_and_key_are_refused():
    rng = random.Random(5)
    vaults = [open_vault() for _ in range(4)]
    items = []
    for vault in vaults:
        for _ in range(12):
            at = at_row(vault, rng.randrange(1, 4), rng.choice(["body", "title"]))
            items.append((vault, at, vault.seal(b"mine", at)))

    def swap(kind, vault, at, sealed):
        _, other, foreign = rng.choice([i for i in items if i[1].row != at.row])
        return {
            "content": lambda: (vault, foreign, at),
            "row": lambda: (vault, sealed, replace(at, row=other.row)),
            "owner": lambda: (rng.choice([v for v in vaults if v is not vault]), sealed, at),
            "revision": lambda: (vault, sealed, replace(at, revision=at.revision + rng.choice([-1, 1, 2]))),
            "field": lambda: (vault, sealed, at.of(rng.choice(["mood", "title/key", "body/key"]))),
            "key": lambda: (vault, sealed[:WRAPPED] + foreign[WRAPPED:], at),
        }[kind]()

    kinds = ("content", "row", "owner", "revision", "field", "key")
    accepted = 0
    for tried in range(100_000):
        opener, sealed, at = swap(kinds[tried % 6], *rng.choice(items))
        accepted += not refused(opener.open, sealed, at)
    assert accepted == 0


def test_junk_and_cut_bytes_are_refused_and_never_crash():
    rng = random.Random(6)
    vault = open_vault()
    at = at_row(vault)
    sealed = vault.seal(b"whole", at)

    assert all(refused(vault.open, sealed[:size], at) for size in range(len(sealed)))
    assert all(refused(vault.open, rng.randbytes(rng.randrange(400)), at) for _ in range(2_000))
    assert refused(vault.open, sealed + b"\0", at)


def test_sizes_tell_little():
    sizes = {padded_size(length) for length in range(1, 20_001)}
    overhead = [padded_size(length) / length - 1 for length in range(256, 20_001)]

    assert len(sizes) <= 110
    assert sum(overhead) / len(overhead) <= 0.07
    assert max(overhead) <= 0.12
    assert padded_size(0) == 256
    assert all(padded_size(length) > length for length in range(20_001))


def test_bytes_under_the_right_key_that_we_never_wrote_are_refused():
    """Somebody with a key could seal what no version of ours ever sealed: no end mark, half a manifest row."""
    vault = open_vault()
    at = at_row(vault)
    sealed = vault.seal(b"x", at)
    unmarked = sealed[:WRAPPED] + envelope.seal(vault.item_key(sealed, at), b"no end mark", at)
    place = replace(vault.record.place("manifest"), revision=1)
    halved = envelope.seal(derive(vault.key, "index"), pad(b"half a row"), place)

    assert refused(vault.open, unmarked, at)
    assert refused(open_manifest, vault, halved, 1)


def test_equal_words_are_never_equal_bytes():
    vault = open_vault()
    at = at_row(vault)

    assert len({vault.seal(b"the same", at) for _ in range(1_000)}) == 1_000


def test_a_share_opens_one_version_for_one_person_and_for_nobody_else():
    ann, bob, eve = open_vault(), open_vault(), open_vault()
    at = at_row(ann)
    sealed = ann.seal(b"for bob", at)
    later = ann.seal(b"not for bob", replace(at, revision=2))
    grant = Grant(uuid4(), at, bob.record.owner, "read", 1_800_000_000)
    shared = share(ann, sealed, grant, bob.record.public_key, fingerprint(bob.record.public_key))

    assert open_shared(bob, shared, sealed, grant) == b"for bob"
    for reader, content, wrong in (
        (eve, sealed, grant),
        (eve, sealed, replace(grant, recipient=eve.record.owner)),
        (bob, later, grant),
        (bob, later, replace(grant, item=replace(at, revision=2))),
        (bob, sealed, replace(grant, purpose="more")),
        (bob, sealed, replace(grant, expires=1_900_000_000)),
        (bob, sealed, replace(grant, id=uuid4())),
    ):
        assert refused(open_shared, reader, shared, content, wrong)
    assert refused(open_shared, bob, b"", sealed, grant)


def test_a_key_that_was_quietly_exchanged_gets_nothing():
    ann, bob = open_vault(), open_vault()
    at = at_row(ann)
    grant = Grant(uuid4(), at, bob.record.owner, "read", 0)
    _, forged = key_pair()

    with pytest.raises(KeyChanged):
        share(ann, ann.seal(b"x", at), grant, forged, fingerprint(bob.record.public_key))


def test_grants_open_during_the_readers_rekey_and_afterwards_if_resealed():
    ann, bob = open_vault(), open_vault()
    at = at_row(ann)
    sealed = ann.seal(b"still yours", at)
    grant = Grant(uuid4(), at, bob.record.owner, "read", 0)
    shared = share(ann, sealed, grant, bob.record.public_key, fingerprint(bob.record.public_key))

    _, bob, _ = rekey(bob, "new", PEPPERS, CHEAP)
    assert open_shared(bob, shared, sealed, grant) == b"still yours"
    anew = reshare(bob, reshare(bob, shared, grant), grant)
    bob = unlock(finish_rekey(bob), "new", PEPPERS)

    assert open_shared(bob, anew, sealed, grant) == b"still yours"
    assert refused(open_shared, bob, shared, sealed, grant)


def test_rows_put_back_taken_away_or_slipped_in_are_named():
    vault = open_vault()
    one, two, three, four = (uuid4().bytes for _ in range(4))
    manifest = Manifest(0, {}).saved({one: 1, two: 5}).saved({three: 2, one: 2}).saved({}, gone=frozenset({two}))
    again = open_manifest(vault, seal_manifest(vault, manifest), 3)

    assert again == Manifest(3, {one: 2, three: 2})
    assert not again.differing({one: 2, three: 2})
    found = again.differing({one: 1, four: 1})
    assert (found.older, found.newer, found.missing, found.unknown) == ({one}, set(), {three}, {four})
    assert again.differing({one: 3, three: 2}).newer == {one}
    assert refused(open_manifest, vault, seal_manifest(vault, manifest), 2)


def test_the_manifest_opens_during_a_rekey_and_afterwards_if_resealed():
    vault = open_vault()
    manifest = Manifest(1, {uuid4().bytes: 1})
    before = seal_manifest(vault, manifest)

    _, vault, _ = rekey(vault, "new", PEPPERS, CHEAP)
    assert open_manifest(vault, before, 1) == manifest
    anew = seal_manifest(vault, manifest)
    vault = unlock(finish_rekey(vault), "new", PEPPERS)

    assert open_manifest(vault, anew, 1) == manifest
    assert refused(open_manifest, vault, before, 1)


@pytest.mark.parametrize("size", [0, 1, 300, 65_535, 65_536, 200_000])
def test_an_archive_opens_with_its_own_passphrase_only_and_whole(size):
    content = random.Random(size).randbytes(size)
    archive = b"".join(write_archive(content, "archive words", CHEAP))

    assert read_archive(archive, "archive words") == content
    assert refused(read_archive, archive, "archive word")
    for broken in (archive[:-1], archive[:-70_000], archive + b"\0", archive[:40], b"", b"PK" + archive[2:]):
        assert refused(read_archive, broken, "archive words")


def test_a_piece_of_an_archive_that_is_moved_or_changed_is_noticed():
    archive = b"".join(write_archive(bytes(200_000), "words", CHEAP))
    start, step = 28 + 24, 65_536 + 17
    pieces = [archive[start + n * step : start + (n + 1) * step] for n in range(4)]
    rng = random.Random(7)

    assert refused(read_archive, archive[:start] + b"".join([pieces[1], pieces[0], *pieces[2:]]), "words")
    assert refused(read_archive, archive[:start] + b"".join(pieces[:2]), "words")
    for _ in range(300):
        changed = bytearray(archive)
        changed[rng.randrange(len(archive))] ^= 1 << rng.randrange(8)
        assert refused(read_archive, bytes(changed), "words")
