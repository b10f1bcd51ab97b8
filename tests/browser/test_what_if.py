"""From the result of a round to other figures: nothing serious for axe, no sideways scroll, one figure changed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from elections.models import Cycle
from tests.browser.test_axe import faults
from tests.cast import VILLAGE
from tests.voting.ballots import COUNTED, NOTHING, counted, sheet
from voting.models import Contest, Outcome

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RESULT = f"/villages/{VILLAGE}/votes/1/"


@pytest.mark.parametrize("width", [1366, 390])
def test_a_figure_of_a_counted_round_is_changed_and_told(
    window: Callable[..., Page], open_contest: Contest, cycle: Cycle, clerk: User, teller: User, width: int
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    cycle.clock = COUNTED
    cycle.save()
    digest = Outcome.objects.get().digest
    page = window(clerk, width)
    assert faults(page, "/what-if/") == []
    page.goto(RESULT)
    page.locator(f"a[href='{RESULT}what-if/']").click()
    assert faults(page, f"{RESULT}what-if/") == []
    page.locator("[name=p0-n0-b0]").fill("1")
    page.locator("main button.btn-primary").click()
    expect(page.locator("#outcome")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Outcome.objects.get().digest == digest
