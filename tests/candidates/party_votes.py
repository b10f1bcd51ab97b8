"""The vote of a Party organisation, walked through the services: ballot, count, result, first meeting."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from candidates.models import Candidacy, Notice, NoticePerson, SeatPlan
from candidates.services.first_meeting import prepare_first_meeting
from candidates.services.party_vote import prepare_party_vote
from elections.models import Election
from elections.rulebook import AgendaItem
from tests.candidates.assembly import DAY, YES, Assembly, asked_and_answered, members
from tests.candidates.party import Path, seat
from tests.candidates.party_people import stands_for_the_party
from tests.cast import LAUNCH, PREPARED, at, on_record
from tests.voting.ballots import counted, rule_confirmed
from villages.models import PartyMember, Resident
from voting.models import Contest
from voting.rounds import FIRST_MEETING, PARTY
from voting.services.result import confirm_result

POSTS = ("secretary", "party_deputy", "party_member", "party_member", "party_member", "party_member")
VOTES = (40, 38, 35, 33, 30, 20)


class PartyVoteWalk(Assembly):
    """An assembly with five seats and formal candidates; each method is one act."""

    def __init__(self, election: Election, clerk: User, township: User, second: User) -> None:
        super().__init__(election, clerk, township)
        self.second = second
        self.people: list[Candidacy] = []

    def ready(
        self, person: Resident, expected: int = 46, posts: Sequence[str] = POSTS, seats: int = 3
    ) -> "PartyVoteWalk":
        """So many members; the first of them are the formal candidates, in the order of the ballot."""
        PartyMember.objects.filter(village=person.village).delete()
        SeatPlan.objects.filter(election=self.election).delete()
        own = members(person, expected)
        seat(self.election, seats)
        for place, (post, member) in enumerate(zip(posts, own, strict=False), start=1):
            made = stands_for_the_party(self.election, member.resident, post, "formal", place=place)
            self.people.append(made)
        return self

    def up_to_the_ballot(self, present: int = 46, now: datetime = DAY) -> None:
        self.hold_rest(until="election", present=present, now=now)

    @property
    def rules(self) -> Any:
        return self.election.cycle.rules

    def prepare(self, now: datetime = DAY, **more: Any) -> Contest:
        return prepare_party_vote(by=self.clerk, election=self.election, now=now, **more)

    def meet(self, present: int = 5, now: datetime = DAY, **more: Any) -> Contest:
        return prepare_first_meeting(by=self.clerk, election=self.election, present=present, now=now, **more)

    def count(
        self,
        contest: Contest,
        votes: Mapping[str, Sequence[int]],
        returned: int,
        *,
        issued: int | None = None,
        now: datetime = DAY,
        **more: Any,
    ) -> Contest:
        """The votes of each post in the order of the paper, entered by two people."""
        positions = {p.post: p for p in contest.positions.all()}
        data = {
            "issued": returned if issued is None else issued,
            "returned": returned,
            "spoilt": 0,
            "positions": {
                post: {
                    "invalid": 0,
                    "votes": dict(
                        zip((line.choice.key for line in positions[post].lines.all()), given, strict=True)
                    ),
                }
                for post, given in votes.items()
            },
        }  # fmt: skip
        signed = {"scrutineers": "胡监票"} | more
        return counted(contest, self.clerk, self.second, data, now=now, **signed)

    def confirm(self, body: str = PARTY, now: datetime = DAY) -> None:
        rule_confirmed(self.election.cycle, self.clerk)
        confirm_result(by=self.clerk, election=self.election, body=body, now=now)

    def members_elected(self, present: int = 46) -> Contest:
        """The assembly up to the confirmed vote on its members."""
        self.up_to_the_ballot(present)
        contest = self.count(self.prepare(), {"party_member": VOTES}, present)
        self.confirm()
        return contest

    def posts_filled(self) -> Contest:
        """The first meeting: everybody for the secretary, four of five for the deputy."""
        contest = self.count(self.meet(), {"secretary": [5], "party_deputy": [4]}, 5)
        self.confirm(FIRST_MEETING)
        return contest

    def hold_rest(self, until: str = "", present: int = 46, now: datetime = DAY) -> None:
        """The items that are left, in their order, up to one (not held) or all of them; the box was checked."""
        done = set(self.election.agenda_records.filter(withdrawn_at=None).values_list("item", flat=True))
        for item in self.rules.assembly_agenda:
            if item.key == until:
                return
            if item.key not in done:
                self.hold(item.key, now, **_held(item, present))


def _held(item: AgendaItem, present: int) -> dict[str, Any]:
    return {
        "present": present if item.counts else None,
        "votes": dict.fromkeys(item.votes, YES),
        "names": {duty: ["胡监票", "何计票"] for duty in item.names},
        "box_checked_by": "胡监票" if item.ballots else "",
    }


def ready_in_plan_c(path: Path, clerk: User, township: User, second: User) -> PartyVoteWalk:
    """Plan C on the day of the assembly: 46 expected, five seats; the secretary-to-be was on notice."""
    election = path.election
    notice = Notice.objects.create(
        election=election, kind="secretary", posted_at=at(2020, 12, 10), ends=date(2020, 12, 16),
        opened_by=clerk, office="村", body="party", clause="C-REV-05",
    )  # fmt: skip
    asked_and_answered(election, township, "secretary_approval")
    election.party_decisions.update(held_on=date(2020, 12, 1))
    walk = PartyVoteWalk(election, clerk, township, second).ready(path.people[0])
    first = walk.people[0]
    NoticePerson.objects.create(
        notice=notice, candidacy=first, resident=first.resident, name=first.name, post="secretary", place=1
    )
    return walk


def elected_in_c(path: Path, clerk: User, township: User, second: User) -> PartyVoteWalk:
    """Plan C's assembly up to its first meeting: five members elected and announced."""
    walk = ready_in_plan_c(path, clerk, township, second)
    walk.members_elected()
    for item in ("election", "result_reported", "members_announced"):
        walk.hold(item, **({"box_checked_by": "胡监票"} if item == "election" else {}))
    return walk


@pytest.fixture
def bare(
    election: Election, people: list[Resident], clerk: User, teller: User, township: User
) -> PartyVoteWalk:
    """Plan A on the day of the assembly, all before it on record."""
    on_record(township, election, *LAUNCH, *PREPARED, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    asked_and_answered(election, township)
    return PartyVoteWalk(election, clerk, township, teller)


@pytest.fixture
def a(bare: PartyVoteWalk, people: list[Resident]) -> PartyVoteWalk:
    """46 expected, five seats, six formal candidates."""
    return bare.ready(people[0])
