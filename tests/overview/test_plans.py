"""The pages of a township under each plan: every step, board, journey and paper, in both languages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from elections.models import Cycle
from elections.services.cycle import open_cycle
from elections.services.election import set_days
from elections.services.rulebook import shipped_edition
from tests.cast import VILLAGE, at
from villages.models import Division, Village

OPENED = at(2020, 9, 15)
DAYS = {
    "city-town-2020": (date(2021, 1, 20), date(2021, 3, 20)),
    "district-town-2020": (date(2020, 11, 10), date(2020, 11, 10)),
}


@pytest.fixture
def under(
    request: pytest.FixtureRequest, township: User, township_place: Division, village: Village
) -> Cycle:
    """A training cycle under a plan, the days of its village set."""
    plan: str = request.param
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition(plan, OPENED),
        name="演练",
        training=True,
        now=OPENED,
    )
    party, vote = DAYS[plan]
    set_days(
        by=township,
        election=cycle.elections.get(village=village),
        registration_day=None,
        party_day=party,
        election_day=vote,
        now=OPENED,
    )
    return cycle


@pytest.mark.parametrize("under", list(DAYS), indirect=True)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_every_plan_stand(
    under: Cycle, township: User, client_of: Callable[[User], Client], language: str
) -> None:
    browser = client_of(township)
    browser.cookies["django_language"] = language
    here = f"/villages/{VILLAGE}/"
    steps = [f"{here}steps/{rule.key}/" for rule in under.rules.steps]
    boards = [
        "/",
        "/board/",
        "/board/?by=step",
        "/board.csv",
        "/board/exceptions/",
        "/rulebook/",
        "/days/",
        "/days/plan/",
    ]
    journey = [
        here,
        f"{here}gantt/",
        f"{here}gantt/?by=step",
        f"/days/{VILLAGE}/",
        f"/days/{VILLAGE}/put-off/",
    ]
    wrong = {
        path: answer.status_code
        for path in [*steps, *boards, *journey]
        if (answer := browser.get(path)).status_code != 200
    }
    assert wrong == {}


@pytest.mark.parametrize("under", list(DAYS), indirect=True)
def test_a_clerk_is_told_what_to_do_under_every_plan(
    under: Cycle, clerk: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(clerk)
    for path in ("/", f"/villages/{VILLAGE}/", f"/villages/{VILLAGE}/papers/"):
        assert browser.get(path).status_code == 200, path
