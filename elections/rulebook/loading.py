"""Rulebooks shipped as TOML files: reading, extending, and saying what is wrong with one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from elections.rulebook.book import Rulebook

FOLDER = Path(__file__).resolve().parent.parent / "rulebooks"


class RulebookError(ValueError):
    """A rulebook that is not there or not right; `faults` are sentences, each with its path."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def available() -> list[str]:
    """The names of the shipped rulebooks."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def load_rulebook(name: str) -> Rulebook:
    """A shipped rulebook with what its base supplies. Raises RulebookError if there is none of that name."""
    return _made(_merged(_shipped(name), ()))


def shipped_text(name: str) -> str:
    """The TOML of a shipped rulebook. Raises RulebookError if there is none of that name."""
    if not re.fullmatch(r"[a-z0-9-]+", name) or name not in available():
        raise RulebookError([f"There is no rulebook {name!r}; there are: {', '.join(available())}."])
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def parse_rulebook(text: str) -> Rulebook:
    """A rulebook from the text of a TOML file. Raises RulebookError with every fault and its path."""
    return _made(_merged(_parsed(text), ()))


def _shipped(name: str) -> dict[str, Any]:
    return _parsed(shipped_text(name))


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError([f"not TOML: {error}"]) from error


def _merged(data: dict[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
    """The data with those of the rulebook it extends beneath them, each value marked with its source."""
    own = _marked(data, "base" if data.get("kind") == "base" else "plan")
    base = data.get("extends")
    if not isinstance(base, str):
        return own
    if base in seen:
        raise RulebookError([f"extends: {' → '.join([*seen, base])} goes in a circle"])
    return _over(_merged(_shipped(base), (*seen, base)), own)


def _is_value(data: Any) -> bool:
    return isinstance(data, dict) and "value" in data


def _marked(data: Any, source: str) -> Any:
    if _is_value(data):
        return {**data, "source": source}
    if isinstance(data, dict):
        return {key: _marked(part, source) for key, part in data.items()}
    return [_marked(part, source) for part in data] if isinstance(data, list) else data


# What a rulebook says of itself is never taken from its base.
OWN = ("name", "version", "kind", "extends", "title", "valid_from", "valid_to")


def _over(base: dict[str, Any], own: dict[str, Any], top: bool = True) -> dict[str, Any]:
    merged = {key: part for key, part in base.items() if not (top and key in OWN)}
    for key, part in own.items():
        under = merged.get(key)
        if (
            isinstance(under, dict)
            and isinstance(part, dict)
            and not _is_value(under)
            and not _is_value(part)
        ):
            merged[key] = _over(under, part, top=False)
        else:
            merged[key] = part
    return merged


def _made(data: dict[str, Any]) -> Rulebook:
    try:
        return Rulebook.model_validate(data)
    except ValidationError as error:
        raise RulebookError([fault for one in error.errors() for fault in _told(dict(one))]) from error


def _told(error: dict[str, Any]) -> list[str]:
    message = str(error["msg"]).removeprefix("Value error, ")
    if not error["loc"]:
        return message.split("; ")
    path = ".".join(str(part) for part in error["loc"])
    given = "" if error["type"] == "missing" else f" (given: {error['input']!r:.60})"
    return [f"{path}: {message}{given}"]
