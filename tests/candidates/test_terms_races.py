"""Two at once, on real connections: the terms of those elected are entered once."""

import pytest

from accounts.models import User
from candidates.services import terms
from candidates.services.terms import enter_terms
from elections.models import Election
from tests.candidates.conftest import people
from tests.candidates.real import cycle
from tests.candidates.test_terms import LATER, confirmed, counted, two
from tests.races import at_once, meeting_after
from villages.models import Cadre, Village
from voting.models import Contest

__all__ = ["cycle", "confirmed", "counted", "people", "two"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def looked_at(confirmed: Contest, election: Election, monkeypatch: pytest.MonkeyPatch) -> Election:
    """Both clerks look at the board at the same moment."""
    meeting_after(monkeypatch, terms, "terms_of_body")
    return election


def both(clerk: User, second_clerk: User, election: Election) -> list[str]:
    given = {"election": election, "body": "committee", "now": LATER}
    return at_once(lambda: enter_terms(by=clerk, **given), lambda: enter_terms(by=second_clerk, **given))


def test_of_two_clerks_who_enter_the_terms_one_is_refused(
    clerk: User, second_clerk: User, looked_at: Election
) -> None:
    assert both(clerk, second_clerk, looked_at) == ["done", "terms_entered"]
    assert Cadre.objects.filter(body="committee").count() == 2


def test_without_the_locks_the_second_comes_too_late_to_be_told(
    clerk: User, second_clerk: User, looked_at: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with neither lock both go on, and only the database keeps the terms apart."""

    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    def open_place(village: Village) -> Village:
        return village

    monkeypatch.setattr(terms, "lock_election", unlocked)
    monkeypatch.setattr(terms, "lock_place", open_place)
    assert both(clerk, second_clerk, looked_at) != ["done", "terms_entered"]
