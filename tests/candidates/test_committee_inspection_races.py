"""Two officers inspect the same candidates at once: one finding stands, the other officer is told; without the lock it breaks."""

from functools import partial

import pytest

from accounts.enums import Role
from accounts.models import User
from candidates.models import Candidacy, Inspection
from candidates.services import committee_inspection as services
from candidates.services.committee_inspection import Seen, inspect_candidates
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.services import gate as gates
from tests.candidates.conftest import REVIEWED
from tests.cast import TOWNSHIP, Officer
from tests.races import at_once, meeting_after

pytestmark = pytest.mark.django_db(transaction=True)


def both(election: Election, township: User, officer: Officer) -> list[str]:
    """Two officers of the township hand in the same findings at once."""
    found = [
        Seen(pk, passed=True)
        for pk in Candidacy.objects.filter(election=election).values_list("pk", flat=True)
    ]
    offices = (township, officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "another-office"))
    return at_once(
        *(
            partial(
                inspect_candidates, by=by, election=election, held_on=REVIEWED.date(), inspectors="镇党委考察组",
                found=found, now=REVIEWED,
            )
            for by in offices
        )
    )  # fmt: skip


def test_inspected_twice_at_once_each_candidate_has_one_finding(
    proposed: Election, township: User, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = Candidacy.objects.filter(election=proposed).count()
    meeting_after(monkeypatch, services, "committee_to_inspect")
    assert both(proposed, township, officer) == ["done", *["not_on_the_list"] * people]
    assert Inspection.objects.count() == people > 1
    assert LedgerEntry.objects.filter(act=Act.PARTY_INSPECTED).count() == 1


def test_without_the_lock_both_would_write_and_one_would_break(
    proposed: Election, township: User, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "lock_election", _unlocked)
    meeting_after(monkeypatch, services, "committee_to_inspect")
    assert both(proposed, township, officer) == ["IntegrityError", "done"]


def _unlocked(election: Election) -> Election:
    return election
