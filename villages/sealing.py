"""Identity numbers at rest: encrypted, found again by a keyed blind index, shown masked."""

import hashlib
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


@cache
def _key(purpose: bytes) -> bytes:
    return hashlib.blake2b(purpose, key=settings.SEALING_KEY.encode()[:64], digest_size=32).digest()


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key(b"seal"))


def seal(id_number: str) -> bytes:
    """The number encrypted with AES-256-GCM; every call gives other bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, id_number.encode(), None)


def unseal(sealed: bytes) -> str:
    """The number in clear. Raises cryptography.exceptions.InvalidTag if the bytes or the key are not right."""
    data = bytes(sealed)
    return _cipher().decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None).decode()


def blind_index(id_number: str) -> bytes:
    """16 bytes that are equal when the numbers are equal and tell nothing without the key."""
    return hmac.digest(_key(b"index"), id_number.encode(), "sha256")[:16]


def masked(id_number: str) -> str:
    """4304**********3211: region's first four and the last four."""
    return f"{id_number[:4]}{'*' * (len(id_number) - 8)}{id_number[-4:]}"
