"""The vote of a Party organisation under plan B: a choice for secretary, either order, notice and appointment."""

from datetime import date

import pytest

from accounts.models import User
from accounts.refusals import Refusals
from candidates.enums import NoticeKind
from candidates.models import Candidacy
from candidates.party_vote_refusals import CandidatesForPost
from candidates.queries.party_vote import party_vote_of
from candidates.refusals import TooFewCandidates
from candidates.services.notice import open_notice
from elections.refusals import StepClosed
from elections.services.step import Signer, record_step
from tests.candidates.assembly import asked_and_answered
from tests.candidates.conftest import people
from tests.candidates.party import Path
from tests.candidates.party_fixtures import b, codes, officers, under
from tests.candidates.party_votes import PartyVoteWalk
from tests.cast import at, on_record
from voting.rounds import FIRST_MEETING

__all__ = ["b", "officers", "people", "under"]
HELD = at(2020, 11, 2, 15)
MEMBERS = ("secretary", "secretary", "party_deputy", "party_member", "party_member", "party_member")
DIRECT = (*MEMBERS, "party_member")


@pytest.fixture
def walk(b: Path, clerk: User, teller: User, township: User) -> PartyVoteWalk:
    """Everything before the assembly is on record; nobody is on the formal list yet."""
    before = (
        "first_recommendation",
        "inspection",
        "party_review",
        "formal_party_candidates",
        "party_commitment",
    )
    on_record(township, b.election, *before, held_on=date(2020, 10, 20), now=at(2020, 10, 21))
    asked_and_answered(b.election, township, "prospective_list", "formal_list")
    b.election.party_decisions.update(held_on=date(2020, 10, 20))
    return PartyVoteWalk(b.election, clerk, township, teller)


def test_b_asm_01_members_first_then_a_secretary_of_two(walk: PartyVoteWalk, b: Path) -> None:
    walk.ready(b.people[0], posts=MEMBERS).up_to_the_ballot(now=HELD)
    contest = walk.prepare(HELD)
    assert [(p.post, p.seats, p.lines.count()) for p in contest.positions.all()] == [("party_member", 5, 6)]
    walk.count(contest, {"party_member": [40, 38, 35, 33, 30, 20]}, 46, now=HELD)
    walk.confirm(now=HELD)
    first, second, deputy = (f"c{each.pk}" for each in walk.people[:3])
    alone = {"secretary": [first], "party_deputy": [deputy]}
    with pytest.raises(Refusals) as refused:
        walk.meet(now=HELD, standing=alone, consent="镇党委批复3号")
    assert codes(refused) == ["candidates_for_post"]
    assert (refused.value.refusals[0].clause, refused.value.refusals[0].data["least"]) == ("B-NOM-02", 2)

    meeting = walk.meet(now=HELD)
    assert [(p.post, p.lines.count()) for p in meeting.positions.all()] == [
        ("secretary", 2),
        ("party_deputy", 1),
    ]
    walk.count(meeting, {"secretary": [1, 4], "party_deputy": [5]}, 5, now=HELD)
    walk.confirm(FIRST_MEETING, now=HELD)
    assert [(each.post, each.key) for each in party_vote_of(walk.election).holders] == [
        ("secretary", second),
        ("party_deputy", deputy),
    ]


def test_b_asm_01_secretary_elected_by_the_assembly_itself_then_notice_and_appointment(
    walk: PartyVoteWalk, b: Path, township: User
) -> None:
    """B-ASM-01, B-NOM-02, B-REV-03: what the plan's own rulebook lets be chosen, up to the appointment."""
    walk.ready(b.people[0], posts=DIRECT).up_to_the_ballot(now=HELD)
    contest = walk.prepare(HELD, direct=True)
    assert [(p.post, p.seats, p.lines.count()) for p in contest.positions.all()] == [
        ("secretary", 1, 2),
        ("party_member", 4, 5),
    ]
    walk.count(contest, {"secretary": [30, 10], "party_member": [40, 38, 35, 33, 20]}, 46, now=HELD)
    walk.confirm(now=HELD)
    vote = party_vote_of(walk.election)
    assert [each.post for each in vote.elected].count("secretary") == 1
    meeting = walk.count(
        walk.meet(now=HELD, standing={"party_deputy": [f"c{walk.people[2].pk}"]}, consent="镇党委批复3号"),
        {"party_deputy": [4]},
        5,
        now=HELD,
    )
    walk.confirm(FIRST_MEETING, now=HELD)
    assert meeting.positions.count() == 1
    assert party_vote_of(walk.election).settled

    walk.hold("election", HELD, box_checked_by="胡监票")
    notice(walk, township)


def notice(walk: PartyVoteWalk, township: User) -> None:
    """Those elected are posted for five working days; the township appoints when they have run out."""
    day = at(2020, 11, 3)
    on_record(township, walk.election, "result_notice", held_on=day.date(), now=day)
    keys = {int(each.key[1:]) for each in party_vote_of(walk.election).elected}
    elected = [each for each in walk.people if each.pk in keys]
    assert len(elected) == 5
    posted = open_notice(
        by=township, election=walk.election, kind=NoticeKind.ELECTED, people=elected, now=day
    )
    assert (posted.ends, posted.clause) == (date(2020, 11, 10), "B-REV-03")
    with pytest.raises(StepClosed) as early:
        appointed(walk, township, 10)
    assert early.value.clause == "B-REV-03"
    appointed(walk, township, 11)


def appointed(walk: PartyVoteWalk, township: User, day: int) -> None:
    now = at(2020, 11, day, 18)
    for part, document in (("approved", "镇党委〔2020〕9号"), ("filed", "镇党委〔2020〕10号")):
        record_step(
            by=township, election=walk.election, step="appointment", held_on=now.date(), people="镇党委", note="审批任命",
            signers=[Signer("周志强", "镇党委书记")], parts=[part], document=document, now=now,
        )  # fmt: skip


@pytest.mark.parametrize("direct", [False, True])
def test_nobody_who_leaves_between_list_and_ballot_takes_the_choice_away(
    walk: PartyVoteWalk, b: Path, direct: bool
) -> None:
    """A-ASM-03, B-NOM-02: as many candidates as seats is no choice, whichever way the assembly elects."""
    walk.ready(b.people[0], posts=DIRECT if direct else MEMBERS).up_to_the_ballot(now=HELD)
    Candidacy.objects.filter(pk=walk.people[-1].pk).update(state="withdrawn", place=None)
    with pytest.raises(TooFewCandidates):
        walk.prepare(HELD, direct=direct)


def test_no_direct_vote_with_one_candidate_for_secretary(walk: PartyVoteWalk, b: Path) -> None:
    walk.ready(b.people[0], posts=DIRECT).up_to_the_ballot(now=HELD)
    Candidacy.objects.filter(pk=walk.people[0].pk).update(post="party_member")
    with pytest.raises(CandidatesForPost) as refused:
        walk.prepare(HELD, direct=True)
    assert (refused.value.clause, refused.value.data["have"]) == ("B-NOM-02", 1)
