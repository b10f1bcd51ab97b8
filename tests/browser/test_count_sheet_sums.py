"""The sheet of a box checks its sums while it is typed, and marks the cell that does not fit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from elections.models import Cycle
from tests.cast import VILLAGE
from tests.voting.ballots import COUNTED
from voting.models import Box

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHEET = f"/villages/{VILLAGE}/votes/1/boxes/1/enter/"
HEAD, CHAIR, MEMBER = "[data-papers-part]", "[data-post=chair]", "[data-post=member]"


@pytest.mark.parametrize(
    ("typed", "part", "cell", "sentence"),
    [
        ({"returned": "101"}, HEAD, "returned", "101"),
        ({"spoilt": "99"}, HEAD, "spoilt", "99"),
        ({"chair-c1": "97"}, CHAIR, "chair-c1", "97"),
        ({"chair-invalid": "97"}, CHAIR, "chair-invalid", "97"),
        ({"member-m1": "90", "member-m2": "90", "member-m3": "90", "member-m4": "90"}, MEMBER, "", "360"),
    ],
)
def test_a_figure_that_does_not_fit_is_told_with_its_cell(
    window: Callable[..., Page],
    box: Box,
    cycle: Cycle,
    clerk: User,
    typed: dict[str, str],
    part: str,
    cell: str,
    sentence: str,
) -> None:
    cycle.clock = COUNTED
    cycle.save()
    page = window(clerk)
    page.goto(SHEET)
    right = {"issued": "100", "returned": "98", "spoilt": "2", "chair-invalid": "0", "member-invalid": "0"}
    for name, value in right.items():
        page.locator(f'main [name="{name}"]').fill(value)
    expect(page.locator("output.wrong")).to_have_count(0)
    for name, value in typed.items():
        page.locator(f'main [name="{name}"]').fill(value)
    expect(page.locator(f"{part} output.wrong")).to_contain_text(sentence)
    marked = page.locator("input.over")
    assert [field.get_attribute("name") for field in marked.all()] == ([cell] if cell else [])
    for name in typed:
        page.locator(f'main [name="{name}"]').fill(right.get(name, "1"))
    expect(page.locator("output.wrong")).to_have_count(0)
    expect(marked).to_have_count(0)


def test_the_page_does_not_glide_while_a_sheet_is_typed(
    window: Callable[..., Page], box: Box, cycle: Cycle, clerk: User
) -> None:
    """Typing the last cell brings it into sight at once: a button pressed while the page moved was missed."""
    cycle.clock = COUNTED
    cycle.save()
    page = window(clerk)
    page.goto(SHEET)
    last = page.locator('main [name="member-invalid"]')
    begun, ended = last.evaluate("cell => { const begun = scrollY; cell.focus(); return [begun, scrollY]; }")
    assert begun < ended
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == ended
