from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy
from candidates.queries.candidacy import formal_candidates
from candidates.services.publication import publish_candidates
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed, StepNotReady
from tests.candidates.conftest import LATEST, REVIEWED, verdict
from tests.candidates.passed import inspected
from tests.cast import ELECTION_DAY, VILLAGE, at, under_changed_rules
from villages.names.strokes import name_key, surname_key
from voting.models import Choice, Contest, Roll


def publish(clerk: User, election: Election, now: datetime = LATEST, approval: str = "") -> list[Candidacy]:
    return publish_candidates(by=clerk, election=election, now=now, approval=approval)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def rules_with(cycle: Cycle, section: str, key: str, **changed: object) -> None:
    """The cycle's rulebook with one value changed."""

    def change(data: dict[str, Any]) -> None:
        data[section].setdefault(key, {"clause": "A-TEST-01"}).update(changed)

    under_changed_rules(cycle, change)


def test_whoever_passed_both_reviews_stands_on_the_list_by_votes(reviewed: Election, clerk: User) -> None:
    listed = publish(clerk, reviewed)
    assert {person.state for person in listed} == {CandidacyState.FORMAL}
    assert [(p.post, p.place, p.votes) for p in formal_candidates(reviewed)] == [
        ("chair", 1, 30),
        ("chair", 2, 20),
        ("deputy", 1, 25),
        ("deputy", 2, 15),
        ("member", 1, 35),
        ("member", 2, 30),
        ("member", 3, 25),
        ("member", 4, 20),
    ]


def test_a_rulebook_may_order_it_by_strokes(reviewed: Election, clerk: User, cycle: Cycle) -> None:
    rules_with(cycle, "review", "formal_candidate_order", value="surname_strokes")
    publish(clerk, reviewed)
    members = [person.name for person in formal_candidates(reviewed).filter(post="member")]
    assert members == sorted(members, key=surname_key)


def test_a_rulebook_may_order_it_by_the_strokes_of_the_whole_name_and_a_character_without_strokes_is_told(
    reviewed: Election, clerk: User, cycle: Cycle, client: Client
) -> None:
    """surname-strokes.md, 3 and 4: 姓名笔画 is an option; a name that nobody can place is flagged."""
    rules_with(cycle, "review", "formal_candidate_order", value="name_strokes")
    odd = reviewed.candidacies.filter(post="member").first()
    odd.name = "王\U00033333"
    odd.save(update_fields=["name"])
    client.force_login(clerk, backend="accounts.backends.OfficerBackend")
    shown = client.get(reverse("candidates:publish", args=[reviewed.village_id])).content.decode()
    assert "按姓名笔画排列" in shown and "笔画未收录" in shown
    publish(clerk, reviewed)
    members = [person.name for person in formal_candidates(reviewed).filter(post="member")]
    assert members == sorted(members, key=name_key)


def test_publishing_prepares_the_vote(reviewed: Election, clerk: User) -> None:
    publish(clerk, reviewed)
    contest = Contest.objects.get(election=reviewed)
    assert (contest.day, contest.round, contest.electors) == (
        ELECTION_DAY,
        "first",
        Roll.objects.get(election=reviewed).entries.count(),
    )
    assert [(p.post, p.rank, p.seats, p.lines.count()) for p in contest.positions.all()] == [
        ("chair", 1, 1, 2),
        ("deputy", 2, 1, 2),
        ("member", 3, 3, 4),
    ]
    chair = contest.positions.get(post="chair")
    formal = list(formal_candidates(reviewed).filter(post="chair"))
    assert [line.choice.key for line in chair.lines.all()] == [f"c{person.pk}" for person in formal]


def test_a_person_on_two_lists_is_one_choice(reviewed: Election, clerk: User) -> None:
    chair, second = reviewed.candidacies.filter(post="chair").order_by("-votes")
    reviewed.candidacies.filter(post="deputy", votes=15).update(resident=chair.resident, name=chair.name)
    publish(clerk, reviewed)
    assert Choice.objects.filter(name=chair.name).count() == 1
    assert Choice.objects.get(name=chair.name).lines.count() == 2
    assert Choice.objects.get(name=second.name).lines.count() == 1


def test_both_are_acts_in_one_transaction(reviewed: Election, clerk: User) -> None:
    publish(clerk, reviewed)
    acts = list(LedgerEntry.objects.order_by("seq").values_list("act", flat=True))[-2:]
    assert acts == [Act.CANDIDATES_PUBLISHED, Act.CONTEST_PREPARED]


def test_sc_09_it_is_posted_seven_days_before_election_day_at_the_latest(
    reviewed: Election, clerk: User
) -> None:
    reviewed.election_day = date(2021, 1, 19)
    reviewed.save()
    with pytest.raises(StepClosed) as refused:
        publish(clerk, reviewed, at(2021, 1, 13, 9))
    assert refused.value.clause == "A-REV-11"
    reviewed.election_day = date(2021, 1, 20)
    reviewed.save()
    assert publish(clerk, reviewed, at(2021, 1, 13, 23, 59))


def test_it_is_posted_once(reviewed: Election, clerk: User) -> None:
    publish(clerk, reviewed)
    with pytest.raises(refusals.PublishedAlready):
        publish(clerk, reviewed)


def test_the_clerk_of_another_village_and_the_township_find_nothing(
    reviewed: Election, other_clerk: User, township: User
) -> None:
    for user in (other_clerk, township):
        with pytest.raises(NotThere):
            publish(user, reviewed)


def test_while_one_person_waits_for_the_county_there_is_no_list(
    proposed: Election, clerk: User, township: User, county_reviewer: User
) -> None:
    *others, last = proposed.candidacies.all()
    for person in others:
        verdict(township, person)
        verdict(county_reviewer, person, ReviewLevel.COUNTY)
    verdict(township, last)
    with pytest.raises(StepNotReady) as refused:
        publish(clerk, proposed)
    assert refused.value.data["missing"] == ["county_review"]
    verdict(county_reviewer, last, ReviewLevel.COUNTY)
    inspected([*others, last], township, REVIEWED)
    assert len(publish(clerk, proposed)) == 8


def test_without_a_published_roll_there_is_no_list(reviewed: Election, clerk: User) -> None:
    Roll.objects.update(state="replaced")
    Roll.objects.filter(election=reviewed).delete()
    with pytest.raises(StepNotReady):
        publish(clerk, reviewed)


def test_more_people_stand_than_there_are_seats(
    proposed: Election, clerk: User, township: User, county_reviewer: User
) -> None:
    chair, deputy = (proposed.candidacies.filter(post=post).first() for post in ("chair", "deputy"))
    for person in proposed.candidacies.exclude(pk__in=[chair.pk, deputy.pk]):
        verdict(township, person)
        verdict(county_reviewer, person, ReviewLevel.COUNTY)
        inspected([person], township, REVIEWED)
    for person in (chair, deputy):
        verdict(township, person, said=Verdict.REJECT, reason="不符合条件")
    with pytest.raises(Refusals) as refused:
        publish(clerk, proposed)
    assert codes(refused) == ["too_few_candidates"] * 2
    assert refused.value.refusals[0].data == {"post": "chair", "have": 1, "need": 2}
    assert refused.value.refusals[0].clause == "VCOL-15.1"


def test_sc_36_a_list_without_a_woman_is_refused_until_the_township_party_committee_approves(
    reviewed: Election, clerk: User
) -> None:
    """By the shipped plan A, which names the approver as a proposal: the text is silent on it (AMB-54)."""
    reviewed.candidacies.update(sex="M")
    with pytest.raises(Refusals) as refused:
        publish(clerk, reviewed)
    assert codes(refused) == ["no_woman"]
    assert (refused.value.refusals[0].clause, refused.value.refusals[0].field) == ("A-TGT-04", "approval")
    assert publish(clerk, reviewed, approval="白果发〔2021〕2号")
    assert LedgerEntry.objects.get(act=Act.CANDIDATES_PUBLISHED).data["approval"] == "白果发〔2021〕2号"


def test_sc_36_one_woman_on_the_list_needs_no_approval(reviewed: Election, clerk: User) -> None:
    reviewed.candidacies.update(sex="M")
    reviewed.candidacies.filter(post="member", votes=20).update(sex="F")
    assert publish(clerk, reviewed)


def test_sc_36_where_no_office_may_approve_no_document_helps(
    reviewed: Election, clerk: User, cycle: Cycle
) -> None:
    rules_with(cycle, "structure", "women_min_committee", approver=None)
    reviewed.candidacies.update(sex="M")
    with pytest.raises(Refusals) as refused:
        publish(clerk, reviewed, approval="镇党委同意")
    assert codes(refused) == ["no_woman"]
    assert refused.value.refusals[0].field is None


def test_sc_36_the_page_says_who_approves_and_takes_the_document(
    reviewed: Election, clerk: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = LATEST
    cycle.save()
    reviewed.candidacies.update(sex="M")
    page, desk = reverse("candidates:publish", args=[VILLAGE]), client_of(clerk)
    shown = desk.get(page).content.decode()
    assert "镇党委" in shown and "A-TGT-04" in shown
    assert desk.post(page, {"approval": ""}).status_code == 409
    assert desk.post(page, {"approval": "白果发〔2021〕2号"}).status_code == 302
    assert formal_candidates(reviewed).exists()


def test_the_page_tells_what_stands_against_the_list_before_it_is_sent(
    reviewed: Election, clerk: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = LATEST
    cycle.save()
    page, desk = reverse("candidates:publish", args=[VILLAGE]), client_of(clerk)
    assert "这份名单还不能公布" not in desk.get(page).content.decode()
    reviewed.candidacies.filter(post="chair").exclude(votes=30).update(state=CandidacyState.REJECTED)
    told = desk.get(page).content.decode()
    assert "这份名单还不能公布" in told and "VCOL-15.1" in told
    assert desk.post(page).status_code == 409


def test_refused_nothing_has_moved(reviewed: Election, clerk: User) -> None:
    reviewed.candidacies.update(sex="M")
    with pytest.raises(Refusals):
        publish(clerk, reviewed)
    assert not Contest.objects.exists()
    assert set(reviewed.candidacies.values_list("state", flat=True)) == {CandidacyState.COUNTY_PASSED}
