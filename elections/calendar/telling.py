"""A conflict in words: its code, items, clauses, the sentence in both languages, the ways out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from elections.calendar.model import Conflict, Item
from elections.rulebook import Text

if TYPE_CHECKING:
    from elections.calendar.build import Calendar


def conflict(
    code: str,
    text: Text,
    items: list[Item],
    *clauses: str,
    amb: str | None = None,
    out: Iterable[Text] = (),
) -> Conflict:
    """A conflict between items; `clauses` beside the items' own, `amb` the known ambiguity, `out` the ways out."""
    named = dict.fromkeys([*(item.clause for item in items if item.clause), *clauses])
    if amb:
        text = Text(zh=f"{text.zh}（{amb}）", en=f"{text.en} ({amb})")
    return Conflict(code, tuple(item.key for item in items), tuple(named), text, amb, _distinct(out))


def _distinct(ways_out: Iterable[Text]) -> tuple[Text, ...]:
    return tuple({way.zh: way for way in ways_out}.values())


def anchor_clauses(calendar: Calendar, item: Item) -> tuple[str, ...]:
    """The clause of what the item is counted from, where that is an item itself."""
    anchor = item.anchor if item.anchor in calendar.keys else None
    clause = calendar[anchor].clause if anchor else None
    return (clause,) if clause else ()


def sentence(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)
