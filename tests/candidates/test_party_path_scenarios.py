"""The scenarios of the Party's path, for every plan concerned."""

from datetime import date

import pytest

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from candidates.enums import Verdict
from candidates.models import Candidacy
from candidates.notice_refusals import NoticeRunning
from candidates.queries.assembly import expected_at
from candidates.queries.party_path import least_of, path_of
from candidates.refusals import ApprovalMissing
from candidates.services.names import VoteLine
from candidates.services.party_list import Named
from candidates.services.party_stage import record_stage
from candidates.services.recommendation import Attendance
from candidates.services.review import review_candidacy
from elections.enums import Act
from elections.models import LedgerEntry, StepWaiver
from elections.refusals import DayConflicts, HeldTooEarly, StepNotReady
from elections.rulebook import load_rulebook
from elections.services.election import set_days
from elections.services.waiver import waive_step
from tests.candidates.party import (
    COUNTY,
    TOWNSHIP,
    Path,
    to_inspected_c,
    to_noticed_a,
    to_requested_c,
    to_reviewed_a,
)
from tests.candidates.party_fixtures import a, b, c, changed, codes, officers, under
from tests.cast import at
from villages.models import Resident

__all__ = ["a", "b", "c", "officers", "under"]


def test_sc_07_prospective_candidates_are_not_listed_before_the_inspection(a: Path) -> None:
    to_reviewed_a(a)
    a.decide("inspection_list", at(2020, 12, 26))
    with pytest.raises(StepNotReady) as refused:
        a.decide("prospective_list", at(2020, 12, 27))
    assert [each["step"] if isinstance(each, dict) else each for each in refused.value.data["missing"]] == [
        "inspection"
    ]


def test_sc_07_forced_over_with_a_reason_it_is_a_violation_and_goes_on(a: Path, township: User) -> None:
    to_reviewed_a(a)
    a.decide("inspection_list", at(2020, 12, 26))
    forced = waive_step(
        by=township, election=a.election, step="party_notice", over="inspection", reason="考察组疫情隔离",
        approval="县委组织部电话记录", now=at(2020, 12, 27),
    )  # fmt: skip
    assert (forced.forced, forced.violation) == (True, "F06")
    a.stage("secretary_approval", at(2020, 12, 27))
    a.decide("prospective_list", at(2020, 12, 27, 10))
    assert LedgerEntry.objects.get(act=Act.STEP_FORCED).data["violation"] == "F06"
    assert StepWaiver.objects.filter(election__cycle=a.election.cycle, forced=True).count() == 1


def test_sc_07_one_who_failed_the_inspection_is_not_listed_even_then(a: Path) -> None:
    to_reviewed_a(a)
    a.decide("inspection_list", at(2020, 12, 26))
    a.inspect("secretary_inspection", at(2020, 12, 26, 12))
    a.inspect("member_inspection", at(2020, 12, 26, 13), passed=False, reason="群众反映大")
    a.stage("secretary_approval", at(2020, 12, 26, 15))
    with pytest.raises(Refusals) as refused:
        a.decide("prospective_list", at(2020, 12, 27))
    assert set(codes(refused)) == {"not_inspected"}


# SC-08


def test_sc_08_in_b_the_review_is_not_closed_before_the_inspection(b: Path) -> None:
    b.meet(at(2020, 10, 10))
    b.first_list("organisation_list", at(2020, 10, 11))
    with pytest.raises(StepNotReady) as refused:
        b.review(at(2020, 10, 12), TOWNSHIP)
    assert refused.value.clause == "B-SCH-02"
    b.inspect("inspection", at(2020, 10, 13))
    b.review(at(2020, 10, 14), TOWNSHIP)


def test_sc_08_in_a_the_review_comes_first(a: Path) -> None:
    a.meet(at(2020, 12, 18))
    a.first_list("organisation_list", at(2020, 12, 19))
    a.decide("township_recommendation", at(2020, 12, 22))
    a.choose(at(2020, 12, 24))
    with pytest.raises(StepNotReady):
        a.decide("inspection_list", at(2020, 12, 25))
    a.review(at(2020, 12, 26), TOWNSHIP, COUNTY)
    a.decide("inspection_list", at(2020, 12, 26))


# SC-20, SC-21


@pytest.mark.parametrize(
    ("number", "born"), [(0, date(1965, 12, 31)), (3, date(1970, 12, 31))], ids=["secretary", "new member"]
)
def test_sc_20_sc_21_who_is_too_old_is_on_no_prospective_list_without_the_countys_approval(
    a: Path, number: int, born: date
) -> None:
    Resident.objects.filter(pk=a.people[number].pk).update(birth_date=born)
    a.meet(at(2020, 12, 18))
    a.first_list("organisation_list", at(2020, 12, 19))
    a.decide("township_recommendation", at(2020, 12, 22))
    a.choose(at(2020, 12, 24))
    old = Candidacy.objects.get(election=a.election, body="party", resident=a.people[number])
    a.review(at(2020, 12, 26), TOWNSHIP)
    with pytest.raises(ApprovalMissing) as refused:
        review_candidacy(
            by=a.officers["county_reviewer"], candidacy=old, level=COUNTY, verdict=Verdict.PASS, reason="材料已核实",
            now=at(2020, 12, 26), on_paper="各部门书面复函存档",
        )  # fmt: skip
    assert refused.value.clause == "A-QUAL-09"
    for stage in ("inspection_list", "prospective_list"):
        with pytest.raises((Refusal, Refusals)):
            a.decide(stage, at(2020, 12, 26, 16))
    a.review(at(2020, 12, 26), COUNTY)
    assert old.approvals.get().approver == "county_leading_group"
    a.decide("inspection_list", at(2020, 12, 26))
    a.inspect("secretary_inspection", at(2020, 12, 26, 12))
    a.inspect("member_inspection", at(2020, 12, 26, 13))
    a.stage("secretary_approval", at(2020, 12, 26, 15))
    listed = a.decide("prospective_list", at(2020, 12, 26, 16))
    assert old.pk in {each["candidacy"] for each in listed.names}


# SC-10


@pytest.mark.parametrize(("posting_counts", "earliest"), [(False, 4), (True, 3)])
def test_sc_10_the_request_waits_for_the_five_days(
    a: Path, township: User, posting_counts: bool, earliest: int
) -> None:
    changed(a, counting__event_day_counts=posting_counts)
    to_noticed_a(a, at(2020, 12, 29))
    with pytest.raises(NoticeRunning) as refused:
        a.stage("request", at(2020, 12, 31))
    assert refused.value.clause == "A-REV-06"
    assert refused.value.data == {"ends": date(2021, 1, earliest - 1).isoformat()}
    with pytest.raises(NoticeRunning):
        a.stage("request", at(2021, 1, earliest - 1, 23, 59))
    with pytest.raises(DayConflicts):
        set_days(
            by=township, election=a.election, registration_day=None, party_day=date(2021, 1, 2),
            election_day=date(2021, 1, 20), now=at(2020, 12, 29),
        )  # fmt: skip
    shown = {each.stage.key: each for each in path_of(a.election, at(2020, 12, 31)).stages}
    assert shown["candidate_notice"].runs_until == date(2021, 1, earliest - 1)
    a.stage("request", at(2021, 1, earliest, 0, 0))


def test_sc_10_a_request_is_not_dated_back_into_the_notice(a: Path, clerk: User) -> None:
    to_noticed_a(a, at(2020, 12, 29))
    with pytest.raises(Refusals) as refused:
        record_stage(
            by=clerk, election=a.election, stage="request", held_on=date(2020, 12, 31), note="请示", now=at(2021, 1, 4)
        )  # fmt: skip
    assert isinstance(refused.value.refusals[0], HeldTooEarly)


def test_sc_10_the_assembly_waits_for_the_reply(a: Path) -> None:
    to_noticed_a(a, at(2020, 12, 27))
    a.stage("request", at(2021, 1, 3))
    with pytest.raises(StepNotReady):
        a.decide("formal_list", at(2021, 1, 4))


def test_c_the_list_waits_for_the_three_working_days(c: Path) -> None:
    to_inspected_c(c)
    c.post("candidate_notice", at(2020, 12, 11))  # a Friday
    with pytest.raises(NoticeRunning) as refused:
        c.decide("prospective_list", at(2020, 12, 16, 23))
    assert (refused.value.clause, refused.value.data["ends"]) == ("C-REV-04", "2020-12-16")
    c.decide("prospective_list", at(2020, 12, 17))


# SC-67


def attended(members: int, representatives: int) -> Attendance:
    present = members + representatives
    return Attendance(60, members, 40, representatives, present, present)


def test_sc_67_exactly_half_is_not_enough_and_one_more_is(a: Path) -> None:
    with pytest.raises(Refusals) as refused:
        a.meet(at(2020, 12, 18), votes=20, attendance=attended(30, 20))
    assert codes(refused) == ["too_few_attended"]
    assert refused.value.refusals[0].clause == "A-NOM-03"
    a.meet(at(2020, 12, 18), votes=20, attendance=attended(31, 20))


def test_sc_67_half_is_enough_under_the_other_reading(a: Path) -> None:
    changed(a, count__recommendation__quorum={"of": "electors", "measure": "present", "at_least": "1/2"})
    a.meet(at(2020, 12, 18), votes=20, attendance=attended(30, 20))


@pytest.mark.parametrize(("base", "valid"), [("combined", True), ("each_group", False)])
def test_sc_67_both_groups_together_or_each(a: Path, base: str, valid: bool) -> None:
    changed(a, nomination__recommendation_base=base)
    if valid:
        a.meet(at(2020, 12, 18), votes=20, attendance=attended(50, 1))
        return
    with pytest.raises(Refusals) as refused:
        a.meet(at(2020, 12, 18), votes=20, attendance=attended(50, 1))
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("too_few_attended", "representatives_present")
    ]


def test_sc_67_who_should_attend_is_the_registers_number_or_has_a_reason(a: Path) -> None:
    """A-NOM-03: validity is not had by typing a smaller number; the book of representatives is not filed here."""
    known = expected_at(a.election, date(2020, 12, 18)).number
    with pytest.raises(Refusals) as refused:
        a.meet(
            at(2020, 12, 18), attendance=Attendance(known - 2, known - 2, 3, 3, 12, 12), expected_reason=" "
        )
    (fault,) = [each for each in refused.value.refusals if each.code == "expected_differs"]
    assert (fault.field, fault.clause, fault.data) == (
        "members_expected", "A-NOM-03", {"register": known, "expected": known - 2},
    )  # fmt: skip
    meeting = a.meet(
        at(2020, 12, 18),
        votes=10,
        attendance=Attendance(known - 2, known - 2, 3, 3, 12, 12),
        expected_reason="两名党员已转出，名册未更新",
    )
    assert meeting.expected_reason == "两名党员已转出，名册未更新"


@pytest.mark.parametrize("plan", ["b", "c"])
def test_sc_67_b_and_c_name_no_number(plan: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(plan)
    path.meet(at(2020, 10, 10) if plan == "b" else at(2020, 12, 7), votes=20, attendance=attended(20, 1))


# SC-68


def test_sc_68_only_those_above_half_of_the_papers_may_be_listed(a: Path) -> None:
    lines = [VoteLine(p, r.name, 41 if n else 40, r.pk) for n, (p, r) in enumerate(a.pairs())]
    a.posts = (*a.posts, "party_member")
    lines.append(VoteLine("party_member", a.people[6].name, 41, a.people[6].pk))
    a.meet(at(2020, 12, 18), lines=lines)
    with pytest.raises(Refusals) as refused:
        a.first_list("organisation_list", at(2020, 12, 19), count=7)
    assert [(each.code, each.field) for each in refused.value.refusals] == [("not_enough_votes", "name-0")]
    assert refused.value.refusals[0].data["need"] == 41
    others = [Named(p, r.name, r.pk) for p, r in a.pairs()[1:]]
    a.decide("organisation_list", at(2020, 12, 19), others)
    assert Candidacy.objects.filter(election=a.election, body="party", state="nominated").count() == 6


# SC-69


@pytest.mark.parametrize("plan", ["county-town-2020", "district-town-2020", "city-town-2020"])
def test_sc_69_a_fifth_more_names_than_seats_rounded_up(plan: str) -> None:
    rules = load_rulebook(plan)
    assert {seats: least_of(rules, seats) for seats in (3, 4, 5, 6, 7)} == {3: 4, 4: 5, 5: 6, 6: 8, 7: 9}


def test_sc_69_taken_of_the_candidates_five_seats_need_seven(a: Path) -> None:
    changed(a, nomination__differential_base="candidates")
    a.election.refresh_from_db()
    assert least_of(a.election.cycle.rules, 5) == 7


def test_sc_69_a_name_too_few_is_refused(a: Path) -> None:
    a.meet(at(2020, 12, 18))
    with pytest.raises(Refusals) as refused:
        a.first_list("organisation_list", at(2020, 12, 19), count=5)
    assert [(each.code, each.clause) for each in refused.value.refusals] == [("too_few_names", "A-NOM-04")]
    a.first_list("organisation_list", at(2020, 12, 19))


def test_sc_69_in_b_the_secretary_has_a_differential_too(b: Path) -> None:
    b.meet(at(2020, 10, 10))
    alone = [
        Named("secretary" if n == 0 else "party_member", r.name, r.pk) for n, (_p, r) in enumerate(b.pairs())
    ]
    with pytest.raises(Refusals) as refused:
        b.decide("organisation_list", at(2020, 10, 11), alone)
    assert [(each.code, each.field) for each in refused.value.refusals] == [("too_few_names", "post-0")]


def test_too_few_recommended_all_of_them_will_do(a: Path) -> None:
    """The plan is silent on it: whoever is above half is listed, and the next list adds names (A-NOM-04)."""
    a.meet(at(2020, 12, 18), lines=None, votes=60)
    meeting = a.election.recommendation
    meeting.votes.filter(resident=a.people[5]).update(votes=10)
    a.first_list("organisation_list", at(2020, 12, 19), count=5)
    with pytest.raises(Refusals) as refused:
        a.decide("township_recommendation", at(2020, 12, 22))
    assert codes(refused) == ["too_few_names"]
    a.first_list("township_recommendation", at(2020, 12, 22))


# SC-87


def test_sc_87_the_assembly_waits_a_month_after_its_request(c: Path) -> None:
    to_requested_c(c)
    with pytest.raises(StepNotReady):
        c.decide("formal_list", at(2021, 1, 20))
    c.stage("reply", at(2020, 12, 22))
    with pytest.raises(Refusals) as refused:
        c.decide("formal_list", at(2021, 1, 19))
    assert [(each.code, each.clause, each.data["earliest"]) for each in refused.value.refusals] == [
        ("assembly_too_early", "C-ASM-04", "2021-01-20")
    ]
    c.decide("formal_list", at(2021, 1, 20))
    assert len(c.formal()) == 6


def test_sc_87_an_earlier_day_is_not_set(c: Path, township: User) -> None:
    to_requested_c(c)
    days = {"by": township, "election": c.election, "registration_day": None, "now": at(2020, 12, 22)}
    days |= {"election_day": date(2021, 3, 10), "reason": "定于三月"}
    with pytest.raises(DayConflicts) as refused:
        set_days(party_day=date(2021, 1, 19), **days)
    assert "C-ASM-04" in refused.value.data["clauses"]
    assert set_days(party_day=date(2021, 1, 20), **days).party_day == date(2021, 1, 20)


def test_sc_87_a_request_too_near_to_the_day_that_is_set_is_refused(c: Path) -> None:
    c.election.party_day = date(2021, 1, 19)
    c.election.save()
    with pytest.raises(Refusals) as refused:
        to_requested_c(c)
    assert codes(refused) == ["assembly_too_early"]


# The whole way of each plan
