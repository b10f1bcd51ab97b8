"""Two officers of one village record the same item of the assembly at once; the second is told that it is held."""

import pytest

from accounts.enums import Role
from accounts.models import User
from candidates.models import AgendaRecord
from candidates.services import agenda as services
from candidates.services.agenda import hold_item
from candidates.services.agenda_checks import Held
from elections.models import Election
from elections.services import gate as gates
from tests.candidates.assembly import DAY, Assembly, asked_and_answered, members
from tests.cast import LAUNCH, PREPARED, VILLAGE, Officer, at, on_record
from tests.races import at_once, meeting_after
from villages.models import Resident

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def a(election: Election, people: list[Resident], clerk: User, township: User) -> Assembly:
    on_record(township, election, *LAUNCH, *PREPARED, held_on=at(2020, 12, 1).date(), now=at(2020, 12, 2))
    asked_and_answered(election, township)
    members(people[0], 10)
    return Assembly(election, clerk, township)


def both(assembly: Assembly, officer: Officer) -> list[str]:
    clerks = (assembly.clerk, officer(Role.VILLAGE_CLERK, VILLAGE, "another-clerk"))
    acts = [
        lambda by=by, present=present: hold_item(
            by=by, election=assembly.election, item="count", held=Held(present=present), now=DAY
        )
        for by, present in zip(clerks, (8, 9), strict=True)
    ]
    return at_once(*acts)


def test_counted_twice_at_once_one_count_stands(
    a: Assembly, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_after(monkeypatch, services, "refuse_early")
    assert both(a, officer) == ["agenda_out_of_order", "done"]
    assert AgendaRecord.objects.count() == 1


def test_without_the_lock_only_the_database_would_hold_the_second_up(
    a: Assembly, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "lock_election", lambda election: election)
    meeting_after(monkeypatch, services, "refuse_early")
    assert both(a, officer) == ["IntegrityError", "done"]
    assert AgendaRecord.objects.count() == 1
