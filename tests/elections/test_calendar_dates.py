"""The calendar of plan A, of the law alone, and of a city's rules written as a file."""

from datetime import date, timedelta

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.calendar import Calendar, CalendarNotAnnounced, UnknownEvent, build_calendar
from elections.rulebook import load_rulebook, parse_rulebook

PLAN = load_rulebook("county-town-2020")
LAW = load_rulebook("village-law-2018")
JANUARY_19, JANUARY_20 = date(2021, 1, 19), date(2021, 1, 20)

COMMITTEE_KEYS = {
    "roll_published", "roll_appeals_close", "roll_appeal_decided", "proxy_requested", "proxies_published",
    "formal_candidates_published", "time_and_place_published", "candidates_introduced", "election_day",
    "runoff_held", "result_published", "handover_done", "archive_done", "supervisory_committee_formed",
    "training_done",
}  # fmt: skip
PARTY_KEYS = {
    "assembly_requested", "candidate_notice_ends", "secretary_notice_ends", "assembly_held",
    "result_notice_ends", "audit_done", "cadres_trained", "election_committee_formed", "representatives_elected",
}  # fmt: skip

CITY = """
name = "a-city"
version = "1.0"
kind = "plan"
extends = "village-law-2018"
title = { zh = "某市", en = "A city" }
valid_from = 2020-11-01

[scope.bodies]
value = ["party_organisation", "village_committee", "residents_committee"]
clause = "C-SCH-01"

[roll.published]
value = { days = 20, before = "election_day" }
clause = "C-ROLL-04"

[proxy.requested]
value = { days = 5, within = "roll_published" }
clause = "C-PROXY-04"

[proxy.published]
value = { days = 2, within = "proxies_reviewed" }
clause = "C-PROXY-05"

[review.formal_candidates_published]
value = { days = 5, before = "election_day" }
clause = "C-REV-08"

[voting.time_and_place_published]
value = { days = 5, before = "election_day" }
clause = "C-VOTE-02"

[assembly.requested]
value = { months = 1, before = "party_day" }
clause = "C-ASM-04"

[result.published]
value = { days = 1, within = "election_day" }
clause = "C-RES-06"

[result.notice_ends]
value = { working_days = 5, notice = "party_result_posted" }
clause = "C-RES-02"

[followup.supervisory_committee_formed]
value = { days = 10, within = "result_confirmed" }
clause = "C-POST-01"
"""
A_CITY = parse_rulebook(CITY)
SHAPE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["rulebook", "version", "election_day", "party_day", "items", "conflicts"],
    "properties": {
        "rulebook": {"type": "string"},
        "version": {"type": "string"},
        "election_day": {"type": "string"},
        "party_day": {"type": ["string", "null"]},
        "items": {
            "items": {
                "additionalProperties": False,
                "required": [
                    "key", "title", "not_before", "not_after", "days", "unit", "anchor", "clause", "source", "state",
                ],
                "properties": {
                    "key": {"type": "string"},
                    "title": {"required": ["zh", "en"], "additionalProperties": {"type": "string", "minLength": 1}},
                    "not_before": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
                    "not_after": {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
                    "days": {"type": ["integer", "null"]},
                    "unit": {"enum": ["days", "working_days", "months", "date"]},
                    "anchor": {"type": ["string", "null"]},
                    "clause": {"type": ["string", "null"]},
                    "source": {"enum": ["plan", "base", None]},
                    "state": {"enum": ["fixed", "waiting"]},
                },
            }
        },
        "conflicts": {
            "items": {
                "additionalProperties": False,
                "required": ["code", "keys", "clauses", "text"],
                "properties": {
                    "code": {"type": "string"},
                    "keys": {"type": "array", "minItems": 1},
                    "clauses": {"type": "array", "minItems": 1},
                    "text": {"required": ["zh", "en"]},
                },
            }
        },
    },
}  # fmt: skip


def plan(day: date = JANUARY_20, **more: object) -> Calendar:
    return build_calendar(PLAN, election_day=day, **more)  # type: ignore[arg-type]


def test_the_days_of_the_plan_for_a_vote_on_20_january() -> None:
    calendar = plan()
    last = {
        "roll_published": date(2020, 12, 31),
        "formal_candidates_published": date(2021, 1, 13),
        "candidates_introduced": JANUARY_19,
        "proxy_requested": JANUARY_19,
        "result_published": JANUARY_20,
        "archive_done": date(2021, 1, 27),
        "handover_done": date(2021, 1, 30),
        "supervisory_committee_formed": date(2021, 2, 4),
        "training_done": date(2021, 4, 20),
        "audit_done": date(2020, 10, 31),
        "representatives_elected": date(2020, 12, 15),
        "assembly_requested": date(2020, 12, 18),
    }
    assert {key: calendar[key].not_after for key in last} == last


def test_sc_49_the_last_day_of_the_roll_moves_with_the_vote() -> None:
    assert plan(JANUARY_19)["roll_published"].not_after == date(2020, 12, 30)
    assert plan(date(2021, 1, 25))["roll_published"].not_after == date(2021, 1, 5)


def test_sc_51_appeals_wait_for_the_roll_and_close_five_days_after_it() -> None:
    waiting = plan(JANUARY_19)["roll_appeals_close"]
    assert (waiting.state, waiting.not_before, waiting.not_after, waiting.days) == ("waiting", None, None, 5)
    posted = plan(JANUARY_19, events={"roll_published": date(2020, 12, 30)})["roll_appeals_close"]
    assert (posted.state, posted.not_before, posted.not_after) == (
        "fixed",
        date(2020, 12, 30),
        date(2021, 1, 4),
    )


def test_sc_52_the_decision_is_planned_from_the_last_appeal_until_one_comes_in() -> None:
    posted = {"roll_published": date(2020, 12, 30)}
    assert plan(JANUARY_19)["roll_appeal_decided"].state == "waiting"
    assert plan(JANUARY_19, events=posted)["roll_appeal_decided"].not_after == date(2021, 1, 7)
    came = posted | {"appeal_received": date(2021, 1, 2)}
    assert plan(JANUARY_19, events=came)["roll_appeal_decided"].not_after == date(2021, 1, 5)


def test_sc_10_the_notice_of_prospective_candidates_ends_five_days_after_it_is_posted() -> None:
    ends = plan(events={"candidate_notice_posted": date(2020, 12, 29)})["candidate_notice_ends"]
    assert (ends.not_before, ends.not_after) == (date(2021, 1, 3), date(2021, 1, 3))
    assert plan()["candidate_notice_ends"].state == "waiting"


def test_what_follows_the_result_is_planned_from_election_day_until_it_is_confirmed() -> None:
    confirmed = plan(events={"result_confirmed": date(2021, 1, 24)})
    assert confirmed["handover_done"].not_after == date(2021, 2, 3)
    assert confirmed["task_33"].not_after == date(2021, 2, 3)
    assert confirmed["runoff_held"].not_after == date(2021, 1, 30)


def test_the_party_assembly_has_the_plans_days_until_its_own_is_chosen() -> None:
    assert plan()["assembly_held"].not_after == date(2021, 1, 10)
    chosen = plan(party_day=date(2021, 1, 8))["assembly_held"]
    assert (chosen.not_before, chosen.not_after) == (date(2021, 1, 8), date(2021, 1, 8))


def test_every_task_of_the_plan_is_an_item_with_its_window() -> None:
    calendar = plan()
    tasks = [item for item in calendar if item.key.startswith("task_")]
    assert [item.key for item in tasks] == [f"task_{n:02d}" for n in range(1, 37)]
    assert [item.clause for item in tasks] == [f"A-SCH-{n}" for n in range(101, 137)]
    assert (calendar["task_16"].not_before, calendar["task_16"].not_after) == (
        date(2020, 12, 14),
        date(2020, 12, 20),
    )
    assert (calendar["task_14"].not_before, calendar["task_14"].not_after) == (None, None)
    assert (calendar["task_34"].not_after, calendar["task_36"].unit) == (date(2021, 2, 28), "months")


def test_the_phases_of_the_plan_are_items_after_its_tasks() -> None:
    calendar = plan()
    phases = [item for item in calendar if item.key.startswith("phase_")]
    assert [item.key for item in phases] == [
        "phase_preparation", "phase_launch", "phase_persons", "phase_elections", "phase_followup",
    ]  # fmt: skip
    assert (calendar["phase_persons"].not_before, calendar["phase_persons"].not_after) == (
        date(2020, 12, 14),
        date(2020, 12, 31),
    )


def test_every_key_is_answered_and_silence_has_no_source() -> None:
    keys = {item.key for item in plan()}
    assert keys >= COMMITTEE_KEYS | PARTY_KEYS
    silent = plan()["result_notice_ends"]
    assert (silent.source, silent.clause, silent.not_after) == (None, None, None)


def test_the_law_alone_answers_the_committee_and_knows_no_party_election() -> None:
    calendar = build_calendar(LAW, election_day=JANUARY_20)
    keys = {item.key for item in calendar}
    assert keys >= COMMITTEE_KEYS
    assert "assembly_held" not in keys
    assert (calendar["handover_done"].source, calendar["handover_done"].clause) == ("base", "VCOL-20")
    assert calendar["election_day"].not_after == JANUARY_20
    assert calendar["formal_candidates_published"].source is None
    assert not calendar.conflicts


def test_the_villagers_law_says_nothing_to_a_community() -> None:
    village, community = plan(), plan(village_kind="community")
    assert (village["runoff_held"].source, village["proxies_published"].clause) == ("base", "VCOL-15.4")
    assert (community["runoff_held"].source, community["runoff_held"].not_after) == (None, None)
    assert community["roll_published"] == village["roll_published"]


def test_the_calendar_is_told_in_the_shape_of_its_contract() -> None:
    for calendar in (
        plan(),
        plan(JANUARY_19, party_day=date(2021, 1, 8)),
        build_calendar(LAW, election_day=JANUARY_20),
    ):
        jsonschema.validate(calendar.json(), SHAPE)
    told = plan().json()
    assert told["election_day"] == "2021-01-20"
    roll = next(item for item in told["items"] if item["key"] == "roll_published")
    assert roll == {
        "key": "roll_published",
        "title": {"zh": "公布选民名单", "en": "Voter roll published"},
        "not_before": None,
        "not_after": "2020-12-31",
        "days": 20,
        "unit": "days",
        "anchor": "election_day",
        "clause": "A-ROLL-17",
        "source": "plan",
        "state": "fixed",
    }


def test_a_step_that_is_done_tells_the_calendar_what_happened() -> None:
    posted = plan(events={"roll_publication": date(2020, 12, 28), "count": JANUARY_20})
    assert posted["roll_appeals_close"].not_after == date(2021, 1, 2)
    assert posted["roll_published"].happened == date(2020, 12, 28)


@pytest.mark.parametrize("name", ["roll_publishd", "election_day", "party_day", ""])
def test_an_event_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(UnknownEvent):
        plan(events={name: JANUARY_19})


def test_a_plan_without_an_election_day_has_only_the_dates_it_fixes_itself() -> None:
    calendar = build_calendar(PLAN, election_day=None)
    assert calendar["roll_published"].state == "waiting"
    assert calendar["task_15"].not_after == date(2020, 12, 20)
    assert calendar["election_day"].not_before == JANUARY_19


def test_a_notice_of_working_days_skips_the_spring_festival() -> None:
    calendar = build_calendar(A_CITY, election_day=date(2021, 3, 20), party_day=date(2021, 2, 10))
    assert calendar["result_notice_ends"].not_after == date(2021, 2, 23)


def test_working_days_of_an_unknown_year_are_refused_only_when_they_are_asked_for() -> None:
    calendar = build_calendar(A_CITY, election_day=date(2098, 3, 20), party_day=date(2098, 2, 10))
    assert calendar["roll_published"].not_after == date(2098, 2, 28)
    with pytest.raises(CalendarNotAnnounced):
        calendar.json()


def test_a_last_day_off_moves_only_where_the_rulebook_says_so_and_the_item_tells() -> None:
    moving = parse_rulebook(CITY + '\n[counting.holiday_moves_last_day]\nvalue = true\nclause = "CC-203"\n')
    day = date(2021, 2, 3)
    plain, moved = (build_calendar(book, election_day=day)["handover_done"] for book in (A_CITY, moving))
    assert (plain.not_after, moved.not_after) == (date(2021, 2, 13), date(2021, 2, 18))
    assert "顺延" in moved.title.zh
    assert "顺延" not in plain.title.zh


def test_the_other_reading_of_day_counting_is_a_setting() -> None:
    settings = """
[counting.event_day_counts]
value = true
clause = "C-ROLL-04"
[counting.clear_days_before]
value = true
clause = "C-REV-08"
"""
    calendar = build_calendar(
        parse_rulebook(CITY + settings),
        election_day=JANUARY_19,
        events={"roll_published": date(2020, 12, 29)},
    )
    assert calendar["roll_published"].not_after == date(2020, 12, 29)
    assert calendar["roll_appeals_close"].not_after == date(2021, 1, 2)


@given(day=st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_dates_move_with_the_election_day_by_whole_days(day: date) -> None:
    calendar = plan(day)
    assert calendar["roll_published"].not_after == day - timedelta(20)
    assert calendar["formal_candidates_published"].not_after == day - timedelta(7)
    assert calendar["handover_done"].not_after == day + timedelta(10)
