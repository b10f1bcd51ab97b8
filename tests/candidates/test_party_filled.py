"""Somebody added to the Party's lists after an upheld objection: the plan is silent, the rulebook's setting decides."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates.enums import NoticeDecision, ReviewLevel, Verdict
from candidates.models import Candidacy, Notice
from candidates.objected_rules import reading_of
from candidates.party_refusals import StageDone, StageNotReady
from candidates.queries.party_path import path_of, standing_party
from candidates.services.names import VoteLine
from candidates.services.notice import NoticeWords, decide_objection, take_in_objection
from candidates.services.party_list import Named
from candidates.services.review import review_candidacy
from elections.refusals import StepNotReady
from elections.rulebook import load_rulebook
from tests.candidates.conftest import people
from tests.candidates.party import COUNTY, TOWNSHIP, Path
from tests.candidates.party_fixtures import a, changed, officers
from tests.cast import VILLAGE, at
from villages.models import Resident

__all__ = ["a", "officers", "people"]
NOW = at(2020, 12, 28)


@pytest.fixture
def seventh(people: list[Resident]) -> list[Named]:
    """Recommended enough, and not on the first list."""
    return [Named("party_member", people[6].name, people[6].pk)]


@pytest.fixture
def noticed(a: Path, people: list[Resident], township: User) -> Path:
    """Six are posted; an objection to the last of them is upheld."""
    lines = [VoteLine(post, person.name, 60, person.pk) for post, person in a.pairs()]
    a.meet(at(2020, 12, 18), lines=[*lines, VoteLine("party_member", people[6].name, 55, people[6].pk)])
    a.first_list("organisation_list", at(2020, 12, 19))
    a.decide("township_recommendation", at(2020, 12, 22))
    a.choose(at(2020, 12, 24))
    a.review(at(2020, 12, 26), TOWNSHIP, COUNTY)
    a.decide("inspection_list", at(2020, 12, 26))
    a.inspect("secretary_inspection", at(2020, 12, 26, 12))
    a.inspect("member_inspection", at(2020, 12, 26, 13))
    a.stage("secretary_approval", at(2020, 12, 26, 15))
    a.decide("prospective_list", at(2020, 12, 26, 16))
    notice = a.post("candidate_notice", at(2020, 12, 27))
    about = NoticeWords(notice.people.last().pk, "张三", "有经济纠纷")
    objection = take_in_objection(by=township, notice=notice, words=about, key=uuid4(), now=NOW)
    decide_objection(
        by=township, objection=objection, decision=NoticeDecision.UPHELD, verified="走访核实", reason="属实",
        now=NOW,
    )  # fmt: skip
    return a


def reviewed(a: Path, person: Candidacy, now: datetime) -> None:
    for level, officer in (
        (ReviewLevel.TOWNSHIP, "township_office"),
        (ReviewLevel.COUNTY, "county_reviewer"),
    ):
        by = a.officers[officer]
        if level == ReviewLevel.COUNTY:
            a.relax(by, [person], now)
        review_candidacy(
            by=by,
            candidacy=person,
            level=level,
            verdict=Verdict.PASS,
            reason="已核实",
            on_paper="各部门书面复函存档" if level == ReviewLevel.COUNTY else "",
            now=now,
        )


def test_by_default_the_list_goes_on_shorter(noticed: Path, seventh: list[Named]) -> None:
    with pytest.raises(StageDone):
        noticed.decide("organisation_list", NOW, seventh)
    noticed.stage("request", at(2021, 1, 4))
    assert len(standing_party(noticed.election)) == 5


def test_where_the_place_is_filled_the_new_one_goes_the_whole_way(
    noticed: Path, seventh: list[Named], people: list[Resident]
) -> None:
    a = noticed
    changed(a, review__objected_filled=True)
    a.decide("organisation_list", NOW, seventh)
    new = a.election.candidacies.get(resident=people[6])
    with pytest.raises(StepNotReady):
        a.post("candidate_notice", NOW)
    a.decide("township_recommendation", NOW, seventh)
    reviewed(a, new, NOW)
    with pytest.raises(StageNotReady) as refused:
        a.inspect("member_inspection", NOW)
    assert refused.value.data["missing"] == ["inspection_list"]
    assert "inspection_list" in {s.stage.key for s in path_of(a.election, NOW).stages if s.done_at is None}
    a.decide("inspection_list", NOW)
    a.inspect("member_inspection", NOW)
    with pytest.raises(StageNotReady) as refused:
        a.post("candidate_notice", NOW)
    assert refused.value.data["missing"] == ["prospective_list"]
    a.decide("prospective_list", NOW)
    notice: Notice = a.post("candidate_notice", NOW)
    assert [each.candidacy_id for each in notice.people.all()] == [new.pk]
    made = a.stage("request", at(2021, 1, 4))
    assert len(made.names) == 6
    assert {person.state for person in standing_party(a.election)} == {"prospective"}
    with pytest.raises(StageDone):
        a.decide("organisation_list", at(2021, 1, 4), seventh)


def test_filled_or_not_nobody_is_added_without_an_upheld_objection(
    a: Path, noticed: Path, seventh: list[Named]
) -> None:
    changed(a, review__objected_filled=True)
    Candidacy.objects.filter(election=a.election, state="left_out").update(state="prospective")
    with pytest.raises(StageDone):
        a.decide("organisation_list", NOW, seventh)


def test_the_reading_in_force_stands_on_the_page_of_the_notice(
    noticed: Path, clerk: User, client_of: Callable[[User], Client]
) -> None:
    page = reverse("candidates:party_stage", args=[VILLAGE, "candidate_notice"])
    assert client_of(clerk).get(page).context["reading"].clause == "A-REV-06"
    assert "名单相应减少" in str(reading_of(noticed.election.cycle.rules).text)
    changed(noticed, review__objected_filled=True)
    assert "程序相同" in str(reading_of(noticed.election.cycle.rules).text)
    assert reading_of(load_rulebook("district-town-2020")) is None
