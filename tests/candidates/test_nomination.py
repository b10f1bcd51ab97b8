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
from candidates.services.nomination_checks import GroupPapers
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import StepClosed, StepNotReady
from tests.candidates.conftest import NOMINATED, turnout
from tests.cast import at, under_changed_rules
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


def test_valid_and_invalid_papers_are_all_that_came_back(enter: Recorder, seats: Election) -> None:
    back = turnout(seats)
    for valid, invalid in ((back, 1), (back, None), (None, 0)):
        with pytest.raises(Refusals) as refused:
            enter(valid=valid, invalid=invalid)
        assert [(each.code, each.field) for each in refused.value.refusals] == [
            ("papers_do_not_add_up", "invalid")
        ]
    made = enter(valid=back - 3, invalid=3)
    assert (made.valid, made.invalid) == (back - 3, 3)
    entry = LedgerEntry.objects.get(act=Act.NOMINATION_RECORDED)
    assert (entry.data["valid"], entry.data["invalid"]) == (back - 3, 3)


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


def registered_as(election: Election, groups: dict[int, int]) -> None:
    """The roll with so many voters in each group."""
    roll = election.rolls.get()
    roll.entries.all().delete()
    RollEntry.objects.bulk_create(
        RollEntry(
            roll=roll, village_id=election.village_id, number=number, group=group, name="王桂英", pinyin="wang gui ying",
            sex="F", birth_date=date(1970, 1, 1), category="V1", id_sealed=b"x", id_index=number.to_bytes(16, "big"),
            id_last4="0000",
        )
        for number, group in enumerate((g for g, many in groups.items() for _ in range(many)), start=1001)
    )  # fmt: skip


def test_sc_71_more_than_half_of_the_registered_must_take_part(enter: Recorder, seats: Election) -> None:
    registered_as(seats, {1: 700, 2: 400, 3: 100})
    with pytest.raises(Refusals) as refused:
        enter(issued=700, returned=600)
    assert codes(refused) == ["too_few_took_part"]
    assert refused.value.refusals[0].clause == "A-NOM-09"
    assert enter(issued=700, returned=601).registered == 1200


class TestByGroups:
    """The groups nominate apart (A-NOM-08); whether each or the whole must pass is AMB-39."""

    @pytest.fixture
    def groups(self, seats: Election) -> list[GroupPapers]:
        registered_as(seats, {1: 700, 2: 400, 3: 100})
        return [GroupPapers(1, 360, 351), GroupPapers(2, 201, 201), GroupPapers(3, 60, 50)]

    def test_sc_71_overall_the_whole_village_is_counted(
        self, enter: Recorder, groups: list[GroupPapers]
    ) -> None:
        with pytest.raises(Refusals) as refused:
            enter(groups=[replace(groups[0], returned=349), *groups[1:]])
        assert [(r.code, r.clause, r.field) for r in refused.value.refusals] == [
            ("too_few_took_part", "A-NOM-09", "returned")
        ]
        made = enter(groups=groups)
        assert (made.registered, made.issued, made.returned) == (1200, 621, 602)
        assert list(made.groups.values_list("number", "registered", "issued", "returned")) == [
            (1, 700, 360, 351), (2, 400, 201, 201), (3, 100, 60, 50),
        ]  # fmt: skip

    def test_sc_71_per_group_a_group_of_100_with_50_fails(
        self, enter: Recorder, groups: list[GroupPapers], seats: Election
    ) -> None:
        per_group(seats)
        with pytest.raises(Refusals) as refused:
            enter(groups=groups)
        fault = refused.value.refusals[0]
        assert codes(refused) == ["too_few_took_part"]
        assert (fault.clause, fault.field, fault.data["group"], fault.data["need"]) == (
            "A-NOM-09", "returned-of-3", 3, 51,
        )  # fmt: skip
        assert enter(groups=[*groups[:2], replace(groups[2], returned=51)]).returned == 603

    def test_in_one_meeting_the_whole_is_counted_under_either_reading(
        self, enter: Recorder, groups: list[GroupPapers], seats: Election
    ) -> None:
        per_group(seats)
        with pytest.raises(Refusals) as refused:
            enter(issued=700, returned=600)
        assert [r.field for r in refused.value.refusals] == ["returned"]
        assert not enter(issued=700, returned=601).groups.exists()

    def test_every_group_with_voters_stands_once(self, enter: Recorder, groups: list[GroupPapers]) -> None:
        with pytest.raises(Refusals) as refused:
            enter(groups=[*groups[:2], groups[0], GroupPapers(9, 0, 0)])
        assert {(r.code, r.data["group"]) for r in refused.value.refusals} == {
            ("group_entered_twice", 1), ("group_not_on_roll", 9), ("group_left_out", 3),
        }  # fmt: skip
        assert {r.clause for r in refused.value.refusals} == {"A-NOM-08"}

    def test_the_papers_of_each_group_balance(self, enter: Recorder, groups: list[GroupPapers]) -> None:
        with pytest.raises(Refusals) as refused:
            enter(groups=[*groups[:2], GroupPapers(3, 101, 102)])
        assert [(r.code, r.field) for r in refused.value.refusals] == [
            ("issued_over_registered", "issued-of-3"), ("returned_over_issued", "returned-of-3"),
        ]  # fmt: skip

    def test_the_act_tells_every_group(self, enter: Recorder, groups: list[GroupPapers]) -> None:
        enter(groups=groups)
        entry = LedgerEntry.objects.get(act=Act.NOMINATION_RECORDED)
        assert entry.data["groups"][2] == {"group": 3, "issued": 60, "returned": 50}


def per_group(election: Election) -> None:
    """Reading 2 of AMB-39 in force."""
    under_changed_rules(
        election.cycle,
        lambda data: data["nomination"]["participation_base"].update(value="per_group", reading=2),
    )


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
