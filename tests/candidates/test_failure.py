"""C-REV-07 (AMB-49): whoever fails the joint review leaves a place on which a decision is recorded."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.enums import FailureWay
from candidates.models import Candidacy, FailureDecision, Nomination, NominationVote, Review
from candidates.queries.failure import failures_undecided
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import waiting_for_list
from candidates.services.failure import decide_failure
from candidates.services.list_checks import list_faults
from elections.models import Election, LedgerEntry
from tests.candidates.city import city, stands
from tests.cast import VILLAGE, at
from tests.programs import Program, problem
from villages.models import Resident

__all__ = ["city"]
NOW = at(2021, 3, 9)


@pytest.fixture
def failed(city: Election, people: list[Resident], township: User) -> Candidacy:
    """Five stand for the three seats of a member, and the one with the fewest votes fails the joint review."""
    stands(city, township, people[:2], "chair", 20, 10)
    stands(city, township, people[2:7], "member", 9, 8, 7, 6, 5)
    person = city.candidacies.filter(post="member").order_by("votes").first()
    assert person is not None
    return fails(person, township)


def fails(person: Candidacy, by: User) -> Candidacy:
    Review.objects.create(
        candidacy=person, level="county", verdict="reject", reason="公安机关答复：有犯罪记录", reviewed_by=by,
        office="联审组", reviewed_at=at(2021, 3, 8, 12),
    )  # fmt: skip
    Candidacy.objects.filter(pk=person.pk).update(state="rejected")
    return Candidacy.objects.get(pk=person.pk)


def decide(by: User, person: Candidacy, way: FailureWay = FailureWay.SHORTER, **more: Any) -> FailureDecision:
    given = {
        "reason": "选举委员会会议研究",
        "decided_on": NOW.date(),
        "document": "白党发〔2021〕3号",
        **more,
    }
    return decide_failure(by=by, candidacy=person, way=way, now=NOW, **given)


def list_codes(election: Election) -> list[str]:
    election = Election.objects.select_related("cycle__township", "village").get(pk=election.pk)
    people = list(waiting_for_list(election))
    return [fault.code for fault in list_faults(election, list(seats_of(election)), people, "", NOW)]


def codes(refused: Any) -> list[str]:
    return [fault.code for fault in refused.value.refusals]


def test_no_list_is_fixed_before_it_is_decided(failed: Candidacy, township: User) -> None:
    assert [person.pk for person in failures_undecided(failed.election)] == [failed.pk]
    assert "failure_undecided" in list_codes(failed.election)
    made = decide(township, failed)
    assert (made.way, made.document, made.office) == ("shorter", "白党发〔2021〕3号", "镇换届办")
    assert "failure_undecided" not in list_codes(failed.election)
    entry = LedgerEntry.objects.get(act="candidate.failure_decided")
    assert (entry.subject, entry.data["way"], entry.data["post"]) == (failed.name, "shorter", "member")


def test_the_page_of_the_list_tells_before_it_is_sent_that_the_decision_is_missing(
    failed: Candidacy, township: User, clerk: User, client_of: Callable[[User], Client]
) -> None:
    failed.election.cycle.clock = NOW
    failed.election.cycle.save()
    page, desk = reverse("candidates:publish", args=[VILLAGE]), client_of(clerk)
    told = desk.get(page).content.decode()
    assert "这份名单还不能公布" in told and "C-REV-07" in told and failed.name in told
    decide(township, failed)
    assert "C-REV-07" not in desk.get(page).content.decode()


def test_it_is_decided_once_and_only_of_whoever_failed(failed: Candidacy, township: User) -> None:
    decide(township, failed)
    stands_still = failed.election.candidacies.filter(state="county_passed").first()
    for person in (failed, stands_still):
        with pytest.raises(refusals.FailureNotOpen):
            decide(township, person)


def test_the_list_is_shorter_only_while_the_differential_is_met(failed: Candidacy, township: User) -> None:
    others = list(failed.election.candidacies.filter(post="member", state="county_passed").order_by("votes"))
    second = fails(others[0], township)
    third = fails(others[1], township)
    assert failed.election.candidacies.filter(post="member", state="county_passed").count() == 2
    with pytest.raises(Refusals) as refused:
        decide(township, second)
    assert codes(refused) == ["failure_way_closed"]
    assert refused.value.refusals[0].data["have"] == 2 and refused.value.refusals[0].clause == "C-REV-07"
    assert decide(township, third, FailureWay.ANEW).way == "anew"


def test_the_next_by_votes_is_there(failed: Candidacy, township: User, people: list[Resident]) -> None:
    with pytest.raises(Refusals) as refused:
        decide(township, failed, FailureWay.NEXT)
    assert codes(refused) == ["failure_way_closed"]
    nomination = Nomination.objects.create(
        election=failed.election, held_on=date(2021, 3, 1), registered=90, issued=80, returned=80,
        recorded_at=at(2021, 3, 1),
    )  # fmt: skip
    for number, person in enumerate((failed.resident, people[8])):
        NominationVote.objects.create(
            nomination=nomination,
            post="member",
            name=person.name,
            sex=person.sex,
            resident=person,
            votes=5 - number,
        )
    fails(
        failed.election.candidacies.filter(post="member", state="county_passed").order_by("votes").first(),
        township,
    )
    assert decide(township, failed, FailureWay.NEXT).way == "next"


def test_what_is_refused(failed: Candidacy, township: User, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        decide(township, failed, reason=" ", decided_on=date(2021, 3, 10))
    assert sorted(codes(refused)) == ["date_in_the_future", "reason_needed"]
    with pytest.raises(NotThere):
        decide(clerk, failed)
    User.objects.filter(pk=township.pk).update(name=failed.name)
    with pytest.raises(refusals.OwnCandidacy):
        decide(User.objects.get(pk=township.pk), failed)
    assert not FailureDecision.objects.exists()


def test_a_plan_that_asks_nothing_waits_for_nothing(reviewed: Election, township: User) -> None:
    """Plans A and B."""
    person = reviewed.candidacies.filter(post="member").first()
    assert person is not None
    assert failures_undecided(fails(person, township).election) == []


def test_page_and_program_decide(
    failed: Candidacy, township: User, client_of: Callable[[User], Client]
) -> None:
    failed.election.cycle.clock = NOW
    failed.election.cycle.save()
    other = failed.election.candidacies.filter(post="member", state="county_passed").order_by("votes").first()
    assert other is not None
    browser, page = client_of(township), reverse("candidates:failure", args=[VILLAGE, failed.pk])
    board = reverse("candidates:candidates", args=[VILLAGE])
    assert page in browser.get(board).content.decode()
    asked = browser.get(page).content.decode()
    assert "没有可按得票递补的人选" in asked and "委员：现有4名，名单至少须4名" in asked
    sent = {"way": "shorter", "reason": "仍符合差额", "decided_on": NOW.date().isoformat()}
    assert browser.post(page, sent | {"reason": ""}).status_code == 409
    assert browser.post(page, sent).status_code == 302
    assert browser.get(page).status_code == 404
    told = browser.get(board).content.decode()
    assert page not in told and "缩减名单" in told and "仍符合差额" in told
    fails(other, township)
    program, path = Program(township), f"villages/{VILLAGE}/candidates/{other.pk}/failure/"
    answer = program.post(path, sent | {"way": "anew"})
    assert answer.status_code == 201 and answer.json()["way"] == "anew"
    assert problem(program.post(path, sent))["code"] == "failure_not_open"
