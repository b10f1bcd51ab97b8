"""A value or an entry of a rulebook as the data of its file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from elections.rulebook.value import Strict


def as_data(model: Strict) -> dict[str, Any]:
    """What a file says of a value or an entry; what is left open, or follows from its place, is left out."""
    data: dict[str, Any] = _plain(model.model_dump(exclude_none=True, exclude_defaults=True))
    data.pop("source", None)
    return data


def _plain(found: Any) -> Any:
    if isinstance(found, Mapping):
        return {name: _plain(part) for name, part in found.items()}
    if isinstance(found, tuple | list):
        return [_plain(part) for part in found]
    return found.value if isinstance(found, Enum) else found
