"""The ways out of a conflict: each helps, names a day where it needs one, and is told in both languages."""

from datetime import date

import pytest

from elections.calendar import Conflict, build_calendar
from elections.rulebook import load_rulebook

JANUARY_19 = date(2021, 1, 19)


def found(name: str, code: str, day: date, **more: object) -> Conflict:
    conflicts = build_calendar(load_rulebook(name), election_day=day, **more).conflicts  # type: ignore[arg-type]
    return next(conflict for conflict in conflicts if conflict.code == code)


def told(conflict: Conflict) -> str:
    return "\n".join(way.en for way in conflict.ways)


def test_a_task_past_a_deadline_ends_sooner_or_the_vote_is_later() -> None:
    conflict = found("county-town-2020", "window_after_deadline", JANUARY_19)
    assert "by 2021-01-12" in told(conflict)
    assert "set “Election day” for 2021-01-20 or later" in told(conflict)
    with_that_day = build_calendar(load_rulebook("county-town-2020"), election_day=date(2021, 1, 20))
    assert "window_after_deadline" not in {c.code for c in with_that_day.conflicts}


def test_a_notice_without_room_is_posted_sooner_or_what_follows_moves() -> None:
    conflict = found("county-town-2020", "notice_does_not_fit", JANUARY_19)
    assert "post the notice by 2020-12-25" in told(conflict)
    assert "to 2021-01-01 or later" in told(conflict)
    assert "other reading of AMB-42: The notice may run during the inspection" in told(conflict)
    posted = {"candidate_notice_posted": date(2020, 12, 25)}
    calendar = build_calendar(load_rulebook("county-town-2020"), election_day=JANUARY_19, events=posted)
    assert "notice_does_not_fit" not in {c.code for c in calendar.conflicts}


def test_only_the_reading_that_is_not_taken_is_offered() -> None:
    conflict = found("county-town-2020", "overlap", JANUARY_19)
    assert conflict.amb == "AMB-41"
    assert "The outgoing ones" in told(conflict)
    assert "The new ones" not in told(conflict)
    assert "by 2020-12-13" in told(conflict)


def test_what_came_too_late_moves_the_vote_or_goes_on_record() -> None:
    posted = {"roll_published": date(2020, 12, 31)}
    conflict = found("county-town-2020", "done_too_late", JANUARY_19, events=posted)
    assert "set “Election day” for 2021-01-20 or later" in told(conflict)
    assert "on record" in told(conflict)


def test_a_day_that_the_plan_does_not_allow_is_not_offered() -> None:
    conflict = found("county-town-2020", "past_campaign_end", JANUARY_19)
    assert "by 2021-03-31" in told(conflict)
    assert "Election day" not in told(conflict)


def test_a_notice_cannot_be_shortened_only_the_assembly_moves() -> None:
    conflict = found("district-town-2020", "past_campaign_end", date(2020, 11, 26))
    assert "set “Party assembly held” for 2020-11-23 or earlier" in told(conflict)
    assert "finish" not in told(conflict)
    assert "31 December 2020" in told(conflict)


def test_a_month_ahead_is_counted_back_to_the_first_assembly_that_fits() -> None:
    conflict = found("city-town-2020", "outside_phase", date(2021, 3, 20), party_day=date(2021, 1, 4))
    assert "set “Party assembly held” for 2021-01-05 or later" in told(conflict)
    assert "amend the plan (C-SCH-06)" in told(conflict)


def test_moving_a_day_that_moves_both_sides_is_not_offered() -> None:
    conflict = found("city-town-2020", "out_of_order", date(2021, 3, 20))
    assert conflict.keys == ("representatives_elected", "roll_published")
    assert "Election day" not in told(conflict)
    assert "to be elected earlier" in told(conflict)


def test_a_minimum_period_that_reaches_too_far_back_asks_for_a_later_vote() -> None:
    conflict = found("city-town-2020", "chain_too_long", date(2020, 11, 10))
    assert "amend the plan (C-SCH-01)" in told(conflict)


@pytest.mark.parametrize("name", ["county-town-2020", "city-town-2020", "district-town-2020"])
@pytest.mark.parametrize("day", [date(2020, 11, 26), date(2020, 8, 3), JANUARY_19, date(2021, 4, 2)])
def test_every_conflict_has_a_way_out_in_both_languages(name: str, day: date) -> None:
    events = {"party_result_posted": day, "candidate_notice_posted": day, "assembly_requested": day}
    calendar = build_calendar(load_rulebook(name), election_day=day, party_day=day, events=events)
    for conflict in calendar.conflicts:
        assert conflict.ways, conflict
        assert all(way.zh and way.en for way in conflict.ways)
        assert len({way.zh for way in conflict.ways}) == len(conflict.ways)
        assert set(conflict.json()) == {"code", "keys", "clauses", "text"}
