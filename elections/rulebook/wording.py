"""What fields, codes and units are called in both languages; the tables stand in `words/`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from elections.rulebook.events import EVENTS
from elections.rulebook.items import ITEMS
from elections.rulebook.value import Text

FOLDER = Path(__file__).resolve().parent / "words"
# How a sentence goes on with an event: “5 days before the roll is published”.
HAPPENS = {
    "election_day": "election day",
    "party_day": "the Party assembly",
    "roll_published": "the roll is published",
    "appeal_received": "the objection is received",
    "proxies_reviewed": "the proxies are reviewed",
    "formal_candidates_published": "the formal candidates are published",
    "candidate_notice_posted": "the prospective candidates are posted",
    "secretary_notice_posted": "the secretary’s candidate is posted",
    "party_result_posted": "the Party election’s result is posted",
    "result_confirmed": "the result is confirmed",
}
# Names keep their capital within a sentence.
NAMES = ("Party", "WeChat", "F06")


class Label(NamedTuple):
    """What a field is called, and how to fill it in where that needs a word."""

    text: Text
    help: Text | None = None


def label_of(path: str) -> Text:
    """What the value at a path is called within its subject; a counting rule's bears the body it is for."""
    names = [name for name in path.split(".") if not name.isdigit()]
    if names[0] == "count":
        body, rule = _text("fields", "count", names[1]), _text("fields", "counting_rule", names[-1])
        return Text(zh=f"{body.zh}：{rule.zh}", en=f"{body.en}: {inside(rule.en)}") if names[2:] else body
    return _text("fields", names[0], names[-1])


def unit_of(path: str) -> str | None:
    """The unit of the plain number at a path, if it has one."""
    names = path.split(".")
    section = "counting_rule" if names[0] == "count" else names[0]
    found = _tables("fields").get(section, {}).get(names[-1], [])
    return found[2] if len(found) > 2 else None


def entry_label(model: str, field: str) -> Label:
    """What a field of an entry (a task, a step, a value's clause) is called."""
    tables = _tables("entries")
    found = tables.get(model, {}).get(field) or tables["any"][field]
    told = Text(zh=found[2], en=found[3]) if len(found) > 2 else None
    return Label(Text(zh=found[0], en=found[1]), told)


def word(code: str, path: str = "") -> Text:
    """A code in words; what is no code is somebody's own words and stays as it is."""
    found = _tables("codes").get(path, {}).get(code) or _tables("codes")["words"].get(code)
    return Text(zh=found[0], en=found[1]) if found else Text(zh=code, en=code)


def code_of(words: str, path: str = "", known: tuple[str, ...] = ()) -> str:
    """The code for which somebody typed its words in either language; other words stay as they are.

    Of codes with the same words that of `known` is taken (what stood there before, the choices of the field).
    """
    typed = words.strip()
    tables = _tables("codes")
    codes = [c for c in (*known, *tables.get(path, {}), *tables["words"]) if typed in _both(word(c, path))]
    return codes[0] if codes else typed


def counted(number: int | str, unit: str | None) -> Text:
    """A number with its unit: 3年, 3 years."""
    told = f"{number:,}" if isinstance(number, int) else number
    if unit is None or unit not in _tables("units"):
        return Text(zh=told, en=told)
    zh, one, many = _tables("units")[unit]
    return Text(zh=f"{told}{zh}", en=f"{told} {one if told == '1' else many}")


def event_title(event: str) -> Text:
    """What an event, or the item of the calendar that stands for one, is called."""
    if event in EVENTS:
        return EVENTS[event].title
    return next((item.title for item in ITEMS if item.key == event), Text(zh=event, en=event))


def happens(event: str) -> str:
    """An event as an English sentence goes on with it."""
    return HAPPENS.get(event) or f"“{event_title(event).en}”"


def listed(parts: list[Text]) -> Text:
    """Several things in a row."""
    first, *others = [part.en for part in parts] or [""]
    return Text(zh="、".join(part.zh for part in parts), en=", ".join([first, *map(inside, others)]))


def inside(english: str) -> str:
    """English words as they stand within a sentence."""
    if english.startswith(NAMES):
        return english
    return english[:1].lower() + english[1:]


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _text(table: str, section: str, name: str) -> Text:
    found = _tables(table).get(section, {}).get(name)
    return Text(zh=found[0], en=found[1]) if found else Text(zh=name, en=name)


@cache
def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
