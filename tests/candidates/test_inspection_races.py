"""Two officers inspect the same person at once: one finding stands, the other officer is told; without the lock it breaks."""

from functools import partial

import pytest

from accounts.enums import Role
from accounts.models import User
from candidates.models import Inspection
from candidates.services import inspection as services
from candidates.services import stage as stages
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.services import gate as gates
from tests.candidates.conftest import people
from tests.candidates.party import Path, to_reviewed_a
from tests.candidates.party_fixtures import a, officers
from tests.cast import TOWNSHIP, Officer, at
from tests.races import at_once, meeting_after

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["a", "officers", "people"]

NOW = at(2020, 12, 26, 13)


@pytest.fixture
def listed(a: Path) -> Path:
    """The list of those to be inspected stands."""
    to_reviewed_a(a)
    a.decide("inspection_list", at(2020, 12, 26))
    return a


def both(path: Path, officer: Officer) -> list[str]:
    offices: tuple[User, ...] = (
        path.officers["township_office"],
        officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "another-office"),
    )
    return at_once(*(partial(path.inspect, "member_inspection", NOW, by) for by in offices))


def test_inspected_twice_at_once_each_person_has_one_finding(
    listed: Path, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_after(monkeypatch, services, "standing_party")
    outcome = both(listed, officer)
    assert outcome.count("done") == 1 and set(outcome) == {"done", "inspected_already"}
    assert Inspection.objects.count() == 5
    assert LedgerEntry.objects.filter(act=Act.PARTY_INSPECTED).count() == 1


def test_without_the_lock_both_would_write_and_one_would_break(
    listed: Path, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "lock_election", _unlocked)
    monkeypatch.setattr(stages, "lock_election", _unlocked)
    meeting_after(monkeypatch, services, "standing_party")
    assert both(listed, officer) == ["IntegrityError", "done"]


def _unlocked(election: Election) -> Election:
    return election
