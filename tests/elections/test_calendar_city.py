"""The calendar of plan C: first the Party organisations, then the committees, with notices of working days."""

from datetime import date, datetime

import jsonschema
import pytest

from elections.calendar import ZONE, Calendar, Conflict, build_calendar, group_window, step_windows
from elections.enums import Step
from elections.rulebook import load_rulebook
from tests.elections.test_calendar_dates import COMMITTEE_KEYS, PARTY_KEYS, SHAPE

PLAN = load_rulebook("city-town-2020")
MARCH_20 = date(2021, 3, 20)


def plan(day: date | None = MARCH_20, **more: object) -> Calendar:
    return build_calendar(PLAN, election_day=day, **more)  # type: ignore[arg-type]


def conflicts(code: str, day: date = MARCH_20, **more: object) -> list[Conflict]:
    return [conflict for conflict in plan(day, **more).conflicts if conflict.code == code]


def test_sc_50_the_roll_is_posted_twenty_days_before_the_vote() -> None:
    roll = plan()["roll_published"]
    assert (roll.not_before, roll.not_after, roll.clause) == (None, date(2021, 2, 28), "C-ROLL-04")


def test_sc_73_and_74_the_formal_list_and_the_second_notice_five_days_before() -> None:
    calendar = plan()
    assert calendar["formal_candidates_published"].not_after == date(2021, 3, 15)
    assert calendar["time_and_place_published"].not_after == date(2021, 3, 15)


def test_sc_87_the_assembly_is_asked_for_one_month_ahead() -> None:
    asked = plan(party_day=date(2021, 1, 20))["assembly_requested"]
    assert (asked.not_after, asked.unit, asked.days) == (date(2020, 12, 20), "months", 1)
    late = {"assembly_requested": date(2020, 12, 20)}
    assert [c.keys for c in conflicts("done_too_late", party_day=date(2021, 1, 19), events=late)] == [
        ("assembly_requested",)
    ]
    assert not conflicts("done_too_late", party_day=date(2021, 1, 20), events=late)


def test_sc_96_and_99_the_list_the_next_day_and_the_supervisors_within_ten() -> None:
    calendar = plan()
    assert calendar["result_published"].not_after == date(2021, 3, 21)
    assert calendar["supervisory_committee_formed"].not_after == date(2021, 3, 30)
    assert calendar["training_done"].not_after == date(2021, 6, 20)


def test_proxies_are_counted_from_the_roll_and_published_after_their_review() -> None:
    assert plan()["proxy_requested"].state == "waiting"
    posted = {"roll_published": date(2021, 2, 26)}
    assert plan(events=posted)["proxy_requested"].not_after == date(2021, 3, 3)
    assert plan(events=posted)["proxies_published"].not_after == date(2021, 3, 5)
    reviewed = posted | {"proxies_reviewed": date(2021, 3, 1)}
    assert plan(events=reviewed)["proxies_published"].not_after == date(2021, 3, 3)


@pytest.mark.parametrize(
    ("posted", "ends"),
    [
        (date(2020, 12, 28), date(2021, 1, 5)),  # 1 to 3 January are off
        (date(2021, 1, 20), date(2021, 1, 27)),
        (date(2021, 2, 10), date(2021, 2, 23)),  # the Spring Festival, and Saturday the 20th worked for it
        (date(2021, 2, 5), date(2021, 2, 18)),  # Sunday the 7th is worked
    ],
)
def test_five_working_days_skip_the_days_off_and_count_the_weekends_worked(posted: date, ends: date) -> None:
    assert plan(party_day=posted)["result_notice_ends"].not_after == ends
    secretary = plan(events={"secretary_notice_posted": posted})["secretary_notice_ends"]
    assert (secretary.not_before, secretary.not_after, secretary.unit) == (ends, ends, "working_days")


def test_three_working_days_for_those_inspected() -> None:
    ends = plan(events={"candidate_notice_posted": date(2020, 12, 30)})["candidate_notice_ends"]
    assert (ends.not_after, ends.clause) == (date(2021, 1, 5), "C-REV-04")


def test_what_the_plan_leaves_silent_comes_from_the_law_and_in_communities_stays_silent() -> None:
    posted = {"roll_published": date(2021, 2, 26)}
    village, community = plan(events=posted), plan(events=posted, village_kind="community")
    assert (village["roll_appeals_close"].not_after, village["roll_appeals_close"].source) == (
        date(2021, 3, 3),
        "base",
    )
    assert (community["roll_appeals_close"].source, community["roll_appeals_close"].not_after) == (None, None)
    assert (village["handover_done"].clause, village["runoff_held"].clause) == ("VCOL-20", "VEP")
    assert community["proxy_requested"] == village["proxy_requested"]


def test_the_32_works_have_the_days_of_their_phase_and_the_phases_are_items() -> None:
    calendar = plan()
    tasks = [item for item in calendar if item.key.startswith("task_")]
    assert [item.key for item in tasks] == [f"task_{n:02d}" for n in range(1, 33)]
    for task in PLAN.tasks:
        phase = calendar[f"phase_{task.phase}"]
        if task.deadline is None:
            assert (calendar[task.key].not_before, calendar[task.key].not_after) == (
                phase.not_before,
                phase.not_after,
            )
    party = calendar["phase_party"]
    assert (party.not_before, party.not_after, party.clause) == (
        date(2020, 12, 5),
        date(2021, 1, 31),
        "C-SCH-06",
    )


def test_every_key_of_the_contract_is_answered_in_its_shape() -> None:
    told = plan(party_day=date(2021, 1, 20)).json()
    jsonschema.validate(told, SHAPE)
    assert {item["key"] for item in told["items"]} >= COMMITTEE_KEYS | PARTY_KEYS


def test_the_other_readings_of_days_are_settings() -> None:
    exact = PLAN.model_copy(
        update={
            "counting": PLAN.counting.model_copy(
                update={
                    "exact_day": PLAN.counting.exact_day.model_copy(update={"value": True}),
                    "event_day_counts": PLAN.counting.event_day_counts.model_copy(update={"value": True}),
                }
            )
        }
    )
    calendar = build_calendar(exact, election_day=MARCH_20, party_day=date(2021, 1, 20))
    assert calendar["roll_published"].not_before == date(2021, 2, 28)
    assert calendar["result_notice_ends"].not_after == date(2021, 1, 26)


def test_amb_07_the_committee_phase_begins_before_the_party_phase_ends() -> None:
    (conflict,) = conflicts("overlap", party_day=date(2021, 1, 20))
    assert conflict.keys == ("phase_party", "phase_committee")
    assert conflict.clauses == ("C-SCH-06", "C-SCH-07", "C-SCH-08")
    assert conflict.amb == "AMB-07"


def test_amb_07_a_village_starts_its_committee_election_after_its_own_party_result() -> None:
    (conflict,) = (
        c
        for c in conflicts("out_of_order", date(2021, 2, 20), party_day=date(2021, 1, 29))
        if c.amb == "AMB-07"
    )
    assert conflict.keys == ("result_notice_ends", "roll_published")
    later = conflicts("out_of_order", date(2021, 2, 28), party_day=date(2021, 1, 29))
    assert [c.amb for c in later] == ["AMB-06"]


def test_amb_06_representatives_are_elected_after_the_meetings_that_need_them() -> None:
    (conflict,) = conflicts("out_of_order")
    assert (conflict.amb, conflict.keys) == ("AMB-06", ("representatives_elected", "roll_published"))
    assert {"C-REP-02", "C-MET-03"} <= set(conflict.clauses)


def test_amb_04_the_preparation_begins_before_the_re_election() -> None:
    (conflict,) = conflicts("before_campaign_start")
    assert (conflict.amb, conflict.clauses) == ("AMB-04", ("C-SCH-04", "C-SCH-01"))


def test_a_request_one_month_ahead_does_not_fit_into_the_first_month_of_the_phase() -> None:
    (conflict,) = conflicts("outside_phase", party_day=date(2021, 1, 4))
    assert conflict.keys == ("assembly_requested", "phase_party")
    assert conflict.clauses == ("C-ASM-04", "C-SCH-06")
    assert not conflicts("outside_phase", party_day=date(2021, 1, 5))


def test_the_notice_after_a_late_assembly_lasts_past_the_phase() -> None:
    (conflict,) = conflicts("outside_phase", party_day=date(2021, 1, 25))
    assert conflict.keys == ("result_notice_ends", "phase_party")
    assert not conflicts("outside_phase", party_day=date(2021, 1, 24))


def test_a_vote_before_21_january_needs_its_roll_before_the_phase_begins() -> None:
    (conflict,) = conflicts("outside_phase", date(2021, 1, 20))
    assert (conflict.keys, conflict.clauses) == (
        ("roll_published", "phase_committee"),
        ("C-ROLL-04", "C-SCH-07"),
    )
    assert not conflicts("outside_phase", date(2021, 1, 21))


def test_amb_48_the_secretarys_notice_follows_the_first_and_ends_before_the_assembly() -> None:
    posted = {"candidate_notice_posted": date(2021, 1, 12), "secretary_notice_posted": date(2021, 1, 4)}
    early = conflicts("out_of_order", events=posted, party_day=date(2021, 1, 14))
    assert ("candidate_notice_ends", "secretary_notice_ends") in {c.keys for c in early}
    assert ("candidate_notice_ends", "assembly_held") in {c.keys for c in early}
    assert [c.keys for c in conflicts("notice_does_not_fit", events=posted, party_day=date(2021, 1, 14))] == [
        ("candidate_notice_ends", "task_16", "assembly_held")
    ]


def test_training_after_the_end_is_no_conflict_where_the_plan_puts_it_after_the_end() -> None:
    assert not conflicts("past_campaign_end")
    assert [c.keys for c in conflicts("past_campaign_end", date(2021, 3, 25))] == [
        ("runoff_held",),
        ("supervisory_committee_formed",),
    ]


def test_every_step_of_the_gate_has_a_rule_and_the_party_steps_need_no_election_day() -> None:
    elsewhere = {
        Step.MOBILE_BOX,
        Step.SECOND_RECOMMENDATION,
        Step.COMPARISON,
        Step.PARTY_REQUEST,
        Step.FORMAL_PARTY_CANDIDATES,
    }
    assert {step.key for step in PLAN.steps if not step.offline} == set(Step) - elsewhere
    alone = {step.key for step in PLAN.steps if not step.counts_from_election_day}
    assert alone == {
        "bodies", "investigation", "rectification", "analysis", "appraisal", "audit", "talks", "publicity",
        "mobilisation", "training", "announcement", "party_register", "first_recommendation", "party_review",
        "inspection", "inspection_plans", "party_notice", "secretary_notice", "assembly_request", "party_election",
        "election_manner", "election_committee", "election_method", "nomination_notice",
        "representatives",
    }  # fmt: skip


def test_sc_06_the_committee_steps_wait_for_the_villages_own_party_election() -> None:
    needed = PLAN.step("election_committee").prerequisites
    assert [(p.step, p.clause, p.strength) for p in needed] == [("party_election", "C-SCH-08", "hard")]


def test_sc_02_and_amb_06_audit_training_and_representatives_gate_nothing() -> None:
    needed = {(p.step, p.strength.value) for step in PLAN.steps for p in step.prerequisites}
    assert {strength for step, strength in needed if step in ("audit", "training")} == {"soft"}
    assert not {step for step, _strength in needed} & {"representatives", "talks"}


def test_sc_50_and_73_and_74_the_gates_lock_at_24_00_of_the_last_day() -> None:
    windows = step_windows(plan())
    assert windows["roll_publication"].locks == datetime(2021, 3, 1, tzinfo=ZONE)
    assert windows["formal_candidates"].locks == datetime(2021, 3, 16, tzinfo=ZONE)
    assert windows["time_and_place"].locks == datetime(2021, 3, 16, tzinfo=ZONE)
    assert windows["result"].closes == datetime(2021, 3, 22, tzinfo=ZONE)
    assert windows["party_election"].closes == datetime(2021, 2, 1, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        (1, "9-15—11-30"),
        (2, "12-01—05"),
        (5, "12-05—1-31"),
        (8, "投票前20日"),
        (11, "投票前5日"),
        (13, "选后10日"),
    ],
)
def test_the_heads_of_the_board_tell_the_phases(number: int, zh: str) -> None:
    assert group_window(PLAN, PLAN.group(number)).zh == zh
