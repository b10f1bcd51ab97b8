"""Two rulebooks side by side: where they differ, value by value and entry by entry, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise

from accounts.said import Said
from elections.queries.rulebook import SUBJECTS, Ground, ground_of
from elections.rulebook import Rulebook, Silent, Value, differences, entries
from elections.rulebook.chapters import lines_of, name_of
from elections.rulebook.compare import LISTS, key_of
from elections.rulebook.telling import tell
from elections.rulebook.value import Strict
from elections.rulebook.wording import entry_label, label_of, word


@dataclass(frozen=True)
class Side:
    """What one of the two says; `told` is None where it says nothing."""

    told: Said | None
    ground: Ground | None = None
    source: str = ""
    strength: Said | None = None
    approver: Said | None = None


@dataclass(frozen=True)
class Pair:
    """One place in both rulebooks; an entry of a list comes with its fields that differ, as `lines`."""

    path: str
    label: Said
    left: Side
    right: Side
    same: bool
    lines: tuple["Pair", ...] = ()


@dataclass(frozen=True)
class Section:
    """The places of one subject."""

    key: str
    title: Promise | str
    pairs: list[Pair]


def comparison_of(left: Rulebook, right: Rulebook, *, everything: bool = False) -> list[Section]:
    """Where two rulebooks differ in what they demand, by subject; with `everything` also where they agree."""
    differing = {one.path.partition(":")[0] for one in differences(left, right)}
    by_subject: dict[str, list[Pair]] = {}
    for pair in (*_values(left, right, differing), *_lists(left, right, differing)):
        if everything or not pair.same:
            by_subject.setdefault(pair.path.partition(".")[0], []).append(pair)
    return [Section(name, SUBJECTS[name], by_subject[name]) for name in SUBJECTS if name in by_subject]


def places_in(sections: list[Section]) -> int:
    """How many places of a comparison differ."""
    return sum(not pair.same for section in sections for pair in section.pairs)


def _values(left: Rulebook, right: Rulebook, differing: set[str]) -> Iterator[Pair]:
    ours, theirs = dict(entries(left)), dict(entries(right))
    for path in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(path, Silent()), theirs.get(path, Silent())
        if one.stated or other.stated:
            yield Pair(
                path,
                Said(label_of(path)),
                _side(left, path, one),
                _side(right, path, other),
                same=path not in differing,
            )


def _side(rules: Rulebook, path: str, value: Value[Any] | Silent) -> Side:
    if isinstance(value, Silent):
        return Side(None)
    return Side(
        Said(tell(value, path)),
        ground_of(rules, value.clause),
        value.source.value,
        Said(word(value.strength.value)),
        Said(word(value.approver)) if value.approver else None,
    )


def _lists(left: Rulebook, right: Rulebook, differing: set[str]) -> Iterator[Pair]:
    for name in LISTS:
        ours, theirs = _keyed(left, name), _keyed(right, name)
        for key in dict.fromkeys([*ours, *theirs]):
            path = f"{name}.{key}"
            one, other = ours.get(key), theirs.get(key)
            known, book = (other, right) if other is not None else (one, left)
            assert known is not None
            yield Pair(
                path,
                Said(name_of(book, known)),
                _entry_side(left, one),
                _entry_side(right, other),
                same=path not in differing,
                lines=tuple(_differing_lines(left, one, right, other)) if path in differing else (),
            )


def _keyed(book: Rulebook, name: str) -> dict[str, Strict]:
    return {key_of(one, n): one for n, one in enumerate(attrgetter(name)(book), start=1)}


def _entry_side(book: Rulebook, entry: Strict | None) -> Side:
    if entry is None:
        return Side(None)
    clause = getattr(entry, "clause", "")
    return Side(Said(name_of(book, entry)), ground_of(book, clause) if clause else None)


def _differing_lines(
    left: Rulebook, one: Strict | None, right: Rulebook, other: Strict | None
) -> Iterator[Pair]:
    """The fields of an entry that stands in both, where they differ."""
    if one is None or other is None:
        return
    ours = {line.field: line for line in lines_of(left, one)}
    theirs = {line.field: line for line in lines_of(right, other)}
    for field in dict.fromkeys([*ours, *theirs]):
        before, after = ours.get(field), theirs.get(field)
        if before is None or after is None or before.told != after.told:
            label = Said(entry_label(type(other).__name__, field).text)
            yield Pair(
                field,
                label,
                Side(Said(before.told) if before else None),
                Side(Said(after.told) if after else None),
                same=False,
            )
