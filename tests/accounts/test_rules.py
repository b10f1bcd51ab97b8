import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere
from accounts.rules import PERMISSIONS, may, office_for, require
from tests.cast import SECOND_VILLAGE, TOWNSHIP, VILLAGE

OTHER_TOWNSHIP_VILLAGE = "430423102200"


def test_every_permission_names_known_roles() -> None:
    assert all(roles and roles <= frozenset(Role) for roles in PERMISSIONS.values())


def test_a_clerk_may_in_the_own_village_only(clerk: User) -> None:
    assert may(clerk, "roll.publish", VILLAGE)
    assert not may(clerk, "roll.publish", SECOND_VILLAGE)


def test_a_township_office_covers_all_its_villages_and_none_beyond(township: User) -> None:
    assert may(township, "result.confirm", SECOND_VILLAGE)
    assert not may(township, "result.confirm", OTHER_TOWNSHIP_VILLAGE)


def test_the_role_decides_not_the_place(township: User, county_reviewer: User) -> None:
    assert not may(township, "candidate.review_county", VILLAGE)
    assert may(county_reviewer, "candidate.review_county", VILLAGE)


def test_what_is_not_yours_looks_like_not_there(clerk: User) -> None:
    with pytest.raises(NotThere) as refused:
        require(clerk, "cycle.open", TOWNSHIP)
    assert refused.value.status == 404


def test_the_office_that_acts_is_the_one_that_covers(clerk: User) -> None:
    office = office_for(clerk, "roll.upload", VILLAGE)
    assert office is not None
    assert (office.role, office.scope) == (Role.VILLAGE_CLERK, VILLAGE)
