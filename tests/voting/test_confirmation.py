"""Who lets a committee's result stand: the election committee on the spot, then its review; the counting rule behind it."""

from dataclasses import replace
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from documents.refusals import PaperNotReady
from elections.enums import Act, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.rulebook import load_rulebook
from tests.cast import at, under_changed_rules
from tests.voting.ballots import (
    NOTHING,
    announced,
    counted,
    made_final,
    reviewed,
    rule_confirmed,
    sheet,
)
from tests.voting.proxies import codes
from tests.voting.test_invalidity import BOUGHT, WHOLE
from tests.voting.test_result import EVENING, FULL, WRITTEN_IN
from voting.enums import ContestState
from voting.models import Announcement, Contest, CountingConfirmation, Outcome, ResultReview
from voting.papers.of_result import certificates_for, result_notice, result_report
from voting.queries.counting_rules import unconfirmed_in
from voting.queries.result import elected_of, vote_of
from voting.refusals.after import DeclaredAlready, NotConfirmed
from voting.refusals.confirmation import (
    AnnouncedAlready,
    CountingUnconfirmed,
    NoReviewHere,
    NotAnnounced,
    NothingToConfirm,
)
from voting.refusals.polling_day import WordsNeeded
from voting.refusals.result import RoundPending, WriteInReviewNeeded
from voting.services.confirmation import Announced, announce_result, review_result
from voting.services.count import reopen_box
from voting.services.counting_rules import confirm_counting, refuse_unconfirmed_counting
from voting.services.invalidity import declare_invalid

A, B, C = map(load_rulebook, ("county-town-2020", "district-town-2020", "city-town-2020"))
TODAY = EVENING.date()


def as_c(data: dict[str, Any]) -> None:
    """The result as plan C has it confirmed: by the election committee, reviewed by nobody."""
    data["result"].pop("reviewed_by")
    data["result"]["confirmed_by"] = C.result.confirmed_by.model_dump(mode="json", exclude_defaults=True)


@pytest.fixture
def full(open_contest: Contest, clerk: User, teller: User, township: User, cycle: Cycle) -> Contest:
    """A first round that fills every seat; its counting rule is confirmed."""
    rule_confirmed(cycle, township)
    return counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)


def by_plan_c(election: Election) -> Election:
    under_changed_rules(election.cycle, as_c)
    return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)


def papers_refused(election: Election) -> list[str]:
    found = []
    for paper in (result_notice, result_report):
        with pytest.raises(PaperNotReady) as refused:
            paper(election, TODAY)
        found.append(refused.value.clause or "")
    return found


def test_in_a_the_committee_announces_and_the_township_lets_it_stand(
    full: Contest, election: Election, clerk: User, township: User
) -> None:
    """A-VOTE-09, A-RES-01, AMB-44: no result before the first, no certificate before the second."""
    assert A.result.reviewed_by.value == ("township_party_committee",)
    assert papers_refused(election) == ["A-RES-01", "A-RES-01"]
    with pytest.raises(NotAnnounced):
        reviewed(election, township, EVENING)
    announced(election, clerk, EVENING)
    waits = progress_of_one(election, EVENING).steps[Step.RESULT].evidence
    assert (waits.done_at, waits.waiting_for) == (None, "township_office")
    assert result_notice(election, TODAY).reviewed_by == "镇党委"
    assert certificates_for(election) == []
    reviewed(election, township, EVENING)
    assert result_notice(election, TODAY).reviewed_by == ""
    assert len(certificates_for(election)) == 4
    told = LedgerEntry.objects.get(act=Act.RESULT_CONFIRMED).data
    assert (told["reason"], told["decision"]) == ("未发现问题", "白镇党〔2021〕2号")
    told = LedgerEntry.objects.get(act=Act.RESULT_ANNOUNCED).data
    assert (told["chair"], told["final"], len(told["elected"])) == ("王建国", False, 4)


def test_in_c_the_committees_confirmation_is_final(
    full: Contest, election: Election, clerk: User, township: User
) -> None:
    """C-RES-04: the result is valid after the election committee's confirmation; no office reviews it."""
    assert (C.result.confirmed_by.value, C.result.reviewed_by.stated) == ("election_committee", False)
    assert C.step("result").who == ("village_clerk",)
    election = by_plan_c(election)
    assert papers_refused(election) == ["C-RES-04", "C-RES-04"]
    announced(election, clerk, EVENING)
    full.refresh_from_db()
    assert (full.state, full.confirmed_at) == (ContestState.CONFIRMED, EVENING)
    assert len(certificates_for(election)) == 4
    assert result_notice(election, TODAY).reviewed_by == ""
    assert progress_of_one(election, EVENING).steps[Step.RESULT].evidence.done_at == EVENING
    with pytest.raises(NoReviewHere) as refused:
        reviewed(election, township, EVENING)
    assert refused.value.clause == "C-RES-04"


def test_b_elects_no_committee() -> None:
    assert (B.elects_a_committee, B.result.reviewed_by.stated) == (False, False)


def test_who_announces_and_who_reviews(
    full: Contest, election: Election, clerk: User, township: User, teller: User
) -> None:
    for other in (township, teller):
        with pytest.raises(NotThere):
            announced(election, other, EVENING)
    announced(election, clerk, EVENING)
    with pytest.raises(AnnouncedAlready):
        announced(election, clerk, EVENING)
    with pytest.raises(NotThere):
        reviewed(election, clerk, EVENING)


def test_an_announcement_is_signed_and_made_after_voting(
    full: Contest, election: Election, clerk: User, township: User
) -> None:
    given = Announced(chair=" ", scrutineer="成桂英", announced_at=at(2021, 1, 20, 9), place="")
    with pytest.raises(Refusals) as refused:
        announce_result(by=clerk, election=election, announced=given, now=EVENING)
    assert codes(refused) == ["words_needed", "words_needed", "announced_at_wrong_time"]
    late = replace(given, chair="王建国", place="村部", announced_at=at(2021, 1, 20, 18))
    with pytest.raises(Refusals):
        announce_result(by=clerk, election=election, announced=late, now=EVENING)
    assert not Announcement.objects.exists()
    announced(election, clerk, EVENING)
    with pytest.raises(Refusals) as refused:
        review_result(by=township, election=election, reason="", decision=" ", now=EVENING)
    assert codes(refused) == ["words_needed", "words_needed"]
    assert not ResultReview.objects.exists()


def test_the_review_finds_a_person_or_the_whole_invalid(
    full: Contest, election: Election, clerk: User, township: User
) -> None:
    """A-RES-02: from the announcement on; before it there is nothing that could be invalid."""
    with pytest.raises(NotConfirmed):
        declare_invalid(by=township, contest=full, draft=BOUGHT, now=EVENING)
    announced(election, clerk, EVENING)
    declare_invalid(by=township, contest=full, draft=BOUGHT, now=EVENING)
    assert [each.name for each in elected_of(election)] == ["陈立新", "彭建军", "唐小明"]
    with pytest.raises(RoundPending):
        reviewed(election, township, EVENING)
    assert papers_refused(election) == ["A-RES-01", "A-RES-01"]
    with pytest.raises(DeclaredAlready):
        reopen_box(by=clerk, box=full.boxes.first(), reason="复点", now=EVENING)
    declare_invalid(by=township, contest=full, draft=WHOLE, now=EVENING)
    vote = vote_of(election)
    assert elected_of(election) == [] and vote.standing.due.anew
    assert certificates_for(election) == []


def test_a_recount_takes_the_announcement_back(full: Contest, election: Election, clerk: User) -> None:
    announced(election, clerk, EVENING)
    reopen_box(by=clerk, box=full.boxes.first(), reason="复点", now=EVENING)
    assert not Announcement.objects.exists()


def test_sc_92_a_written_in_winner_is_announced_as_pending_review(
    open_contest: Contest, election: Election, clerk: User, teller: User, township: User
) -> None:
    """Announced as waiting in A; in C, where nobody reviews the result, the person is reviewed first."""
    rule_confirmed(election.cycle, township)
    counted(open_contest, clerk, teller, sheet(member=WRITTEN_IN), NOTHING)
    with pytest.raises(WriteInReviewNeeded):
        announced(by_plan_c(election), clerk, EVENING)
    under_changed_rules(election.cycle, back_to_a)
    election = Election.objects.select_related("cycle__township", "village").get(pk=election.pk)
    announced(election, clerk, EVENING)
    names = [name for group in result_notice(election, TODAY).elected for name in group.names]
    assert "周涛（待资格审查）" in names


def back_to_a(data: dict[str, Any]) -> None:
    data["result"].pop("confirmed_by")
    data["result"]["reviewed_by"] = A.result.reviewed_by.model_dump(mode="json", exclude_defaults=True)


# --- SC-93: the counting rule that the plan does not state


def test_sc_93_the_result_is_not_final_before_the_rule_is_confirmed(
    open_contest: Contest, election: Election, clerk: User, teller: User, township: User, cycle: Cycle
) -> None:
    """AMB-38, A-CNT-14: counted and announced, but not final."""
    counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)
    announced(election, clerk, EVENING)
    with pytest.raises(CountingUnconfirmed) as refused:
        reviewed(election, township, EVENING)
    assert refused.value.clause == "AMB-38"
    assert refused.value.data["paths"] == list(cycle.rules.unconfirmed("village_committee", "village"))
    rule = {"cycle": cycle, "body": "village_committee", "kind": "village", "now": EVENING}
    with pytest.raises(NotThere):
        confirm_counting(by=clerk, decision="白镇换〔2021〕1号", **rule)
    with pytest.raises(WordsNeeded):
        confirm_counting(by=township, decision=" ", **rule)
    confirm_counting(by=township, decision="白镇换〔2021〕1号", **rule)
    told = LedgerEntry.objects.get(act=Act.COUNTING_CONFIRMED).data
    assert told["decision"] == "白镇换〔2021〕1号" and told["values"]
    with pytest.raises(NothingToConfirm):
        confirm_counting(by=township, decision="白镇换〔2021〕1号", **rule)
    reviewed(election, township, EVENING)
    assert vote_of(election).confirmed


def test_sc_93_a_value_changed_since_is_confirmed_anew(cycle: Cycle, township: User) -> None:
    rule_confirmed(cycle, township)
    assert unconfirmed_in(cycle, "village_committee", "village") == []
    held = CountingConfirmation.objects.get(body="village_committee", kind="village")
    held.values["count.village_committee.balance"] = "other"
    held.save()
    assert [each.path for each in unconfirmed_in(cycle, "village_committee", "village")] == [
        "count.village_committee.balance"
    ]


def test_sc_93_a_community_under_c_is_not_told_the_villagers_law(
    open_contest: Contest, election: Election, clerk: User, teller: User, cycle: Cycle
) -> None:
    """C-CNT-03: turnout and majority are the law's for a village only; of a community they wait for confirmation."""
    under_changed_rules(cycle, counted_as_c)
    paths = {
        kind: set(cycle.rules.unconfirmed("village_committee", kind)) for kind in ("village", "community")
    }
    asked = {"count.village_committee.quorum", "count.village_committee.threshold"}
    assert asked <= paths["community"] and not asked & paths["village"]
    in_village = cycle.rules.tally_clauses("village_committee", "first", "village")
    in_community = cycle.rules.tally_clauses("village_committee", "first", "community")
    assert in_village["quorum"].startswith("VCOL")
    assert not any(clause.startswith("VCOL") for clause in in_community.values())
    open_contest.election.village.kind = "community"
    open_contest.election.village.save()
    counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)
    assert "组织法" not in str(Outcome.objects.get().data)


def test_sc_93_a_partys_meeting_under_b_waits_for_its_rule_too(
    election: Election, cycle: Cycle, township: User
) -> None:
    """B-CNT-01: plan B has no counting rule of its own; what is proposed for it is confirmed before a result is final."""
    under_changed_rules(cycle, counted_as_b)
    election.cycle = cycle
    contest = Contest(election=election, body="party_committee")
    with pytest.raises(CountingUnconfirmed) as refused:
        refuse_unconfirmed_counting(contest)
    assert refused.value.data["paths"] == list(B.unconfirmed("party_committee", "village"))
    confirm_counting(
        by=township,
        cycle=cycle,
        body="party_committee",
        kind="village",
        decision="白镇换〔2021〕1号",
        now=EVENING,
    )
    refuse_unconfirmed_counting(contest)


def counted_as_b(data: dict[str, Any]) -> None:
    data["count"]["party_committee"] = B.count.party_committee.model_dump(mode="json", exclude_defaults=True)


def counted_as_c(data: dict[str, Any]) -> None:
    data["count"]["village_committee"] = C.count.village_committee.model_dump(
        mode="json", exclude_defaults=True
    )


def test_nothing_changes_once_final(full: Contest, election: Election, township: User) -> None:
    made_final(election, township, EVENING)
    assert LedgerEntry.objects.filter(act=Act.RESULT_CONFIRMED).count() == 1
