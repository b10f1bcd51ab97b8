"""The scenarios on proxies and the mobile box, each as a test of its number."""

from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import Refusals
from elections.models import Election
from elections.refusals import StepClosed
from tests.cast import at
from tests.voting.ballots import add_roll
from tests.voting.proxies import ASKED, UNDER_C, codes, draft, entrust, entry, roll_c
from voting.models import MobileVoter, Proxy, Roll
from voting.refusals.count import MobileBoxNotAllowed
from voting.services.mobile import confirm_mobile, request_mobile
from voting.services.proxy import request_proxy

__all__ = ["roll_c"]


def test_sc_61_five_proxies_are_taken_and_the_sixth_is_refused(
    election: Election, roll: Roll, clerk: User
) -> None:
    """A-PROXY-04. The holder's own vote is not counted."""
    for principal in range(1, 6):
        entrust(clerk, election, principal, 10)
    with pytest.raises(Refusals) as refused:
        entrust(clerk, election, 6, 10)
    assert codes(refused) == ["holder_full"]
    full = refused.value.refusals[0]
    assert (full.clause, full.data) == ("A-PROXY-04", {"held": 5, "most": 5})
    assert Proxy.objects.filter(holder_number=10).count() == 5


def test_sc_62_three_proxies_are_taken_and_the_fourth_is_refused_under_plan_c(
    roll_c: Roll, clerk: User
) -> None:
    """C-PROXY-02."""
    for principal in range(1, 4):
        entrust(clerk, roll_c.election, principal, 10, UNDER_C)
    with pytest.raises(Refusals) as refused:
        entrust(clerk, roll_c.election, 4, 10, UNDER_C)
    assert codes(refused) == ["holder_full"]
    assert refused.value.refusals[0].clause == "C-PROXY-02"


def test_sc_63_no_proxy_is_taken_on_the_spot(election: Election, roll: Roll, clerk: User) -> None:
    """A-PROXY-05: 19 January is the last day before the vote of the 20th."""
    entrust(clerk, election, 1, 10, at(2021, 1, 19, 23, 59))
    for moment in (at(2021, 1, 20, 0), at(2021, 1, 20, 9)):
        with pytest.raises(StepClosed) as refused:
            entrust(clerk, election, 2, 10, moment)
        assert refused.value.clause == "A-PROXY-05"
    assert Proxy.objects.count() == 1


def test_sc_63_under_plan_c_proxies_are_taken_for_five_days_from_the_publication(
    roll_c: Roll, clerk: User
) -> None:
    """C-PROXY-04: published on 28 February, the last day is 5 March."""
    entrust(clerk, roll_c.election, 1, 10, at(2021, 3, 5, 23, 59))
    with pytest.raises(StepClosed) as refused:
        entrust(clerk, roll_c.election, 2, 10, at(2021, 3, 6, 0))
    assert refused.value.clause == "C-PROXY-04"


def test_sc_65_a_holder_registered_in_another_village_is_refused(
    election: Election, second_election: Election, roll: Roll, clerk: User
) -> None:
    """A-PROXY-03."""
    there = add_roll(second_election, 150)
    stranger = there.entries.get(number=140)
    given = draft(election, 1, 10)
    given = type(given)(**{name: getattr(given, name) for name in given.__slots__} | {"holder": stranger})
    with pytest.raises(Refusals) as refused:
        request_proxy(by=clerk, election=election, draft=given, key=uuid4(), now=ASKED)
    assert codes(refused) == ["holder_not_on_roll"]
    assert refused.value.refusals[0].clause == "A-PROXY-03"


def test_sc_65_a_neighbour_is_no_near_relative(election: Election, roll: Roll, clerk: User) -> None:
    for relation in ("neighbour", "no_near_relative", "", "collateral_three_generations"):
        with pytest.raises(Refusals) as refused:
            entrust(clerk, election, 1, 10, relation=relation)
        assert codes(refused) == ["holder_not_near"]
    assert entrust(clerk, election, 1, 10, relation="child").relation == "child"


def test_sc_66_who_cannot_walk_and_gives_no_proxy_is_listed_once_confirmed(
    election: Election, roll: Roll, clerk: User
) -> None:
    """A-VOTE-05."""
    asked = request_mobile(
        by=clerk, election=election, voter=entry(election, 3), reason="body", key=uuid4(), now=ASKED
    )
    assert asked.state == "requested"
    assert confirm_mobile(by=clerk, voter=asked, now=ASKED).state == "confirmed"


def test_sc_66_who_is_merely_busy_is_not(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        request_mobile(
            by=clerk, election=election, voter=entry(election, 3), reason="busy", key=uuid4(), now=ASKED
        )
    assert codes(refused) == ["mobile_reason_unknown"]
    assert refused.value.refusals[0].clause == "A-VOTE-05"
    assert not MobileVoter.objects.exists()


def test_sc_66_under_plan_c_there_is_no_mobile_box(roll_c: Roll, clerk: User) -> None:
    """AMB-60."""
    election = roll_c.election
    with pytest.raises(MobileBoxNotAllowed) as refused:
        request_mobile(
            by=clerk, election=election, voter=entry(election, 3), reason="body", key=uuid4(), now=UNDER_C
        )
    assert refused.value.clause == "C-VOTE-03"
