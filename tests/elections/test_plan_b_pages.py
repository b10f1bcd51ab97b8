"""Under plan B no committee is elected: every page opens or refuses kindly, and no section leads to nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.rules import PERMISSIONS
from elections.models import Cycle, Election
from elections.queries.days import days_of
from elections.services.cycle import open_cycle
from elections.services.election import set_days
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


def test_no_section_leads_to_what_the_plan_does_not_have(
    browsers: dict[Role, Client], party_election: Election
) -> None:
    village = f"/villages/{VILLAGE}/"
    for role in (Role.VILLAGE_CLERK, Role.TOWNSHIP_OFFICE):
        page = browsers[role].get(village).content.decode()
        assert f'href="{village}papers/"' in page
        for section in ("roll", "candidates", "votes"):
            assert f'href="{village}{section}/"' not in page, section
    assert (
        'href="/reviews/"' in browsers[Role.TOWNSHIP_OFFICE].get("/").content.decode()
    )  # of the Party's people


@pytest.mark.parametrize(
    "name",
    ["voting:roll", "voting:roll_send", "voting:votes", "candidates:candidates", "candidates:nomination"],
)
def test_a_page_of_the_committees_vote_refuses_kindly_in_both_languages(
    browsers: dict[Role, Client], name: str
) -> None:
    browser = browsers[Role.VILLAGE_CLERK]
    answer = browser.get(reverse(name, args=[VILLAGE]))
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "step_not_in_plan" in told
    assert "本次只换届党组织" in told
    browser.cookies["django_language"] = "en"
    assert "Party organisations only" in browser.get(reverse(name, args=[VILLAGE])).content.decode()


def test_the_villages_page_and_the_public_board_speak_of_the_assembly(
    browsers: dict[Role, Client], party_election: Election
) -> None:
    pages = (browsers[Role.VILLAGE_CLERK].get(f"/villages/{VILLAGE}/"), Client().get(f"/public/{VILLAGE}/"))
    for page in pages:
        assert "党员大会日" in page.content.decode()
    assert "我在选民名单上吗" not in pages[1].content.decode()


def test_the_day_of_the_assembly_is_set_like_an_election_day(
    party_election: Election, township: User
) -> None:
    election = set_days(
        by=township,
        election=party_election,
        registration_day=None,
        party_day=None,
        election_day=date(2020, 11, 20),
        now=at(2020, 10, 10),
    )
    calendar = days_of([election], at(2020, 10, 10))[0].calendar
    assert calendar["assembly_held"].not_after == date(2020, 11, 20)
    assert calendar["result_notice_ends"].not_after == date(2020, 11, 27)
