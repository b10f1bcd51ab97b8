"""Which controls a place of a rulebook needs: from the shape of what stands there, and what the rulebook knows."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.forms.controls import (
    Bilingual,
    Binding,
    Choice,
    Choices,
    Control,
    Day,
    Due,
    Flag,
    Line,
    Lines,
    Number,
    Options,
    Record,
    Rows,
    Share,
    ShareOf,
    YesNo,
)
from elections.rulebook import Rulebook
from elections.rulebook.events import EVENTS
from elections.rulebook.items import ITEM_KEYS, ITEMS, PATHS
from elections.rulebook.shape import Part, Shape
from elections.rulebook.wording import entry_label, event_title, label_of, word

SPARE_ROWS = 3
# Typed in words, kept as codes.
CODED = frozenset({"value", "approver", "who", "extender"})
LONG = frozenset({"quote", "zh", "en", "note", "question"})
# True only where it is said; a value that is yes or no can also be silent.
FLAGS = frozenset({"proposed", "offline", "conditional", "strict"})
CLAUSE = 40


class Builder:
    """Makes the controls of one entry under one rulebook."""

    def __init__(self, book: Rulebook, path: str, found: Any) -> None:
        self.book = book
        self.path = path
        self.found = found or {}

    def controls(self, shape: Shape) -> list[Control]:
        """A control for each part of a value or an entry."""
        return [
            self.control(part, shape.model, part.name, self.found.get(part.name), _asked(shape, part))
            for part in shape.parts
        ]

    def control(self, part: Part, model: str, name: str, found: Any, required: bool) -> Control:
        label = entry_label(model, part.name)
        told: dict[str, Any] = {
            "name": name,
            "label": Said(label.text),
            "help": Said(label.help) if label.help and (part.name != "clause" or "__" not in name) else "",
        }
        options = self._options(model, part.name)
        if options is not None:
            number = part.shape.kind in ("number", "numbers")
            many = part.shape.kind in ("words", "numbers")
            kind = Choices if many else Choice
            return kind(**told, required=required, options=options, number=number)
        return self._by_kind(part, told, found, required)

    def _by_kind(self, part: Part, told: dict[str, Any], found: Any, required: bool) -> Control:
        shape, name = part.shape, told["name"]
        coded = part.name in CODED
        plain: dict[str, Callable[[], Control]] = {
            "number": lambda: Number(**told, required=required),
            "date": lambda: Day(**told, required=required),
            "share": lambda: Share(**told, required=required),
            "yes_no": lambda: (Flag if part.name in FLAGS else YesNo)(**told, required=required),
            "choice": lambda: (Binding if part.name == "strength" else Choice)(
                **told, required=required, options=self._coded(shape.options)
            ),
            "choices": lambda: Choices(**told, required=required, options=self._coded(shape.options)),
            "word": lambda: Line(
                **told,
                required=required,
                long=part.name in LONG,
                coded=coded,
                path=self.path,
                most=CLAUSE if part.name == "clause" else None,
            ),
            "words": lambda: Lines(**told, required=required, coded=coded, path=self.path),
            "text": lambda: Bilingual(**told, required=required, parts=self._both(name, required)),
            "deadline": lambda: Due(**told, required=required, parts=self._due(name, required)),
            "threshold": lambda: ShareOf(**told, required=required, parts=self._share_of(name, required)),
            "record": lambda: Record(
                **told, required=required, parts=self._parts(shape, name, found, required)
            ),
            "rows": lambda: Rows(**told, required=required, rows=self._rows(shape, name, found)),
        }
        return plain[shape.kind]()

    def _parts(self, shape: Shape, name: str, found: Any, required: bool) -> list[Control]:
        given = found or {}
        return [
            self.control(
                part,
                shape.model,
                f"{name}__{part.name}",
                given.get(part.name),
                required and _asked(shape, part),
            )
            for part in shape.parts
        ]

    def _rows(self, shape: Shape, name: str, found: Any) -> list[Record]:
        given = [*(found or ()), *[{}] * SPARE_ROWS]
        return [
            Record(f"{name}__{n}", n + 1, parts=self._parts(shape, f"{name}__{n}", one, required=False))
            for n, one in enumerate(given)
        ]

    def _both(self, name: str, required: bool) -> list[Control]:
        long = name.rpartition("__")[2] in LONG
        return [
            Line(f"{name}__{part}", Said(entry_label("Text", part).text), required, long=long)
            for part in ("zh", "en")
        ]

    def _due(self, name: str, required: bool) -> list[Control]:
        def label(part: str) -> Said:
            return Said(entry_label("Deadline", part).text)

        sorts: Options = [
            ("before", _("So long before an event, at the latest")),
            ("within", _("So long after an event, at the latest")),
            ("notice", _("A public notice of so long, from an event")),
            ("dates", _("Days of the calendar, or no day at all")),
        ]
        units: Options = [
            ("days", _("Days")),
            ("working_days", _("Working days")),
            ("months", _("Months")),
        ]
        events: Options = [(key, Said(event.title)) for key, event in EVENTS.items()]
        return [
            Choice(f"{name}__sort", label("sort"), required, options=sorts),
            Number(f"{name}__count", label("count")),
            Choice(f"{name}__unit", label("unit"), options=units),
            Choice(f"{name}__event", label("event"), options=events),
            Day(f"{name}__start", label("start")),
            Day(f"{name}__end", label("end")),
            Choice(f"{name}__since", label("since"), options=events),
        ]

    def _share_of(self, name: str, required: bool) -> list[Control]:
        def told(part: str) -> tuple[str, Said, bool]:
            return (
                f"{name}__{part}",
                Said(entry_label("Threshold", part).text),
                required and part != "measure",
            )

        wholes = ("electors", "present", "returned", "valid", "members", "seats")
        passed: Options = [("more_than", _("More than")), ("at_least", _("At least"))]
        return [
            Choice(*told("passed"), options=passed),
            Share(*told("share")),
            Choice(*told("of"), options=[(each, Said(word(each, "of"))) for each in wholes]),
            Choice(*told("measure"), options=[(e, Said(word(e, "of"))) for e in ("present", "returned")]),
        ]

    def _coded(self, options: tuple[str, ...]) -> Options:
        return [(each, Said(word(each, self.path))) for each in options]

    def _options(self, model: str, name: str) -> Options | None:
        """The keys that a field can name, with what they are called; None where anything may be written."""
        known: dict[str, Callable[[], Options]] = {
            "phase": lambda: [(p.key, Said(p.title)) for p in self.book.phases],
            "tasks": lambda: [(str(t.number), _numbered(t.number, Said(t.title))) for t in self.book.tasks],
            "step": lambda: [(s.key, Said(s.title)) for s in self.book.steps],
            "serves": self._items,
            "items": self._items,
            "shown": self._all_items,
            "item": self._all_items,
            "first": self._all_items,
            "then": self._all_items,
            "notice": self._all_items,
            "posted_in": self._all_items,
            "deadline": lambda: [(path, Said(label_of(path))) for path in sorted(PATHS)],
            "amb": lambda: [(a.key, a.key) for a in self.book.ambiguities],
        }
        if name == "event":
            return self._events(model)
        if name == "group" and model == "StepRule":
            return [(str(g.number), Said(g.title)) for g in self.book.groups]
        return known[name]() if name in known else None

    def _events(self, model: str) -> Options:
        keys = dict.fromkeys(EVENTS if model == "Boundary" else [*EVENTS, *sorted(ITEM_KEYS)])
        return [(key, Said(event_title(key))) for key in keys]

    def _items(self) -> Options:
        return [(item.key, Said(item.title)) for item in ITEMS]

    def _all_items(self) -> Options:
        tasks = [(task.key, _numbered(task.number, Said(task.title))) for task in self.book.tasks]
        phases = [(phase.item, Said(phase.title)) for phase in self.book.phases]
        return [*self._items(), *tasks, *phases]


def _asked(shape: Shape, part: Part) -> bool:
    """Whether a part must be typed; an ambiguity's readings come in rows that are asked for together."""
    return part.required and part.shape.kind != "rows"


def _numbered(number: int, title: Said) -> Said:
    return Said({"zh": f"{number} {title.zh}", "en": f"{number} {title.en}"})
