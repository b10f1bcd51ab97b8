"""Under plan B no committee is elected: every page opens or refuses kindly, and no section leads to nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from accounts.rules import PERMISSIONS
from elections.models import Cycle, Election
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.cast import VILLAGE, at
from tests.config.test_urls import GUARDED, SCOPES, address
from villages.models import Division, Village


@pytest.fixture
def party_cycle(township: User, township_place: Division, village: Village, community: Village) -> Cycle:
    """A training cycle under plan B, its clock on 10 November 2020."""
    made = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("district-town-2020", at(2020, 9, 1)),
        name="白果镇2020年党组织换届演练",
        training=True,
        now=at(2020, 9, 1),
    )
    made.clock = at(2020, 11, 10)
    made.save()
    return made


@pytest.fixture
def party_election(party_cycle: Cycle, village: Village) -> Election:
    return party_cycle.elections.get(village=village)


@pytest.fixture
def browsers(
    party_cycle: Cycle, officer: Callable[..., User], client_of: Callable[[User], Client]
) -> dict[Role, Client]:
    return {role: client_of(officer(role, scope, f"b-{role.value}")) for role, scope in SCOPES.items()}


@pytest.mark.parametrize("path", [f"/public/{VILLAGE}/"])
def test_the_public_board_opens(party_election: Election, path: str) -> None:
    assert Client().get(path).status_code == 200


def test_no_page_breaks_for_any_role(browsers: dict[Role, Client]) -> None:
    wrong = [
        (name, role.value, status)
        for name, (permission, _scope) in GUARDED.items()
        for role, browser in browsers.items()
        if role in PERMISSIONS[permission] and (status := browser.get(address(name)).status_code) >= 500
    ]
    assert not wrong
