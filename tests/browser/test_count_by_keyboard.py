"""Ballot by ballot: typed by keyboard through a cut of the line and a reload, while a second browser shows the hall."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from accounts.models import User
from elections.models import Cycle, Election
from tests.browser.acts.papers_typed import Ballot, pile, types
from tests.browser.test_axe import faults
from tests.browser.watch import Watch
from tests.cast import VILLAGE
from tests.voting.ballots import CHAIR, COUNTED, PLACES, add_roll, prepared, publish, run_jobs
from tests.voting.papers import close, opened, send, typed
from tests.voting.test_paper_ruling import JPEG
from voting.models import Box, Outcome, Paper, PaperCount
from voting.paper_ballot import read_ballot
from voting.queries.count import count_of, plan_of
from voting.services.contest import ChoiceDraft, PositionDraft
from voting.services.hall import open_hall
from voting.tally import tally

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Page]
Json = dict[str, Any]
ENTRY = f"/villages/{VILLAGE}/votes/1/boxes/1/papers/1/"
PAPERS, THIRD, PATIENCE = 300, 100, 30_000


@pytest.fixture
def box(election: Election, cycle: Cycle, clerk: User, steps_before: None) -> Box:
    """One box with 300 papers in it, open to be counted."""
    add_roll(election, 400)
    found = publish(prepared(election, clerk), clerk, boxes=PLACES[:1]).boxes.get()
    opened(found, clerk, returned=PAPERS, issued=310)
    cycle.clock = COUNTED
    cycle.save()
    return found


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


def figure(hall: Page, name: str, value: int) -> None:
    expect(hall.locator(f"[data-figure={name}]")).to_have_text(f"{value:,}")


# A stroke of a mark begins with a move; marks that no longer fit stand as a number before them.
IN_THE_HALL = """() => Object.fromEntries([...document.querySelectorAll("[data-choice]")].map((row) => {
    const number = (text) => Number(text.replace(/\\D/g, ""));
    const strokes = [...row.querySelectorAll("path")].flatMap((path) => path.getAttribute("d").match(/M/g));
    const folded = number(row.querySelector("svg text")?.textContent ?? "");
    return [row.dataset.choice, [number(row.querySelector(".v").textContent), strokes.length + folded]];
}))"""


def in_the_hall(hall: Page, outcome: Json) -> None:
    """Every name has as many strokes as votes, and as many votes as in the outcome; the screen asks more than once a second."""
    votes = {
        f"{position['id']}-{line['id']}": line["for"]
        for position in outcome["positions"]
        for line in position["votes"]
    }
    shown = hall.evaluate(IN_THE_HALL)
    assert {key: [votes[key]] * 2 for key in shown} == shown
    assert hall.evaluate("EVERY") < 1000


def line(page: Page) -> str:
    return page.locator("[data-at=line]").inner_text()


def calls(page: Page, ballots: list[Ballot]) -> None:
    """Type a pile; one paper of it is typed wrong first and taken back."""
    half = len(ballots) // 2
    types(page, [*ballots[:half], {"spoilt": True}])
    page.keyboard.press("Backspace")
    types(page, ballots[half:])


def counting(window: Window, box: Box, teller: User, clerk: User) -> tuple[Page, Page, BrowserContext]:
    page, hall = window(teller), window(None, width=1920)
    token = open_hall(by=clerk, contest=box.contest, now=COUNTED)
    hall.goto(f"/hall/{token}/")
    page.goto(ENTRY)
    return page, hall, page.context


def test_300_ballots_by_keyboard_with_the_line_cut_for_100_and_the_page_loaded_anew(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, hall, context = counting(window, box, teller, clerk)
    ballots = pile(PAPERS)
    watch = Watch(page, page.url.split("/villages")[0])
    first, second, third = (ballots[start : start + THIRD] for start in range(0, PAPERS, THIRD))

    calls(page, first)
    figure(hall, "called", THIRD)

    context.set_offline(True)
    calls(page, second)
    expect(page.locator("[data-at=number]")).to_have_text(str(2 * THIRD + 1))
    expect(page.locator("[data-at=line]")).to_contain_text(
        "102"
    )  # two more: one paper typed wrong and taken back
    figure(hall, "called", THIRD)
    watch.complaints.clear()  # a cut line is one

    page.route("**/send/", lambda route: route.abort())
    context.set_offline(False)
    page.reload()
    expect(page.locator("[data-at=number]")).to_have_text(str(2 * THIRD + 1))
    assert Paper.objects.filter(undone_at=None).count() == THIRD
    page.unroute("**/send/")
    figure(hall, "called", 2 * THIRD)
    watch.complaints.clear()

    calls(page, third)
    figure(hall, "called", PAPERS)
    figure(hall, "left", 0)
    expect(page.locator("[data-at=line]")).to_have_text("")
    assert watch.complaints == []
    in_the_hall(hall, assert_counted(box, ballots, clerk))


def assert_counted(box: Box, ballots: list[Ballot], clerk: User) -> Json:
    """No paper twice or lost, in the order in which they were called; the outcome is that of the list."""
    plan = plan_of(box.contest)
    kept = Paper.objects.filter(undone_at=None).order_by("serial").values_list("ballot", flat=True)
    assert list(kept) == [read_ballot(ballot, plan) for ballot in ballots]
    assert Paper.objects.exclude(undone_at=None).count() == 3
    serials = list(Paper.objects.order_by("serial").values_list("serial", flat=True))
    assert all(after - before == 1 for before, after in pairwise(serials))
    close(box, clerk)
    run_jobs()
    count = count_of(PaperCount.objects.get().box.contest)
    count["boxes"][0]["ballots"] = ballots
    outcome: Json = Outcome.objects.get().data
    assert outcome == tally(count)
    return outcome


def cut(context: BrowserContext) -> None:
    """The line is cut; a page that loads anew is for a moment not offline to the browser, so what it sends is held too."""
    context.route("**/send/", lambda route: route.abort())
    context.set_offline(True)


def mend(context: BrowserContext) -> None:
    context.unroute("**/send/")
    context.set_offline(False)


def test_two_tabs_of_one_counter_lose_nothing(window: Window, box: Box, teller: User, clerk: User) -> None:
    one, hall, context = counting(window, box, teller, clerk)
    two = context.new_page()
    two.goto(ENTRY)
    ballots = pile(20)
    context.set_offline(True)
    types(one, ballots[:10])
    types(two, ballots[10:])
    context.set_offline(False)
    figure(hall, "called", 20)
    for page in (one, two):
        expect(page.locator("[data-at=number]")).to_have_text("21")
    assert Paper.objects.count() == 20


def on_the_shelf(page: Page) -> None:
    """The browser keeps the page for a cut line."""
    expect(page.locator("main[data-on-shelf]")).to_be_attached()


def shelves(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def test_the_page_opens_while_the_line_is_cut_and_its_papers_arrive_once(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, hall, context = counting(window, box, teller, clerk)
    ballots = pile(30)
    types(page, ballots[:10])
    figure(hall, "called", 10)
    on_the_shelf(page)
    cut(context)
    types(page, ballots[10:20])
    page.reload()
    expect(page.locator("[data-at=number]")).to_have_text("21")
    expect(page.locator("[data-at=line]")).to_contain_text("10")
    expect(page.locator("[data-at=as-of]")).to_be_visible()
    types(page, ballots[20:])
    page.reload()
    expect(page.locator("[data-at=number]")).to_have_text("31")
    with pytest.raises(PlaywrightError):  # nothing else is kept
        context.new_page().goto(ENTRY.removesuffix("1/"))
    assert Paper.objects.count() == 10

    mend(context)
    figure(hall, "called", 30)
    expect(page.locator("[data-at=line]")).to_have_text("")
    expect(page.locator("[data-at=as-of]")).to_be_hidden()
    plan = plan_of(box.contest)
    kept = Paper.objects.order_by("serial").values_list("ballot", flat=True)
    assert list(kept) == [read_ballot(ballot, plan) for ballot in ballots]


def test_whoever_signs_out_leaves_no_page_behind_but_the_papers_that_wait(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, _hall, context = counting(window, box, teller, clerk)
    on_the_shelf(page)
    assert len(shelves(page)) == 1
    page.route("**/send/", lambda route: route.abort())
    types(page, pile(1))
    other = context.new_page()
    other.goto(ENTRY.removesuffix("1/"))
    other.locator("form[action='/signout/'] button").first.evaluate("button => button.click()")
    expect(other.locator("[name=password]")).to_be_visible()
    other.wait_for_function("caches.keys().then((names) => !names.length)")
    left = other.evaluate("Object.keys(localStorage).map((key) => key.split(':')[0])")
    assert left == ["papers"]
    page.close()
    context.set_offline(True)
    with pytest.raises(PlaywrightError):
        other.goto(ENTRY)


def test_what_the_server_refuses_stops_the_calling_and_keeps_the_paper(
    window: Window, box: Box, teller: User, clerk: User
) -> None:
    page, hall, _context = counting(window, box, teller, clerk)
    types(page, pile(2))
    figure(hall, "called", 2)
    PaperCount.objects.update(version=9)
    types(page, pile(1))
    expect(page.locator("[data-at=stop]")).to_contain_text("papers_not_opened")
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('papers:')).length")
    assert kept == 1


def many_names(election: Election, clerk: User) -> Box:
    """A box of a round with fourteen names: two keys for each, and three pages in the hall."""
    add_roll(election, 400)
    members = tuple(ChoiceDraft(f"m{n}", f"候选人{n}", "M") for n in range(12))
    positions = (PositionDraft("chair", 1, 1, CHAIR), PositionDraft("member", 2, 3, members))
    found = publish(prepared(election, clerk, positions), clerk, boxes=PLACES[:1]).boxes.get()
    opened(found, clerk, returned=PAPERS, issued=310)
    return found


def test_with_more_than_nine_names_two_keys_choose_and_the_hall_turns_its_pages(
    window: Window, election: Election, cycle: Cycle, teller: User, clerk: User, steps_before: None
) -> None:
    cycle.clock = COUNTED
    cycle.save()
    page, hall, _context = counting(window, many_names(election, clerk), teller, clerk)
    for key in ("1", "2", "2", "1", "3", "3", "Enter"):
        page.keyboard.press(key)
    figure(hall, "called", 1)
    assert Paper.objects.get().ballot == {"marks": {"chair": ["c2"], "member": ["m0", "m11"]}}
    for name, votes in (("周海燕", "1"), ("候选人0", "1"), ("候选人11", "1"), ("周海燕", "1")):
        row = hall.locator(f".hl-c[data-name={name}]")
        expect(row).to_be_visible()
        expect(row.locator(".v")).to_have_text(votes)
        expect(row.locator("path.n")).to_have_count(1)
        hall.keyboard.press("ArrowRight")


def test_a_doubtful_paper_is_photographed_and_then_ruled_on(window: Window, box: Box, clerk: User) -> None:
    """Without a picture the ruling is refused and what was typed stays; with it the paper counts as ruled."""
    aside = typed(pile(1)[0], doubtful=True)
    send(box, clerk, aside)
    page = window(clerk, 1366)
    page.goto(f"{ENTRY.removesuffix('1/')}doubtful/{aside.client_id}/")
    ruling = {"reason": "意思表示清楚", "scrutineers": "肖国华、成桂英", "chief": "谭国安"}
    page.locator("input[name=counts_as][value=spoilt]").check()
    for name, value in ruling.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("form .btn-primary").click()
    expect(page.locator("[name=no_photo]")).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value(ruling["reason"])
    assert Paper.objects.get(client_id=aside.client_id).ruling is None
    picture = {"name": "票.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
    page.locator("input[name=photo]").set_input_files([picture])
    page.locator("form[action$='photo/'] button").click()
    expect(page.locator("img.paper-photo")).to_be_visible()
    expect(page.locator("[name=no_photo]")).to_have_count(0)
    page.locator("input[name=counts_as][value=spoilt]").check()
    for name, value in ruling.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("form .btn-primary").click()
    page.wait_for_url("**/doubtful/")
    kept = Paper.objects.get(client_id=aside.client_id)
    assert (kept.ruling, kept.no_photo_because) == ({"spoilt": True}, "")
    assert kept.photo is not None


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_on_the_pages_of_the_papers(
    window: Window, box: Box, clerk: User, width: int
) -> None:
    aside = typed(pile(1)[0], doubtful=True)
    send(box, clerk, typed(pile(1)[0]), aside)
    token = open_hall(by=clerk, contest=box.contest, now=COUNTED)
    page, base = window(clerk, width), ENTRY.removesuffix("1/")
    pages = ["", "?change=1", "1/", "close/", "doubtful/", f"doubtful/{aside.client_id}/"]
    paths = [*(base + path for path in pages), f"/villages/{VILLAGE}/votes/1/hall/", f"/hall/{token}/"]
    assert [fault for path in paths for fault in faults(page, path)] == []
