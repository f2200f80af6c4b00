"""A passkey made of nothing but numbers: answers as a browser does, and can be told to answer wrongly."""

import hashlib
import json
import struct
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey of one site.

    Attributes:
        counter: how often it says that it was used; it never grows where it began with nothing.
        flags: that somebody is there, and that the device asked who.
    """

    origin: str = "http://localhost:8000"
    name: str = "localhost"
    counter: int = 0
    flags: int = PRESENT | VERIFIED
    credential: bytes = field(default_factory=lambda: token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, asked: str) -> str:
        """Return a new passkey, as a form sends it."""
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.credential, public)
        known = AuthenticatorData.create(self._site(), self.flags | NEW, self.counter, bytes(held))
        attestation = AttestationObject.create("none", known, {})
        return self._said(
            {"attestationObject": websafe_encode(bytes(attestation))}, self._client(asked, "create")
        )

    def shown(self, asked: str, holder: bytes | None = None) -> str:
        """Return the answer of the passkey, as a form sends it."""
        if self.counter:
            self.counter += 1
        client = self._client(asked, "get")
        known = self._site() + struct.pack(">BI", self.flags, self.counter)
        signature = self.key.sign(known + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        more = {"authenticatorData": websafe_encode(known), "signature": websafe_encode(signature)}
        if holder is not None:
            more["userHandle"] = websafe_encode(holder)
        return self._said(more, client)

    def _site(self) -> bytes:
        return hashlib.sha256(self.name.encode()).digest()

    def _client(self, asked: str, what: str) -> bytes:
        challenge: str = json.loads(asked)["challenge"]
        told: dict[str, Any] = {"type": f"webauthn.{what}", "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _said(self, more: dict[str, str], client: bytes) -> str:
        name = websafe_encode(self.credential)
        response = {"clientDataJSON": websafe_encode(client), **more}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
