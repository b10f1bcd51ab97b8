"""Two at once, on real connections: the same body handed in by two clerks begins its terms once."""

import pytest

from accounts.models import User
from candidates.services import supporting
from candidates.services.supporting import file_body
from elections.models import Election
from elections.services import gate as gates
from tests.candidates.real import cycle
from tests.candidates.supporting import NOW, elect, group_people, meeting, opened_step
from tests.races import at_once, meeting_after
from villages.models import Cadre, Resident, Village

__all__ = ["cycle"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def elected(
    election: Election, clerk: User, people: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> Election:
    """Every group elected two of the council; both clerks look at it at the same moment."""
    opened_step(election)
    Cadre.objects.create(
        village_id=election.village_id,
        resident=people[11],
        body="party",
        post="secretary",
        since="2018-03-01",
    )
    for number in (1, 2, 3):
        own = group_people(election, number)[:3]
        elect(clerk, election, meeting("councillor", number, own, [20, 19, 18], places=3))
    meeting_after(monkeypatch, supporting, "board_of_body")
    return election


def both(clerk: User, second_clerk: User, election: Election) -> list[str]:
    given = {"election": election, "body": "council", "now": NOW}
    return at_once(lambda: file_body(by=clerk, **given), lambda: file_body(by=second_clerk, **given))


def sitting() -> int:
    return Cadre.objects.filter(body="council", until=None).count()


def test_of_two_clerks_who_hand_a_body_in_one_is_refused(
    clerk: User, second_clerk: User, elected: Election
) -> None:
    assert both(clerk, second_clerk, elected) == ["done", "filed_already"]
    assert Cadre.objects.filter(body="council").count() == sitting() in (9, 10)


def test_without_the_locks_the_second_comes_too_late_to_be_told(
    clerk: User, second_clerk: User, elected: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with neither lock both go on, and only the database keeps the terms apart."""

    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    def open_place(village: Village) -> Village:
        return village

    for module in (gates, supporting):
        monkeypatch.setattr(module, "lock_election", unlocked)
    monkeypatch.setattr(supporting, "lock_place", open_place)
    assert both(clerk, second_clerk, elected) != ["done", "filed_already"]
