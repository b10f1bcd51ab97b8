"""Two clerks name staff at once, on real connections; run again without the lock, it must go wrong."""

import pytest

from accounts.models import User
from elections.models import Election
from elections.services import gate as gates
from tests.races import at_once, meeting_after
from tests.voting.proxies import ASKED
from voting.models import Roll, StaffMember
from voting.services import staff
from voting.services.staff import appoint_staff

pytestmark = pytest.mark.django_db(transaction=True)


def both(clerk: User, second_clerk: User, election: Election) -> list[str]:
    """One voter is named to oversee the count and to count."""

    def name(by: User, role: str) -> None:
        appoint_staff(
            by=by,
            election=election,
            role=role,
            place="",
            people=["选民3"],
            decision="村民代表会议",
            now=ASKED,
        )

    return at_once(lambda: name(clerk, "scrutineer"), lambda: name(second_clerk, "counter"))


def test_nobody_oversees_and_counts_though_two_clerks_name_the_person_at_once(
    election: Election, roll: Roll, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_after(monkeypatch, staff, "_checked")
    assert both(clerk, second_clerk, election) == ["done", "staff_not_apart"]
    assert StaffMember.objects.count() == 1


def test_without_the_lock_the_person_does_both(
    election: Election, roll: Roll, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    for module in (gates, staff):
        monkeypatch.setattr(module, "lock_election", unlocked)
    meeting_after(monkeypatch, staff, "_checked")
    both(clerk, second_clerk, election)
    assert sorted(StaffMember.objects.values_list("role", flat=True)) == ["counter", "scrutineer"]
