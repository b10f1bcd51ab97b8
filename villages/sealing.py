"""Identity numbers at rest: encrypted, found again by a keyed blind index, shown masked."""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
INDEX_BYTES = 16
NONCES_AT_ONCE = 1000


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


def sealer() -> Callable[[str], bytes]:
    """`seal` for many numbers: the same bytes' shape, the random parts fetched by the thousand. For one thread."""
    encrypt, ahead = _cipher().encrypt, bytearray()

    def seal_next(id_number: str) -> bytes:
        if not ahead:
            ahead.extend(os.urandom(NONCE_BYTES * NONCES_AT_ONCE))
        nonce = bytes(ahead[-NONCE_BYTES:])
        del ahead[-NONCE_BYTES:]
        return nonce + encrypt(nonce, id_number.encode(), None)

    return seal_next


def unseal(sealed: bytes) -> str:
    """The number in clear. Raises cryptography.exceptions.InvalidTag if the bytes or the key are not right."""
    data = bytes(sealed)
    return _cipher().decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None).decode()


def blind_index(id_number: str) -> bytes:
    """16 bytes that are equal when the numbers are equal and tell nothing without the key: HMAC-SHA-256, cut."""
    return indexer()(id_number)


def indexer() -> Callable[[str], bytes]:
    """`blind_index` for many numbers."""
    begun_inner, begun_outer = _begun()

    def index(id_number: str) -> bytes:
        inner, outer = begun_inner.copy(), begun_outer.copy()
        inner.update(id_number.encode())
        outer.update(inner.digest())
        digest: bytes = outer.digest()
        return digest[:INDEX_BYTES]

    return index


@cache
def _begun() -> tuple[Any, Any]:
    """The inner and the outer hash of the HMAC with the key taken in, which is the slower half of each index."""
    key = _key(b"index").ljust(hashlib.sha256().block_size, b"\0")
    return hashlib.sha256(bytes(b ^ 0x36 for b in key)), hashlib.sha256(bytes(b ^ 0x5C for b in key))


def masked(id_number: str) -> str:
    """4304**********3211: region's first four and the last four."""
    return f"{id_number[:4]}{'*' * (len(id_number) - 8)}{id_number[-4:]}"
