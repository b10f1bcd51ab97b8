"""Two officers of one village prepare the assembly's ballot at once; there is one ballot."""

import pytest

from accounts.enums import Role
from candidates.services.party_vote import prepare_party_vote
from elections.services import gate as gates
from elections.services import locks
from tests.candidates.assembly import DAY
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.cast import VILLAGE, Officer
from tests.races import at_once, meeting_after
from voting.models import Contest
from voting.rounds import PARTY
from voting.services import contest as contests

__all__ = ["a", "bare"]
pytestmark = pytest.mark.django_db(transaction=True)


def both(walk: PartyVoteWalk, officer: Officer) -> list[str]:
    clerks = (walk.clerk, officer(Role.VILLAGE_CLERK, VILLAGE, "another-clerk"))
    return at_once(
        *(lambda by=by: prepare_party_vote(by=by, election=walk.election, now=DAY) for by in clerks)
    )


def test_prepared_twice_at_once_there_is_one_ballot(
    a: PartyVoteWalk, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a.up_to_the_ballot()
    meeting_after(monkeypatch, contests, "_next_number")
    assert both(a, officer) == ["contest_exists", "done"]
    assert Contest.objects.filter(body=PARTY).count() == 1


def test_without_the_lock_only_the_database_would_hold_the_second_up(
    a: PartyVoteWalk, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a.up_to_the_ballot()
    monkeypatch.setattr(gates, "lock_election", lambda election: election)
    monkeypatch.setattr(locks, "_held", lambda pks: [])
    meeting_after(monkeypatch, contests, "_next_number")
    assert both(a, officer) == ["IntegrityError", "done"]
    assert Contest.objects.filter(body=PARTY).count() == 1
