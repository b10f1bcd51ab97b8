"""The plan checked against itself: every contradiction is found, with both clauses."""

from datetime import date

from elections.calendar import Conflict, build_calendar
from elections.rulebook import load_rulebook, parse_rulebook

PLAN = load_rulebook("county-town-2020")
JANUARY_19, JANUARY_20 = date(2021, 1, 19), date(2021, 1, 20)


def found(day: date = JANUARY_20, **more: object) -> list[Conflict]:
    return list(build_calendar(PLAN, election_day=day, **more).conflicts)  # type: ignore[arg-type]


def by_code(conflicts: list[Conflict], code: str) -> list[Conflict]:
    return [conflict for conflict in conflicts if conflict.code == code]


def test_sc_09_task_27_runs_past_the_deadline_of_a_vote_on_the_19th_not_of_the_20th() -> None:
    (conflict,) = by_code(found(JANUARY_19), "window_after_deadline")
    assert conflict.keys == ("task_27", "formal_candidates_published")
    assert set(conflict.clauses) == {"A-SCH-127", "A-REV-11"}
    assert (conflict.amb, "AMB-43" in conflict.text.zh) == ("AMB-43", True)
    assert not by_code(found(JANUARY_20), "window_after_deadline")


def test_sc_09_a_list_posted_on_the_13th_is_too_late_for_the_19th() -> None:
    posted = {"formal_candidates_published": date(2021, 1, 13)}
    (conflict,) = by_code(found(JANUARY_19, events=posted), "done_too_late")
    assert conflict.keys == ("formal_candidates_published",)
    assert "A-REV-11" in conflict.clauses
    assert not by_code(found(JANUARY_20, events=posted), "done_too_late")


def test_sc_10_the_five_day_notice_does_not_fit_between_the_review_and_the_reply() -> None:
    (conflict,) = by_code(found(), "notice_does_not_fit")
    assert conflict.keys == ("candidate_notice_ends", "task_22", "task_23")
    assert conflict.clauses == ("A-REV-06", "A-SCH-122", "A-SCH-123")
    assert (conflict.amb, "2021年1月1日" in conflict.text.zh) == ("AMB-42", True)


def test_sc_10_a_notice_posted_on_the_29th_keeps_the_assembly_shut_on_2_january() -> None:
    posted = {"candidate_notice_posted": date(2020, 12, 29)}
    early = found(events=posted, party_day=date(2021, 1, 2))
    assert ("candidate_notice_ends", "assembly_held") in {c.keys for c in by_code(early, "out_of_order")}
    assert not by_code(found(events=posted, party_day=date(2021, 1, 4)), "out_of_order")


def test_sc_49_a_roll_posted_on_the_31st_is_too_late_for_the_19th() -> None:
    posted = {"roll_published": date(2020, 12, 31)}
    assert [c.keys for c in by_code(found(JANUARY_19, events=posted), "done_too_late")] == [
        ("roll_published",)
    ]
    assert not by_code(found(JANUARY_20, events=posted), "done_too_late")


def test_sc_05_the_party_election_comes_before_the_committees() -> None:
    (conflict,) = by_code(found(party_day=JANUARY_20), "out_of_order")
    assert conflict.keys == ("assembly_held", "election_day")
    assert {"A-SCH-02", "A-SCH-126"} <= set(conflict.clauses)
    assert not by_code(found(party_day=date(2021, 1, 8)), "out_of_order")


def test_representatives_may_be_elected_after_the_meeting_they_are_needed_for() -> None:
    (conflict,) = (c for c in found() if c.amb == "AMB-41")
    assert (conflict.code, conflict.keys) == ("overlap", ("task_10", "task_16"))


def test_a_roll_posted_before_nomination_settles_the_number_it_is_counted_from() -> None:
    assert [c.keys for c in found() if c.amb == "AMB-40"] == [("roll_published", "task_17")]
    assert not [c for c in found(events={"roll_published": date(2020, 12, 20)}) if c.amb == "AMB-40"]


def test_a_vote_outside_the_plans_days_is_told_with_both_clauses() -> None:
    (conflict,) = by_code(found(date(2021, 2, 3)), "outside_plan_window")
    assert conflict.keys == ("election_day",)
    assert set(conflict.clauses) == {"A-VOTE-11", "A-SCH-130"}
    (party,) = by_code(found(party_day=date(2021, 1, 12)), "outside_plan_window")
    assert party.keys == ("assembly_held",)


def test_training_may_last_past_the_end_of_the_whole_re_election() -> None:
    (conflict,) = by_code(found(), "past_campaign_end")
    assert (conflict.keys, conflict.clauses) == (("training_done",), ("A-POST-13", "A-SCH-03"))


def test_a_vote_too_early_for_its_minimum_periods_is_told() -> None:
    early = by_code(found(date(2020, 10, 10)), "chain_too_long")
    assert ("roll_published",) in {c.keys for c in early}


def test_a_window_that_ends_before_it_begins_is_told_with_what_opens_it() -> None:
    late = by_code(found(events={"formal_candidates_published": date(2021, 1, 21)}), "window_reversed")
    assert [(c.keys, c.clauses) for c in late] == [(("candidates_introduced",), ("A-REV-12", "A-REV-11"))]


def test_what_was_done_before_it_could_be_is_told() -> None:
    early = by_code(found(events={"archive_done": date(2021, 1, 5)}), "done_too_early")
    assert [c.keys for c in early] == [("archive_done",)]


def test_every_conflict_names_its_clauses_and_says_it_in_both_languages() -> None:
    for conflict in found(JANUARY_19, party_day=JANUARY_20, events={"roll_published": date(2021, 1, 2)}):
        assert len(conflict.clauses) >= 2
        assert conflict.text.zh
        assert conflict.text.en


def test_other_dates_in_the_file_make_the_contradiction_go() -> None:
    posted_earlier = parse_rulebook(
        """
name = "later"
version = "1.0"
kind = "plan"
extends = "county-town-2020"
title = { zh = "改", en = "Changed" }
valid_from = 2020-10-01
[review.candidate_notice_ends]
value = { days = 4, notice = "candidate_notice_posted" }
clause = "X-1"
"""
    )
    conflicts = build_calendar(posted_earlier, election_day=JANUARY_20).conflicts
    assert not by_code(list(conflicts), "notice_does_not_fit")
