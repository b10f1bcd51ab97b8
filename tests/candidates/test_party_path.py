"""The Party's path from end to end under every plan, and what stands against a stage."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from candidates import party_refusals as refusals
from candidates.models import Candidacy, Inspection, SignOff
from candidates.papers.of_forms import CandidatesOf, record_form
from candidates.papers.of_joint_review import public_notice
from candidates.papers.of_party import person_of_paper
from candidates.queries.inspection import opinions_owed
from candidates.queries.party_path import path_of, standing_party, to_inspect
from candidates.refusals import ReasonNeeded, TooFewCandidates
from candidates.services.opinion import add_opinion
from candidates.services.party_list import Named, decide_list
from candidates.services.stage import stage_of
from elections.enums import Act
from elections.models import LedgerEntry
from elections.rulebook import load_rulebook
from tests.candidates.party import (
    COUNTY,
    TOWNSHIP,
    Path,
    to_inspected_a,
    to_inspected_c,
    to_noticed_a,
    to_requested_c,
    to_reviewed_a,
)
from tests.candidates.party_fixtures import a, b, c, codes, officers, under
from tests.cast import VILLAGE, at
from tests.programs import Program, problem
from villages.enums import Body, Duty, Tie
from villages.models import OfficerPerson, PartyMember, Resident
from villages.services.kinship import add_tie
from villages.services.officer import link_officer

__all__ = ["a", "b", "c", "officers", "under"]


def test_the_whole_path_of_plan_a(a: Path) -> None:
    assert a.done(at(2020, 12, 17)) == []
    to_inspected_a(a)
    assert a.done(at(2020, 12, 27)) == [
        "first_recommendation", "second_recommendation", "comparison", "party_review", "inspection",
    ]  # fmt: skip
    a.stage("secretary_approval", at(2020, 12, 26, 15))
    a.decide("prospective_list", at(2020, 12, 26, 16))
    a.post("candidate_notice", at(2020, 12, 27))
    assert "party_notice" not in a.done(at(2021, 1, 1, 23, 59))
    a.stage("request", at(2021, 1, 2))
    a.stage("reply", at(2021, 1, 2, 15))
    assert a.done(at(2021, 1, 3))[-2:] == ["party_notice", "party_request"]
    a.decide("formal_list", at(2021, 1, 6))
    formal = a.formal()
    assert [person.place for person in formal] == [1, 2, 3, 4, 5, 6]
    assert sum(person.post == "secretary" for person in formal) == 1
    assert LedgerEntry.objects.filter(act=Act.PARTY_LIST_DECIDED).count() == 6
    path = path_of(a.election, at(2021, 1, 6))
    assert (path.done, path.current, path.least) == (15, None, 6)


def test_the_whole_path_of_plan_b(b: Path) -> None:
    b.meet(at(2020, 10, 10))
    b.first_list("organisation_list", at(2020, 10, 11))
    with pytest.raises(Refusals) as refused:
        b.inspect("inspection", at(2020, 10, 12), mass_appraisal="")
    assert set(codes(refused)) == {"appraisal_missing"}
    b.inspect("inspection", at(2020, 10, 12))
    b.review(at(2020, 10, 14), TOWNSHIP)
    with pytest.raises(Refusals) as unsigned:
        b.record("secretary_approval", at(2020, 10, 15))
    assert codes(unsigned) == ["signature_missing"] * 2  # two stand for secretary
    assert {each.clause for each in unsigned.value.refusals} == {"B-REV-01"}
    b.stage("secretary_approval", at(2020, 10, 15))
    b.decide("prospective_list", at(2020, 10, 16))
    b.stage("request", at(2020, 10, 16))
    with pytest.raises(refusals.StageNotReady):
        b.decide("formal_list", at(2020, 10, 17))
    b.stage("reply", at(2020, 10, 17))
    b.decide("formal_list", at(2020, 10, 18))
    assert b.done(at(2020, 10, 18)) == [
        "first_recommendation", "inspection", "party_review", "formal_party_candidates",
    ]  # fmt: skip
    assert len(b.formal()) == 6


def test_the_whole_path_of_plan_c(c: Path) -> None:
    to_requested_c(c)
    c.stage("reply", at(2020, 12, 22))
    c.decide("formal_list", at(2021, 1, 20))
    assert c.done(at(2021, 1, 20)) == [
        "first_recommendation", "party_review", "inspection", "party_notice", "secretary_notice", "assembly_request",
    ]  # fmt: skip
    assert len(c.formal()) == 6


# Who may do what, and what each list holds


def test_only_the_county_chooses_the_secretary(a: Path, township: User, clerk: User) -> None:
    a.meet(at(2020, 12, 18))
    a.first_list("organisation_list", at(2020, 12, 19))
    a.decide("township_recommendation", at(2020, 12, 22))
    person = a.people[1]
    for by in (township, clerk):
        with pytest.raises(refusals.NotYourStage) as refused:
            a.decide(
                "county_comparison", at(2020, 12, 24), [Named("secretary", person.name, person.pk)], by=by
            )
        assert refused.value.clause == "A-NOM-06"
    a.choose(at(2020, 12, 24), number=1)
    posts = dict(Candidacy.objects.filter(election=a.election, body="party").values_list("resident", "post"))
    assert (posts[person.pk], posts[a.people[0].pk]) == ("secretary", "party_member")


def test_a_secretary_whom_the_county_did_not_choose_is_refused(a: Path) -> None:
    to_reviewed_a(a)
    other = [
        Named("secretary" if n == 2 else "party_member", r.name, r.pk) for n, (_p, r) in enumerate(a.pairs())
    ]
    with pytest.raises(Refusals) as refused:
        a.decide("inspection_list", at(2020, 12, 26), other)
    assert set(codes(refused)) == {"secretary_not_chosen"}
    assert {each.clause for each in refused.value.refusals} == {"A-NOM-06"}


def test_who_inspects_goes_by_the_post(a: Path, township: User, county_office: User) -> None:
    to_reviewed_a(a)
    a.decide("inspection_list", at(2020, 12, 26))
    with pytest.raises(refusals.NotYourStage):
        a.inspect("secretary_inspection", at(2020, 12, 26), by=township)
    with pytest.raises(refusals.NotYourStage):
        a.inspect("member_inspection", at(2020, 12, 26), by=county_office)


def test_c_the_secretarys_inspection_has_three_ways_and_the_discipline_commission_is_heard(c: Path) -> None:
    c.meet(at(2020, 12, 7))
    c.first_list("organisation_list", at(2020, 12, 8))
    c.review(at(2020, 12, 9), TOWNSHIP, COUNTY)
    with pytest.raises(Refusals) as refused:
        c.inspect("secretary_inspection", at(2020, 12, 10), ways=("democratic_appraisal",))
    assert [(each.code, each.clause) for each in refused.value.refusals] == [("way_missing", "C-REV-03")]
    with pytest.raises(Refusals) as unheard:
        c.inspect("member_inspection", at(2020, 12, 10), discipline_opinion=" ")
    assert set(codes(unheard)) == {"opinion_missing"}


def test_the_meeting_is_guided_by_the_township_and_appraises_in_a(a: Path) -> None:
    with pytest.raises(Refusals) as refused:
        a.meet(at(2020, 12, 18), guides=" ", appraisal="")
    assert codes(refused) == ["guide_missing", "appraisal_missing"]


def test_only_party_members_are_recommended_and_listed(a: Path) -> None:
    outsider = a.people[5]
    outsider.party_member.delete()
    with pytest.raises(Refusals) as refused:
        a.meet(at(2020, 12, 18))
    assert [(each.code, each.field) for each in refused.value.refusals] == [("not_a_party_member", "name-5")]


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        ({"probationary": True}, "may_not_stand_in_the_party"),
        ({"discipline": "probation", "discipline_until": date(2020, 12, 18)}, "may_not_stand_in_the_party"),
        ({"discipline": "expelled"}, "not_a_party_member"),
    ],
)
def test_members_without_the_right_to_stand_are_neither_recommended_nor_listed(
    a: Path, standing: dict[str, Any], code: str
) -> None:
    members = PartyMember.objects.filter(resident=a.people[5])
    members.update(**standing)
    with pytest.raises(Refusals) as refused:
        a.meet(at(2020, 12, 18))
    assert [(each.code, each.field) for each in refused.value.refusals] == [(code, "name-5")]
    members.update(probationary=False, discipline="")
    a.meet(at(2020, 12, 18))
    members.update(
        **standing | ({"discipline_until": date(2020, 12, 19)} if "discipline_until" in standing else {})
    )
    with pytest.raises(Refusals) as refused:
        a.first_list("organisation_list", at(2020, 12, 19))
    assert codes(refused) == [code]


def test_nobody_outside_the_approved_list_and_more_candidates_than_seats(a: Path) -> None:
    to_noticed_a(a, at(2020, 12, 27))
    a.stage("request", at(2021, 1, 2))
    a.stage("reply", at(2021, 1, 2))
    names = [Named(p, r.name, r.pk) for p, r in a.pairs()]
    stranger = Named("party_member", a.people[8].name, a.people[8].pk)
    with pytest.raises(Refusals) as refused:
        a.decide("formal_list", at(2021, 1, 6), [*names, stranger])
    assert codes(refused) == ["not_on_the_list"]
    with pytest.raises(Refusals) as few:
        a.decide("formal_list", at(2021, 1, 6), names[:5])
    assert isinstance(few.value.refusals[0], TooFewCandidates)


def test_a_stage_is_done_once_and_in_its_order(a: Path) -> None:
    with pytest.raises(refusals.StageNotReady) as early:
        a.first_list("organisation_list", at(2020, 12, 18))
    assert early.value.data["missing"] == ["recommendation_meeting"]
    a.meet(at(2020, 12, 18))
    with pytest.raises(refusals.StageDone):
        a.meet(at(2020, 12, 18))
    for other in ("secretary_notice", "candidate_notice"):  # plan A has no such one; a notice is posted
        with pytest.raises(refusals.NoSuchStage):
            a.record(other, at(2020, 12, 19), by=a.officers["village_clerk"])


def test_a_list_says_what_was_decided(a: Path, clerk: User) -> None:
    a.meet(at(2020, 12, 18))
    with pytest.raises(Refusals) as refused:
        decide_list(
            by=clerk, election=a.election, stage="organisation_list", held_on=date(2020, 12, 19), note=" ",
            names=[Named(p, r.name, r.pk) for p, r in a.pairs()], now=at(2020, 12, 19),
        )  # fmt: skip
    assert any(isinstance(each, ReasonNeeded) for each in refused.value.refusals)


@pytest.mark.parametrize("plan", ["county-town-2020", "district-town-2020", "city-town-2020"])
def test_every_plan_leads_to_formal_candidates_by_steps_that_it_has(plan: str) -> None:
    rules = load_rulebook(plan)
    assert rules.party_path[-1].gives == "formal"
    assert all(rules.has_step(stage.step) for stage in rules.party_path)


def test_nobody_inspects_a_near_relative(a: Path, township: User) -> None:
    """By the register, where the officer is known; the others may still be inspected."""
    to_reviewed_a(a)
    a.decide("inspection_list", at(2020, 12, 26))
    stage = stage_of(a.election, "member_inspection", "inspection")
    person = to_inspect(a.election, stage)[0]
    sibling = Resident.objects.exclude(household=person.resident.household_id).first()
    assert sibling is not None
    add_tie(
        by=township,
        first=person.resident,
        tie=Tie.SIBLING,
        second=sibling,
        proof="户口簿",
        now=at(2020, 12, 26),
    )
    link_officer(user=township, resident=sibling)
    with pytest.raises(Refusals) as refused:
        a.inspect("member_inspection", at(2020, 12, 26))
    assert codes(refused) == ["relative_candidacy"]
    link_officer(user=township, resident=person.resident)
    with pytest.raises(Refusals) as own:
        a.inspect("member_inspection", at(2020, 12, 26))
    assert codes(own) == ["own_candidacy"]


def as_relative(officer: User, person: Resident, a: Path, by: User) -> None:
    """The officer is the brother of a person."""
    sibling = a.people[9]
    add_tie(by=by, first=person, tie=Tie.SIBLING, second=sibling, proof="户口簿", now=at(2020, 12, 1))
    link_officer(user=officer, resident=sibling)


def test_nobody_above_decides_a_list_or_chooses_among_the_own_relatives(
    a: Path, township: User, county_office: User
) -> None:
    """A-COM-07: the township's list and the county's comparison; the clerk records what the Party organisation decided."""
    as_relative(a.officers["village_clerk"], a.people[0], a, township)
    a.meet(at(2020, 12, 18))
    a.first_list("organisation_list", at(2020, 12, 19))
    link_officer(user=township, resident=a.people[9])
    with pytest.raises(Refusal) as listed:
        a.decide("township_recommendation", at(2020, 12, 21))
    assert listed.value.code == "relative_candidacy"
    OfficerPerson.objects.filter(user=township).delete()
    a.decide("township_recommendation", at(2020, 12, 21))
    link_officer(user=county_office, resident=a.people[0])
    with pytest.raises(Refusal) as chosen:
        a.choose(at(2020, 12, 24))
    assert chosen.value.code == "own_candidacy"
    OfficerPerson.objects.filter(user=county_office).delete()
    a.choose(at(2020, 12, 24))


def test_nobody_signs_or_approves_the_own_relative(a: Path, township: User, county_office: User) -> None:
    to_inspected_a(a)
    secretary = next(p for p in standing_party(a.election) if p.post == "secretary")
    as_relative(county_office, secretary.resident, a, township)
    with pytest.raises(Refusal) as signed:
        a.sign(at(2020, 12, 26, 15))
    assert signed.value.code == "relative_candidacy"
    assert not SignOff.objects.exists()
    link = OfficerPerson.objects.get(user=county_office)
    link.delete()
    a.sign(at(2020, 12, 26, 15))
    link_officer(user=county_office, resident=link.resident)
    with pytest.raises(Refusal) as approved:
        a.record("secretary_approval", at(2020, 12, 26, 15))
    assert approved.value.code == "relative_candidacy"


class TestCommissioner:
    """The discipline commissioner: named on a list in plan A, in plan C the deputy secretary (A-POST-02, C-ORG-01, C-REV-03)."""

    def named(self, path: Path, place: int, duty: str | None = Duty.DISCIPLINE) -> list[Named]:
        return [
            Named(post, one.name, one.pk, duty if n == place else None)
            for n, (post, one) in enumerate(path.pairs())
        ]

    def duties(self, path: Path) -> set[str]:
        return {person.post for person in standing_party(path.election) if person.duty == Duty.DISCIPLINE}

    def listed_c(self, c: Path) -> None:
        c.meet(at(2020, 12, 7))
        c.first_list("organisation_list", at(2020, 12, 8))
        c.review(at(2020, 12, 9), TOWNSHIP, COUNTY)

    def test_a_list_of_plan_a_names_the_person_and_a_later_one_changes_it(self, a: Path) -> None:
        a.meet(at(2020, 12, 18))
        made = a.decide("organisation_list", at(2020, 12, 19), self.named(a, 3))
        assert [each["name"] for each in made.names if each.get("duty") == "discipline"] == [a.people[3].name]
        a.decide("township_recommendation", at(2020, 12, 20), self.named(a, 0, None))
        assert [p.name for p in standing_party(a.election) if p.duty] == [a.people[3].name]

    def test_in_plan_c_it_is_the_deputy_and_nobody_else(self, c: Path) -> None:
        c.meet(at(2020, 12, 7))
        member = next(n for n, (post, _one) in enumerate(c.pairs()) if post == "party_member")
        with pytest.raises(Refusals) as refused:
            c.decide("organisation_list", at(2020, 12, 8), self.named(c, member))
        assert [(each.code, each.clause) for each in refused.value.refusals] == [
            ("duty_laid_down", "C-ORG-01")
        ]
        c.first_list("organisation_list", at(2020, 12, 8))
        assert self.duties(c) == {"party_deputy"}

    def test_the_opinion_is_asked_of_the_deputy_alone_and_by_the_duty(self, c: Path, township: User) -> None:
        self.listed_c(c)
        with pytest.raises(Refusals) as unheard:
            c.inspect("member_inspection", at(2020, 12, 10), discipline_opinion="")
        deputy = next(p for p in standing_party(c.election) if p.post == "party_deputy")
        assert [(each.code, each.field) for each in unheard.value.refusals] == [
            ("opinion_missing", f"discipline_opinion-{deputy.pk}")
        ]

    def adds_the_opinion(self, c: Path, member: Candidacy, township: User, county_office: User) -> None:
        """The office that inspected adds it, once, and what was recorded before stays."""
        now = at(2020, 12, 17)
        deputy = next(p for p in standing_party(c.election) if p.post == "party_deputy")
        for by, person, opinion, code in (
            (county_office, member, "同意", "not_your_stage"),
            (township, member, " ", "opinion_missing"),
            (township, deputy, "同意", "opinion_there"),
        ):
            with pytest.raises((Refusal, Refusals)) as refused:
                add_opinion(by=by, candidacy=person, opinion=opinion, now=now)
            error = refused.value
            assert (error.refusals[0] if isinstance(error, Refusals) else error).code == code
        assert [person.pk for person in opinions_owed(c.election)] == [member.pk]
        kept = add_opinion(by=township, candidacy=member, opinion="同意", now=now)
        assert kept.discipline_opinion == "同意" and not opinions_owed(c.election)
        assert [row.discipline_opinion for row in kept.history.all()][:1] == ["同意"]
        assert "" not in [kept.discipline_opinion] and kept.history.count() == 2
        entry = LedgerEntry.objects.get(act="party.opinion_added")
        assert (entry.subject, entry.data["opinion"]) == (member.name, "同意")

    def test_the_page_and_a_program_add_the_opinion(
        self, c: Path, township: User, county_office: User, client_of: Callable[[User], Client]
    ) -> None:
        self.listed_c(c)
        c.inspect("secretary_inspection", at(2020, 12, 10))
        c.inspect("member_inspection", at(2020, 12, 10))
        first, second = [p for p in standing_party(c.election) if p.post == "party_member"][:2]
        Inspection.objects.filter(candidacy__in=[first, second]).update(discipline_opinion="")
        c.election.cycle.clock = at(2020, 12, 11)
        c.election.cycle.save()
        client, page = client_of(township), reverse("candidates:opinion", args=[VILLAGE, first.pk])
        assert page in client.get(reverse("candidates:party", args=[VILLAGE])).content.decode()
        assert client.get(page).status_code == 200
        others = client_of(county_office)
        assert page not in others.get(reverse("candidates:party", args=[VILLAGE])).content.decode()
        assert others.get(page).status_code == 404
        assert client.post(page, {"discipline_opinion": "同意提名"}).status_code == 302
        assert client.get(page).status_code == 404
        told = client.get(reverse("candidates:party", args=[VILLAGE])).content.decode()
        assert page not in told and "同意提名" in told
        program, path = Program(township), f"villages/{VILLAGE}/candidates/{second.pk}/opinion/"
        assert program.post(path, {"discipline_opinion": "无意见"}).status_code == 201
        assert problem(program.post(path, {"discipline_opinion": "无意见"}))["code"] == "opinion_there"

    def test_who_was_inspected_without_the_opinion_is_not_listed_as_deputy(
        self, c: Path, township: User, county_office: User
    ) -> None:
        self.listed_c(c)
        c.inspect("secretary_inspection", at(2020, 12, 10))
        c.inspect("member_inspection", at(2020, 12, 10))
        member = next(p for p in standing_party(c.election) if p.post == "party_member")
        deputy = next(p for p in standing_party(c.election) if p.post == "party_deputy")
        Inspection.objects.filter(candidacy=member).update(discipline_opinion="")
        c.post("candidate_notice", at(2020, 12, 11))
        posts = {member.pk: "party_deputy", deputy.pk: "party_member"}
        names = [Named(posts.get(p.pk, p.post), p.name, p.resident_id) for p in standing_party(c.election)]
        with pytest.raises(Refusals) as refused:
            c.decide("prospective_list", at(2020, 12, 18), names)
        assert [(each.code, each.clause) for each in refused.value.refusals] == [
            ("opinion_missing", "C-REV-03")
        ]
        self.adds_the_opinion(c, member, township, county_office)
        c.decide("prospective_list", at(2020, 12, 18), names)
        assert [p.pk for p in standing_party(c.election) if p.duty] == [member.pk]

    def test_the_list_page_names_the_person_and_shows_the_duty(
        self, a: Path, clerk: User, client_of: Callable[[User], Client]
    ) -> None:
        a.meet(at(2020, 12, 18))
        client, address = (
            client_of(clerk),
            reverse("candidates:party_stage", args=[VILLAGE, "organisation_list"]),
        )
        sent = {f"listed-{one.pk}": post for post, one in a.pairs()} | {
            "held_on": "2020-12-18", "note": "会议研究确定", "commissioner": a.people[2].pk,
        }  # fmt: skip
        assert "纪检委员" in client.get(address).content.decode()
        assert client.post(address, sent).status_code == 302
        assert [p.name for p in standing_party(a.election) if p.duty] == [a.people[2].name]
        for page in ("candidates:party", "candidates:team"):
            assert "纪检委员" in client.get(reverse(page, args=[VILLAGE])).content.decode()


def test_the_duty_stands_beside_the_post_on_forms_lists_and_notices(c: Path) -> None:
    """C-ORG-01: the deputy secretary is the discipline commissioner, and the papers say so."""
    c.election.election_day = date(2021, 3, 20)
    c.election.save()
    to_inspected_c(c)
    notice = c.post("candidate_notice", at(2020, 12, 14))
    form = record_form(CandidatesOf(c.election, Body.PARTY), date(2020, 12, 14))
    assert {page.person.post for page in form.pages} == {"书记", "副书记（纪检委员）", "党组织委员"}
    assert {line.post for line in public_notice(notice, date(2020, 12, 14)).people} >= {
        "副书记（纪检委员）",
        "书记",
    }
    deputy = next(p for p in standing_party(c.election) if p.post == "party_deputy")
    assert person_of_paper(deputy).post == "副书记（纪检委员）"
    assert person_of_paper(deputy, "party_member").post == "委员"
