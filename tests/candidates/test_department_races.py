"""Two officers of one department at once, on real connections; without the lock the race must go wrong."""

from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from candidates.enums import DepartmentVerdict
from candidates.models import Candidacy, DepartmentReview
from candidates.services import department as services
from candidates.services.department import DepartmentDraft, give_department_verdict
from elections.models import Election
from elections.services import gate as gates
from tests.candidates.conftest import verdict
from tests.cast import COUNTY, Officer, at
from tests.races import at_once, meeting_after

pytestmark = pytest.mark.django_db(transaction=True)
SOON = at(2020, 12, 29, 15)
FAIL = DepartmentDraft(DepartmentVerdict.FAIL, "crime", "有前科")
PASS = DepartmentDraft(DepartmentVerdict.PASS)


@pytest.fixture
def two(candidacy: Candidacy, township: User, officer: Officer) -> tuple[User, User, DepartmentReview]:
    first = officer(Role.COUNTY_DEPARTMENT, COUNTY, "police-1", "public_security")
    second = officer(Role.COUNTY_DEPARTMENT, COUNTY, "police-2", "public_security")
    verdict(township, candidacy)
    return first, second, DepartmentReview.objects.select_related("candidacy__election__cycle").get()


def both(two: tuple[User, User, DepartmentReview]) -> list[str]:
    first, second, review = two
    return at_once(
        lambda: give_department_verdict(by=first, review=review, draft=PASS, now=SOON),
        lambda: give_department_verdict(by=second, review=review, draft=FAIL, now=SOON),
    )


def test_of_two_verdicts_at_once_one_stands(
    two: tuple[User, User, DepartmentReview], monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_after(monkeypatch, services, "recusals")
    assert both(two) == ["department_answered", "done"]


def test_without_the_locks_both_would_be_recorded(
    two: tuple[User, User, DepartmentReview], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "lock_election", _unlocked)
    monkeypatch.setattr(services, "_locked", _read)
    meeting_after(monkeypatch, services, "recusals")
    assert both(two) == ["done", "done"]


def _read(keys: list[int], election: Any) -> dict[int, DepartmentReview]:
    found = DepartmentReview.objects.select_related("candidacy__resident").in_bulk(keys)
    for review in found.values():
        review.candidacy.election = election
    return found


def _unlocked(election: Election) -> Election:
    return election
