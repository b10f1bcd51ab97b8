"""The papers of a further round of the Party's assembly with one button."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from candidates.services.letters import sign_letters
from candidates.services.party_vote import open_party_round
from documents.models import Paper
from tests.candidates.assembly import DAY
from tests.candidates.party_fixtures import officers, under
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.cast import VILLAGE
from voting.models import Contest
from voting.services.round_papers import issue_round_papers

__all__ = ["a", "bare", "officers", "under"]


@pytest.fixture
def again(a: PartyVoteWalk) -> Contest:
    """The re-vote of two who are level across the last seat."""
    a.up_to_the_ballot()
    contest = a.count(a.prepare(), {"party_member": [40, 38, 35, 33, 30, 30]}, 46)
    return open_party_round(by=a.clerk, contest=contest, now=DAY)


def letters_signed(walk: PartyVoteWalk, by: User) -> None:
    residents = [person.resident_id for person in walk.people]
    sign_letters(
        by=by, election=walk.election, body="party", residents=residents, signed_on=DAY.date(), talked_by="镇党委",
        now=DAY,
    )  # fmt: skip


def test_a_re_vote_of_the_assembly_has_its_ballot_and_count_sheet_by_one_act(
    a: PartyVoteWalk, again: Contest, township: User
) -> None:
    """What is not ready is told with its reason: ballots wait for the letters (A-DISC-13)."""
    made = issue_round_papers(by=a.clerk, contest=again, now=DAY)
    assert [paper.kind for paper in made.issued] == ["party_count_sheet"]
    ((waits, refusal),) = made.waiting
    assert (waits.kind.key, refusal.clause) == ("party_ballot", "A-DISC-13")
    letters_signed(a, township)
    made = issue_round_papers(by=a.clerk, contest=again, now=DAY)
    assert [paper.kind for paper in made.issued] == ["party_ballot"]
    assert (made.asked, made.waiting) == ((), ())


def test_the_button_stands_with_the_round_of_the_assembly(
    a: PartyVoteWalk, again: Contest, township: User, client_of: Callable[[User], Client]
) -> None:
    letters_signed(a, township)
    a.election.cycle.clock = DAY
    a.election.cycle.save()
    browser, here = client_of(a.clerk), f"/villages/{VILLAGE}/party-votes/"
    assert f'action="{here}2/papers/"' in browser.get(here).content.decode()
    browser.post(f"{here}2/papers/")
    assert Paper.objects.filter(subject=f"voting.contest:{again.pk}", kind="party_ballot").exists()
    assert browser.get(f"{here}2/papers.pdf").status_code == 200
