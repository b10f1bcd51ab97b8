from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.models import Candidacy, ElectionCommittee, Nomination, NominationVote
from candidates.services.names import VoteLine
from candidates.services.nomination import record_nomination
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import StepClosed, StepNotReady
from tests.candidates.conftest import NOMINATED, turnout
from tests.cast import at
from villages.models import Resident, Village
from voting.models import RollEntry

Recorder = Callable[..., Nomination]


@pytest.fixture
def enter(seats: Election, clerk: User, lines: list[VoteLine]) -> Recorder:
    """Records the result as it is right, but for what a test says."""

    def make(**different: Any) -> Nomination:
        right = {
            "by": clerk,
            "election": seats,
            "held_on": date(2020, 12, 23),
            "issued": turnout(seats) + 5,
            "returned": turnout(seats),
            "lines": lines,
            "now": NOMINATED,
        }
        return record_nomination(**right | different)

    return make


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_the_first_of_each_post_become_candidates(nomination: Nomination, lines: list[VoteLine]) -> None:
    taken = Candidacy.objects.filter(election=nomination.election)
    assert {(c.post, c.name) for c in taken} == {
        (line.post, line.name) for line in lines if line.votes not in (3, 5, 16, 10)
    }
    assert set(taken.values_list("state", flat=True)) == {"nominated"}


def test_facts_of_the_register_go_with_the_candidate(nomination: Nomination, people: list[Resident]) -> None:
    candidate = Candidacy.objects.get(resident=people[0])
    assert (candidate.sex, candidate.birth_date, candidate.education) == ("F", people[0].birth_date, "大专")


def test_the_result_is_an_act_with_every_name_and_vote(nomination: Nomination, lines: list[VoteLine]) -> None:
    entry = LedgerEntry.objects.get(act=Act.NOMINATION_RECORDED)
    assert {(row["post"], row["name"], row["votes"]) for row in entry.data["votes"]} == {
        (line.post, line.name, line.votes) for line in lines
    }
    assert [row["taken"] for row in entry.data["votes"]].count(True) == Candidacy.objects.count()


def test_it_is_recorded_once(enter: Recorder) -> None:
    enter()
    with pytest.raises(refusals.NominationRecorded):
        enter()


def test_the_clerk_of_another_village_finds_nothing(enter: Recorder, other_clerk: User) -> None:
    with pytest.raises(NotThere):
        enter(by=other_clerk)


def test_without_seats_nobody_can_be_ranked(enter: Recorder, seats: Election) -> None:
    seats.seat_plan.all().delete()
    with pytest.raises(refusals.SeatsNotPlanned):
        enter()


def test_without_a_voter_there_is_no_majority(enter: Recorder, seats: Election) -> None:
    RollEntry.objects.update(not_registered="迁出")
    with pytest.raises(refusals.RollMissing):
        enter()


def test_steps_before_must_be_done(enter: Recorder, seats: Election) -> None:
    ElectionCommittee.objects.filter(election=seats).delete()
    with pytest.raises(StepNotReady):
        enter()


def test_it_is_late_but_possible_after_the_plans_days_and_closed_with_the_formal_list(
    enter: Recorder,
) -> None:
    with pytest.raises(StepClosed):
        enter(now=at(2021, 1, 14))
    enter(now=at(2021, 1, 13, 23))


def test_sc_71_more_than_half_of_the_registered_must_take_part(
    enter: Recorder, seats: Election, lines: list[VoteLine]
) -> None:
    voters = list(RollEntry.objects.values_list("pk", flat=True))
    if len(voters) % 2:
        RollEntry.objects.filter(pk=voters.pop()).delete()
    small = [replace(line, votes=line.votes // 4 + 1) for line in lines]
    with pytest.raises(Refusals) as refused:
        enter(returned=len(voters) // 2, issued=len(voters), lines=small)
    assert codes(refused) == ["too_few_took_part"]
    assert refused.value.refusals[0].clause == "A-NOM-09"
    assert enter(returned=len(voters) // 2 + 1, issued=len(voters), lines=small).registered == len(voters)


def test_papers_balance(enter: Recorder, seats: Election) -> None:
    voters = RollEntry.objects.count()
    with pytest.raises(Refusals) as refused:
        enter(issued=voters + 1)
    assert codes(refused) == ["issued_over_registered"]
    with pytest.raises(Refusals) as refused:
        enter(issued=turnout(seats), returned=turnout(seats) + 1)
    assert codes(refused) == ["returned_over_issued"]


def test_a_day_still_to_come_is_refused(enter: Recorder) -> None:
    with pytest.raises(Refusals) as refused:
        enter(held_on=date(2020, 12, 25))
    assert codes(refused) == ["date_in_the_future"]


def test_nobody_has_more_votes_than_papers(enter: Recorder, seats: Election, lines: list[VoteLine]) -> None:
    with pytest.raises(Refusals) as refused:
        enter(lines=[replace(lines[0], votes=turnout(seats) + 1), *lines[1:]])
    assert codes(refused) == ["votes_over_returned", "votes_over_seats"]
    assert refused.value.refusals[0].field == "votes-0"


def test_a_post_has_no_more_votes_than_its_seats_allow(
    enter: Recorder, seats: Election, lines: list[VoteLine]
) -> None:
    papers = turnout(seats)
    full = [replace(lines[0], votes=papers - 1), replace(lines[1], votes=1), *lines[3:]]
    with pytest.raises(Refusals) as refused:
        enter(lines=[full[0], replace(full[1], votes=2), *full[2:]])
    assert codes(refused) == ["votes_over_seats"]
    enter(lines=full)


def test_every_planned_post_needs_somebody(enter: Recorder, lines: list[VoteLine]) -> None:
    with pytest.raises(Refusals) as refused:
        enter(lines=[line for line in lines if line.post != "deputy"])
    assert codes(refused) == ["nobody_nominated"]


def test_a_post_without_seats_takes_no_votes(enter: Recorder, lines: list[VoteLine]) -> None:
    with pytest.raises(Refusals) as refused:
        enter(lines=[*lines, replace(lines[0], post="secretary")])
    assert codes(refused) == ["post_not_planned"]


def test_a_name_that_is_not_in_the_register_is_told_by_its_row(
    enter: Recorder, lines: list[VoteLine]
) -> None:
    with pytest.raises(Refusals) as refused:
        enter(lines=[*lines, VoteLine("member", "查无此人", 3)])
    assert codes(refused) == ["not_a_resident"]
    assert refused.value.refusals[0].field == f"name-{len(lines)}"


def test_a_name_typed_with_spaces_or_another_dot_is_the_same_name(
    enter: Recorder, lines: list[VoteLine], people: list[Resident]
) -> None:
    Resident.objects.filter(pk=people[0].pk).update(name="阿依古丽·买买提")
    spaced = f"{lines[1].name[0]} {lines[1].name[1:]}"
    enter(lines=[replace(lines[0], name="阿依古丽•买买提"), replace(lines[1], name=spaced), *lines[2:]])
    assert NominationVote.objects.filter(name="阿依古丽·买买提").exists()


def test_of_two_residents_of_one_name_one_is_chosen(
    enter: Recorder, lines: list[VoteLine], people: list[Resident], village: Village
) -> None:
    namesake = Resident.objects.filter(village=village).exclude(pk__in=[p.pk for p in people]).first()
    Resident.objects.filter(pk=namesake.pk).update(name=lines[0].name)
    with pytest.raises(Refusals) as refused:
        enter()
    assert codes(refused) == ["same_name"]
    assert {option["id"] for option in refused.value.refusals[0].data["options"]} == {
        people[0].pk,
        namesake.pk,
    }
    enter(lines=[replace(lines[0], resident_id=namesake.pk), *lines[1:]])
    assert NominationVote.objects.get(post="chair", votes=30).resident_id == namesake.pk


def test_a_resident_of_another_name_cannot_be_slipped_in(
    enter: Recorder, lines: list[VoteLine], people: list[Resident]
) -> None:
    with pytest.raises(Refusals) as refused:
        enter(lines=[replace(lines[0], resident_id=people[5].pk), *lines[1:]])
    assert codes(refused) == ["not_a_resident"]


def test_a_name_stands_once_under_a_post_but_may_stand_under_two(
    enter: Recorder, lines: list[VoteLine]
) -> None:
    with pytest.raises(Refusals) as refused:
        enter(lines=[*lines, replace(lines[0], votes=1)])
    assert codes(refused) == ["name_twice"]
    enter(lines=[*lines, replace(lines[0], post="member", votes=22)])
    assert Candidacy.objects.filter(name=lines[0].name).count() == 2


def test_equal_votes_at_the_cut_need_a_recorded_decision(
    enter: Recorder, lines: list[VoteLine], people: list[Resident]
) -> None:
    level = [replace(line, votes=20) if line.votes == 3 else line for line in lines]
    with pytest.raises(Refusals) as refused:
        enter(lines=level)
    tie = refused.value.refusals[0]
    assert (tie.code, tie.data["places"], len(tie.data["level"])) == ("tie_undecided", 1, 2)
    chosen = tie.data["level"][1]["id"]
    with pytest.raises(Refusals):
        enter(lines=level, decided={"chair": [chosen]})
    made = enter(lines=level, decided={"chair": [chosen]}, tie_decision="选举委员会抽签决定")
    assert made.tie_decision == "选举委员会抽签决定"
    assert Candidacy.objects.filter(post="chair", resident=chosen).exists()
    assert Candidacy.objects.filter(post="chair").count() == 2


def test_a_decision_cannot_take_somebody_who_is_not_level(
    enter: Recorder, lines: list[VoteLine], people: list[Resident]
) -> None:
    level = [replace(line, votes=20) if line.votes == 3 else line for line in lines]
    with pytest.raises(Refusals):
        enter(lines=level, decided={"chair": [people[3].pk]}, tie_decision="决定")


def test_all_faults_are_told_at_once(enter: Recorder, seats: Election) -> None:
    with pytest.raises(Refusals) as refused:
        enter(held_on=date(2020, 12, 25), issued=0, returned=1, lines=[VoteLine("chair", "无此人", 9)])
    assert set(codes(refused)) == {
        "date_in_the_future",
        "returned_over_issued",
        "too_few_took_part",
        "not_a_resident",
        "votes_over_returned",
        "votes_over_seats",
        "nobody_nominated",
    }
    assert not Nomination.objects.exists()
