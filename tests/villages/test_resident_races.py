"""Two clerks at the same moment: nobody comes into two registers of a county, nor twice into one."""

from uuid import uuid4

import pytest

from accounts.models import User
from elections.models import LedgerEntry
from elections.queries.ledger import breaks_in
from tests.cast import SECOND_VILLAGE
from tests.races import at_once, meeting_after
from tests.villages.people import NOW, row
from tests.villages.test_upload import ONE, sent, sheet
from villages.models import Resident, Village
from villages.services import resident as service
from villages.services import resident_checks
from villages.services.resident import add_resident
from villages.services.upload import receive_sheet
from villages.services.upload_commit import commit_sheet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked for the person elsewhere before either has entered anybody; with the lock one waits for the other."""
    meeting_after(monkeypatch, resident_checks, "_elsewhere")


def enter_in_both(here: Village, there: Village, clerk: User, other_clerk: User) -> list[str]:
    for each in (clerk, other_clerk):
        assert each.held
    return at_once(
        lambda: add_resident(by=clerk, village=here, row=row(), now=NOW),
        lambda: add_resident(by=other_clerk, village=there, row=row(), now=NOW),
    )


def test_nobody_comes_into_two_registers(
    village: Village, second_village: Village, clerk: User, other_clerk: User, meeting: None
) -> None:
    ends = enter_in_both(village, second_village, clerk, other_clerk)
    assert sorted(ends) == ["done", "resident_elsewhere"]
    assert Resident.objects.filter(name="王晓梅").count() == 1
    assert list(breaks_in("")) == []


def test_without_the_lock_somebody_would(
    village: Village,
    second_village: Village,
    clerk: User,
    other_clerk: User,
    meeting: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the test above sees what the lock prevents."""
    monkeypatch.setattr(service, "lock_place", lambda village: village)
    assert enter_in_both(village, second_village, clerk, other_clerk) == ["done", "done"]
    assert Resident.objects.filter(name="王晓梅").count() == 2


def test_two_sheets_at_once_do_not_mix(second_village: Village, township: User, other_clerk: User) -> None:
    sheets = [
        sent(township, second_village, sheet(ONE)),
        sent(other_clerk, second_village, sheet(ONE | {"name": "王小梅"})),
    ]
    assert township.held and other_clerk.held
    ends = at_once(
        lambda: commit_sheet(by=township, upload=sheets[0], now=NOW),
        lambda: commit_sheet(by=other_clerk, upload=sheets[1], now=NOW),
    )
    assert sorted(ends) == ["done", "upload_overtaken"]
    assert Resident.objects.filter(village=SECOND_VILLAGE).count() == 1
    assert LedgerEntry.objects.filter(act="register.loaded").count() == 1


def test_the_same_sheet_sent_twice_at_once_is_one(second_village: Village, township: User) -> None:
    key, content = uuid4(), sheet(ONE)
    assert township.held

    def send() -> None:
        receive_sheet(
            by=township, village=second_village, file_name="a.xlsx", content=content, key=key, now=NOW
        )

    assert at_once(send, send) == ["done", "done"]
    assert second_village.register_uploads.count() == 1
