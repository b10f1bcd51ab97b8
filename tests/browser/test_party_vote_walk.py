"""The Party members' assembly as its clerk works it: item by item, the ballot, two counts, what follows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from candidates.queries.party_vote import party_vote_of
from elections.models import Cycle
from elections.rulebook import AgendaItem
from tests.browser.acts.cycle import PLACE
from tests.browser.acts.vote import types
from tests.browser.desk import Desk
from tests.candidates.assembly import DAY
from tests.candidates.conftest import people
from tests.candidates.party import Path
from tests.candidates.party_fixtures import c, officers, under
from tests.candidates.party_votes import VOTES, PartyVoteWalk, a, bare, ready_in_plan_c
from tests.voting.ballots import rule_confirmed, run_jobs
from voting.rounds import FIRST_MEETING, PARTY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["a", "bare", "c", "officers", "people", "under"]
ASSEMBLY = f"{PLACE}/candidates/assembly/"
PRESENT, SCRUTINEER = 46, "胡监票"
ADOPTED = {"": 44, "-against": 1, "-abstained": 1}
SHEETS: Mapping[str, Mapping[str, Any]] = {
    PARTY: {
        "papers": {"issued": PRESENT, "returned": PRESENT, "spoilt": 0},
        "party_member": {"votes": VOTES, "written": {}, "void": 0},
    },
    FIRST_MEETING: {
        "papers": {"issued": 5, "returned": 5, "spoilt": 0},
        "secretary": {"votes": [5], "written": {}, "void": 0},
        "party_deputy": {"votes": [4], "written": {}, "void": 0},
    },
}


@pytest.fixture
def in_plan_c(c: Path, clerk: User, township: User, teller: User) -> PartyVoteWalk:
    rule_confirmed(c.election.cycle, township)
    return ready_in_plan_c(c, clerk, township, teller)


@dataclass
class Hall:
    """The clerk's desk and the teller's, in the assembly of a walk."""

    walk: PartyVoteWalk
    clerk: Desk
    teller: Desk

    def works_through(self) -> None:
        """Every item in its turn; where a vote stands in the way, the vote first."""
        for item in self.walk.rules.assembly_agenda:
            self.clerk.open(ASSEMBLY)
            if item.ballots:
                self.votes_on_the_members()
            if item.result_of == FIRST_MEETING:
                self.meets_for_the_first_time()
            self.records(item)

    def records(self, item: AgendaItem) -> None:
        self.clerk.press()
        expect(self.clerk.sentence).to_contain_text(item.title.zh)
        self.clerk.fill(entered(item))
        self.clerk.press()

    def votes_on_the_members(self) -> None:
        self.clerk.press()
        self.clerk.press()
        self.counts(PARTY)

    def meets_for_the_first_time(self) -> None:
        self.clerk.press()
        self.clerk.press()
        self.counts(FIRST_MEETING)

    def counts(self, body: str) -> None:
        """The two enter the sheet, the clerk reads the result and confirms it; then back at the assembly."""
        boxes = self.clerk.page.url
        for desk in (self.clerk, self.teller):
            desk.open(boxes)
            desk.press()
            types(desk, SHEETS[body], SCRUTINEER)
            desk.press()
        run_jobs(DAY)
        self.clerk.open(boxes)
        self.clerk.press()
        self.clerk.press()
        self.clerk.fill({"reported_by": SCRUTINEER})
        self.clerk.press()
        expect(self.clerk.page).to_have_url(re.compile(f"{ASSEMBLY}$"))


def entered(item: AgendaItem) -> dict[str, object]:
    """What the clerk types of an item."""
    typed: dict[str, object] = {"present": PRESENT} if item.counts else {}
    for what in item.votes:
        typed |= {f"votes-{what}{suffix}": votes for suffix, votes in ADOPTED.items()}
    typed |= {f"names-{duty}": f"{SCRUTINEER} 何计票" for duty in item.names}
    return typed | ({"box_checked_by": SCRUTINEER} if item.ballots else {})


@pytest.mark.parametrize("plan", ["a", "in_plan_c"])
def test_the_clerk_holds_the_assembly_and_both_votes_and_records_what_the_township_says(
    plan: str, request: pytest.FixtureRequest, desk: Callable[..., Desk], clerk: User, teller: User
) -> None:
    walk: PartyVoteWalk = request.getfixturevalue(plan)
    Cycle.objects.filter(pk=walk.election.cycle_id).update(clock=DAY)
    hall = Hall(walk, desk(clerk), desk(teller))
    hall.works_through()
    vote = party_vote_of(walk.election)
    assert vote.settled
    assert [each.name for each in vote.holders] == [each.name for each in walk.people[:2]]

    office = desk(walk.township)
    office.open(f"{PLACE}/steps/party_election/")
    for box in office.page.locator("main [name=parts][value=result_posted]").all():
        box.check()
    office.fill(
        {
            "held_on": f"{DAY:%Y-%m-%d}",
            "people": "镇党委",
            "note": "同意选举结果",
            "document": "镇党委〔2021〕5号",
            "signers": "谭国安 镇党委书记",
        }
    )
    office.press()
    assert walk.election.step_records.filter(step="party_election", withdrawn_at=None).exists()
    assert office.watch.complaints == hall.clerk.watch.complaints == hall.teller.watch.complaints == []


def test_the_assembly_in_english_on_a_phone(a: PartyVoteWalk, desk: Callable[..., Desk], clerk: User) -> None:
    Cycle.objects.filter(pk=a.election.cycle_id).update(clock=DAY)
    a.up_to_the_ballot()
    office = desk(clerk, width=390)
    office.speak_english()
    members, posts = f"{PLACE}/party-votes/", f"{PLACE}/first-meeting/"
    pages = [ASSEMBLY, f"{ASSEMBLY}register/", f"{ASSEMBLY}items/election/", f"{ASSEMBLY}ballot/", members]
    assert office.too_wide(pages) == []
    a.count(a.prepare(), {"party_member": VOTES}, PRESENT)
    assert office.too_wide([ASSEMBLY, members, f"{members}1/", f"{ASSEMBLY}party-votes/confirm/"]) == []
    a.confirm()
    assert office.too_wide([ASSEMBLY, f"{ASSEMBLY}first-meeting/"]) == []
    a.posts_filled()
    assert office.too_wide([ASSEMBLY, posts, f"{posts}1/"]) == []
