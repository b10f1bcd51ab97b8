"""What must hold between the parts of a rulebook; every fault names the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from elections.rulebook.compare import entries
from elections.rulebook.events import EVENTS
from elections.rulebook.faults import Fault
from elections.rulebook.items import ITEM_KEYS, ITEMS, PATHS
from elections.rulebook.measures import Deadline
from elections.rulebook.sections.party import NOTICE_ENDS
from elections.rulebook.sections.schedule import WORKED
from elections.rulebook.value import Text, Value

if TYPE_CHECKING:
    from elections.rulebook.book import Rulebook


WORKED_HERE = ("这一步在系统中办理，不是线下步骤", "the application works in this step")
NOT_WORKED_HERE = ("系统不办理这一步，须标为线下步骤", "it must be true")
NOUNS = {
    "item": "日程",
    "event": "事件",
    "step": "步骤",
    "group": "栏",
    "task": "任务",
    "phase": "阶段",
    "ambiguity": "疑义",
    "value": "取值",
    "stage": "环节",
    "department": "部门",
}


def faults(book: Rulebook) -> list[Fault]:
    """Sentences such as "steps.voting.prerequisites: there is no step 'nominations'"; none if all is well."""
    return [
        *_doubles(book),
        *_phases(book),
        *_tasks(book),
        *_groups(book),
        *_steps(book),
        *_party_path(book),
        *_assembly_agenda(book),
        *_rules(book),
        *_added_bars(book),
        *_values(book),
        *_readings(book),
        *_circles(book),
    ]


def items_of(book: Rulebook) -> set[str]:
    """The keys of the calendar's items under this rulebook."""
    return set(ITEM_KEYS) | {task.key for task in book.tasks} | {phase.item for phase in book.phases}


def _doubles(book: Rulebook) -> Iterator[Fault]:
    keys: dict[str, Iterable[object]] = {
        "phases": (p.key for p in book.phases),
        "tasks": (t.number for t in book.tasks),
        "groups": (g.number for g in book.groups),
        "steps": (s.key for s in book.steps),
        "party_path": (s.key for s in book.party_path),
        "assembly_agenda": (i.key for i in book.assembly_agenda),
        "qualification.negative_list": (b.key for b in book.qualification.negative_list),
        "ambiguities": (a.key for a in book.ambiguities),
        "groups.tasks": (n for g in book.groups for n in g.tasks),
    }
    for path, values in keys.items():
        for value in (v for v, times in Counter(values).items() if times > 1):
            yield _fault(path, f"{value!r}写了不止一次", f"{value!r} stands there more than once")


def _phases(book: Rulebook) -> Iterator[Fault]:
    for phase in book.phases:
        yield from _missing(f"phases.{phase.key}.items", "item", phase.items, ITEM_KEYS)


def _tasks(book: Rulebook) -> Iterator[Fault]:
    phases = {p.key for p in book.phases}
    for task in book.tasks:
        if task.phase not in phases:
            yield _none(f"tasks.{task.number}.phase", "phase", task.phase)
        if task.deadline is not None and task.deadline not in PATHS:
            yield _fault(
                f"tasks.{task.number}.deadline",
                f"{task.deadline!r}不是期限",
                f"{task.deadline!r} is no deadline",
            )
        if task.serves is not None and task.serves not in ITEM_KEYS:
            yield _none(f"tasks.{task.number}.serves", "item", task.serves)


def _groups(book: Rulebook) -> Iterator[Fault]:
    phases, numbers, items = {p.key for p in book.phases}, {t.number for t in book.tasks}, items_of(book)
    for group in book.groups:
        if group.phase not in phases:
            yield _none(f"groups.{group.number}.phase", "phase", group.phase)
        yield from _missing(f"groups.{group.number}.tasks", "task", group.tasks, numbers)
        yield from _missing(f"groups.{group.number}.shown", "item", group.shown, items)


def _steps(book: Rulebook) -> Iterator[Fault]:
    keys, groups, numbers = (
        {s.key for s in book.steps},
        {g.number for g in book.groups},
        {t.number for t in book.tasks},
    )
    items = items_of(book)
    for step in book.steps:
        path = f"steps.{step.key}"
        yield from _missing(f"{path}.group", "group", [step.group], groups)
        yield from _missing(f"{path}.tasks", "task", step.tasks, numbers)
        yield from _missing(f"{path}.prerequisites", "step", [p.step for p in step.prerequisites], keys)
        if step.offline == (step.key in WORKED):
            yield _fault(f"{path}.offline", *(WORKED_HERE if step.offline else NOT_WORKED_HERE))
        if step.parts and not step.offline:
            yield _fault(f"{path}.parts", "只有线下步骤才有记录事项", "only an off-line step has parts")
        named = {part.key for part in step.parts}
        if step.parts:
            yield from _missing(f"{path}.bodies", "part", step.bodies, named)
        yield from _missing(f"{path}.parts", "part", [key for p in step.parts for key in p.needs], named)
        yield from _missing(f"{path}.parts", "item", [p.due for p in step.parts if p.due], items)
        events = [event for event in (step.event, *(part.event for part in step.parts)) if event]
        yield from _missing(f"{path}.event", "event", events, {*EVENTS, *ITEM_KEYS})
        for side in (b for b in (step.opens, step.closes, step.locks) if b is not None):
            yield from _missing(path, "item", [side.item] if side.item else [], items)
            yield from _missing(path, "event", [side.event] if side.event else [], EVENTS)


def _party_path(book: Rulebook) -> Iterator[Fault]:
    """Every stage stands on stages before it, in a step of the schedule; only reviews have a level.

    A notice ends with one of the two items by which notices of candidates are posted.
    """
    before: set[str] = set()
    keys = {s.key for s in book.steps}
    for stage in book.party_path:
        path = f"party_path.{stage.key}"
        yield from _missing(f"{path}.step", "step", [stage.step], keys)
        yield from _missing(f"{path}.needs", "stage", stage.needs, before)
        yield from _missing(f"{path}.item", "item", [stage.item] if stage.item else [], NOTICE_ENDS)
        if (stage.kind == "verdict") != (stage.level is not None):
            yield _fault(
                f"{path}.level", "审查环节写明层级，其他环节不写", "a review has a level, nothing else has"
            )
        if (stage.kind == "notice") != (stage.item is not None):
            yield _fault(
                f"{path}.item",
                "公示环节写明期满的日程，其他环节不写",
                "a notice has an item, nothing else has",
            )
        before.add(stage.key)


def _assembly_agenda(book: Rulebook) -> Iterator[Fault]:
    """An agenda begins with the count of those present, who are held against a quorum; its items are as many as said."""
    agenda, number = book.assembly_agenda, book.assembly.agenda_items
    if agenda and not agenda[0].counts:
        yield _fault(
            "assembly_agenda", "议程第一项是清点到会人数", "an agenda begins with the count of those present"
        )
    if agenda and not book.count.party_committee.quorum.stated:
        yield _fault(
            "assembly_agenda",
            "有议程就要有到会人数的要求（count.party_committee.quorum）",
            "an agenda needs a quorum (count.party_committee.quorum)",
        )
    if agenda and number.stated and number.value != len(agenda):
        yield _fault(
            "assembly_agenda",
            f"议程应有{number.value}项，写了{len(agenda)}项",
            f"the agenda has {number.value} items, {len(agenda)} are written",
        )


def _rules(book: Rulebook) -> Iterator[Fault]:
    items = items_of(book)
    for order in book.orders:
        yield from _missing(f"orders.{order.first}-{order.then}", "item", [order.first, order.then], items)
    for fit in book.fits:
        yield from _missing(f"fits.{fit.notice}", "item", [fit.notice, fit.posted_in, fit.then], items)


def _added_bars(book: Rulebook) -> Iterator[Fault]:
    """Somebody must judge what is added to the negative list, or nobody could ever be cleared of it (A-NEG-12)."""
    departments = {each.key for each in book.review.departments}
    for number, bar in enumerate(book.qualification.negative_list):
        if bar.added is None:
            continue
        path = f"qualification.negative_list.{number}.added.judged_by"
        yield from _missing(path, "department", bar.added.judged_by, departments)
        if departments and not (bar.added.judged_by or book.judges_of(bar)):
            yield _fault(
                path,
                "须写明由联审的哪个部门判定这一情形",
                "say which department of the joint review judges the circumstance",
            )


def _values(book: Rulebook) -> Iterator[Fault]:
    known = {a.key: len(a.readings) for a in book.ambiguities}
    for path, value in entries(book):
        if not isinstance(value, Value):
            continue
        if isinstance(value.value, Deadline):
            anchors = [a for a in (value.value.anchor, value.value.since) if a]
            yield from _missing(f"{path}.value", "event", anchors, EVENTS)
        if value.amb is not None:
            yield from _missing(f"{path}.amb", "ambiguity", [value.amb], known)
        if value.reading is not None and not 1 <= value.reading <= known.get(value.amb or "", 0):
            yield _fault(
                f"{path}.reading",
                f"{value.amb}没有第{value.reading}种理解",
                f"{value.amb} has no reading {value.reading}",
            )


def _readings(book: Rulebook) -> Iterator[Fault]:
    paths = {path for path, _ in entries(book)}
    for ambiguity in book.ambiguities:
        path = f"ambiguities.{ambiguity.key}"
        yield from _missing(f"{path}.settings", "value", ambiguity.settings, paths)
        if ambiguity.reading is not None and not 1 <= ambiguity.reading <= len(ambiguity.readings):
            yield _fault(
                f"{path}.reading",
                f"没有第{ambiguity.reading}种理解",
                f"there is no reading {ambiguity.reading}",
            )


def _circles(book: Rulebook) -> Iterator[Fault]:
    """A deadline counted from an event that is itself planned from that deadline."""
    counted: dict[str, list[str]] = {}
    for item in ITEMS:
        value = book.at(item.path)
        rule = value.value if isinstance(value, Value) else None
        events = (rule.anchor, rule.since) if isinstance(rule, Deadline) else ()
        counted[item.key] = [key for event in events if (key := _planned_from(event))]
    for item in ITEMS:
        way = _way_back(counted, [item.key])
        if way:
            yield _fault(
                f"{item.path}.value",
                f"互相推算，成了循环：{' → '.join(way)}",
                f"counted in a circle, {' → '.join(way)}",
            )


def _way_back(counted: dict[str, list[str]], way: list[str]) -> list[str]:
    """The way along what is counted from what that ends where it began; empty if there is none."""
    for key in counted[way[-1]]:
        if key == way[0]:
            return [*way, key]
        found = _way_back(counted, [*way, key]) if key not in way else []
        if found:
            return found
    return []


def _planned_from(event: str | None) -> str | None:
    """The item whose last day stands for an event that has not happened, if there is one."""
    planned = EVENTS[event].planned if event in EVENTS else None
    return planned if planned in ITEM_KEYS and planned not in EVENTS else None


def _missing(path: str, noun: str, wanted: Iterable[object], known: Iterable[object]) -> Iterator[Fault]:
    there = set(known)
    return (_none(path, noun, one) for one in wanted if one not in there)


def _none(path: str, noun: str, one: object) -> Fault:
    return _fault(path, f"没有这个{NOUNS[noun]}：{one!r}", f"there is no {noun} {one!r}")


def _fault(path: str, zh: str, en: str) -> Fault:
    return Fault(path, Text(zh=zh, en=en))
