"""The registers of people, read: one place's or those of an officer's whole scope, searched page by page.

A search goes one way after another, each with an index in its order, so that the first page of a million costs what a
few look-ups cost. Nothing is counted; a page knows only whether there is more, and where the next one begins.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import offices_with
from villages.models import Resident, Village
from villages.names.plain import plain
from villages.names.strokes import beginnings
from villages.queries.history import Change, by_whom, changes_between

PAGE_LENGTH = 50
CODE_DIGITS = 12
PLACES_LISTED = 60
LAST_FOUR = re.compile(r"[0-9]{3}[0-9Xx]")
LATIN = re.compile(r"[a-zA-Zü']+")
BETWEEN = "~"


@dataclass(frozen=True)
class Way:
    """One way of finding: what must hold, and the fields by which an index has it in order; the last is the key."""

    condition: Q
    order: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """One page of people; `after` is where the next one begins, "" at the end."""

    people: Sequence[Resident]
    after: str = ""


IN_ORDER = Way(Q(), ("village_id", "group_id", "household_id", "pk"))


def search(
    user: User,
    words: str = "",
    *,
    place: str = "",
    group: int | None = None,
    gone: bool = False,
    after: str = "",
    length: int = PAGE_LENGTH,
) -> Found:
    """A page of the residents in the user's scope whom the words mean, or of all; `place` narrows to one village.

    Words are a name or its beginning, pinyin in full or its initials, a household's number, or the last four places
    of an identity number. `gone` finds those who have left instead. `after` is taken from the page before; what it
    does not understand begins anew.
    """
    ways = ways_of(words, whole=not place)
    first, marks = _begun(after, ways)
    people = _residents(user, place, group, gone)
    rows: list[tuple[int, Resident]] = []
    for number, way in enumerate(ways):
        if number < first or len(rows) > length:
            continue
        beyond = _beyond(way.order, marks) if number == first and marks else Q()
        found = people.filter(way.condition, beyond).order_by(*way.order)[: length + 1 - len(rows)]
        rows += [(number, person) for person in found]
    shown = rows[:length]
    next_one = _mark(*shown[-1], ways) if len(rows) > length else ""
    return Found([person for _number, person in shown], next_one)


def ways_of(words: str, *, whole: bool = True) -> list[Way]:
    """The ways in which typed words may mean a person, the likeliest first, none finding whom another finds.

    Within one place (not `whole`) a name is found by any part of it as well.
    """
    typed = plain(words)
    if not typed:
        return [IN_ORDER]
    if LATIN.fullmatch(typed):
        return _by_pinyin(typed.lower().replace("ü", "v").replace("'", ""))
    ways = [] if re.search(r"[^0-9A-Za-z-]", typed) else [_of_household(typed)]
    if LAST_FOUR.fullmatch(typed):
        last4 = typed.upper()
        return [Way(Q(id_last4=last4), ("id_last4", "pinyin", "pk")), *_without(ways, Q(id_last4=last4))]
    return ways or list(_by_name(typed, whole))


def _of_household(number: str) -> Way:
    return Way(Q(household__number=number), ("household__village_id", "household_id", "pk"))


def _by_pinyin(typed: str) -> list[Way]:
    full = Q(pinyin__startswith=typed)
    return [
        Way(full, ("pinyin", "pk")),
        Way(Q(initials__startswith=typed) & ~full, ("initials", "pinyin", "pk")),
    ]


def _by_name(typed: str, whole: bool) -> Iterable[Way]:
    keys = beginnings(typed)
    for key in keys:
        yield Way(Q(strokes__startswith=key), ("strokes", "pk"))
    if not whole:
        known = Q(pk__in=[])
        for key in keys:
            known |= Q(strokes__startswith=key)
        yield Way(Q(name__contains=typed) & ~known, ("strokes", "pk"))


def _without(ways: Iterable[Way], condition: Q) -> list[Way]:
    return [Way(way.condition & ~condition, way.order) for way in ways]


def _residents(user: User, place: str, group: int | None, gone: bool) -> QuerySet[Resident]:
    people = Resident.objects.filter(_within(user, place), left_on__isnull=not gone)
    if group is not None:
        people = people.filter(group__number=group)
    return people.select_related("village__township", "group", "household").defer("id_sealed")


def _within(user: User, place: str) -> Q:
    """The places the user's offices cover, or one of them; as a list of codes where they are few, for its index."""
    scopes = sorted({office.scope for office in offices_with(user, "register.view")})
    if place:
        return Q(village=place) if any(place.startswith(scope) for scope in scopes) else Q(pk__in=[])
    inside = {late for early, late in pairwise(scopes) if late.startswith(early)}
    covered = Q(pk__in=[])
    for scope in (scope for scope in scopes if scope not in inside):
        covered |= _at(scope)
    return covered


def _at(scope: str) -> Q:
    if len(scope) == CODE_DIGITS:
        return Q(village=scope)
    codes = list(
        Village.objects.filter(code__startswith=scope).values_list("pk", flat=True)[: PLACES_LISTED + 1]
    )
    return Q(village__in=codes) if len(codes) <= PLACES_LISTED else Q(village__code__startswith=scope)


def _mark(number: int, person: Resident, ways: Sequence[Way]) -> str:
    return BETWEEN.join([str(number), *(str(_value(person, field)) for field in ways[number].order)])


def _value(person: Resident, field: str) -> Any:
    value: Any = person
    for name in field.split("__"):
        value = getattr(value, name)
    return value


def _begun(after: str, ways: Sequence[Way]) -> tuple[int, list[str]]:
    """With which way a page goes on, and behind which values."""
    number, *marks = after.split(BETWEEN)
    if not number.isdecimal() or int(number) >= len(ways):
        return 0, []
    order = ways[int(number)].order
    keys = [mark for field, mark in zip(order, marks, strict=False) if field in NUMBERED]
    sound = len(marks) == len(order) and all(key.isdecimal() and len(key) < CODE_DIGITS for key in keys)
    return (int(number), marks) if sound else (0, [])


NUMBERED = {"pk", "group_id", "household_id"}


def _beyond(order: Sequence[str], marks: Sequence[str]) -> Q:
    """Who stands behind these values in this order; the first field alone bounds the index."""
    behind = Q(**{f"{order[-1]}__gt": marks[-1]})
    for field, mark in zip(order[-2::-1], marks[-2::-1], strict=True):
        behind = Q(**{f"{field}__gt": mark}) | (Q(**{field: mark}) & behind)
    return Q(**{f"{order[0]}__gte": marks[0]}) & behind


# A whole register, and one person


def register_of(village: Village) -> QuerySet[Resident]:
    """Who stands in the register of a place, by group and household."""
    people = Resident.objects.filter(village=village, left_on=None).defer("id_sealed")
    order = ("group__number", "household__number", "pk")
    return people.select_related("group", "household").order_by(*order)


def resident_in(village_code: str, pk: int) -> Resident | None:
    """A person of a village's register, gone or not, with the household; not the sealed number."""
    people = Resident.objects.select_related("village__township", "group", "household").defer("id_sealed")
    return people.filter(village=village_code, pk=pk).first()


def household_of(resident: Resident) -> list[Resident]:
    """The others of the household who have not left, in the order of the register."""
    others = Resident.objects.filter(household=resident.household_id, left_on=None).exclude(pk=resident.pk)
    return list(others.defer("id_sealed").order_by("pk"))


TOLD = (
    "name",
    "sex",
    "birth_date",
    "nation",
    "education",
    "group",
    "household",
    "relation",
    "lives_here",
    "registered_here",
    "registered_at",
    "residence_since",
    "contact",
    "left_on",
    "left_why",
    "id_last4",
)


def changes_of(resident: Resident) -> list[Change]:
    """What was changed of a person, the latest first; at the end, without fields, who entered the person by hand."""
    kept: list[Any] = list(
        resident.history.select_related("history_user", "group", "household").order_by("pk")
    )
    changes = [change for pair in pairwise(kept) if (change := changes_between(*pair, TOLD)).fields]
    if kept and kept[0].history_user:
        changes = [Change(kept[0].history_date, by_whom(kept[0])), *changes]
    return changes[::-1]
