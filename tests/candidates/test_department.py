"""The departments of the joint review: who is asked, what each sees, what stands against an answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from candidates.department_refusals import (
    DepartmentAnswered,
    DepartmentFails,
    DepartmentsOpen,
    DepartmentsUnasked,
    DepartmentWaitsForVillage,
    ItemNotJudged,
    NoQuestion,
    RelativeCandidacy,
)
from candidates.eligibility import Finding, Outcome
from candidates.enums import DepartmentVerdict, ReviewLevel, Verdict
from candidates.models import Candidacy, DepartmentReview
from candidates.queries.department import (
    department_review_for,
    department_statements,
    departments_without_officers,
    overdue_sums,
    questions_of,
    waiting_for_department,
)
from candidates.queries.findings import findings_of
from candidates.queries.party_path import standing_party
from candidates.refusals import OwnCandidacy, ReasonNeeded
from candidates.services.department import (
    DepartmentDraft,
    answer_department,
    ask_village,
    give_department_verdict,
    see_asked_number,
)
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from overview.queries.digest import told
from overview.queries.feed import happenings_of
from tests.candidates.conftest import verdict
from tests.candidates.department_officers import court, police
from tests.candidates.party import Path
from tests.candidates.party_fixtures import a, c, officers, under
from tests.cast import OTHER_TOWNSHIP, VILLAGE, Officer, at, under_changed_rules
from villages.models import Resident
from villages.services.officer import link_officer

__all__ = ["a", "c", "court", "officers", "police", "under"]
PASS = DepartmentDraft(DepartmentVerdict.PASS)
FAIL = DepartmentDraft(DepartmentVerdict.FAIL, "crime", "2016年因盗窃被判处有期徒刑")
SOON = at(2020, 12, 29, 15)


@pytest.fixture
def asked(candidacy: Candidacy, police: User, court: User, township: User) -> Candidacy:
    """The township has passed a person; police and court are asked."""
    return verdict(township, candidacy)


def of(user: User, cycle: Cycle) -> DepartmentReview:
    found = waiting_for_department(user, cycle).first()
    assert found is not None
    return found


def codes(refused: Any) -> list[str]:
    error = refused.value
    return [each.code for each in error.refusals] if isinstance(error, Refusals) else [error.code]


def test_the_township_pass_asks_every_department_with_an_officer_once(asked: Candidacy) -> None:
    rows = DepartmentReview.objects.filter(resident=asked.resident)
    assert set(rows.values_list("department", flat=True)) == {"public_security", "court"}
    assert all(row.due is not None for row in rows)


def test_without_officers_nobody_is_asked_and_the_county_says_how_they_answered(
    candidacy: Candidacy, township: User, county_reviewer: User
) -> None:
    """A-REV-01: what nobody was asked is no clean answer."""
    verdict(township, candidacy)
    assert not DepartmentReview.objects.exists()
    with pytest.raises(DepartmentsUnasked) as refused:
        verdict(county_reviewer, candidacy, ReviewLevel.COUNTY, on_paper=" ")
    assert len(refused.value.data["departments"]) == 10 and refused.value.field == "on_paper"
    passed = verdict(county_reviewer, candidacy, ReviewLevel.COUNTY, on_paper="公安局等复函，县换届办存档")
    assert passed.state == "county_passed"
    assert passed.reviews.get(level="county").on_paper == "公安局等复函，县换届办存档"
    entry = LedgerEntry.objects.filter(act=Act.CANDIDATE_PASSED).order_by("-seq").first()
    assert entry is not None and entry.data["on_paper"] == "公安局等复函，县换届办存档"


def test_a_return_asks_nothing_about_departments_that_have_nobody(
    candidacy: Candidacy, township: User, county_reviewer: User
) -> None:
    verdict(township, candidacy)
    back = verdict(county_reviewer, candidacy, ReviewLevel.COUNTY, Verdict.RETURN, "补证", on_paper="")
    assert back.state == "returned"


def test_the_county_is_told_where_there_is_nobody_to_ask(
    asked: Candidacy, cycle: Cycle, county_reviewer: User, client_of: Callable[[User], Client]
) -> None:
    nobody = [one.key for one in departments_without_officers(cycle)]
    assert "veterans" in nobody and not {"public_security", "court"} & set(nobody)
    browser = client_of(county_reviewer)
    standing = browser.get(reverse("candidates:departments")).content.decode()
    assert "无人可问" in standing and "退役军人事务" in standing
    sheet = browser.get(reverse("candidates:review", args=[asked.pk])).content.decode()
    assert "无人可问" in sheet and 'name="on_paper"' in sheet


def test_overdue_answers_stand_in_the_countys_digest_and_calendar(
    asked: Candidacy, cycle: Cycle, county_reviewer: User, clerk: User
) -> None:
    DepartmentReview.objects.update(due=at(2020, 12, 28).date())
    cycle.clock = at(2020, 12, 30, 7)
    cycle.save()
    late = [line for line in told(county_reviewer, cycle, SOON).late if line.url.endswith("departments/")]
    assert [(line.number, line.day) for line in late] == [(2, "2020-12-28")] * 2
    assert {line.title["zh"] for line in late} == {"联审，公安：待答复1人", "联审，法院：待答复1人"}
    (due,) = [one for one in happenings_of(county_reviewer, cycle, SOON, "") if "joint-review" in one.key]
    assert due.day == at(2020, 12, 28).date() and "公安" in due.text and "2" in due.title
    DepartmentReview.objects.filter(department="court").update(verdict="pass", reviewed_at=SOON)
    assert len([x for x in told(county_reviewer, cycle, SOON).late if x.url.endswith("departments/")]) == 1
    assert not [one for one in happenings_of(clerk, cycle, SOON, "") if "joint-review" in one.key]


def test_a_department_of_another_county_is_not_asked(
    candidacy: Candidacy, township: User, officer: Officer
) -> None:
    officer(Role.COUNTY_DEPARTMENT, OTHER_TOWNSHIP, "elsewhere", "court")
    verdict(township, candidacy)
    assert not DepartmentReview.objects.exists()


def test_a_department_sees_its_own_question_and_no_other(
    asked: Candidacy, police: User, court: User, cycle: Cycle, client_of: Any
) -> None:
    give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=SOON)
    theirs = DepartmentReview.objects.get(department="court")
    assert department_review_for(police, cycle, theirs.pk) is None
    with pytest.raises(NotThere):
        see_asked_number(by=police, review=theirs, reason="核对", now=SOON)
    browser = client_of(police)
    assert browser.get(f"/reviews/department/{theirs.pk}/").status_code == 404
    page = browser.get(f"/reviews/department/{of(police, cycle).pk}/").content.decode()
    assert "法院" not in page and asked.resident.id_last4 in page
    for url in (
        f"/reviews/{asked.pk}/",
        f"/villages/{VILLAGE}/",
        "/board/",
        "/ledger/",
        "/reviews/departments/",
    ):
        assert browser.get(url).status_code == 404, url
    assert browser.get("/").url == "/reviews/department/"


def test_the_full_number_is_shown_for_a_reason_that_stands_in_the_ledger(
    asked: Candidacy, police: User, cycle: Cycle, client_of: Any
) -> None:
    review = of(police, cycle)
    page = client_of(police).post(f"/reviews/department/{review.pk}/number/", {"reason": "核对前科"})
    assert page.status_code == 200 and page["Cache-Control"] == "no-store"
    assert LedgerEntry.objects.filter(act="register.id_seen", user=police).count() == 1


def test_the_county_cannot_pass_while_a_department_is_open_or_has_found_something(
    asked: Candidacy, police: User, court: User, cycle: Cycle, county_reviewer: User
) -> None:
    give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=SOON)
    with pytest.raises(DepartmentsOpen) as open_:
        verdict(county_reviewer, asked, ReviewLevel.COUNTY, now=SOON)
    assert open_.value.data["departments"] == ["public_security"]
    give_department_verdict(by=police, review=of(police, cycle), draft=FAIL, now=SOON)
    with pytest.raises(DepartmentFails) as failed:
        verdict(county_reviewer, asked, ReviewLevel.COUNTY, reason="仍同意", now=SOON)
    assert failed.value.data == {"departments": ["public_security"], "items": ["crime"]}
    rejected = verdict(county_reviewer, asked, ReviewLevel.COUNTY, Verdict.REJECT, "有前科", now=SOON)
    assert rejected.state == "rejected"


def test_a_concern_asks_the_county_for_a_reason(
    asked: Candidacy, police: User, court: User, cycle: Cycle, county_reviewer: User
) -> None:
    doubt = DepartmentDraft(DepartmentVerdict.CONCERN, reason="曾被举报，查无实据")
    give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=SOON)
    give_department_verdict(by=police, review=of(police, cycle), draft=doubt, now=SOON)
    with pytest.raises(ReasonNeeded):
        verdict(county_reviewer, asked, ReviewLevel.COUNTY, now=SOON)
    assert (
        verdict(county_reviewer, asked, ReviewLevel.COUNTY, reason="查无实据", now=SOON).state
        == "county_passed"
    )


def test_an_overdue_department_is_waited_for_unless_the_rulebook_lets_the_county_go_on(
    asked: Candidacy, cycle: Cycle, county_reviewer: User
) -> None:
    DepartmentReview.objects.update(due=at(2020, 12, 20).date())
    with pytest.raises(DepartmentsOpen):
        verdict(county_reviewer, asked, ReviewLevel.COUNTY, reason="逾期", now=SOON)
    value = {"value": "with_reason", "clause": "A-REV-01"}
    under_changed_rules(cycle, lambda data: data["review"].update(unanswered=value))
    passed = verdict(
        county_reviewer, Candidacy.objects.get(pk=asked.pk), ReviewLevel.COUNTY, reason="逾期未复", now=SOON
    )
    assert passed.state == "county_passed"


def test_what_an_answer_must_have(asked: Candidacy, police: User, cycle: Cycle) -> None:
    bare = DepartmentDraft(DepartmentVerdict.FAIL, "land_environment_debt")
    with pytest.raises(Refusals) as refused:
        give_department_verdict(by=police, review=of(police, cycle), draft=bare, now=SOON)
    assert codes(refused) == [ItemNotJudged.code, ReasonNeeded.code]
    give_department_verdict(by=police, review=of(police, cycle), draft=PASS, now=SOON)
    again = DepartmentReview.objects.get(department="public_security")
    with pytest.raises(Refusals) as refused:
        give_department_verdict(by=police, review=again, draft=FAIL, now=SOON)
    assert codes(refused) == [DepartmentAnswered.code]


def test_nobody_judges_himself_or_a_near_relative(
    asked: Candidacy, police: User, court: User, cycle: Cycle
) -> None:
    link_officer(user=police, resident=asked.resident)
    with pytest.raises(Refusals) as refused:
        give_department_verdict(by=police, review=of(police, cycle), draft=PASS, now=SOON)
    assert codes(refused) == [OwnCandidacy.code]
    head = Resident.objects.filter(household=asked.resident.household).exclude(pk=asked.resident_id)
    relative = next(
        (
            each
            for each in head
            if {each.relation, asked.resident.relation} & {"配偶", "妻", "夫", "子", "女", "长子", "长女"}
        ),
        None,
    )
    assert relative is not None
    link_officer(user=court, resident=relative)
    with pytest.raises(Refusals) as refused:
        give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=SOON)
    assert codes(refused) == [RelativeCandidacy.code]


def test_the_township_may_not_review_a_relative_either(candidacy: Candidacy, township: User) -> None:
    link_officer(user=township, resident=candidacy.resident)
    with pytest.raises(Refusal) as refused:
        verdict(township, candidacy)
    assert refused.value.code == OwnCandidacy.code


def test_a_question_goes_to_the_village_and_comes_back(
    asked: Candidacy, police: User, clerk: User, cycle: Cycle, client_of: Any
) -> None:
    review = ask_village(by=police, review=of(police, cycle), question="请补交无犯罪记录证明", now=SOON)
    assert not waiting_for_department(police, cycle).exists()
    with pytest.raises(Refusals) as refused:
        give_department_verdict(by=police, review=review, draft=PASS, now=SOON)
    assert codes(refused) == [DepartmentWaitsForVillage.code]
    browser = client_of(clerk)
    assert asked.name in browser.get(f"/villages/{VILLAGE}/candidates/questions/").content.decode()
    url = f"/villages/{VILLAGE}/candidates/questions/{review.pk}/"
    assert browser.post(url, {"text": "已补交"}).status_code == 302
    assert of(police, cycle).pk == review.pk
    assert not questions_of(asked.election).exists()
    with pytest.raises(NoQuestion):
        answer_department(by=clerk, review=review, text="再答", now=SOON)


def test_whoever_is_handed_in_anew_is_asked_about_again_where_something_was_found(
    asked: Candidacy,
    police: User,
    court: User,
    clerk: User,
    township: User,
    county_reviewer: User,
    cycle: Cycle,
) -> None:
    give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=SOON)
    give_department_verdict(by=police, review=of(police, cycle), draft=FAIL, now=SOON)
    Candidacy.objects.filter(pk=asked.pk).update(state="proposed")
    verdict(township, Candidacy.objects.get(pk=asked.pk), now=SOON)
    assert not waiting_for_department(court, cycle).exists()
    assert of(police, cycle).verdict == ""
    assert DepartmentReview.history.filter(verdict="fail").exists()


def test_what_the_departments_state_is_read_by_resident(
    asked: Candidacy, police: User, court: User, cycle: Cycle
) -> None:
    give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=SOON)
    give_department_verdict(by=police, review=of(police, cycle), draft=FAIL, now=SOON)
    told = {
        each.department: each for each in department_statements([asked], asked.election.cycle.rules)[asked.pk]
    }
    failed = told["public_security"]
    assert (failed.item, failed.verdict, failed.on, failed.reason) == (
        "crime",
        "fail",
        SOON.date(),
        FAIL.reason,
    )
    assert (told["court"].item, told["court"].verdict) == ("", "pass")


@pytest.mark.parametrize("plan", ["a", "c"])
def test_the_answers_reach_the_findings_of_the_partys_candidates(
    plan: str, request: pytest.FixtureRequest, police: User, court: User, township: User
) -> None:
    """Each answer is the statement about the items the department judges; who has not answered is named."""
    path: Path = request.getfixturevalue(plan)
    path.meet(day := at(2020, 12, 18) if plan == "a" else at(2020, 12, 7))
    path.first_list("organisation_list", day)
    if plan == "a":
        path.decide("township_recommendation", at(2020, 12, 22))
        path.choose(at(2020, 12, 24))
    person = standing_party(path.election)[0]
    now = at(2020, 12, 26) if plan == "a" else at(2020, 12, 9)
    verdict(township, person, now=now)
    rules, cycle = path.election.cycle.rules, path.election.cycle

    def crime() -> Finding:
        one = Candidacy.objects.select_related("election__cycle", "election__village", "resident").get(
            pk=person.pk
        )
        return next(f for f in findings_of([one], rules, now.date())[one.pk] if f.key == "negative.crime")

    judges = {each.key: each.title.zh for each in rules.review.departments if "crime" in each.items}
    assert crime().outcome == Outcome.PROOF and all(title in crime().why for title in judges.values())
    give_department_verdict(by=court, review=of(court, cycle), draft=PASS, now=now)
    assert judges["court"] not in crime().why and judges["public_security"] in crime().why
    give_department_verdict(by=police, review=of(police, cycle), draft=FAIL, now=now)
    told = crime()
    assert (told.outcome, told.source) == (Outcome.FAIL, police.offices.get().title)
    assert told.facts["answered"] == {"court": "pass", "public_security": "fail"}


def test_the_county_sees_the_sums_of_what_is_overdue(
    asked: Candidacy, county_office: User, cycle: Cycle, client_of: Any
) -> None:
    DepartmentReview.objects.filter(department="court").update(due=at(2020, 12, 20).date())
    sums = {row.department: row for row in overdue_sums(county_office, cycle, SOON.date())}
    assert (sums["court"].overdue, sums["public_security"].overdue) == (1, 0)
    assert client_of(county_office).get("/reviews/departments/").status_code == 200
