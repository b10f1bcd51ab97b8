"""A rulebook as a page shows it: every value in words with its ground, the lists, what it is silent on."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.rulebook import Rulebook, Silent, Value, entries
from elections.rulebook.chapters import Line, lines_of, name_of
from elections.rulebook.compare import key_of
from elections.rulebook.sections.schedule import Ambiguity, StepRule
from elections.rulebook.shape import ENTRY_LISTS
from elections.rulebook.telling import tell
from elections.rulebook.value import Strict
from elections.rulebook.wording import label_of, word

SUBJECTS: dict[str, Promise | str] = {
    "scope": _("Scope"),
    "counting": _("Counting of days"),
    "preparation": _("Preparation"),
    "seats": _("Organisation and seats"),
    "qualification": _("Qualifications"),
    "kin": _("Kinship avoidance"),
    "structure": _("Team structure"),
    "representatives": _("Representatives"),
    "election_committee": _("Election committee"),
    "method": _("Election method"),
    "roll": _("Voter roll"),
    "proxy": _("Proxies"),
    "voting": _("Voting"),
    "assembly": _("Party assembly"),
    "nomination": _("Nomination"),
    "review": _("Review and public notice"),
    "count": _("Counting, majority and ties"),
    "result": _("Result"),
    "followup": _("Follow-up"),
    "discipline": _("Discipline"),
    "papers": _("Names of papers"),
    "phases": _("Phases"),
    "tasks": _("Tasks of the plan"),
    "groups": _("Columns of the board"),
    "steps": _("Steps"),
    "party_path": _("The way of the Party's candidates"),
    "assembly_agenda": _("Agenda of the Party assembly"),
    "orders": _("What must come before what"),
    "fits": _("Notices that must find room"),
    "ambiguities": _("Where the text can be read in two ways"),
    "laws": _("Laws that are cited"),
}
CHAPTERS = (
    "phases",
    "tasks",
    "groups",
    "steps",
    "party_path",
    "assembly_agenda",
    "orders",
    "fits",
    "ambiguities",
    "laws",
)


@dataclass(frozen=True)
class Ground:
    """A clause as the page cites it; `anchor` is its code where the page first names it, so that links find it."""

    code: str
    cited: Said
    law: bool
    anchor: str = ""


@dataclass(frozen=True)
class Row:
    """One value in words, with its ground and how it binds; `told` is None where plan and base are silent."""

    path: str
    label: Said
    told: Said | None
    grounds: list[Ground]
    words: str
    strength: str
    source: str
    approver: Said | None
    proposed: bool
    note: Said | None
    amb: str | None
    reading: int | None


@dataclass(frozen=True)
class Entry:
    """One entry of a list: its place (from 1) and key, its name, its lines, its ground."""

    number: int
    key: str
    name: Said
    lines: list[Line]
    row: Row


@dataclass(frozen=True)
class Listing:
    """A list of the rulebook; `own` says whether the text has it itself or takes its base's."""

    path: str
    title: Promise | str | Said
    entries: list[Entry]
    own: bool


@dataclass(frozen=True)
class Reading:
    number: int
    told: Said
    taken: bool


@dataclass(frozen=True)
class Doubt:
    """An ambiguity: the question, what can be meant, which is meant here, and the places that decide it."""

    number: int
    key: str
    question: Said
    readings: list[Reading]
    settings: list[tuple[str, Said]]


@dataclass(frozen=True)
class Subject:
    """The values and lists of one subject."""

    key: str
    title: Promise | str
    rows: list[Row] = field(default_factory=list)
    lists: list[Listing] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.doubts) + sum(len(each.entries) for each in self.lists)


def subjects_of(rules: Rulebook, text: str, *, silent: bool = False, query: str = "") -> list[Subject]:
    """What a rulebook says, by subject in the order of the work, then its lists.

    With `silent` what it says nothing on stands there too. `query` keeps what names all of its words: a clause, a
    place in the file, a word of the label, the value or the text. Subjects with nothing to show are left out.
    """
    page = _Page(rules, text, silent, query.casefold().split())
    found = [*map(page.subject, rules.subjects), *map(page.chapter, CHAPTERS)]
    return [subject for subject in found if subject.count or (silent and not query)]


def row_of(rules: Rulebook, path: str) -> Row:
    """One value in words. Raises LookupError where a rulebook has no such place."""
    return _Page(rules, "", True, []).row(path, rules.at(path))


class _Page:
    """One page: what is searched for, and which clauses it has named already."""

    def __init__(self, rules: Rulebook, text: str, silent: bool, wanted: list[str]) -> None:
        self.rules = rules
        self.own = own_lists(text)
        self.silent = silent
        self.wanted = wanted
        self._named: set[str] = set()
        self._values = list(entries(rules))

    def subject(self, name: str) -> Subject:
        lists = [path for path in ENTRY_LISTS if path.startswith(f"{name}.")]
        rows = [
            self.row(path, value)
            for path, value in self._values
            if path.startswith(f"{name}.") and not path.startswith(tuple(f"{each}." for each in lists))
        ]
        shown = [row for row in rows if (row.told or self.silent) and self._asked_for(_words(row))]
        return Subject(name, SUBJECTS[name], rows=shown, lists=self._listings(lists, with_empty=True))

    def chapter(self, name: str) -> Subject:
        if name == "ambiguities":
            return Subject(name, SUBJECTS[name], doubts=self._doubts())
        return Subject(name, SUBJECTS[name], lists=self._listings([name]))

    def row(self, path: str, value: Value[Any] | Silent) -> Row:
        stated = isinstance(value, Value)
        told = Said(tell(value, path)) if stated else None
        return Row(
            path=path,
            label=Said(label_of(path)),
            told=told,
            grounds=[self._ground(clause) for clause in ((value.clause, *value.also) if stated else ())],
            words=value.quote,
            strength=value.strength.value if value.strength else "",
            source=value.source.value if value.source else "silent",
            approver=Said(word(value.approver)) if value.approver else None,
            proposed=value.proposed,
            note=Said(value.note) if value.note else None,
            amb=value.amb,
            reading=value.reading,
        )

    def _listings(self, paths: Iterable[str], with_empty: bool = False) -> list[Listing]:
        made = []
        for path in paths:
            shown = [entry for entry in self._entries(path) if self._asked_for(_entry_words(entry))]
            if shown or (self.silent and not self.wanted):
                title: Promise | str | Said = Said(label_of(path)) if "." in path else SUBJECTS[path]
                made.append(Listing(path, title, shown, path in self.own))
        return made

    def _entries(self, path: str) -> list[Entry]:
        if path == "laws":
            return [self._entry(n, key, law) for n, (key, law) in enumerate(self.rules.laws.items(), start=1)]
        found = attrgetter(path)(self.rules)
        return [self._entry(n, key_of(one, n), one, f"{path}.{n}") for n, one in enumerate(found, start=1)]

    def _entry(self, number: int, key: str, entry: Strict, path: str = "") -> Entry:
        if isinstance(entry, Value):
            row = self.row(path, entry)
            return Entry(number, key, Said(tell(entry, path)), [], row)
        clause, words = getattr(entry, "clause", ""), getattr(entry, "quote", "")
        row = Row(
            path=f"{path.rpartition('.')[0]}.{key}",
            label=Said(name_of(self.rules, entry)),
            told=None,
            grounds=[self._ground(each) for each in self._clauses(clause, entry)],
            words=words,
            strength="",
            source="plan",
            approver=None,
            proposed=False,
            note=None,
            amb=None,
            reading=None,
        )
        return Entry(number, key, row.label, lines_of(self.rules, entry), row)

    def _clauses(self, clause: str, entry: Strict) -> list[str]:
        """The clause of an entry, and of a step those within it that stand nowhere else on the page."""
        own = [clause] if clause else []
        within = clauses_within(entry) if isinstance(entry, StepRule) else ()
        return [*own, *(each for each in within if each not in {*self._named, *own})]

    def _doubts(self) -> list[Doubt]:
        made = [self._doubt(number, one) for number, one in enumerate(self.rules.ambiguities, start=1)]
        return [doubt for doubt in made if self._asked_for(_doubt_words(doubt))]

    def _doubt(self, number: int, ambiguity: Ambiguity) -> Doubt:
        taken = self.rules.reading_of(ambiguity.key)
        readings = [Reading(n, Said(told), n == taken) for n, told in enumerate(ambiguity.readings, start=1)]
        settings = [(path, self._setting(path)) for path in self.rules.decided_by(ambiguity.key)]
        return Doubt(number, ambiguity.key, Said(ambiguity.question), readings, settings)

    def _setting(self, path: str) -> Said:
        """What decides an ambiguity, by name: a value, or an order or notice."""
        if path.startswith(("orders.", "fits.")):
            listed = self.rules.orders if path.startswith("orders.") else self.rules.fits
            key = path.partition(".")[2]
            found = next((one for n, one in enumerate(listed, 1) if key_of(one, n).startswith(key)), None)
            return Said(name_of(self.rules, found)) if found else Said({"zh": path, "en": path})
        return Said(label_of(path))

    def _ground(self, code: str) -> Ground:
        first = code not in self._named
        self._named.add(code)
        return ground_of(self.rules, code, anchor=code if first else "")

    def _asked_for(self, words: Iterable[object]) -> bool:
        if not self.wanted:
            return True
        there = " ".join(str(each) for each in words).casefold()
        return all(word in there for word in self.wanted)


def ground_of(rules: Rulebook, code: str, anchor: str = "") -> Ground:
    """A clause as people cite it: an article of a law by its name, a plan's clause by its code."""
    cited = Said({"zh": rules.cite(code, "zh"), "en": rules.cite(code, "en")})
    return Ground(code, cited, code.partition("-")[0] in rules.laws, anchor)


def clauses_within(step: StepRule) -> tuple[str, ...]:
    """The clauses of a step's prerequisites, parts and ends, each once."""
    ends = (side.clause for side in (step.opens, step.closes, step.locks) if side and side.clause)
    needed = (before.clause for before in step.prerequisites)
    parts = (part.clause for part in step.parts)
    return tuple(dict.fromkeys([*needed, *parts, *ends]))


def own_lists(text: str) -> frozenset[str]:
    """The lists (and laws) that a rulebook's own text has, beside those of its base."""
    data = tomllib.loads(text) if text else {}
    return frozenset(path for path in (*ENTRY_LISTS, "laws") if _stands(data, path))


def _stands(data: Any, path: str) -> bool:
    for name in path.split("."):
        if not isinstance(data, dict) or name not in data:
            return False
        data = data[name]
    return True


def _words(row: Row) -> list[object]:
    told = [row.told.zh, row.told.en] if row.told else []
    note = [row.note.zh, row.note.en] if row.note else []
    grounds = [part for g in row.grounds for part in (g.code, g.cited.zh, g.cited.en)]
    return [row.path, row.label.zh, row.label.en, row.words, row.amb or "", *told, *note, *grounds]


def _entry_words(entry: Entry) -> list[object]:
    lines = [
        part for line in entry.lines for part in (line.label.zh, line.label.en, line.told.zh, line.told.en)
    ]
    return [entry.key, entry.name.zh, entry.name.en, *lines, *_words(entry.row)]


def _doubt_words(doubt: Doubt) -> list[object]:
    readings = [part for reading in doubt.readings for part in (reading.told.zh, reading.told.en)]
    return [doubt.key, doubt.question.zh, doubt.question.en, *readings]
