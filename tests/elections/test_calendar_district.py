"""The calendar of plan B: Party organisations only, in the order of seven procedures."""

from datetime import date, datetime

import jsonschema
import pytest

from elections.calendar import ZONE, Calendar, Conflict, build_calendar, step_windows
from elections.rulebook import load_rulebook
from tests.elections.test_calendar_dates import COMMITTEE_KEYS, PARTY_KEYS, SHAPE

PLAN = load_rulebook("district-town-2020")
DAY = date(2020, 11, 17)


def plan(day: date | None = DAY, **more: object) -> Calendar:
    return build_calendar(PLAN, election_day=day, **more)  # type: ignore[arg-type]


def conflicts(day: date = DAY, **more: object) -> list[Conflict]:
    return list(plan(day, **more).conflicts)


def test_only_the_keys_of_a_party_election_are_answered() -> None:
    told = plan().json()
    keys = {item["key"] for item in told["items"]}
    jsonschema.validate(told, SHAPE)
    assert keys >= PARTY_KEYS
    assert not keys & COMMITTEE_KEYS


def test_the_election_day_is_that_of_the_assembly_unless_another_is_given() -> None:
    assert plan()["assembly_held"].not_after == DAY
    assert plan().json()["party_day"] == "2020-11-17"
    assert plan(party_day=date(2020, 11, 20))["assembly_held"].not_after == date(2020, 11, 20)
    assert plan(None)["result_notice_ends"].state == "waiting"


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2020, 11, 17), date(2020, 11, 24)),
        (date(2020, 9, 29), date(2020, 10, 13)),  # National Day week off, Saturday 10 October worked
        (date(2020, 9, 24), date(2020, 9, 30)),  # Sunday the 27th is worked
    ],
)
def test_the_result_is_posted_for_five_working_days(day: date, ends: date) -> None:
    notice = plan(day)["result_notice_ends"]
    assert (notice.not_after, notice.days, notice.unit, notice.clause) == (
        ends,
        5,
        "working_days",
        "B-REV-03",
    )
    assert plan(day)["task_11"].not_after == ends


def test_the_notice_is_counted_from_its_own_day_once_it_is_posted() -> None:
    posted = {"party_result_posted": date(2020, 11, 19)}
    assert plan(events=posted)["result_notice_ends"].not_after == date(2020, 11, 26)


def test_the_letter_is_signed_before_the_assembly() -> None:
    assert plan()["task_09"].not_after == date(2020, 11, 16)


def test_what_nobody_states_is_silent() -> None:
    silent = {item.key for item in plan() if item.source is None}
    assert silent == PARTY_KEYS - {"result_notice_ends"}


def test_amb_02_a_notice_past_november_is_too_late_by_the_narrow_reading() -> None:
    (conflict,) = conflicts(date(2020, 11, 24))
    assert (conflict.code, conflict.keys) == ("past_campaign_end", ("result_notice_ends",))
    assert (conflict.clauses, conflict.amb) == (("B-REV-03", "B-SCH-01"), "AMB-02")
    assert not conflicts(date(2020, 11, 23))


def test_an_assembly_before_september_lies_outside_the_plan() -> None:
    (conflict,) = conflicts(date(2020, 8, 26))
    assert (conflict.code, conflict.clauses) == ("outside_plan_window", ("B-SCH-01",))


def test_sc_08_inspection_comes_before_review() -> None:
    assert PLAN.scope.review_before_inspection.value is False
    done = {"task_06": date(2020, 11, 5), "task_07": date(2020, 11, 3)}
    (conflict,) = conflicts(events=done)
    assert (conflict.code, conflict.keys) == ("out_of_order", ("task_06", "task_07"))
    assert (conflict.amb, "B-SCH-02" in conflict.clauses) == ("AMB-03", True)
    assert not conflicts(events={"task_06": date(2020, 11, 3), "task_07": date(2020, 11, 5)})


def test_nobody_is_appointed_before_the_notice_is_over() -> None:
    (conflict,) = conflicts(events={"task_12": date(2020, 11, 20)})
    assert conflict.keys == ("result_notice_ends", "task_12")
    assert "B-REV-03" in conflict.clauses
    assert not conflicts(events={"task_12": date(2020, 11, 25)})


def test_the_steps_are_those_of_a_party_election_in_their_order_and_need_no_committee() -> None:
    assert not any(step.counts_from_election_day for step in PLAN.steps)
    worked = [step.key for step in PLAN.steps if not step.offline]
    assert worked == ["first_recommendation", "inspection", "party_review", "formal_party_candidates"]
    needed = [p.step for p in PLAN.step("party_election").prerequisites]
    assert needed == ["formal_party_candidates", "party_commitment"]
    assert PLAN.step("first_recommendation").prerequisites[0].clause == "B-MET-01"


def test_no_step_is_refused_for_being_late_and_the_procedure_ends_with_november() -> None:
    windows = step_windows(plan())
    assert all(window.locks is None for window in windows.values())
    assert windows["party_election"].closes == datetime(2020, 12, 1, tzinfo=ZONE)
