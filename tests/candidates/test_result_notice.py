"""The notice of those elected to the Party organisation: approval waits for it (SC-95; B-REV-03, C-RES-02)."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.models import User
from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Candidacy, Notice
from candidates.notice_refusals import ElectedNotSettled, NoticeIncomplete, NoticeRunning, ObjectionsOpen
from candidates.queries.elected_notice import not_approved
from candidates.queries.party_vote import party_vote_of
from candidates.services.notice import NoticeWords, decide_objection, open_notice, take_in_objection
from elections.models import Election, StepRecord
from elections.queries.progress import progress_of_one
from elections.refusals import StepNotReady
from elections.services.gate import gate
from elections.services.step import Signer, record_step
from tests.candidates.conftest import people
from tests.candidates.party import Path, to_requested_c
from tests.candidates.party_fixtures import b, c, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.party_votes import elected_in_c
from tests.cast import at, on_record
from villages.models import Resident
from voting.after_rules import invalidity_rules
from voting.enums import InvalidGround
from voting.models import Contest, Invalidity
from voting.queries.result import vote_of
from voting.rounds import COMMITTEE, PARTY

__all__ = ["b", "c", "officers", "people", "under"]


def record(by: User, election: Election, step: str, part: str | None, now: datetime) -> StepRecord:
    return record_step(
        by=by, election=election, step=step, held_on=now.date(), people="镇党委", note="已办",
        signers=[Signer("周志强", "镇党委书记")], parts=[part] if part else None, now=now,
        document="镇党委〔2021〕5号",
    )  # fmt: skip


def objected(notice: Notice, township: User, now: datetime) -> None:
    """Somebody objects on the last day; nobody has decided on it."""
    about = NoticeWords(notice.people.first().pk, "张三", "有经济纠纷")
    take_in_objection(by=township, notice=notice, words=about, key=uuid4(), now=now)


def dismissed(notice: Notice, township: User, now: datetime) -> None:
    decide_objection(
        by=township, objection=notice.objections.get(), decision=NoticeDecision.DISMISSED, verified="走访核实",
        reason="与事实不符", now=now,
    )  # fmt: skip


def posted(by: User, election: Election, people: list[Candidacy], now: datetime) -> Notice:
    return open_notice(by=by, election=election, kind=NoticeKind.ELECTED, people=people, now=now)


def test_sc_95_plan_c_an_objection_open_at_the_end_of_the_notice_holds_the_approval_up(
    c: Path, township: User
) -> None:
    to_requested_c(c)
    c.stage("reply", at(2020, 12, 21))
    c.decide("formal_list", at(2021, 1, 20))
    election = c.election
    record(township, election, "party_election", "held", at(2021, 1, 20, 17))
    notice = posted(township, election, c.formal(), at(2021, 1, 21))
    assert (notice.ends, notice.clause) == (date(2021, 1, 28), "C-RES-02")
    record(township, election, "party_election", "result_posted", at(2021, 1, 21, 10))
    with pytest.raises(NoticeRunning):
        record(township, election, "party_election", "appointed", at(2021, 1, 28, 18))
    objected(notice, township, at(2021, 1, 28, 10))
    later = at(2021, 1, 29)
    with pytest.raises(ObjectionsOpen) as refused:
        record(township, election, "party_election", None, later)
    assert (refused.value.clause, refused.value.data) == ("C-RES-02", {"objections": [1]})
    dismissed(notice, township, later)
    assert record(township, election, "party_election", "appointed", later).parts == ["appointed"]


def test_plan_c_does_not_close_the_party_election_before_what_follows_the_appointment(
    c: Path, township: User
) -> None:
    """C-RES-02, C-RES-03: talk, filing above, the two papers signed, the public promise."""
    to_requested_c(c)
    c.stage("reply", at(2020, 12, 21))
    c.decide("formal_list", at(2021, 1, 20))
    now = at(2021, 1, 29)
    for part in ("held", "result_posted", "talked", "appointed", "filed", "promised"):
        record(township, c.election, "party_election", part, now)
    with pytest.raises(StepNotReady) as refused, transaction.atomic():
        gate("election_manner", c.election, now)
    assert refused.value.data["missing"] == ["party_election"]
    assert record(township, c.election, "party_election", None, now).parts == ["signed"]
    assert gate("election_manner", c.election, now)


def test_plan_b_files_the_appointment_with_the_district(b: Path, township: User) -> None:
    """B-RES-01: approved is not yet done."""
    day, later = at(2020, 11, 2), at(2020, 11, 12)
    on_record(township, b.election, "result_notice", held_on=day.date(), now=day)
    record(township, b.election, "appointment", "approved", later)
    assert progress_of_one(b.election, later).steps["appointment"].evidence.done_at is None
    record(township, b.election, "appointment", "filed", later)
    assert progress_of_one(b.election, later).steps["appointment"].evidence.done_at == later


def test_sc_95_plan_b_the_step_of_the_approval_waits_alike(
    b: Path, township: User, people: list[Resident]
) -> None:
    day = at(2020, 11, 2)
    on_record(township, b.election, "result_notice", held_on=day.date(), now=day)
    elected = stands_for_the_party(b.election, people[0])
    notice = posted(township, b.election, [elected], day)
    objected(notice, township, at(2020, 11, 9, 10))
    with pytest.raises(ObjectionsOpen) as refused:
        record(township, b.election, "appointment", "approved", at(2020, 11, 10))
    assert refused.value.clause == "B-REV-03"
    dismissed(notice, township, at(2020, 11, 10))
    record(township, b.election, "appointment", "approved", at(2020, 11, 10))


@pytest.mark.parametrize("decided", [NoticeDecision.DISMISSED, NoticeDecision.UPHELD])
def test_sc_95_plan_c_the_notice_names_those_elected_and_who_is_objected_to_with_reason_is_not_approved(
    c: Path, clerk: User, teller: User, township: User, decided: NoticeDecision
) -> None:
    walk = elected_in_c(c, clerk, township, teller)
    election, day = c.election, at(2021, 1, 6)
    with pytest.raises(ElectedNotSettled) as early:
        posted(township, election, walk.people[:5], day)
    assert early.value.clause == "C-RES-02"
    walk.posts_filled()
    walk.hold_rest()
    for wrong in (walk.people, walk.people[:4]):
        with pytest.raises(NoticeIncomplete) as refused:
            posted(township, election, wrong, day)
        assert set(refused.value.data["people"]) == {each.pk for each in walk.people[:5]}
    notice = posted(township, election, walk.people[:5], day)
    held = dict(notice.people.values_list("candidacy", "post"))
    assert [held[each.pk] for each in walk.people[:3]] == ["secretary", "party_deputy", "party_member"]
    objected(notice, township, day)
    decide_objection(
        by=township, objection=notice.objections.get(), decision=decided, verified="走访核实", reason="账目不清", now=day
    )  # fmt: skip
    upheld = decided == NoticeDecision.UPHELD
    void = Invalidity.objects.filter(contest__election=election, void=True)
    assert {(each.post, each.ground, each.clause) for each in void} == (
        {(post, "objection_upheld", "C-RES-02") for post in ("secretary", "party_member")}
        if upheld
        else set()
    )
    vote = party_vote_of(election)
    assert (len(vote.elected), len(vote.holders)) == ((4, 1) if upheld else (5, 2))
    assert [each.person.candidacy_id for each in not_approved(notice)] == [walk.people[0].pk] * upheld
    due = vote_of(election, PARTY).standing.due
    assert (due is not None) == upheld
    record(township, election, "party_election", "result_posted", at(2021, 1, 7))
    record(township, election, "party_election", "appointed", at(2021, 1, 20))


def test_sc_95_plan_b_whoever_is_not_approved_loses_the_seat(b: Path) -> None:
    """B-REV-03 appoints when the notice brought no objection; plan A knows no such notice."""
    held = Contest(election=b.election, body=PARTY)
    rules = invalidity_rules(held)
    assert rules.grounds[InvalidGround.OBJECTION] == "B-REV-03"
    assert rules.voids_by("person", InvalidGround.OBJECTION)
    assert not rules.voids_by("whole", InvalidGround.BARRED)
    assert (
        InvalidGround.OBJECTION not in invalidity_rules(Contest(election=b.election, body=COMMITTEE)).grounds
    )


def test_a_notice_that_hung_on_paper_only_holds_nothing_up_here(b: Path, township: User) -> None:
    day = at(2020, 11, 2)
    on_record(township, b.election, "result_notice", held_on=day.date(), now=day)
    record(township, b.election, "appointment", "approved", at(2020, 11, 10))
