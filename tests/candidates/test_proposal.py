from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.eligibility import StatementKind
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy, Nomination, NominationVote, Proposal
from candidates.queries.nomination import next_in_line
from candidates.services.cancellation import Cancelling, cancel_candidacy
from candidates.services.proposal import Reply, answer_return, propose_candidates
from candidates.services.standing import move_up
from candidates.services.statement import StatementDraft, record_statement
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed, StepNotReady
from tests.candidates.conftest import NOMINATED, PROPOSED, REVIEWED, accepting, verdict
from tests.cast import at, under_changed_rules
from voting.enums import InvalidGround

Proposer = Callable[..., Proposal]


@pytest.fixture
def propose(nomination: Nomination, clerk: User) -> Proposer:
    """Proposes everyone, but for what a test says."""

    def make(**different: Any) -> Proposal:
        right = {
            "by": clerk,
            "election": nomination.election,
            "held_on": date(2020, 12, 26),
            "note": "同意上报",
            "replies": accepting(nomination.election),
            "now": PROPOSED,
        }
        return propose_candidates(**right | different)

    return make


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_those_who_accept_wait_for_the_township(propose: Proposer) -> None:
    proposal = propose()
    assert set(proposal.candidacies.values_list("state", flat=True)) == {"proposed"}
    assert proposal.candidacies.first().accepted_on == date(2020, 12, 26)


def test_those_who_decline_stand_no_longer(propose: Proposer, nomination: Nomination) -> None:
    replies = accepting(nomination.election)
    replies[0] = Reply(replies[0].candidacy_id, declined_why="外出务工")
    propose(replies=replies)
    gone = Candidacy.objects.get(pk=replies[0].candidacy_id)
    assert (gone.state, gone.declined_why) == (CandidacyState.DECLINED, "外出务工")


def test_proposing_is_one_act_with_every_reply(propose: Proposer) -> None:
    propose()
    entry = LedgerEntry.objects.get(act=Act.CANDIDATES_PROPOSED)
    assert {person["accepted_on"] for person in entry.data["people"]} == {"2020-12-26"}


def test_every_nominee_is_asked(propose: Proposer, nomination: Nomination) -> None:
    missing, *replies = accepting(nomination.election)
    with pytest.raises(Refusals) as refused:
        propose(replies=replies)
    assert codes(refused) == ["acceptance_missing"]
    assert refused.value.refusals[0].field == f"reply-{missing.candidacy_id}"


def test_nobody_both_accepts_and_declines(propose: Proposer, nomination: Nomination) -> None:
    first, *replies = accepting(nomination.election)
    with pytest.raises(Refusals) as refused:
        propose(replies=[replace(first, declined_why="又不愿意"), *replies])
    assert codes(refused) == ["acceptance_missing"]


def test_the_meeting_lies_between_the_nomination_and_today_and_says_something(propose: Proposer) -> None:
    with pytest.raises(Refusals) as refused:
        propose(held_on=date(2020, 12, 28), note=" ")
    assert codes(refused) == ["date_in_the_future", "reason_needed"]
    with pytest.raises(Refusals) as refused:
        propose(held_on=date(2020, 12, 22))
    assert codes(refused) == ["before_nomination"]


def test_there_must_be_somebody_to_propose(propose: Proposer) -> None:
    propose()
    with pytest.raises(refusals.NothingToPropose):
        propose()


def test_without_a_nomination_the_step_is_not_ready(seats: Election, clerk: User) -> None:
    with pytest.raises(StepNotReady):
        propose_candidates(
            by=clerk, election=seats, held_on=date(2020, 12, 26), note="同意", replies=[], now=PROPOSED
        )


def test_after_the_last_day_of_the_formal_list_it_is_closed(propose: Proposer) -> None:
    with pytest.raises(StepClosed):
        propose(now=at(2021, 1, 14))


def test_the_clerk_of_another_village_finds_nothing(propose: Proposer, other_clerk: User) -> None:
    with pytest.raises(NotThere):
        propose(by=other_clerk)


def test_a_returned_person_is_handed_in_again_with_an_answer(
    candidacy: Candidacy, clerk: User, township: User
) -> None:
    verdict(township, candidacy, said=Verdict.RETURN, reason="学历证明未附")
    with pytest.raises(refusals.ReasonNeeded):
        answer_return(by=clerk, candidacy=candidacy, text=" ", now=REVIEWED)
    answer_return(by=clerk, candidacy=candidacy, text="已补交毕业证复印件", now=REVIEWED)
    candidacy.refresh_from_db()
    assert candidacy.state == CandidacyState.PROPOSED
    assert (
        LedgerEntry.objects.filter(act=Act.CANDIDATES_PROPOSED).last().data["answer"] == "已补交毕业证复印件"
    )


def test_only_what_was_returned_is_answered(candidacy: Candidacy, clerk: User, other_clerk: User) -> None:
    with pytest.raises(refusals.CandidacyMovedOn):
        answer_return(by=clerk, candidacy=candidacy, text="补正", now=REVIEWED)
    with pytest.raises(NotThere):
        answer_return(by=other_clerk, candidacy=candidacy, text="补正", now=REVIEWED)


def test_nobody_comes_next_while_the_places_are_taken(proposed: Election) -> None:
    assert next_in_line(proposed) == {}


def rejected(election: Election, township: User, post: str) -> Candidacy:
    person = election.candidacies.filter(post=post).first()
    return verdict(township, person, ReviewLevel.TOWNSHIP, Verdict.REJECT, "不符合条件")


def test_the_next_by_votes_moves_up_into_a_free_place(
    proposed: Election, township: User, clerk: User
) -> None:
    rejected(proposed, township, "member")
    [vote] = next_in_line(proposed)["member"]
    assert vote.votes == 16
    made = move_up(by=clerk, election=proposed, vote=vote, reason="", now=REVIEWED)
    assert (made.state, made.votes) == (CandidacyState.NOMINATED, 16)
    assert next_in_line(proposed) == {}


def test_nobody_is_passed_over(proposed: Election, township: User, clerk: User) -> None:
    rejected(proposed, township, "member")
    last = NominationVote.objects.get(post="member", votes=10)
    with pytest.raises(refusals.NotNextInLine):
        move_up(by=clerk, election=proposed, vote=last, reason="更合适", now=REVIEWED)


def test_between_two_who_are_level_a_reason_decides(proposed: Election, township: User, clerk: User) -> None:
    NominationVote.objects.filter(post="member", votes=10).update(votes=16)
    rejected(proposed, township, "member")
    _first, second = next_in_line(proposed)["member"]
    with pytest.raises(refusals.ReasonNeeded):
        move_up(by=clerk, election=proposed, vote=second, reason="", now=REVIEWED)
    assert move_up(by=clerk, election=proposed, vote=second, reason="抽签", now=REVIEWED).name == second.name


class TestNamedAgainstTheNegativeList:
    """C-NEG-01: whom the list fits is not nominated; voters nominate freely, the proposal is where an office names."""

    def barred(self, nomination: Nomination, cycle: Cycle, township: User, names: str) -> Candidacy:
        rule = {"value": names, "clause": "C-NEG-01"}
        under_changed_rules(cycle, lambda data: data["qualification"].update(negative_list_from=rule))
        person = nomination.election.candidacies.filter(post="member").first()
        assert person is not None
        bar = cycle.rules.qualification.negative_list[0]
        draft = StatementDraft(
            kind=StatementKind.NEGATIVE,
            item=bar.key,
            holds=True,
            office="镇纪委",
            stated_on=date(2020, 12, 24),
        )
        record_statement(by=township, candidacy=person, draft=draft, now=NOMINATED)
        return Candidacy.objects.get(pk=person.pk)

    def proposed(self, person: Candidacy, clerk: User) -> None:
        election = Election.objects.get(pk=person.election_id)
        propose_candidates(
            by=clerk, election=election, held_on=date(2020, 12, 26), note="同意上报", replies=accepting(election),
            now=PROPOSED,
        )  # fmt: skip

    def test_the_proposal_names_nobody_whom_it_bars_until_the_candidacy_is_cancelled(
        self, nomination: Nomination, cycle: Cycle, clerk: User, township: User
    ) -> None:
        person = self.barred(nomination, cycle, township, "nominees")
        with pytest.raises(Refusals) as refused:
            self.proposed(person, clerk)
        (fault,) = refused.value.refusals
        assert (fault.code, fault.field) == ("finding_fails", f"reply-{person.pk}")
        assert fault.clause == cycle.rules.qualification.negative_list[0].clause
        draft = Cancelling(
            PROPOSED.date(), InvalidGround.BARRED, "经核实属负面清单情形", "镇纪委函", "白党发〔2020〕9号"
        )
        cancel_candidacy(by=township, candidacy=person, draft=draft, now=PROPOSED)
        self.proposed(person, clerk)
        person.refresh_from_db()
        assert person.state == "cancelled" and person.election.candidacies.filter(state="proposed").exists()

    def test_where_the_list_bars_from_candidacy_the_reviews_refuse(
        self, nomination: Nomination, cycle: Cycle, clerk: User, township: User
    ) -> None:
        """A-NEG-01."""
        person = self.barred(nomination, cycle, township, "candidates")
        self.proposed(person, clerk)
        person.refresh_from_db()
        assert person.state == "proposed"
