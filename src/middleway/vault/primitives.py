"""The only file that uses a cryptographic library. docs/spec/sealed-v1.md says what each function is for.

XChaCha20-Poly1305 and its secretstream: libsodium through PyNaCl. Argon2id (RFC 9106): argon2-cffi. HKDF-SHA-256 (RFC
5869), X25519 and HPKE (RFC 9180): cryptography.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl import bindings
from nacl.exceptions import CryptoError

from middleway.vault.errors import NotOpened

KEY: Final = 32
NONCE: Final = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG: Final = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
STREAM_HEADER: Final = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
STREAM_EXTRA: Final = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_FINAL: Final = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE: Final = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one guess: Argon2id memory in KiB, passes, and lanes."""

    memory: int
    passes: int
    lanes: int

    def within_reason(self) -> bool:
        """Whether a stored cost is acceptable: a row that was changed must not be able to exhaust the server."""
        return 8 * self.lanes <= self.memory <= 1_048_576 and 1 <= self.passes <= 10 and 1 <= self.lanes <= 16


STANDARD: Final = Cost(131_072, 3, 4)
FLOOR: Final = Cost(65_536, 3, 4)  # the second set that RFC 9106 recommends; no server may go below it


def random(count: int) -> bytes:
    return os.urandom(count)


def same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


def digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def stretch(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return 32 bytes, at the same cost for us and for whoever guesses. Raises NotOpened for an unacceptable cost."""
    if not cost.within_reason():
        raise NotOpened
    return hash_secret_raw(passphrase, salt, cost.passes, cost.memory, cost.lanes, KEY, Type.ID)


def derive(secret: bytes, purpose: str, salt: bytes = b"", about: bytes = b"") -> bytes:
    """Return the key for one purpose; no key ever serves two."""
    info = b"middleway/v1/" + purpose.encode() + b"/" + about
    return HKDF(hashes.SHA256(), KEY, salt or None, info).derive(secret)


def encrypt(key: bytes, content: bytes, nonce: bytes, associated: bytes) -> bytes:
    return bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(content, associated, nonce, key)


def decrypt(key: bytes, content: bytes, nonce: bytes, associated: bytes) -> bytes:
    """Return the content. Raises NotOpened if any bit of any argument differs."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(content, associated, nonce, key)
    except CryptoError:
        raise NotOpened from None


def key_pair() -> tuple[bytes, bytes]:
    """Return (private, public), 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public key. Raises NotOpened if `private` is not a private key."""
    try:
        return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    except ValueError:
        raise NotOpened from None


def seal_to(public: bytes, content: bytes, info: bytes) -> bytes:
    """Return `content` sealed to a public key. Raises NotOpened if that is not a key, or one of low order."""
    try:
        return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info)
    except ValueError:
        raise NotOpened from None


def open_with(private: bytes, content: bytes, info: bytes) -> bytes:
    """Return what `seal_to` sealed. Raises NotOpened."""
    try:
        return _SUITE.decrypt(content, X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError):
        raise NotOpened from None


def stream_out(key: bytes, chunks: Iterable[bytes], associated: bytes) -> Iterator[bytes]:
    """Yield the stream's header, then each chunk encrypted, the last with the final tag. There must be a chunk."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    yield bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    following = iter(chunks)
    before = next(following)
    for chunk in following:
        yield bindings.crypto_secretstream_xchacha20poly1305_push(state, before, associated, _MESSAGE)
        before = chunk
    yield bindings.crypto_secretstream_xchacha20poly1305_push(state, before, associated, _FINAL)


def stream_in(key: bytes, header: bytes, chunks: Iterable[bytes], associated: bytes) -> Iterator[bytes]:
    """Yield each chunk decrypted, as soon as the next has come.

    Raises NotOpened if a chunk was changed, removed, moved or added, is empty, or has another tag than `stream_out`
    gives it: a message's, and the final one for the last.
    """
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    before = None
    for chunk in chunks:
        if before is not None:
            yield _pulled(state, before, associated, _MESSAGE)
        before = chunk
    if before is not None:
        yield _pulled(state, before, associated, _FINAL)


def _pulled(state: Any, chunk: bytes, associated: bytes, mark: int) -> bytes:
    try:
        content, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, chunk, associated)
    except (CryptoError, ValueError):
        raise NotOpened from None
    if tag != mark or not content:
        raise NotOpened
    return bytes(content)
