"""Two officers at once, on real connections. The race is run again without the lock, and must then go wrong."""

import pytest

from accounts.models import User
from tests.cast import at
from tests.races import at_once, meeting_after
from tests.villages.families import Settle, settle
from villages.enums import Tie
from villages.models import KinTie, Resident, Village
from villages.services import kinship as service
from villages.services.kinship import add_tie

__all__ = ["settle"]


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have passed the checks before either has entered a tie."""
    meeting_after(monkeypatch, service, "refusals_of")


@pytest.fixture
def people(village: Village, settle: Settle) -> list[Resident]:
    return [
        settle(village, str(900 + n), (name, sex, "户主"))[0]
        for n, (name, sex) in enumerate((("王大", "M"), ("李二", "F"), ("赵三", "F")))
    ]


def two_marriages(clerk: User, second_clerk: User, people: list[Resident]) -> list[str]:
    """Both enter a wife of the same man, each another one."""
    man, *wives = people

    def marry(by: User, wife: Resident) -> None:
        add_tie(by=by, first=man, tie=Tie.SPOUSE, second=wife, proof="结婚证", now=at(2020, 12, 1))

    return at_once(lambda: marry(clerk, wives[0]), lambda: marry(second_clerk, wives[1]))


def test_nobody_is_married_to_two_by_two_clerks_at_once(
    clerk: User, second_clerk: User, people: list[Resident], meeting: None
) -> None:
    assert two_marriages(clerk, second_clerk, people) == ["done", "kin_married"]
    assert KinTie.objects.count() == 1


def test_without_the_lock_one_is_married_to_two(
    clerk: User, second_clerk: User, people: list[Resident], meeting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "lock_place", lambda village: village)
    assert two_marriages(clerk, second_clerk, people) == ["done", "done"]
    assert KinTie.objects.count() == 2
