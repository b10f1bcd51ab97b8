"""Rulebooks shipped as TOML files: reading, extending, and saying what is wrong with one."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from elections.rulebook.book import Rulebook
from elections.rulebook.faults import Fault, faults_of
from elections.rulebook.value import Text

# The database keeps no text with it.
NOTHING = "\x00"
YEARS = range(1900, 2200)
FOLDER = Path(__file__).resolve().parent.parent / "rulebooks"


class RulebookError(ValueError):
    """A rulebook that is not there or not right; `faults` are its English sentences, each with its path, `told` the
    same in both languages.
    """

    def __init__(self, told: list[Fault]) -> None:
        self.told = told
        self.faults = [str(fault) for fault in told]
        super().__init__("\n".join(self.faults))


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
        names = ", ".join(available())
        raise _whole(
            f"没有规则书{name!r}；现有：{names}。", f"There is no rulebook {name!r}; there are: {names}."
        )
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def parse_rulebook(text: str) -> Rulebook:
    """A rulebook from the text of a TOML file. Raises RulebookError with every fault and its path."""
    try:
        return _made(_merged(_parsed(text), ()))
    except RecursionError as error:
        raise _whole("层次太深", "nested too deeply") from error


def _shipped(name: str) -> dict[str, Any]:
    return _parsed(shipped_text(name))


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _whole(f"不是TOML格式：{error}", f"not TOML: {error}") from error


def _merged(data: dict[str, Any], seen: tuple[str, ...]) -> dict[str, Any]:
    """The data with those of the rulebook it extends beneath them, each value marked with its source."""
    own = _marked(data, "base" if data.get("kind") == "base" else "plan")
    base = data.get("extends")
    if not isinstance(base, str):
        return own
    if base in seen:
        way = " → ".join([*seen, base])
        raise RulebookError([Fault("extends", Text(zh=f"{way}成了循环", en=f"{way} goes in a circle"))])
    return _over(_merged(_shipped(base), (*seen, base)), own)


def _is_value(data: Any) -> bool:
    return isinstance(data, dict) and "value" in data


def _marked(data: Any, source: str) -> Any:
    _bearable(data)
    if _is_value(data):
        return {**_each(data, source), "source": source}
    if isinstance(data, dict):
        return _each(data, source)
    return [_marked(part, source) for part in data] if isinstance(data, list) else data


def _bearable(data: Any) -> None:
    """Refuse what no database or calendar could bear."""
    if isinstance(data, str) and NOTHING in data:
        raise _whole("不能含有空字符（\\u0000）", "no text may hold the character \\u0000")
    if isinstance(data, dt.date) and data.year not in YEARS:
        raise _whole(f"没有这样的日期：{data}", f"no such day is meant: {data}")


def _each(data: dict[str, Any], source: str) -> dict[str, Any]:
    return {key: _marked(part, source) for key, part in data.items()}


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
        raise RulebookError([fault for one in error.errors() for fault in faults_of(dict(one))]) from error


def _whole(zh: str, en: str) -> RulebookError:
    return RulebookError([Fault("", Text(zh=zh, en=en))])
