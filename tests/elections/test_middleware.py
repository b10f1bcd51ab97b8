from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from elections.models import Cycle
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.cast import OTHER_TOWNSHIP, OTHER_VILLAGE, VILLAGE, at
from villages.models import Village


def test_a_countys_officer_works_in_the_cycle_of_the_village_looked_at(
    cycle: Cycle,
    other_village: Village,
    county_office: User,
    officer: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    other = open_cycle(
        by=officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP),
        township=other_village.township,
        edition=shipped_edition("county-town-2020", at(2020, 11, 20)),
        name="东湖镇换届",
        training=True,
        now=at(2020, 11, 25),
    )
    browser = client_of(county_office)
    for village, its in ((OTHER_VILLAGE, other), (VILLAGE, cycle)):
        answer = browser.get(reverse("overview:village", args=[village]))
        assert answer.status_code == 200
        assert answer.wsgi_request.cycle == its
        assert answer.wsgi_request.now == its.clock
