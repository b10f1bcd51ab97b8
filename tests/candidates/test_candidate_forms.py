"""The forms that go with a candidate through the reviews, the vetting notice, the commitment letters."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from candidates.enums import DepartmentVerdict, ReviewLevel
from candidates.models import Candidacy
from candidates.papers.of_forms import CandidatesOf, joint_review_form, record_form
from candidates.papers.of_vetting import vetting_notice
from candidates.queries.department import waiting_for_department
from candidates.queries.party_path import standing_party
from candidates.services.department import DepartmentDraft, give_department_verdict
from candidates.services.publication import publish_candidates
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from elections.models import Election
from tests.candidates.conftest import LATEST, REVIEWED, verdict
from tests.candidates.department_officers import court, police
from tests.candidates.party import Path as Way
from tests.candidates.party import to_reviewed_a
from tests.candidates.party_fixtures import a, c, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at, under_changed_rules
from villages.enums import Body
from villages.models import Resident

__all__ = ["a", "c", "court", "officers", "police", "under"]
DAY = LATEST.date()


def subjects(kind: str) -> list[Any]:
    return [one.occasion.subject for one in issuable(VILLAGE) if one.kind.key == kind]


def committee(election: Election) -> CandidatesOf:
    return CandidatesOf(election, Body.COMMITTEE)


def test_the_record_form_has_a_page_for_each_candidate_of_a_body(
    reviewed: Election, clerk: User, tmp_path: Path
) -> None:
    (found,) = subjects("record_form")
    assert found.body == Body.COMMITTEE
    paper = issued(clerk, "record_form", found, reviewed)
    people = list(reviewed.candidacies.all())
    assert paper.pages == len(people) == 8
    told = text_of(paper, tmp_path)
    assert "村民委员会候选人登记表" in told and "提名票数" in told and "简历" in told
    assert all(person.name in told for person in people)
    assert told.count("2020年12月29日") >= 16, "both reviews of eight people"


def test_while_nobody_stands_there_is_no_form(seats: Election) -> None:
    assert not subjects("record_form") and not subjects("joint_review_form")
    for form in (record_form, joint_review_form):
        with pytest.raises(PaperNotReady):
            form(committee(seats), DAY)


def test_a_row_of_the_joint_review_form_is_empty_until_the_county_has_decided(
    candidacy: Candidacy, police: User, court: User, township: User, county_reviewer: User
) -> None:
    """A-REV-01: the result of each department; what it found and why stays with the county."""
    election, departments = candidacy.election, candidacy.election.cycle.rules.review.departments
    verdict(township, candidacy)
    for officer in (police, court):
        asked = waiting_for_department(officer, election.cycle).get()
        give_department_verdict(
            by=officer,
            review=asked,
            draft=DepartmentDraft(DepartmentVerdict.CONCERN, reason="仅供县里掌握"),
            now=REVIEWED,
        )
    page = page_of(candidacy)
    assert [row.office for row in page.departments] == [each.title.zh for each in departments]
    assert not any(row.said for row in page.departments)
    verdict(county_reviewer, candidacy, ReviewLevel.COUNTY, reason="两部门所提问题已核实")
    page = page_of(candidacy)
    assert {row.office: row.said for row in page.departments if row.said} == {
        "公安": "有疑虑",
        "法院": "有疑虑",
    }
    assert [each.said for each in page.opinions] == ["无此情形", "通过", "通过"]


def page_of(candidacy: Candidacy) -> Any:
    """The candidate's page of the joint review form."""
    sheet = joint_review_form(committee(Election.objects.get(pk=candidacy.election_id)), DAY)
    return next(page for page in sheet.pages if page.person.name == candidacy.name)


def test_the_joint_review_form_prints_every_department_of_the_plan(
    reviewed: Election, township: User, tmp_path: Path
) -> None:
    (found,) = subjects("joint_review_form")
    paper = issued(township, "joint_review_form", found, reviewed)
    told = text_of(paper, tmp_path)
    assert paper.pages == 8 and "候选人资格联审表" in told
    assert all(each.title.zh in told for each in reviewed.cycle.rules.review.departments)


def test_a_vetting_notice_is_printed_for_each_inspection_of_the_plan(
    a: Way, township: User, tmp_path: Path
) -> None:
    """A-REV-04: the county inspects the secretary's candidate, the township the others."""
    to_reviewed_a(a)
    (form,) = subjects("record_form")
    assert form.body == Body.PARTY and record_form(form, DAY).by_votes == "推荐票数"
    assert not subjects("vetting_notice")
    a.decide("inspection_list", at(2020, 12, 26))
    secretary, *others = standing_party(a.election)
    told = {
        one.stage.key: text_of(issued(township, "vetting_notice", one, a.election), tmp_path)
        for one in subjects("vetting_notice")
    }
    assert set(told) == {"secretary_inspection", "member_inspection"}
    of_county, of_township = told["secretary_inspection"], told["member_inspection"]
    assert secretary.name in of_county and others[0].name not in of_county and "委组织部" in of_county
    assert others[0].name in of_township and secretary.name not in of_township
    assert "2020年12月31日" in of_township


def test_in_plan_c_the_vetting_notice_says_how_the_secretary_is_inspected(c: Way) -> None:
    """C-REV-03: by appraisal, interview and the opinions of members and masses."""
    c.meet(at(2020, 12, 7))
    c.first_list("organisation_list", at(2020, 12, 8))
    c.review(at(2020, 12, 9), ReviewLevel.TOWNSHIP, ReviewLevel.COUNTY)
    c.election.election_day = at(2021, 3, 20).date()
    c.election.save()
    found = {one.stage.key: one for one in subjects("vetting_notice")}
    told = vetting_notice(found["secretary_inspection"], DAY)
    assert "民主" in told.ways and told.with_ == "中共白果镇委员会"
    assert not vetting_notice(found["member_inspection"], DAY).ways


def test_each_body_has_a_commitment_letter_of_its_own(
    reviewed: Election, people: list[Resident], clerk: User, tmp_path: Path
) -> None:
    """A-DISC-13: a letter for the Party's election does not serve for the committee's."""
    assert not subjects("commitment_letter")
    stands_for_the_party(reviewed, people[0], state="prospective")
    stands_for_the_party(reviewed, people[1], post="party_deputy")
    (party,) = subjects("commitment_letter")
    told = text_of(issued(clerk, "commitment_letter", party, reviewed), tmp_path)
    assert people[0].name in told and people[1].name not in told, "who is no candidate yet signs nothing"
    assert "只在党组织换届选举中有效" in told
    publish_candidates(by=clerk, election=reviewed, now=LATEST)
    party, own = subjects("commitment_letter")
    assert (party.body, own.body) == (Body.PARTY, Body.COMMITTEE)
    paper = issued(clerk, "commitment_letter", own, reviewed)
    told = text_of(paper, tmp_path)
    assert paper.pages == 8 and "只在村民委员会换届选举中有效" in told and "拒不移交" in told


def test_a_plan_without_the_letter_prints_none(reviewed: Election, clerk: User) -> None:
    publish_candidates(by=clerk, election=reviewed, now=LATEST)
    assert subjects("commitment_letter")
    under_changed_rules(reviewed.cycle, lambda data: data["papers"].pop("commitment_letter"))
    assert not subjects("commitment_letter")
