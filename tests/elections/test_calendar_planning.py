"""Election days proposed for a township: possible ones, as few on one day as can be, the same every time."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.calendar.planning import Place, least_capacity, propose_days

WINDOW = [date(2021, 1, day) for day in range(19, 26)]
DAYS = st.sampled_from(WINDOW)


@st.composite
def townships(draw: st.DrawFn) -> list[Place]:
    number = draw(st.integers(0, 14))
    return [
        Place(
            f"{n:012d}",
            draw(st.frozensets(DAYS)),
            draw(st.one_of(st.none(), st.none(), DAYS)),
        )
        for n in range(number)
    ]


def free(places: list[Place]) -> list[Place]:
    return [place for place in places if place.fixed is None]


@given(places=townships(), capacity=st.integers(0, 4), avoided=st.frozensets(DAYS))
def test_no_day_is_impossible_and_no_day_holds_more_than_it_can(
    places: list[Place], capacity: int, avoided: frozenset[date]
) -> None:
    found = propose_days(places, capacity=capacity, avoided=avoided)
    fixed = Counter(place.fixed for place in places if place.fixed)
    for place in free(places):
        assert place.key in found.left or found.days[place.key] in place.possible
    for day, number in Counter(found.days.values()).items():
        assert number <= max(capacity, fixed[day])


@given(places=townships(), capacity=st.integers(1, 4))
def test_fixed_days_stay_and_everyone_has_a_day_or_is_named(places: list[Place], capacity: int) -> None:
    found = propose_days(places, capacity=capacity)
    assert all(found.days[place.key] == place.fixed for place in places if place.fixed)
    assert sorted([*found.days, *found.left]) == [place.key for place in places]


@given(places=townships(), capacity=st.integers(1, 4))
def test_nobody_is_left_over_while_the_day_of_another_could_be_freed(
    places: list[Place], capacity: int
) -> None:
    """As many as can be: a brute flow over single seats finds no more."""
    found = propose_days(places, capacity=capacity)
    fixed = Counter(place.fixed for place in places if place.fixed)
    seats = [(day, n) for day in WINDOW for n in range(max(0, capacity - fixed[day]))]
    held: dict[tuple[date, int], Place] = {}

    def sit(place: Place, seen: set[tuple[date, int]]) -> bool:
        for seat in seats:
            if seat[0] in place.possible and seat not in seen:
                seen.add(seat)
                if seat not in held or sit(held[seat], seen):
                    held[seat] = place
                    return True
        return False

    most = sum(sit(place, set()) for place in free(places))
    assert len(free(places)) - len(found.left) == most


@given(places=townships(), capacity=st.integers(1, 4))
def test_the_same_township_gets_the_same_days(places: list[Place], capacity: int) -> None:
    assert propose_days(places, capacity=capacity) == propose_days(places[::-1], capacity=capacity) or (
        dict(propose_days(places, capacity=capacity).days)
        == dict(propose_days(places[::-1], capacity=capacity).days)
    )


def test_as_many_villages_as_days_vote_on_one_day_each() -> None:
    places = [Place(str(n), frozenset(WINDOW)) for n in range(7)]
    assert sorted(propose_days(places, capacity=3).days.values()) == WINDOW


def test_no_day_holds_two_more_than_another() -> None:
    places = [Place(f"{n:02}", frozenset(WINDOW)) for n in range(17)]
    held = Counter(propose_days(places, capacity=5).days.values())
    assert max(held.values()) - min(held.values()) <= 1


def test_a_village_with_one_possible_day_gets_it() -> None:
    places = [Place("1", frozenset(WINDOW)), Place("2", frozenset(WINDOW[:1]))]
    found = propose_days(places, capacity=1)
    assert found.days["2"] == WINDOW[0]
    assert found.days["1"] != WINDOW[0]


@pytest.mark.parametrize("avoided", [WINDOW[:6], WINDOW[1:]])
def test_days_to_be_avoided_are_taken_last(avoided: list[date]) -> None:
    places = [Place("1", frozenset(WINDOW))]
    (day,) = propose_days(places, capacity=1, avoided=avoided).days.values()
    assert day not in avoided


def test_the_least_capacity_is_the_smallest_that_leaves_nobody_over() -> None:
    places = [Place(str(n), frozenset(WINDOW)) for n in range(15)]
    assert least_capacity(places, 15) == 3
    assert least_capacity([Place("never", frozenset()), *places], 16) == 3
    assert least_capacity([Place(str(n), frozenset(WINDOW[:1])) for n in range(9)], 4) == 4


def test_it_is_quick_for_a_large_township() -> None:
    window = [date(2021, 1, 1) + timedelta(days=n) for n in range(90)]
    places = [Place(f"{n:03}", frozenset(window)) for n in range(60)]
    assert not propose_days(places, capacity=3).left
