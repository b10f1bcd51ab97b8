"""An entry of a list of a rulebook (a task, a step, an ambiguity) in words, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from elections.rulebook.items import ITEMS
from elections.rulebook.sections.candidates import Addition, Department
from elections.rulebook.sections.party import PartyStage
from elections.rulebook.sections.schedule import Boundary, Part, Prerequisite, StepRule
from elections.rulebook.telling import tell
from elections.rulebook.value import Strict, Text
from elections.rulebook.wording import (
    counted,
    entry_label,
    event_title,
    happens,
    label_of,
    listed,
    word,
)

if TYPE_CHECKING:
    from elections.rulebook.book import Rulebook

ITEM_FIELDS = frozenset({"items", "shown", "serves", "first", "then", "notice", "posted_in", "item"})
# What the file knows it by; no word for it.
KEYS = frozenset({"key", "code", "number", "amb", "reading"})
# What the page says of an entry elsewhere: its name, its ground.
APART = frozenset({"title", "question", "clause", "quote", "key", "code"})


class Line(NamedTuple):
    """One field of an entry: what it is called, and what it says."""

    field: str
    label: Text
    told: Text


def lines_of(book: Rulebook, entry: Strict) -> list[Line]:
    """What an entry says, field by field; what it leaves open is left out."""
    return list(_lines(book, entry))


def name_of(book: Rulebook, entry: Strict) -> Text:
    """What an entry is called: its title or question, or what it orders."""
    for field in ("title", "question"):
        found = getattr(entry, field, None)
        if isinstance(found, Text):
            return found
    ends = [
        tell_item(book, getattr(entry, field))
        for field in ("first", "notice", "then")
        if hasattr(entry, field)
    ]
    if ends:
        return Text(zh=" → ".join(end.zh for end in ends), en=" → ".join(end.en for end in ends))
    return tell(getattr(entry, "value", None))


def tell_item(book: Rulebook, key: str) -> Text:
    """What an item of the calendar is called under this rulebook."""
    found = next((item.title for item in ITEMS if item.key == key), None)
    found = found or next((task.title for task in book.tasks if task.key == key), None)
    return found or next((phase.title for phase in book.phases if phase.item == key), Text(zh=key, en=key))


def tell_boundary(book: Rulebook, side: Boundary, *, opens: bool) -> Text:
    """One end of a window: 选举日前1日起, from the first day of “Voter roll published”."""
    if side.item is not None:
        title = tell_item(book, side.item)
        zh, en = ("首日起", "from the first day of") if opens else ("末日止", "until the last day of")
        told = Text(zh=f"“{title.zh}”的{zh}", en=f"{en} “{title.en}”")
        return told if side.days == 0 else _moved(told, side.days)
    title_zh, goes_on = event_title(side.event or "").zh, happens(side.event or "")
    end_zh, end_en = ("起", "from") if opens else ("止", "until")
    if side.days == 0:
        return Text(zh=f"{title_zh}{end_zh}", en=f"{end_en} {_day(goes_on)}")
    long = counted(abs(side.days), "days")
    zh, en = ("前", "before") if side.days < 0 else ("后", "after")
    return Text(zh=f"{title_zh}{zh}{long.zh}{end_zh}", en=f"{end_en} {long.en} {en} {goes_on}")


def _moved(told: Text, days: int) -> Text:
    long = counted(abs(days), "days")
    zh, en = ("再前", "earlier") if days < 0 else ("再后", "later")
    return Text(zh=f"{told.zh}（{zh}{long.zh}）", en=f"{told.en} ({long.en} {en})")


def _day(goes_on: str) -> str:
    return f"the day {goes_on}" if " is " in goes_on or " are " in goes_on else goes_on


def _lines(book: Rulebook, entry: Strict) -> Iterator[Line]:
    model = type(entry)
    for field, info in model.model_fields.items():
        found = getattr(entry, field)
        if field in APART or found == info.default or found in (None, ()):
            continue
        yield Line(field, entry_label(model.__name__, field).text, _told(book, entry, field, found))


def _told(book: Rulebook, entry: Strict, field: str, found: Any) -> Text:
    if isinstance(found, tuple):
        return listed([_told(book, entry, field, one) for one in found])
    if isinstance(found, Boundary):
        return tell_boundary(book, found, opens=field == "opens")
    if isinstance(found, Prerequisite):
        return _tell_prerequisite(book, found)
    if isinstance(found, Part):
        return found.title
    if isinstance(found, Addition):
        return _tell_addition(book, found)
    return _tell_key(book, entry, field, found) if isinstance(found, str | int) else tell(found)


def _tell_prerequisite(book: Rulebook, needed: Prerequisite) -> Text:
    title = (
        book.step(needed.step).title if book.has_step(needed.step) else Text(zh=needed.step, en=needed.step)
    )
    binds = word(needed.strength.value)
    return Text(
        zh=f"{title.zh}（{binds.zh}，{needed.clause}）",
        en=f"{title.en} ({binds.en.lower()}, {needed.clause})",
    )


def _tell_addition(book: Rulebook, added: Addition) -> Text:
    """Who added a circumstance, by what, when, and who judges it."""
    judges = listed([each.title for each in book.review.departments if each.key in added.judged_by])
    on = tell(added.on)
    zh = f"{added.by.zh}，{added.document.zh}，{on.zh}"
    en = f"{added.by.en}, {added.document.en}, {on.en}"
    if not added.judged_by:
        return Text(zh=zh, en=en)
    return Text(zh=f"{zh}；由{judges.zh}判定", en=f"{en}; judged by {judges.en}")


def _tell_stage(book: Rulebook, field: str, found: Any) -> Text:
    """The step that a stage belongs to, or a stage before it, by its title."""
    known = book.steps if field == "step" else book.party_path
    return next((each.title for each in known if each.key == found), tell(found))


def _tell_key(book: Rulebook, entry: Strict, field: str, found: Any) -> Text:
    """A key in words: that of an item, an event, a phase, a task, a value, or a code."""
    if isinstance(entry, Department) and field == "items":
        return next(bar.title for bar in book.qualification.negative_list if bar.key == found)
    if field in ITEM_FIELDS:
        return tell_item(book, found)
    if field == "event":
        return event_title(found)
    if isinstance(entry, PartyStage) and field in ("step", "needs"):
        return _tell_stage(book, field, found)
    if field in KEYS:
        return Text(zh=str(found), en=str(found))
    if field in ("deadline", "settings"):
        return label_of(found)
    if field == "phase":
        return next((phase.title for phase in book.phases if phase.key == found), tell(found))
    if field == "group" and isinstance(entry, StepRule):
        return next((group.title for group in book.groups if group.number == found), tell(found))
    if field == "tasks":
        title = next((task.title for task in book.tasks if task.number == found), Text(zh="", en=""))
        return Text(zh=f"{found} {title.zh}", en=f"{found} {title.en}")
    return tell(found)
