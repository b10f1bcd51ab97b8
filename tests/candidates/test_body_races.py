"""Two at once, on real connections: the last place of a unit, and a list published while members leave."""

import pytest

from accounts.models import User
from candidates.enums import MemberState
from candidates.models import CommitteeMember, ElectionCommittee, Representative
from candidates.queries.candidacy import formal_candidates
from candidates.services import representative
from candidates.services.election_committee_seat import withdraw_candidates
from candidates.services.publication import publish_candidates
from candidates.services.representative import move_representative_up
from candidates.services.representative_places import UnitPlan
from candidates.services.representative_votes import UnitCount, record_unit_votes
from elections.models import Election
from elections.services import gate as gates
from tests.candidates.bodies import HELD, NOW, allot, announced, choose, elected, form, lines, ready
from tests.cast import at
from tests.races import at_once, meeting_after
from villages.models import Resident

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The election's row is read and not locked."""

    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    for module in (gates, representative):
        monkeypatch.setattr(module, "lock_election", unlocked)
    monkeypatch.setattr(representative, "lock_place", lambda village: village)


@pytest.fixture
def level(
    election: Election, township: User, clerk: User, people: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> list[Representative]:
    """Two women who are level for the one place that became free."""
    allot(clerk, ready(township, election), [UnitPlan("第一片", 15, 1, 1)])
    count = UnitCount(1, HELD, lines(people[:3], [30, 10, 10]))
    record_unit_votes(by=clerk, election=election, counts=[count], now=NOW)
    first, *others = Representative.objects.select_related("unit__book__election__village").order_by(
        "-votes", "pk"
    )
    representative.withdraw_representative(by=clerk, person=first, reason="外出", now=NOW)
    meeting_after(monkeypatch, representative, "next_of")
    return others


def both(clerk: User, second_clerk: User, level: list[Representative]) -> list[str]:
    one, other = level
    return at_once(
        lambda: move_representative_up(by=clerk, person=one, reason="抽签", now=NOW),
        lambda: move_representative_up(by=second_clerk, person=other, reason="抽签", now=NOW),
    )


def test_of_two_clerks_who_confirm_the_last_place_one_is_refused(
    clerk: User, second_clerk: User, level: list[Representative]
) -> None:
    assert both(clerk, second_clerk, level) == ["done", "not_next_in_line"]
    assert Representative.objects.filter(state="elected").count() == 1


def test_without_the_lock_the_place_is_given_twice(
    clerk: User, second_clerk: User, level: list[Representative], no_locks: None
) -> None:
    both(clerk, second_clerk, level)
    assert Representative.objects.filter(state="elected").count() == 2


def test_a_list_is_never_published_with_a_member_on_it(
    reviewed: Election, clerk: User, second_clerk: User, township: User
) -> None:
    """The withdrawal and the publication at once: the list is out only if the member has left."""
    ElectionCommittee.objects.filter(election=reviewed).delete()
    reviewed = Election.objects.select_related("cycle__township", "village").get(pk=reviewed.pk)
    member = reviewed.candidacies.filter(post="member", sex="F").select_related("resident").first()
    assert member is not None
    candidates = reviewed.candidacies.values("resident")
    others = Resident.objects.filter(village=reviewed.village).exclude(pk__in=candidates).order_by("pk")[:6]
    form(clerk, reviewed, elected([*others[:3], member.resident, *others[3:6]], 5, reason="人选难定"))
    choose(clerk, reviewed)
    Resident.objects.filter(pk__in=[others[0].pk, others[1].pk]).update(sex="F")
    CommitteeMember.objects.filter(place__in=(1, 2)).update(sex="F")
    announced(clerk, township, reviewed)
    now = at(2021, 1, 10)
    outcomes = at_once(
        lambda: withdraw_candidates(by=clerk, election=reviewed, now=now),
        lambda: publish_candidates(by=second_clerk, election=reviewed, now=now),
    )
    assert outcomes in (["done", "done"], ["done", "member_must_leave"])
    assert formal_candidates(reviewed).exists() == (outcomes == ["done", "done"])
    sits = CommitteeMember.objects.get(resident=member.resident)
    assert sits.state == MemberState.LEFT
