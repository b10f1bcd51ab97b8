"""A plan checked before villages run under it, on every day on which it lets people vote."""

from datetime import date

from elections.calendar import AnnouncedYear, WorkCalendar
from elections.calendar.checking import Finding, check_plan, possible_days
from elections.rulebook import load_rulebook
from elections.rulebook.moving import moved

PLAN_A, PLAN_B, PLAN_C = (
    load_rulebook(name) for name in ("county-town-2020", "district-town-2020", "city-town-2020")
)


def by_amb(findings: object, amb: str) -> Finding:
    (found,) = (f for f in findings if f.conflict.amb == amb)  # type: ignore[attr-defined]
    return found


def test_plan_a_contradicts_itself_in_five_places_each_with_its_clauses_and_ways_out() -> None:
    check = check_plan(PLAN_A)
    assert [f.conflict.amb for f in check.findings] == ["AMB-41", "AMB-42", "AMB-43", "AMB-40", "AMB-46"]
    for finding in check.findings:
        assert len(finding.conflict.clauses) >= 2
        assert finding.conflict.ways
        assert finding.kinds == ["village", "community"]


def test_amb_42_is_there_whatever_day_people_vote_on() -> None:
    check = check_plan(PLAN_A)
    finding = by_amb(check.findings, "AMB-42")
    assert finding.plan
    assert check.everywhere(finding)
    assert finding.conflict.clauses == ("A-REV-06", "A-SCH-122", "A-SCH-123")


def test_amb_43_is_there_only_for_a_vote_on_the_19th() -> None:
    check = check_plan(PLAN_A)
    finding = by_amb(check.findings, "AMB-43")
    assert (finding.plan, finding.days) == (False, [date(2021, 1, 19)])
    assert set(finding.conflict.clauses) == {"A-SCH-127", "A-REV-11"}
    assert check.good_days() == [date(2021, 1, day) for day in range(20, 26)]


def test_days_are_told_as_unbroken_stretches() -> None:
    finding = Finding(
        by_amb(check_plan(PLAN_A).findings, "AMB-42").conflict,
        days=[date(2021, 1, 19), date(2021, 1, 20), date(2021, 1, 23)],
    )
    assert finding.spans == [
        (date(2021, 1, 19), date(2021, 1, 20)),
        (date(2021, 1, 23), date(2021, 1, 23)),
    ]


def test_plan_b_is_checked_on_the_days_of_the_party_assembly() -> None:
    check = check_plan(PLAN_B)
    assert (check.days[0], check.days[-1]) == (date(2020, 9, 1), date(2020, 11, 30))
    (finding,) = check.findings
    assert (finding.conflict.code, finding.days[0]) == ("past_campaign_end", date(2020, 11, 24))
    assert check.good_days()[-1] == date(2020, 11, 23)


def test_plan_c_is_checked_on_every_day_of_its_three_months() -> None:
    check = check_plan(PLAN_C)
    assert len(check.days) == 90
    assert {"AMB-04", "AMB-06", "AMB-07"} <= {f.conflict.amb for f in check.findings}


def test_a_plan_moved_into_a_year_not_announced_says_which_and_is_checked_all_the_same() -> None:
    later = moved(PLAN_B, 28 * 364)
    check = check_plan(later)
    unknown = [f for f in check.findings if f.conflict.code == "calendar_not_announced"]
    assert [f.conflict.keys for f in unknown] == [("result_notice_ends",), ("task_11",)]
    assert "2048" in unknown[0].conflict.text.en
    year = AnnouncedYear(2048, off=frozenset(), worked=frozenset())
    known = check_plan(later, work=WorkCalendar([year]))
    assert not [f for f in known.findings if f.conflict.code == "calendar_not_announced"]


def test_a_base_that_fixes_no_days_has_none_to_try() -> None:
    assert possible_days(load_rulebook("village-law-2018")) == []
