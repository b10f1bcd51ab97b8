"""What axe finds on the pages, at a desk and on a phone; how the board is worked by keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.models import User
from elections.models import Cycle
from tests.cast import VILLAGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Page]
GRAVE = {"serious", "critical"}
FAULT = 500
WIDTHS = (1366, 390)
TOWNSHIP_PAGES = (
    "/",
    "/board/",
    "/board/?by=step",
    "/board/exceptions/",
    "/messages/",
    "/me/",
    "/villages/",
    f"/villages/{VILLAGE}/",
    "/days/",
    "/days/plan/",
    f"/days/{VILLAGE}/",
    f"/days/{VILLAGE}/put-off/",
    "/holidays/",
    "/cycle/",
    "/cycle/open/",
    "/rulebooks/",
    "/rulebooks/compare/?left=county-town-2020&right=city-town-2020",
    "/rulebooks/new/",
    "/ledger/",
    "/reviews/",
    "/people/",
    f"/villages/{VILLAGE}/people/place/",
    f"/villages/{VILLAGE}/people/place/edit/",
    f"/villages/{VILLAGE}/people/party/organisation/",
    f"/villages/{VILLAGE}/people/succession/merge/",
    "/roll-figures/",
    "/appeals/",
    "/cycle/closed/",
)
CLERK_PAGES = (
    "/",
    f"/villages/{VILLAGE}/",
    f"/villages/{VILLAGE}/gantt/",
    f"/villages/{VILLAGE}/gantt/?by=step",
    f"/villages/{VILLAGE}/roll/",
    f"/villages/{VILLAGE}/roll/draw/",
    f"/villages/{VILLAGE}/roll/people/",
    f"/villages/{VILLAGE}/roll/changes/",
    f"/villages/{VILLAGE}/roll/figures/",
    f"/villages/{VILLAGE}/roll/upload/",
    f"/villages/{VILLAGE}/roll/appeals/",
    f"/villages/{VILLAGE}/people/",
    f"/villages/{VILLAGE}/people/add/",
    f"/villages/{VILLAGE}/people/sheet/",
    f"/villages/{VILLAGE}/people/party/",
    f"/villages/{VILLAGE}/people/party/cadres/",
    f"/villages/{VILLAGE}/proxies/",
    f"/villages/{VILLAGE}/proxies/mobile/",
    "/what-if/",
    f"/villages/{VILLAGE}/votes/staff/",
    f"/villages/{VILLAGE}/votes/staff/new/",
    f"/villages/{VILLAGE}/candidates/relatives/",
    f"/villages/{VILLAGE}/candidates/",
    f"/villages/{VILLAGE}/votes/",
    f"/villages/{VILLAGE}/papers/",
    f"/villages/{VILLAGE}/steps/preparation/",
    "/rulebook/",
    "/nowhere/",
)
PUBLIC_PAGES = (
    "/signin/",
    f"/public/{VILLAGE}/",
    f"/public/{VILLAGE}/object/",
    f"/public/{VILLAGE}/objection/",
    "/verify/",
)


def faults(page: Page, path: str) -> list[str]:
    """The serious and critical violations of one page, and sideways scrolling."""
    answer = page.goto(path)
    found = [] if answer is not None and answer.status < FAULT else [f"{path}: a fault"]
    found += [
        f"{path}: {each['id']} {each['nodes'][0]['html']}"
        for each in Axe().run(page).response["violations"]
        if each["impact"] in GRAVE
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{path}: scrolls sideways")
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_serious_for_the_township(
    township: User, election, window: Window, width: int, language: str
) -> None:
    page = window(township, width, language)
    assert [fault for path in TOWNSHIP_PAGES for fault in faults(page, path)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious_for_the_clerk(clerk: User, election, window: Window, width: int) -> None:
    page = window(clerk, width)
    assert [fault for path in CLERK_PAGES for fault in faults(page, path)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious_for_everybody(election, window: Window, width: int) -> None:
    page = window(None, width)
    assert [fault for path in PUBLIC_PAGES for fault in faults(page, path)] == []


def test_the_board_is_one_tab_stop_worked_by_arrows_enter_and_escape(
    township: User, cycle: Cycle, window: Window
) -> None:
    page = window(township)
    page.goto("/board/")
    assert page.locator('.cell[tabindex="0"]').count() == 1
    page.locator('.cell[tabindex="0"]').focus()
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    here = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card .pop")
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == here


def test_pages_ask_no_foreign_host_and_break_no_policy(township: User, cycle: Cycle, window: Window) -> None:
    page = window(township)
    asked, complaints = set(), []
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for path in ("/", "/board/", f"/villages/{VILLAGE}/"):
        page.goto(path, wait_until="networkidle")
    assert len(asked) == 1
    assert complaints == []
