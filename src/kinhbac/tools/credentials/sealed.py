"""Digests of what was given out, and the seal round a secret that must be read again. Keys come from the site's own.

A copy of the database alone opens nothing. With a new `KINHBAC_SECRET` officers are given activation codes anew.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def digest(kind: str, words: str) -> str:
    """Return what is kept of a code; the kind keeps one from being taken for another."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"kinhbac.credentials.{kind} {words}".encode(), hashlib.sha256).hexdigest()


def seal(secret: str) -> str:
    """Return a secret as it is kept."""
    return _box().encrypt(secret.encode()).decode()


def opened(sealed: str) -> str:
    """Return a secret that was sealed, "" where this key did not seal it."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, None, b"kinhbac.credentials.device").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
