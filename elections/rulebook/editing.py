"""Changing the text of a rulebook at one place; comments and all that is not touched stay as they were."""

from __future__ import annotations

import copy
import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Item

Data = Mapping[str, Any]
Change = Callable[[Any, Callable[[Any], Any]], None]
TABLE = re.compile(r"\[\[?[a-z]")
HEAD = ("name", "version", "kind", "extends", "title", "valid_from", "valid_to")


def with_head(text: str, head: Data) -> str:
    """The text with what it says of itself changed; a field that is None is taken out."""

    def change(root: Any, item: Callable[[Any], Any]) -> None:
        for name in HEAD:
            if name in head:
                _put(root, name, head[name], item)

    return _changed(text, change)


def with_value(text: str, path: str, data: Data | None) -> str:
    """The text with the value (or the law) at a path set to `data`, or taken out for None."""
    *way, name = path.split(".")

    def change(root: Any, item: Callable[[Any], Any]) -> None:
        if data is None:
            _drop(root, way, name)
            return
        home = _home(root, way, item)
        if isinstance(home.get(name), Mapping):
            _update(home[name], data, item)
        else:
            home[name] = item({**data})

    return _changed(text, change)


def with_entry(text: str, path: str, entries: Sequence[Data], number: int | None, data: Data | None) -> str:
    """The text with one entry of a list changed (`number` from 1), added (no number), or taken out (no data).

    `entries` are those that hold now: where the text has no list of its own yet they are written into it first, for
    a list replaces that of its base as a whole.
    """
    *way, name = path.split(".")

    def change(root: Any, item: Callable[[Any], Any]) -> None:
        home = _home(root, way, item)
        whole = not isinstance(home.get(name), AoT | list) or isinstance(home.get(name), Array)
        rows = [dict(entry) for entry in entries] if whole else home[name]
        if number is None:
            rows.append(dict(data or {}) if whole else item(dict(data or {})))
        elif data is None:
            del rows[number - 1]
        else:
            _update(rows[number - 1], data, copy.deepcopy if whole else item)
        if not len(rows):
            _drop(root, way, name)
        elif whole:
            home[name] = item(rows)

    return _changed(text, change)


def _changed(text: str, change: Change) -> str:
    """The change made in the text with its comments; should that not come out right, in the bare data."""
    wanted = tomllib.loads(text)
    change(wanted, copy.deepcopy)
    try:
        document = tomlkit.parse(text)
        change(document, _item)
        made = tomlkit.dumps(document)
        if tomllib.loads(made) == wanted:
            spaced = _spaced(made)
            return spaced if tomllib.loads(spaced) == wanted else made
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        pass
    return tomlkit.dumps(_document(wanted))


def _spaced(text: str) -> str:
    """An empty line before each table that follows on another line of the file."""
    lines: list[str] = []
    for line in text.splitlines():
        if TABLE.match(line) and lines and lines[-1] and not lines[-1].startswith("#"):
            lines.append("")
        lines.append(line)
    return "\n".join(lines) + "\n"


def _home(root: Any, way: list[str], item: Callable[[Any], Any]) -> Any:
    """The table in which a name stands, made where it is missing."""
    for name in way:
        if name not in root:
            root[name] = {} if item is copy.deepcopy else tomlkit.table(is_super_table=True)
        root = root[name]
    return root


def _drop(root: Any, way: list[str], name: str) -> None:
    """Take a name out, and the tables that are empty without it."""
    homes = [root]
    for step in way:
        if step not in homes[-1]:
            return
        homes.append(homes[-1][step])
    homes[-1].pop(name, None)
    for home, step in reversed(list(zip(homes, way, strict=False))):
        if not len(home[step]):
            del home[step]


def _put(table: Any, name: str, found: Any, item: Callable[[Any], Any]) -> None:
    if found is None:
        table.pop(name, None)
    elif name not in table or _plain(table[name]) != found:
        table[name] = _inline(found) if item is not copy.deepcopy else copy.deepcopy(found)


def _update(table: Any, data: Data, item: Callable[[Any], Any]) -> None:
    """Only what differs is written anew."""
    for name in [name for name in table if name not in data]:
        del table[name]
    for name, found in data.items():
        _put(table, name, found, item)


def _plain(found: Any) -> Any:
    return found.unwrap() if isinstance(found, Item) else found


def _document(data: Data) -> Any:
    document = tomlkit.document()
    for name, found in data.items():
        document[name] = _item(found) if name not in HEAD else _inline(found)
    return document


def _item(found: Any) -> Any:
    """Data as tables: a table of its own for a mapping with a value, `[[…]]` for a list of mappings."""
    if isinstance(found, Mapping):
        table = tomlkit.table(is_super_table=_only_tables(found))
        for name, part in found.items():
            table[name] = _item(part) if _only_tables(found) else _inline(part)
        return table
    if _is_rows(found):
        rows: AoT = tomlkit.aot()
        for part in found:
            row = tomlkit.table()
            for name, one in part.items():
                row[name] = _inline(one)
            rows.append(row)
        return rows
    return _inline(found)


def _only_tables(found: Mapping[str, Any]) -> bool:
    """Whether a mapping is a subject: it holds values and lists, and says nothing itself."""
    return bool(found) and all(isinstance(part, Mapping) or _is_rows(part) for part in found.values())


def _is_rows(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(part, Mapping) for part in found)


def _inline(found: Any) -> Any:
    """Data within one line; a list of mappings with one line for each."""
    if isinstance(found, Mapping):
        table = tomlkit.inline_table()
        for name, part in found.items():
            table[name] = _inline(part)
        return table
    if isinstance(found, list):
        array = tomlkit.array()
        for part in found:
            array.append(_inline(part))
        return array.multiline(_is_rows(found))
    return tomlkit.item(found) if isinstance(found, str | bool | int | dt.date) else found
