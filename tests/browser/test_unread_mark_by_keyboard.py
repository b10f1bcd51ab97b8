"""The key for a mark that cannot be read (A-CNT-06): offered where such marks are counted (AMB-36, reading 2), else dead."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from elections.models import Cycle, Election
from tests.browser.test_axe import faults
from tests.cast import VILLAGE, under_changed_rules
from tests.voting.ballots import COUNTED, PLACES, add_roll, prepared, publish
from tests.voting.papers import opened
from voting.models import Box, Paper
from voting.services.hall import open_hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Page]
PAPERS = f"/villages/{VILLAGE}/votes/1/boxes/1/papers/"
ENTRY = f"{PAPERS}1/"
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def box(
    request: pytest.FixtureRequest, election: Election, cycle: Cycle, clerk: User, steps_before: None
) -> Box:
    """One box, open to be counted, of a round prepared under the reading that the test names and the overvote rule."""
    reading, overvote = request.param

    def read_so(data: dict[str, Any]) -> None:
        counting = data["count"]["village_committee"]
        counting["unread_marks"] |= {"value": "counted" if reading == 2 else "left_out", "reading": reading}
        counting["overvote"] |= {"value": overvote}

    cycle.clock = COUNTED
    election.cycle = under_changed_rules(cycle, read_so)
    add_roll(election, 40)
    found = publish(prepared(election, clerk), clerk, boxes=PLACES[:1]).boxes.get()
    opened(found, clerk, returned=3, issued=3)
    return found


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def four_marks(page: Page) -> None:
    """Three seats, four marks, one of which cannot be read."""
    press(page, "1", "3", "4", "5", "/", "2")


def members(page: Page) -> Locator:
    return page.locator("fieldset[data-post=member]")


def sums(page: Page) -> Locator:
    return page.locator("[data-at=sums]")


def in_the_hall(hall: Page, called: int, spoilt: int, **votes: int) -> None:
    expect(hall.locator("[data-figure=called]")).to_have_text(str(called))
    expect(hall.locator("[data-figure=spoilt]")).to_have_text(str(spoilt))
    for choice, number in votes.items():
        expect(hall.locator(f"[data-choice={choice.replace('_', '-')}] .v")).to_have_text(str(number))


def at_the_count(window: Window, box: Box, teller: User, clerk: User, **more: Any) -> tuple[Page, Page]:
    page, hall = window(teller, **more), window(None, width=1920)
    hall.goto(f"/hall/{open_hall(by=clerk, contest=box.contest, now=COUNTED)}/")
    page.goto(ENTRY)
    return page, hall


@pytest.mark.parametrize("box", [(2, "position")], indirect=True)
def test_a_mark_that_cannot_be_read_is_told_taken_back_and_counted_among_the_marks(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, hall = at_the_count(window, box, teller, clerk)
    expect(page.locator("[data-key='/']")).to_contain_text("单个符号无法辨认")
    expect(page.locator("main")).to_contain_text("单个符号无法辨认的，计入所选人数")

    press(page, "/")
    expect(page.locator("[data-at=which-told]")).to_have_text("哪个职务有无法辨认的符号？")
    press(page, "Backspace")
    expect(page.locator("[data-at=which]")).to_be_hidden()

    four_marks(page)
    expect(members(page).locator("[data-extra]")).to_have_text("无法辨认的符号1个")
    expect(members(page).locator("[data-left]")).to_have_text("选了4名，应选3名：多选")
    press(page, "Backspace")
    expect(members(page).locator("[data-extra]")).to_have_text("")
    expect(members(page).locator("[aria-pressed=true]")).to_have_count(0)
    assert not Paper.objects.exists()

    four_marks(page)
    press(page, "Enter")
    expect(page.locator("[data-at=ask]")).to_contain_text("4")
    press(page, "Enter")
    in_the_hall(hall, 1, 0, chair_c1=1, member_m1=0, member_m2=0, member_m3=0)
    assert Paper.objects.get().ballot["unread"] == {"member": 1}

    press(page, "1", "3", "4", "/", "2", "Enter")
    in_the_hall(hall, 2, 0, chair_c1=2, member_m1=1, member_m2=1, member_m3=0)
    expect(page.locator("[data-at=last] .keys").first).to_have_text("1 · 3 4 /")
    press(page, "Backspace")
    in_the_hall(hall, 1, 0, chair_c1=1, member_m1=0, member_m2=0)


@pytest.mark.parametrize("box", [(2, "ballot")], indirect=True)
def test_where_too_many_marks_void_the_paper_hall_and_closing_show_it_as_void(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, hall = at_the_count(window, box, teller, clerk)
    four_marks(page)
    press(page, "Enter")
    expect(page.locator("[data-at=ask]")).to_contain_text("整票作废")
    press(page, "Enter")
    press(page, "2", "6", "Enter")
    press(page, "/", "1", "Enter")
    in_the_hall(hall, 3, 2, chair_c1=0, chair_c2=1, member_m1=0, member_m4=1)
    closing = window(clerk)
    closing.goto(f"{PAPERS}close/")
    expect(closing.locator("#so-far").locator("xpath=../..")).to_contain_text("有效1 + 作废2")


@pytest.mark.parametrize("box", [(1, "position")], indirect=True)
def test_where_such_marks_are_left_out_the_key_is_dead_and_nobody_speaks_of_it(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, hall = at_the_count(window, box, teller, clerk)
    expect(page.locator("[data-key]")).to_have_count(6)
    expect(page.locator("[data-key='/']")).to_have_count(0)
    assert page.get_by_text("单个符号无法辨认", exact=True).count() == 0
    press(page, "1", "3", "/")
    expect(page.locator("[data-at=which]")).to_be_hidden()
    press(page, "4", "5", "/", "Enter")
    in_the_hall(hall, 1, 0, chair_c1=1, member_m1=1, member_m2=1, member_m3=1)
    assert Paper.objects.get().ballot == {"marks": {"chair": ["c1"], "member": ["m1", "m2", "m3"]}}


@pytest.mark.parametrize("box", [(2, "position")], indirect=True)
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_with_that_key_fits_its_window(
    window: Window, box: Box, teller: User, width: int, language: str
) -> None:
    page = window(teller, width=width, language=language)
    assert faults(page, ENTRY) == []
    four_marks(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
