"""Moved dates written into the text of a rulebook: nothing else in it changes, comments stay where they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Date, InlineTable, Table, Whitespace

from elections.rulebook.book import Rulebook
from elections.rulebook.moving import PlanWindow, windows_of
from elections.rulebook.value import Text

DATED = ("start", "end")


def redated(
    text: str,
    book: Rulebook,
    windows: Iterable[PlanWindow],
    *,
    version: str | None = None,
    title: Text | None = None,
) -> str:
    """The text of `book` with these windows in place of its own.

    What the rulebook takes from its base is written out first where it bears a date, so that the moved date is the
    rulebook's own. `version` and `title` go into the head.
    """
    document = tomlkit.parse(text)
    if version is not None:
        document["version"] = version
    if title is not None and title != book.title:
        head = tomlkit.inline_table()
        head.update({"zh": title.zh, "en": title.en})
        document["title"] = head
    before = {window.path: window.ends for window in windows_of(book)}
    for window in windows:
        if before.get(window.path) != window.ends:
            _write(document, book, window)
    _space(document)
    return tomlkit.dumps(document)


def _space(place: Any) -> None:
    """Give back the space before a closing brace, which tomlkit loses behind a date."""
    if isinstance(place, InlineTable):
        body = place.value.body
        if body and isinstance(body[0][1], Whitespace) and isinstance(body[-1][1], Date):
            body.append((None, Whitespace(" ")))
    parts = place.values() if isinstance(place, Mapping) else place if isinstance(place, list) else ()
    for part in parts:
        _space(part)


def _write(document: TOMLDocument, book: Rulebook, window: PlanWindow) -> None:
    if window.path == "valid":
        _set(document, "valid_from", window.start)
        _set(document, "valid_to", window.end)
        return
    section, _, name = window.path.partition(".")
    if section in ("phases", "tasks"):
        place = _entry(document, book, section, name)
    elif window.single:
        _set(_value_table(document, book, window.path), "value", window.end)
        return
    else:
        place = _value_table(document, book, window.path)["value"]
    for end, day in zip(DATED, window.ends, strict=True):
        _set(place, end, day)


def _set(place: Any, name: str, day: dt.date | None) -> None:
    """Give a date a new value in its place, keeping the comment behind it."""
    if day is None:
        place.pop(name, None)
    elif name in place:
        trivia = place[name].trivia
        new = tomlkit.date(day.isoformat())
        new.trivia.comment_ws, new.trivia.comment, new.trivia.trail = (
            trivia.comment_ws,
            trivia.comment,
            trivia.trail,
        )
        place[name] = new
    else:
        place[name] = tomlkit.date(day.isoformat())


def _entry(document: TOMLDocument, book: Rulebook, section: str, name: str) -> Any:
    """The table of one phase or task; a list that comes from the base is written out whole."""
    if section not in document:
        rows = tomlkit.aot()
        for one in getattr(book, section):
            rows.append(_table(one.model_dump(mode="json", exclude_none=True)))
        document[section] = rows
    listed = document[section]
    assert isinstance(listed, AoT | list)
    key = "key" if section == "phases" else "number"
    return next(one for one in listed if str(one[key]) == name)


def _value_table(document: TOMLDocument, book: Rulebook, path: str) -> Any:
    """The table of a value, written out from the base where the text does not have it."""
    place: Any = document
    *sections, name = path.split(".")
    for section in sections:
        if section not in place:
            place[section] = tomlkit.table(is_super_table=True)
        place = place[section]
    if name not in place:
        stated = book.at(path)
        assert stated.stated
        dumped = stated.model_dump(mode="json", exclude_none=True)  # type: ignore[union-attr]
        dumped.pop("source", None)
        place[name] = _table(dumped)
    return place[name]


def _table(data: dict[str, Any]) -> Table:
    """A table with its dates as dates and what lies within as inline tables."""
    made = tomlkit.table()
    for name, part in data.items():
        made[name] = _part(name, part)
    return made


def _part(name: str, part: Any) -> Any:
    if isinstance(part, dict):
        inner: InlineTable = tomlkit.inline_table()
        for key, one in part.items():
            inner[key] = _part(key, one)
        return inner
    if isinstance(part, str) and name in (*DATED, "value") and _is_date(part):
        return tomlkit.date(part)
    return part


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
