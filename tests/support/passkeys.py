"""A passkey in software, so that a proof can add one: ES256, without attestation."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

_FLAG = AuthenticatorData.FLAG
_PRESENT_AND_VERIFIED = _FLAG.UP | _FLAG.UV
_WITH_CREDENTIAL = _FLAG.AT


class Passkey:
    """One credential for one site."""

    def __init__(self, site: str = "testserver") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(32)
        self._site = site

    def made(self, challenge: str) -> str:
        """Return a browser's answer to "make a credential"."""
        public = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(b"\0" * 16, self._id, public)
        flags = _PRESENT_AND_VERIFIED | _WITH_CREDENTIAL
        data = AuthenticatorData.create(sha256(self._site.encode()).digest(), flags, 0, credential)
        answer = {
            "clientDataJSON": self._client("webauthn.create", challenge),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        }
        return self._answer(answer)

    def used(self, challenge: str) -> str:
        """Return a browser's answer to "who are you?"."""
        data = AuthenticatorData.create(sha256(self._site.encode()).digest(), _PRESENT_AND_VERIFIED, 1)
        client = self._client("webauthn.get", challenge)
        signed = bytes(data) + sha256(websafe_decode(client)).digest()
        answer = {
            "clientDataJSON": client,
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(self._key.sign(signed, ec.ECDSA(hashes.SHA256()))),
        }
        return self._answer(answer)

    def _client(self, kind: str, challenge: str) -> str:
        asked = json.loads(challenge)["publicKey"]["challenge"]
        about = {"type": kind, "challenge": asked, "origin": f"https://{self._site}", "crossOrigin": False}
        return websafe_encode(json.dumps(about).encode())

    def _answer(self, response: dict[str, str]) -> str:
        name = websafe_encode(self._id)
        whole: dict[str, Any] = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps({**whole, "clientExtensionResults": {}})
