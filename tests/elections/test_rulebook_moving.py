"""An older plan moved to other days: the relations stay, the file's comments too."""

import re
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from elections.calendar import build_calendar
from elections.rulebook import differences, load_rulebook, parse_rulebook, shipped_text
from elections.rulebook.dating import redated
from elections.rulebook.moving import anchors_of, changes_of, kept_dates, moved, windows_of
from elections.rulebook.value import Text

PLANS = ("county-town-2020", "district-town-2020", "city-town-2020")
PLAN = load_rulebook("county-town-2020")
ON_A_PLAN = """
name = "some-town"
version = "1.0"
kind = "plan"
extends = "county-town-2020"
title = { zh = "某镇", en = "Some town" }
valid_from = 2020-10-01

[voting.window]            # our own days
value = { start = 2021-01-21, end = 2021-01-23 }
clause = "S-1"
"""
DAYS = st.integers(-8000, 8000)


@pytest.mark.parametrize("name", PLANS)
@given(days=DAYS)
@settings(max_examples=25)
def test_a_move_keeps_every_relation_between_the_plans_days(name: str, days: int) -> None:
    book = load_rulebook(name)
    old, new = windows_of(book), windows_of(moved(book, days))
    assert [w.path for w in old] == [w.path for w in new]
    before = [day for window in old for day in window.ends if day]
    after = [day for window in new for day in window.ends if day]
    assert all(b - a == timedelta(days=days) for a, b in zip(before, after, strict=True))
    assert [y - x for x, y in combinations(before[:12], 2)] == [y - x for x, y in combinations(after[:12], 2)]


@pytest.mark.parametrize("name", PLANS)
@given(days=DAYS)
@settings(max_examples=25)
def test_moving_there_and_back_gives_the_same_rulebook(name: str, days: int) -> None:
    book = load_rulebook(name)
    assert moved(moved(book, days), -days) == book


@pytest.mark.parametrize("name", PLANS)
@given(days=DAYS)
@settings(max_examples=10)
def test_the_text_written_is_the_rulebook_moved(name: str, days: int) -> None:
    book = load_rulebook(name)
    text = redated(shipped_text(name), book, [new for _, new in changes_of(book, days)])
    assert parse_rulebook(text) == moved(book, days)


def test_moving_by_nothing_leaves_the_file_as_it_is_letter_for_letter() -> None:
    for name in PLANS:
        book, text = load_rulebook(name), shipped_text(name)
        assert redated(text, book, windows_of(book)) == text


def test_only_dates_change_in_the_file_and_every_comment_stays() -> None:
    text = shipped_text("county-town-2020")
    new = redated(text, PLAN, [after for _, after in changes_of(PLAN, 364)])
    assert new != text
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", new) == re.sub(r"\d{4}-\d\d-\d\d", "DAY", text)


def test_birth_dates_laws_and_quotations_stay() -> None:
    later = moved(PLAN, 364)
    assert later.qualification == PLAN.qualification
    assert later.laws == PLAN.laws
    assert later.voting.window.quote == PLAN.voting.window.quote
    assert {day for _, _, day in kept_dates(PLAN)} == {
        date(1966, 1, 1),
        date(1971, 1, 1),
        date(1964, 1, 1),
    }
    assert [path for path, _, _ in kept_dates(load_rulebook("city-town-2020"))] == [
        "qualification.age_reference_date"
    ]


def test_the_validity_moves_with_the_windows_it_stands_for() -> None:
    later = moved(PLAN, 364)
    assert (later.valid_from, later.valid_to) == (date(2021, 9, 30), date(2022, 4, 29))


def test_what_is_counted_keeps_its_count_and_the_contradictions_stay() -> None:
    later = moved(PLAN, 728)
    day, then = date(2021, 1, 19), date(2021, 1, 19) + timedelta(days=728)
    before, after = build_calendar(PLAN, election_day=day), build_calendar(later, election_day=then)
    assert after["roll_published"].not_after == then - timedelta(days=20)
    assert [c.keys for c in before.conflicts] == [c.keys for c in after.conflicts]
    assert day.weekday() == then.weekday()


def test_a_plan_is_taken_hold_of_by_its_first_task_or_its_first_voting_day() -> None:
    assert anchors_of(PLAN) == {
        "first_task": date(2020, 10, 31),
        "election_day": date(2021, 1, 19),
        "campaign_start": date(2020, 10, 1),
    }
    assert anchors_of(load_rulebook("district-town-2020")) == {"campaign_start": date(2020, 9, 1)}


def test_a_single_window_can_be_adjusted_by_hand() -> None:
    by_hand = {"tasks.27": (date(2022, 1, 10), date(2022, 1, 11))}
    later = moved(PLAN, 364, by_hand)
    assert (later.task(27).start, later.task(27).end) == by_hand["tasks.27"]
    assert later.task(17).start == date(2020, 12, 21) + timedelta(days=364)


def test_a_window_that_would_end_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError):
        moved(PLAN, 0, {"voting.window": (date(2021, 1, 25), date(2021, 1, 19))})


def test_windows_that_come_from_a_base_are_written_out() -> None:
    book = parse_rulebook(ON_A_PLAN)
    text = redated(ON_A_PLAN, book, [new for _, new in changes_of(book, 7)])
    later = parse_rulebook(text)
    assert differences(later, moved(book, 7)) == []
    assert [w.ends for w in windows_of(later)] == [w.ends for w in windows_of(moved(book, 7))]
    assert "# our own days" in text
    assert later.voting.window.value.start == date(2021, 1, 28)
    assert later.task(16).start == date(2020, 12, 21)


def test_an_open_end_may_be_closed_and_a_closed_one_opened() -> None:
    changes = {"tasks.6": (date(2020, 11, 25), date(2020, 11, 30)), "tasks.16": (None, date(2020, 12, 20))}
    text = redated(shipped_text("county-town-2020"), PLAN, [new for _, new in changes_of(PLAN, 0, changes)])
    assert parse_rulebook(text) == moved(PLAN, 0, changes)


def test_version_and_title_go_into_the_head() -> None:
    title = Text(zh="新镇换届", en="New town")
    text = redated(shipped_text("county-town-2020"), PLAN, [], version="1.0.1", title=title)
    assert (parse_rulebook(text).version, parse_rulebook(text).title) == ("1.0.1", title)
