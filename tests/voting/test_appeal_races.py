"""Two officers at one objection at once, on real connections; each race goes wrong without the lock."""

from uuid import uuid4

import pytest

from accounts.models import User
from documents.services import job
from elections.enums import Act
from elections.models import Election, LedgerEntry
from tests.races import at_once, meeting_after
from tests.voting.appeals import FILED, decide, file, objection, posted_roll
from tests.voting.roll_fixtures import launched
from voting.models import Appeal
from voting.services import appeal as service
from voting.services.appeal import file_publicly

__all__ = ["launched"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "ring", lambda job_id: None)


@pytest.fixture
def received(clerk: User, launched: Election) -> Appeal:
    posted_roll(clerk, launched)
    return file(clerk, launched)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked at the objection before either has decided on it."""
    meeting_after(monkeypatch, service, "_refuse_decision")


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "lock_election", lambda election: election)
    unlocked = Appeal.objects.none().__class__
    monkeypatch.setattr(unlocked, "select_for_update", lambda rows, **_how: rows)


def two_answers(clerk: User, second_clerk: User, appeal: Appeal) -> list[str]:
    return at_once(
        lambda: decide(clerk, appeal, "explained", answer="户口已迁出。"),
        lambda: decide(second_clerk, appeal, "withdrawn", answer="本人撤回。"),
    )


def decisions() -> int:
    return LedgerEntry.objects.filter(act=Act.APPEAL_DECIDED).count()


def test_of_two_clerks_who_decide_at_once_one_decides(
    clerk: User, second_clerk: User, received: Appeal, meeting: None
) -> None:
    assert two_answers(clerk, second_clerk, received) == ["appeal_decided", "done"]
    received.refresh_from_db()
    assert decisions() == 1
    assert (received.state, received.answer) in {("explained", "户口已迁出。"), ("withdrawn", "本人撤回。")}


def test_without_the_lock_both_decide(
    clerk: User, second_clerk: User, received: Appeal, meeting: None, no_locks: None
) -> None:
    assert two_answers(clerk, second_clerk, received) == ["done", "done"]
    assert decisions() == 2


def test_two_villagers_who_object_at_once_get_numbers_of_their_own(received: Appeal) -> None:
    def filed() -> None:
        file_publicly(election=received.election, objection=objection(), key=uuid4(), now=FILED)

    assert at_once(filed, filed) == ["done", "done"]
    assert sorted(Appeal.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_the_same_page_sent_twice_at_once_is_one_objection(received: Appeal) -> None:
    key = uuid4()

    def filed() -> None:
        file_publicly(election=received.election, objection=objection(), key=key, now=FILED)

    assert at_once(filed, filed) == ["done", "done"]
    assert Appeal.objects.count() == 2
