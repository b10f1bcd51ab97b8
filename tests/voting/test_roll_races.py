"""Two clerks at once, on real connections. Each race is run again without the lock, and must then go wrong."""

import pytest

from accounts.models import User
from documents.services import job
from elections.models import Election
from tests.races import at_once, meeting_after
from tests.voting.roll_fixtures import REGISTERING, check, launch, launched, send
from tests.voting.roll_sheets import row
from voting.models import RollEntry
from voting.services import roll as service
from voting.services.roll import commit_upload
from voting.services.upload_check import check_upload

__all__ = ["launched"]


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests do the checks themselves; there is no broker to ring at."""
    monkeypatch.setattr(job, "ring", lambda job_id: None)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have passed the checks before either has written anything."""
    meeting_after(monkeypatch, service.roll_checks, "refuse_elsewhere")


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "lock_county", lambda election: None)
    monkeypatch.setattr(service, "lock_election", lambda election: election)


def two_sheets(clerk: User, second_clerk: User, election: Election) -> list[str]:
    first = check(send(clerk, election, row(2, name="王桂英"), row(4)))
    second = check(send(second_clerk, election, row(6, name="刘长根")))
    return at_once(
        lambda: commit_upload(by=clerk, upload=first, now=REGISTERING),
        lambda: commit_upload(by=second_clerk, upload=second, now=REGISTERING),
    )


def test_of_two_sheets_taken_over_at_once_one_wins_whole(
    clerk: User, second_clerk: User, launched: Election, meeting: None
) -> None:
    assert two_sheets(clerk, second_clerk, launched) == ["done", "upload_overtaken"]
    names = set(RollEntry.objects.values_list("name", flat=True))
    assert ("王桂英" in names) != ("刘长根" in names)


def test_without_the_lock_two_sheets_collide(
    clerk: User, second_clerk: User, launched: Election, meeting: None, no_locks: None
) -> None:
    assert two_sheets(clerk, second_clerk, launched) != ["done", "upload_overtaken"]


def one_person_two_places(clerk: User, other_clerk: User, here: Election, there: Election) -> list[str]:
    sheets = [check(send(by, election, row(2))) for by, election in ((clerk, here), (other_clerk, there))]
    return at_once(
        lambda: commit_upload(by=clerk, upload=sheets[0], now=REGISTERING),
        lambda: commit_upload(by=other_clerk, upload=sheets[1], now=REGISTERING),
    )


def test_one_person_does_not_get_onto_two_rolls_at_once(
    clerk: User,
    other_clerk: User,
    township: User,
    launched: Election,
    second_election: Election,
    meeting: None,
) -> None:
    """A-ROLL-13."""
    launch(second_election, township)
    outcomes = one_person_two_places(clerk, other_clerk, launched, second_election)
    assert outcomes == ["done", "voter_on_another_roll"]


def test_without_the_lock_one_person_gets_onto_two_rolls(
    clerk: User,
    other_clerk: User,
    township: User,
    launched: Election,
    second_election: Election,
    meeting: None,
    no_locks: None,
) -> None:
    launch(second_election, township)
    assert one_person_two_places(clerk, other_clerk, launched, second_election) == ["done", "done"]


def test_two_sheets_checked_at_once_do_not_mix(clerk: User, second_clerk: User, launched: Election) -> None:
    first = send(clerk, launched, *(row(serial) for serial in range(2, 200, 2)))
    second = send(second_clerk, launched, *(row(serial) for serial in range(200, 300, 2)))
    outcomes = at_once(
        lambda: check_upload(upload_id=first.pk, progress=lambda *_: None),
        lambda: check_upload(upload_id=second.pk, progress=lambda *_: None),
    )
    assert outcomes == ["done", "done"]
    counts = []
    for upload in (first, second):
        upload.refresh_from_db()
        counts.append((upload.report["rows"], upload.rows.count()))
    assert counts == [(99, 99), (50, 50)]


def test_one_sheet_checked_twice_at_once_is_written_once(clerk: User, launched: Election) -> None:
    upload = send(clerk, launched, *(row(serial) for serial in range(2, 200, 2)))
    outcomes = at_once(*[lambda: check_upload(upload_id=upload.pk, progress=lambda *_: None)] * 2)
    assert outcomes == ["done", "done"]
    assert RollEntry.objects.count() == 99
