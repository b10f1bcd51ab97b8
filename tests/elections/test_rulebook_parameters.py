"""Every value that the three plans set has its place in a rulebook; where a plan is silent it says so."""

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pytest

from elections.rulebook import Deadline, Rulebook, Source, Value, load_rulebook

HERE = Path(__file__).parent
PLANS = {
    "A": load_rulebook("county-town-2020"),
    "B": load_rulebook("district-town-2020"),
    "C": load_rulebook("city-town-2020"),
}
LISTS = (
    "tasks",
    "seats.headcount_bands",
    "seats.class_seats",
    "qualification.negative_list",
    "roll.categories",
)
# Where the place of a parameter holds more than the parameter itself.
SHARED = {
    ("number_of_numbered_tasks", "B"): "its works stand as tasks for the board, though the text numbers none",
    ("min_education_community_new", "B"): "one value for the secretaries of villages and communities",
    ("women_principal_min_town", "B"): "it asks for a higher share and names no number, as plan C",
    (
        "time_place_renotice_days_before",
        "A",
    ): "its text only says before the election; it asks for no second notice",
}


class Place(NamedTuple):
    """A parameter: the plans whose text speaks of it, and where it stands."""

    name: str
    speaks: str
    paths: tuple[str, ...]


def places() -> Iterator[Place]:
    for line in (HERE / "parameter_places.txt").read_text().splitlines():
        if not line.startswith("#"):
            name, speaks, *paths = line.split()
            yield Place(name, speaks.strip("-"), tuple(paths))


ALL = list(places())
PAIRS = [pytest.param(place, plan, id=f"{place.name}-{plan}") for place in ALL for plan in PLANS]


def said(book: Rulebook, path: str, plan: str) -> bool | None:
    """Whether the plan's own text states this place; None for a demand that names no day."""
    path, _, part = path.partition(":")
    if path in LISTS:
        return any(getattr(one, "clause", "").startswith(f"{plan}-") for one in attrgetter(path)(book))
    value = book.at(path)
    if not isinstance(value, Value) or value.source != Source.PLAN or value.proposed:
        return False
    if isinstance(value.value, Deadline) and value.value == Deadline():
        return None
    return bool(getattr(value, part)) if part else True


def test_every_parameter_of_the_plans_has_a_place() -> None:
    names = (HERE / "parameters.txt").read_text().split()
    assert len(names) == 214
    assert [place.name for place in ALL] == names
    assert all(place.paths for place in ALL)


@pytest.mark.parametrize("place", ALL, ids=lambda place: place.name)
def test_the_place_of_a_parameter_exists_in_the_model(place: Place) -> None:
    for path in place.paths:
        if path not in LISTS:
            PLANS["A"].at(path.partition(":")[0])
        else:
            assert isinstance(attrgetter(path)(PLANS["A"]), tuple)


@pytest.mark.parametrize(("place", "plan"), PAIRS)
def test_a_plan_states_what_its_text_says_and_nothing_else(place: Place, plan: str) -> None:
    if (place.name, plan) in SHARED:
        return
    found = [said(PLANS[plan], path, plan) for path in place.paths]
    if plan in place.speaks:
        assert any(one is not False for one in found), f"{place.name}: the text speaks, the rulebook does not"
    else:
        assert True not in found, f"{place.name}: the text is silent, the rulebook is not"


def test_the_exceptions_are_still_needed() -> None:
    by_name = {place.name: place for place in ALL}
    for name, plan in SHARED:
        assert plan not in by_name[name].speaks
        assert any(said(PLANS[plan], path, plan) for path in by_name[name].paths)
