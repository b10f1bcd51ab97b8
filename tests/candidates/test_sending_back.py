"""A person who passed is sent back for review when facts have changed, and is reviewed anew by everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere
from candidates import refusals
from candidates.department_refusals import DepartmentsOpen, RelativeCandidacy
from candidates.enums import CandidacyState, DepartmentVerdict, ReviewLevel, Verdict
from candidates.models import Candidacy, DepartmentReview, Review
from candidates.papers.of_joint_review import review_feedback
from candidates.queries.department import asked_again, passed_before, waiting_for_department
from candidates.queries.feedback import joint_results
from candidates.queries.findings import findings_of
from candidates.queries.sheet import sheet_of
from candidates.services.department import DepartmentDraft, give_department_verdict
from candidates.services.proposal import answer_return
from candidates.services.publication import publish_candidates
from candidates.services.sending_back import send_back
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed
from tests.candidates.conftest import REVIEWED, married, verdict
from tests.candidates.department_officers import court, police
from tests.candidates.party_people import passed_the_party_review, stands_for_the_party
from tests.candidates.test_withdrawal import LISTED, no_differential
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem
from villages.models import Resident
from villages.services.officer import link_officer

__all__ = ["court", "police"]
COUNTY, TOWNSHIP = ReviewLevel.COUNTY, ReviewLevel.TOWNSHIP
BACK, AGAIN = at(2020, 12, 29, 14), at(2020, 12, 30)
WHY = "公安机关来函：12月28日被立案侦查"


@pytest.fixture
def passed(
    candidacy: Candidacy, police: User, cycle: Cycle, township: User, county_reviewer: User
) -> Candidacy:
    """A person whom the township, the police and the county have passed."""
    verdict(township, candidacy)
    answered(police, cycle)
    return verdict(county_reviewer, candidacy, COUNTY)


def answered(by: User, cycle: Cycle, now: Any = REVIEWED) -> DepartmentReview:
    asked = waiting_for_department(by, cycle).get()
    draft = DepartmentDraft(DepartmentVerdict.PASS)
    return give_department_verdict(by=by, review=asked, draft=draft, now=now)


def back(
    by: User, person: Candidacy, level: ReviewLevel = TOWNSHIP, reason: str = WHY, now: Any = BACK
) -> Review:
    made = send_back(by=by, candidacy=person, level=level, reason=reason, now=now)
    person.refresh_from_db()
    return made


def states(person: Candidacy) -> list[tuple[str, str, bool]]:
    return list(person.reviews.values_list("level", "verdict", "sent_back"))


@pytest.mark.parametrize("level", ReviewLevel)
def test_a_person_who_passed_both_levels_is_sent_back_by_either(
    passed: Candidacy, township: User, county_reviewer: User, level: ReviewLevel
) -> None:
    by = {TOWNSHIP: township, COUNTY: county_reviewer}[level]
    made = back(by, passed, level)
    assert passed.state == CandidacyState.RETURNED and made.reason == WHY
    assert states(passed) == [
        ("township", "pass", False),
        ("county", "pass", False),
        (level.value, "return", True),
    ]
    entry = LedgerEntry.objects.get(act=Act.CANDIDATE_SENT_BACK)
    assert entry.subject == passed.name and entry.data["reason"] == WHY
    assert entry.data["stood_at"] == "county_passed" and entry.data["level"] == level.value


def test_no_pass_before_it_vouches_for_anything_any_more(
    passed: Candidacy, township: User, county_reviewer: User
) -> None:
    def by_verdict() -> set[str]:
        found = findings_of([passed], passed.election.cycle.rules, BACK.date())[passed.pk]
        return {finding.key for finding in found if finding.by_verdict}

    vouched = by_verdict()
    back(township, passed)
    assert by_verdict() > vouched


def test_that_nothing_vouches_any_more_is_no_change_of_the_person(passed: Candidacy, township: User) -> None:
    back(township, passed)
    assert sheet_of(passed, BACK.date()).since is None


def test_all_that_reviewed_before_decide_anew(
    passed: Candidacy, township: User, county_reviewer: User, clerk: User, police: User, cycle: Cycle
) -> None:
    back(township, passed)
    answer_return(by=clerk, candidacy=passed, text="情况说明附后", now=BACK)
    verdict(township, passed, now=AGAIN)
    asked = waiting_for_department(police, cycle).get()
    assert (asked.verdict, asked.before, asked.asked_at) == ("", "pass", AGAIN)
    again = asked_again(asked)
    assert again is not None and again.back is not None
    assert (again.verdict, again.answered_at, again.back.reason) == (DepartmentVerdict.PASS, REVIEWED, WHY)
    with pytest.raises(DepartmentsOpen):
        verdict(county_reviewer, passed, COUNTY, now=AGAIN)
    answered(police, cycle, AGAIN)
    assert verdict(county_reviewer, passed, COUNTY, now=AGAIN).state == CandidacyState.COUNTY_PASSED
    assert [kept.verdict for kept in asked.history.order_by("history_id")] == ["", "pass", "", "pass"]


def test_who_was_not_asked_anew_has_no_answer_before(
    candidacy: Candidacy, township: User, police: User, cycle: Cycle
) -> None:
    verdict(township, candidacy)
    asked = waiting_for_department(police, cycle).get()
    assert asked_again(asked) is None and asked.before == ""


def test_the_written_result_tells_the_return_and_not_the_pass(passed: Candidacy, township: User) -> None:
    assert [review.verdict for review in joint_results(passed.election)] == ["pass"]
    back(township, passed)
    assert [review.verdict for review in joint_results(passed.election)] == ["return"]
    person = review_feedback(passed.election, BACK.date()).people[0]
    assert (person.result, person.reason) == ("退回补充", WHY)


def test_the_township_calls_back_whom_it_passed_before_the_county_decides(
    candidacy: Candidacy, township: User
) -> None:
    verdict(township, candidacy)
    back(township, candidacy)
    assert candidacy.state == CandidacyState.RETURNED


@pytest.mark.parametrize("state", ["proposed", "formal"])
def test_only_who_passed_and_is_on_no_list_is_sent_back(
    reviewed: Election, cycle: Cycle, township: User, clerk: User, state: str
) -> None:
    no_differential(cycle)
    person = reviewed.candidacies.filter(post="member").first()
    assert person is not None
    if state == "formal":
        publish_candidates(by=clerk, election=Election.objects.get(pk=reviewed.pk), now=LISTED)
    else:
        Candidacy.objects.filter(pk=person.pk).update(state=state)
    with pytest.raises(refusals.CandidacyMovedOn) as refused:
        back(township, Candidacy.objects.get(pk=person.pk))
    assert refused.value.data == {"state": state, "move": "send_back"}


def test_without_a_reason_nobody_is_sent_back(passed: Candidacy, township: User) -> None:
    with pytest.raises(refusals.ReasonNeeded) as refused:
        back(township, passed, reason=" ")
    assert refused.value.field == "reason" and len(states(passed)) == 2


def test_nobody_sends_back_himself_or_a_relative(
    passed: Candidacy, township: User, county_reviewer: User, people: list[Resident]
) -> None:
    other = next(person for person in people if person.pk != passed.resident_id)
    married(passed.resident, other, township)
    link_officer(user=township, resident=other)
    with pytest.raises(RelativeCandidacy):
        back(township, passed)
    User.objects.filter(pk=township.pk).update(name=passed.name)
    with pytest.raises(refusals.OwnCandidacy):
        back(User.objects.get(pk=township.pk), passed)


def test_nobody_else_sends_back_and_none_for_another_level(
    passed: Candidacy, township: User, clerk: User
) -> None:
    for by, level in ((clerk, TOWNSHIP), (township, COUNTY)):
        with pytest.raises(NotThere):
            back(by, passed, level)


def test_after_the_review_is_over_nobody_is_sent_back(passed: Candidacy, township: User) -> None:
    with pytest.raises(StepClosed):
        back(township, passed, now=at(2021, 1, 18))


def test_the_party_elections_review_does_not_count_once_the_person_was_sent_back(
    candidacy: Candidacy, cycle: Cycle, township: User, county_reviewer: User
) -> None:
    """C-REV-06: what is reviewed once a cycle is reviewed anew for both."""
    clause = {"value": True, "clause": "C-REV-06"}
    under_changed_rules(cycle, lambda data: data["review"].update(party_review_exempts=clause))
    candidacy = Candidacy.objects.get(pk=candidacy.pk)
    party = stands_for_the_party(candidacy.election, candidacy.resident, state="county_passed")
    passed_the_party_review(party, county_reviewer, at(2020, 12, 20))
    assert passed_before(candidacy) is not None
    verdict(township, candidacy)
    assert candidacy.state == CandidacyState.COUNTY_PASSED
    back(township, candidacy)
    assert passed_before(candidacy) is None


def test_page_and_program_send_back_and_tell_it(
    passed: Candidacy,
    township: User,
    clerk: User,
    police: User,
    cycle: Cycle,
    client_of: Callable[[User], Client],
) -> None:
    browser, page = client_of(township), reverse("candidates:send_back", args=[passed.pk])
    assert page in browser.get(reverse("candidates:review", args=[passed.pk])).content.decode()
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"reason": " "}).status_code == 409
    assert browser.post(page, {"reason": WHY}).status_code == 302
    passed.refresh_from_db()
    assert passed.state == CandidacyState.RETURNED
    assert browser.get(page).status_code == 302
    sheet = browser.get(reverse("candidates:review", args=[passed.pk])).content.decode()
    assert "退回重审" in sheet and WHY in sheet
    Review.objects.filter(sent_back=True).update(reviewed_at=BACK)
    answer_return(by=clerk, candidacy=passed, text="情况说明附后", now=BACK)
    verdict(township, passed, now=AGAIN)
    theirs = client_of(police)
    assert "原答复" in theirs.get(reverse("candidates:department")).content.decode()
    asked = waiting_for_department(police, cycle).get()
    shown = theirs.get(reverse("candidates:department_review", args=[asked.pk])).content.decode()
    assert WHY in shown and "重新征求意见" in shown
    told = Program(police).get("reviews/department/").json()
    assert [(each["verdict"], each["verdict_before"]) for each in told] == [("", "pass")]
    program, path = Program(township), f"villages/{VILLAGE}/candidates/{passed.pk}/sending-back/"
    answer = program.post(path, {"level": "township", "reason": "再次核实"})
    assert answer.status_code == 201 and answer.json()["state"] == "returned"
    assert [each["sent_back"] for each in answer.json()["reviews"]].count(True) == 2
    refused = program.post(path, {"level": "township", "reason": "再次核实"})
    assert problem(refused)["code"] == "candidacy_moved_on"


def test_the_others_pages_are_not_there(
    passed: Candidacy, clerk: User, client_of: Callable[[User], Client]
) -> None:
    assert client_of(clerk).get(reverse("candidates:send_back", args=[passed.pk])).status_code == 404


def test_a_verdict_that_returns_is_not_a_sending_back(candidacy: Candidacy, township: User) -> None:
    verdict(township, candidacy, said=Verdict.RETURN, reason="补证")
    assert states(candidacy) == [("township", "return", False)]
