"""Two officers of one village post the same notice at once; without the lock it would hang twice."""

import pytest

from accounts.enums import Role
from candidates.models import Notice
from candidates.party_path import kind_of
from candidates.queries.party_path import still_to_post
from candidates.services import notice as services
from candidates.services import stage as stages
from candidates.services.notice import open_notice
from candidates.services.stage import stage_of
from elections.models import Election
from elections.services import gate as gates
from tests.candidates.party import Path, to_inspected_a
from tests.candidates.party_fixtures import a, officers
from tests.cast import VILLAGE, Officer, at
from tests.races import at_once, meeting_after

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["a", "officers"]


@pytest.fixture
def listed(a: Path) -> Path:
    """The prospective candidates are listed, their notice is next."""
    to_inspected_a(a)
    a.stage("secretary_approval", at(2020, 12, 26, 15))
    a.decide("prospective_list", at(2020, 12, 26, 16))
    return a


def both(path: Path, officer: Officer) -> list[str]:
    clerks = (path.officers["village_clerk"], officer(Role.VILLAGE_CLERK, VILLAGE, "another-clerk"))
    stage = stage_of(path.election, "candidate_notice", "notice")
    people = still_to_post(path.election, stage)
    acts = [
        lambda by=by: open_notice(
            by=by, election=path.election, kind=kind_of(stage), people=people, now=at(2020, 12, 27)
        )
        for by in clerks
    ]
    return at_once(*acts)


def test_posted_twice_at_once_it_hangs_once(
    listed: Path, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_after(monkeypatch, services, "refuse_another_list")
    assert both(listed, officer) == ["done", "stage_done"]
    assert Notice.objects.count() == 1


def test_without_the_lock_it_would_hang_twice(
    listed: Path, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "lock_election", _unlocked)
    monkeypatch.setattr(stages, "lock_election", _unlocked)
    meeting_after(monkeypatch, services, "refuse_another_list")
    assert both(listed, officer) == ["done", "done"]
    assert Notice.objects.count() == 2


def _unlocked(election: Election) -> Election:
    return election
