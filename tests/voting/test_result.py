from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act, Step
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from elections.refusals import StepNotReady
from tests.cast import at
from tests.voting.ballots import (
    COUNTED,
    NOTHING,
    PLACES,
    add_roll,
    agree,
    counted,
    made_final,
    prepared,
    publish,
    reviewed,
    sheet,
    shown_empty,
)
from voting.enums import ContestState
from voting.models import Contest, Outcome
from voting.papers.of_result import certificates_for
from voting.queries.result import elected_of, vote_of
from voting.refusals.count import ReasonNeeded
from voting.refusals.result import (
    CountRunning,
    ManWrittenIn,
    NoWriteInToReview,
    ResultConfirmed,
    ReviewedAlready,
    RoundPending,
    SexNeeded,
    WriteInReviewNeeded,
)
from voting.services.count import enter_count, reopen_box
from voting.services.result import review_write_in
from voting.services.runoff import open_runoff

EVENING = at(2021, 1, 20, 17)
FULL = {"m1": 70, "m2": 65, "m3": 58, "m4": 30}
WRITTEN_IN = {"m1": 70, "m2": 65, "w:周涛": 60, "m4": 30}


@pytest.fixture
def full(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that fills every seat."""
    return counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)


@pytest.fixture
def short(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that leaves a member's seat empty."""
    return counted(open_contest, clerk, teller, sheet(), NOTHING)


@pytest.fixture
def written_in(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that elects a member who was written in."""
    return counted(open_contest, clerk, teller, sheet(member=WRITTEN_IN), NOTHING)


def test_the_outcome_is_kept_with_its_input_and_digest(full: Contest) -> None:
    outcome = Outcome.objects.get()
    assert full.state == ContestState.TALLIED
    assert outcome.count["electors"] == 120
    assert [box["returned"] for box in outcome.count["boxes"]] == [98, 10]
    assert outcome.data["totals"]["returned"] == 108
    assert outcome.computed_at == full.election.cycle.clock
    entry = LedgerEntry.objects.get(act=Act.COUNT_TALLIED)
    assert entry.data["outcome"] == outcome.digest


def test_the_double_majority_is_counted_over_all_boxes(full: Contest) -> None:
    checks = {check["code"]: (check["have"], check["need"]) for check in Outcome.objects.get().data["checks"]}
    assert checks == {"quorum": (108, 61), "balance": (108, 110)}


@pytest.mark.parametrize(
    ("electors", "returned", "status"),
    [(1201, 600, "invalid"), (1201, 601, "valid"), (1200, 600, "invalid"), (1200, 601, "valid")],
)
def test_sc_90_double_majority_turnout(
    open_contest: Contest, clerk: User, teller: User, electors: int, returned: int, status: str
) -> None:
    Contest.objects.update(electors=electors)
    none = sheet(0, 0, 0, chair={}, member={})
    first = sheet(returned, returned, 0, chair={"c1": 400}, member={})
    counted(open_contest, clerk, teller, first, none, accepted=["nothing_returned"])
    assert Outcome.objects.get().data["status"] == status


@pytest.mark.parametrize(("returned", "status"), [(81, "invalid"), (80, "valid"), (79, "valid")])
def test_sc_83_more_returned_than_issued(
    open_contest: Contest, clerk: User, teller: User, returned: int, status: str
) -> None:
    none = sheet(0, 0, 0, chair={}, member={})
    first = sheet(80, returned, 0, chair={"c1": 60}, member={})
    seen = ["nothing_returned", "more_returned_than_issued"]
    counted(open_contest, clerk, teller, first, none, accepted=seen)
    assert Outcome.objects.get().data["status"] == status


def test_who_is_elected_stands_by_post_in_the_order_of_announcement(full: Contest) -> None:
    told = [(e.post, e.name, e.sex, e.votes, e.round) for e in elected_of(full.election)]
    assert told == [
        ("chair", "陈立新", "M", 65, "first"),
        ("member", "李桂香", "F", 76, "first"),
        ("member", "彭建军", "M", 65, "first"),
        ("member", "唐小明", "M", 58, "first"),
    ]


def test_nobody_is_elected_while_a_box_is_open(open_contest: Contest, clerk: User, teller: User) -> None:
    agree(open_contest.boxes.get(number=1), clerk, teller, sheet())
    assert elected_of(open_contest.election) == []
    vote = vote_of(open_contest.election)
    assert vote is not None
    assert vote.standing.running


# --- confirming


def test_the_township_confirms_and_the_step_is_done(
    full: Contest, township: User, election: Election
) -> None:
    before = progress_of_one(election, EVENING).steps[Step.RESULT]
    assert before.evidence.waiting_for == "village_clerk"
    made_final(election, township, EVENING)
    full.refresh_from_db()
    assert (full.state, full.confirmed_at) == (ContestState.CONFIRMED, EVENING)
    assert progress_of_one(election, EVENING).steps[Step.RESULT].evidence.done_at == EVENING
    entry = LedgerEntry.objects.get(act=Act.RESULT_CONFIRMED)
    assert [e["name"] for e in entry.data["elected"]] == ["陈立新", "李桂香", "彭建军", "唐小明"]
    assert entry.data["rounds"] == {"1": Outcome.objects.get().digest}


def test_a_first_round_that_is_counted_again_is_no_result(
    full: Contest, clerk: User, township: User, election: Election
) -> None:
    reopen_box(by=clerk, box=full.boxes.first(), reason="复点", now=EVENING)
    with pytest.raises(StepNotReady) as refused:
        made_final(election, township, EVENING)
    assert refused.value.data["missing"] == ["count"]


def test_a_further_round_that_is_not_counted_is_no_result(
    short: Contest, clerk: User, township: User, election: Election
) -> None:
    open_runoff(by=clerk, contest=short, day=at(2021, 1, 24).date(), now=EVENING)
    with pytest.raises(CountRunning):
        made_final(election, township, EVENING)


def test_a_result_with_a_round_open_is_not_confirmed(
    short: Contest, township: User, election: Election
) -> None:
    with pytest.raises(RoundPending) as refused:
        made_final(election, township, EVENING)
    assert refused.value.data == {"round": "runoff", "anew": False, "posts": ["member"]}


def test_a_void_round_is_not_confirmed(
    open_contest: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    none = sheet(0, 0, 0, chair={}, member={})
    counted(
        open_contest,
        clerk,
        teller,
        sheet(60, 60, 0, chair={}, member={}),
        none,
        accepted=["nothing_returned"],
    )
    with pytest.raises(RoundPending) as refused:
        made_final(election, township, EVENING)
    assert refused.value.data["anew"] is True


def test_a_confirmed_result_does_not_change(
    full: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    made_final(election, township, EVENING)
    box = full.boxes.first()
    with pytest.raises(ResultConfirmed):
        made_final(election, township, EVENING)
    with pytest.raises(ResultConfirmed):
        reopen_box(by=clerk, box=box, reason="复点", now=EVENING)
    with pytest.raises(ResultConfirmed):
        enter_count(by=clerk, box=box, data=sheet(), key=uuid4(), scrutineers="成桂英", now=COUNTED)


# --- elected by write-in


def test_sc_92_write_in_waits_for_review_then_passes(
    written_in: Contest, township: User, election: Election
) -> None:
    with pytest.raises(WriteInReviewNeeded) as refused:
        made_final(election, township, EVENING)
    assert (refused.value.clause, refused.value.data) == ("A-REV-13", {"post": "member", "name": "周涛"})
    review_write_in(
        by=township,
        election=election,
        post="member",
        name="周 涛",
        passed=True,
        reason="联审通过",
        now=EVENING,
    )
    assert certificates_for(election) == []
    reviewed(election, township, EVENING)
    assert [subject.person.name for subject in certificates_for(election)][-1] == "周涛"
    assert [(e.name, e.written_in, e.sex) for e in elected_of(election)][-1] == ("周涛", True, "")


def test_sc_92_400_of_700_for_a_name_written_in_wait_for_the_review(
    election: Election, clerk: User, teller: User, township: User, steps_before: None
) -> None:
    add_roll(election, 800)
    contest = publish(prepared(election, clerk), clerk, boxes=PLACES[:1], shown=False)
    shown_empty(contest, clerk, received=700)
    votes = sheet(700, 700, 0, chair={"c1": 400}, member={"m1": 500, "m2": 450, "w:周涛": 400})
    counted(contest, clerk, teller, votes)
    assert [(e.name, e.votes, e.written_in) for e in elected_of(election)][-1] == ("周涛", 400, True)
    with pytest.raises(WriteInReviewNeeded) as refused:
        made_final(election, township, EVENING)
    assert refused.value.clause == "A-REV-13"


def test_sc_92_write_in_that_fails_review_is_void_and_its_seat_goes_into_a_runoff(
    written_in: Contest, township: User, election: Election
) -> None:
    review_write_in(
        by=township,
        election=election,
        post="member",
        name="周涛",
        passed=False,
        reason="不符合条件",
        now=EVENING,
    )
    assert "周涛" not in [e.name for e in elected_of(election)]
    with pytest.raises(RoundPending) as refused:
        made_final(election, township, EVENING)
    assert refused.value.data["posts"] == ["member"]


def test_in_the_womens_post_only_a_woman_is_elected(
    open_contest: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    """C-NOM-08: marks for a man are ignored, and of somebody written in the review states the sex."""
    open_contest.positions.filter(post="member").update(post="woman_member", seats=1)
    data, none = sheet(member={}), sheet(0, 0, 0, chair={}, member={})
    for each in (data, none):
        each["positions"]["woman_member"] = {
            "invalid": 0,
            "votes": dict.fromkeys(each["positions"].pop("member")["votes"], 0),
        }
    data["positions"]["woman_member"]["votes"] |= {"m2": 30, "w:周涛": 60}
    counted(open_contest, clerk, teller, data, none, accepted=["nothing_returned"])
    (told,) = [p for p in Outcome.objects.get().data["positions"] if p["id"] == "woman_member"]
    assert told["elected"] == ["w:周涛"]
    assert {line["id"]: line["for"] for line in told["votes"]}["m2"] == 0
    review = {"by": township, "election": election, "post": "woman_member", "name": "周涛", "now": EVENING}
    with pytest.raises(SexNeeded):
        review_write_in(passed=True, reason="联审通过", **review)
    with pytest.raises(ManWrittenIn):
        review_write_in(passed=True, reason="联审通过", sex="M", **review)
    review_write_in(passed=True, reason="联审通过", sex="F", **review)
    assert [e.sex for e in elected_of(election) if e.name == "周涛"] == ["F"]


def test_a_review_needs_a_reason_and_is_given_once(
    written_in: Contest, township: User, election: Election
) -> None:
    review = {"by": township, "election": election, "post": "member", "name": "周涛", "now": EVENING}
    with pytest.raises(ReasonNeeded):
        review_write_in(passed=True, reason=" ", **review)
    review_write_in(passed=True, reason="联审通过", **review)
    with pytest.raises(ReviewedAlready):
        review_write_in(passed=False, reason="又有反映", **review)


def test_only_those_elected_by_write_in_are_reviewed_here(
    full: Contest, township: User, clerk: User, election: Election
) -> None:
    review = {"election": election, "passed": True, "reason": "联审通过", "now": EVENING}
    with pytest.raises(NoWriteInToReview):
        review_write_in(by=township, post="member", name="李桂香", **review)
    with pytest.raises(NotThere):
        review_write_in(by=clerk, post="member", name="李桂香", **review)
