"""Two clerks enter the preselection at once, on real connections: it is recorded once."""

from datetime import date

import pytest

from accounts.models import User
from candidates.enums import Preselectors
from candidates.models import Candidacy, Preselection
from candidates.services import preselection
from candidates.services.names import VoteLine
from candidates.services.nomination import record_nomination
from candidates.services.preselection import PreselectionDraft, record_preselection
from elections.models import Election
from elections.services import gate as gates
from tests.candidates.city import city
from tests.candidates.conftest import turnout
from tests.cast import at
from tests.races import at_once, meeting_after
from villages.models import Resident

__all__ = ["city"]
pytestmark = pytest.mark.django_db(transaction=True)
CUT = at(2021, 3, 4)


@pytest.fixture
def draft(
    city: Election, clerk: User, people: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> PreselectionDraft:
    """Six nominees for the four places of members, and nobody goes on before both have looked."""
    lines = [VoteLine("chair", people[0].name, 9)]
    lines += [VoteLine("member", person.name, 9) for person in people[1:7]]
    made = record_nomination(
        by=clerk, election=city, held_on=date(2021, 3, 1), issued=turnout(city), returned=turnout(city), lines=lines,
        now=at(2021, 3, 2),
    )  # fmt: skip
    members = made.votes.filter(post="member").values_list("pk", flat=True)
    votes = dict(zip(members, (60, 50, 40, 30, 20, 10), strict=True))
    meeting_after(monkeypatch, preselection, "_due")
    return PreselectionDraft(date(2021, 3, 4), Preselectors.VOTERS, 75, 74, 73, votes)


def both(city: Election, clerk: User, second_clerk: User, draft: PreselectionDraft) -> list[str]:
    return at_once(
        lambda: record_preselection(by=clerk, election=city, draft=draft, now=CUT),
        lambda: record_preselection(by=second_clerk, election=city, draft=draft, now=CUT),
    )


def test_of_two_clerks_one_is_told_that_it_is_recorded(
    city: Election, clerk: User, second_clerk: User, draft: PreselectionDraft
) -> None:
    assert both(city, clerk, second_clerk, draft) == ["done", "preselection_recorded"]
    assert Preselection.objects.count() == 1
    assert Candidacy.objects.filter(election=city, post="member").count() == 4


def test_without_the_lock_only_the_database_stops_the_second(
    city: Election, clerk: User, second_clerk: User, draft: PreselectionDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    for module in (gates, preselection):
        monkeypatch.setattr(module, "lock_election", unlocked)
    assert "IntegrityError" in both(city, clerk, second_clerk, draft)
