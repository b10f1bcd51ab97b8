"""The arithmetic of the ledger: canonical bytes, digest, hash of an entry. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
FIELDS = (
    "chain",
    "seq",
    "at",
    "written_at",
    "cycle",
    "user",
    "user_name",
    "office",
    "role",
    "step",
    "act",
    "subject",
)


def canonical(data: Any) -> bytes:
    """JSON with sorted keys and no spare space: the same data give the same bytes everywhere."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: Any) -> str:
    """SHA-256 (hex) of the canonical bytes."""
    return hashlib.sha256(canonical(data)).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash of an entry over its fields, its data's digest and the hash before it."""
    parts = {name: _plain(entry[name]) for name in FIELDS}
    return digest([parts, entry["digest"], entry["previous"]])


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
