"""Two at once, on real connections: of two relatives one seat is empty, whatever two offices decide at the same moment."""

from functools import partial

import pytest

from accounts.enums import Role
from accounts.models import User
from candidates.models import Candidacy
from candidates.services import yielded
from elections.models import Election
from tests.candidates.conftest import people
from tests.candidates.test_relatives_elected import couple, decide, elected
from tests.cast import TOWNSHIP, Officer
from tests.voting.test_proxy_races import at_once, meeting_after
from voting.models import Contest, Invalidity
from voting.queries.result import vote_of

__all__ = ["couple", "elected", "people"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_decisions_at_once_that_name_each_other_one_seat_is_empty(
    elected: Contest,
    couple: list[Candidacy],
    election: Election,
    township: User,
    officer: Officer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "another-office")
    meeting_after(monkeypatch, yielded, "elected_pairs")
    husband, wife = couple
    done = at_once(
        partial(decide, election, township, husband, wife), partial(decide, election, other, wife, husband)
    )
    assert done == ["done", "done"]
    assert Invalidity.objects.count() == 1
    vote = vote_of(election)
    assert vote is not None and len(vote.standing.elected) == 1
