"""Takes pictures of the demo township's pages as its officers see them (script/screenshots)."""

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chrome import FLAGS, chromium_path

ROOT = Path(__file__).resolve().parent.parent.parent
OUT = ROOT / "var" / "screenshots"
TOUR = ROOT / "docs" / "pictures"
PASSWORD = "huanjie-demo"
WIDTHS = {1366: 768, 390: 844}
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Shot:
    """One page as one officer (none: a visitor) sees it; `tour` names its picture in the README."""

    name: str
    officer: str
    path: str
    tour: str = ""


def of_village(code: str) -> str:
    return f"/villages/430423101{code}"


SHOTS = (
    Shot("signin", "", "/signin/"),
    Shot("public", "", "/public/430423101209/", "public"),
    Shot("public-object", "", "/public/430423101233/object/"),
    Shot("verify", "", "/verify/"),
    Shot("today-township", "zhenban", "/", "today"),
    Shot("board", "zhenban", "/board/", "board"),
    Shot("board-steps", "zhenban", "/board/?by=step"),
    Shot("exceptions", "zhenban", "/board/exceptions/"),
    Shot("messages", "zhenban", "/messages/"),
    Shot("preferences", "zhenban", "/me/"),
    Shot("villages", "zhenban", "/villages/"),
    Shot("days", "zhenban", "/days/"),
    Shot("days-plan", "zhenban", "/days/plan/"),
    Shot("days-village", "zhenban", "/days/430423101209/"),
    Shot("days-put-off", "zhenban", "/days/430423101210/put-off/"),
    Shot("holidays", "zhenban", "/holidays/"),
    Shot("cycle", "zhenban", "/cycle/"),
    Shot("cycle-open", "zhenban", "/cycle/open/"),
    Shot("rulebook", "zhenban", "/rulebook/"),
    Shot("rulebooks", "zhenban", "/rulebooks/"),
    Shot("rulebook-compare", "zhenban", "/rulebooks/compare/?left=county-town-2020&right=city-town-2020"),
    Shot("rulebook-copy", "zhenban", "/rulebooks/zhejiang-village-2020/copy/"),
    Shot("rulebook-editions", "xianban", "/cycles/1/rulebook/"),
    Shot("ledger", "zhenban", "/ledger/", "ledger"),
    Shot("village-ledger", "zhenban", of_village("209") + "/ledger/"),
    Shot("kept", "zhenban", "/kept/"),
    Shot("people-township", "zhenban", "/people/"),
    Shot("appeals-late", "zhenban", "/appeals/"),
    Shot("figures", "zhenban", "/roll-figures/"),
    Shot("place", "zhenban", of_village("209") + "/people/place/"),
    Shot("reviews-township", "zhenban", "/reviews/"),
    Shot("papers", "zhenban", of_village("209") + "/papers/"),
    Shot("seats", "zhenban", of_village("209") + "/candidates/seats/"),
    Shot("result", "zhenban", of_village("212") + "/votes/1/", "result"),
    Shot("result-short", "zhenban", of_village("217") + "/votes/1/"),
    Shot("today-clerk", "clerk209", "/"),
    Shot("village", "clerk209", of_village("209") + "/", "village"),
    Shot("gantt", "clerk209", of_village("209") + "/gantt/"),
    Shot("gantt-steps", "clerk209", of_village("209") + "/gantt/?by=step"),
    Shot("roll", "clerk209", of_village("209") + "/roll/", "roll"),
    Shot("roll-upload", "clerk228", of_village("228") + "/roll/upload/"),
    Shot("roll-publish", "clerk228", of_village("228") + "/roll/publish/"),
    Shot("roll-draw", "clerk228", of_village("228") + "/roll/draw/"),
    Shot("roll-people", "clerk228", of_village("228") + "/roll/people/"),
    Shot("roll-changes", "clerk212", of_village("212") + "/roll/changes/"),
    Shot("roll-figures", "clerk209", of_village("209") + "/roll/figures/"),
    Shot("appeals", "clerk233", of_village("233") + "/roll/appeals/"),
    Shot("appeal", "clerk233", of_village("233") + "/roll/appeals/1/"),
    Shot("people", "clerk209", of_village("209") + "/people/"),
    Shot("register-sheet", "clerk209", of_village("209") + "/people/sheet/"),
    Shot("party", "clerk209", of_village("209") + "/people/party/"),
    Shot("cadres", "clerk209", of_village("209") + "/people/party/cadres/"),
    Shot("proxies", "clerk209", of_village("209") + "/proxies/"),
    Shot("mobile", "clerk209", of_village("209") + "/proxies/mobile/"),
    Shot("staff", "clerk209", of_village("209") + "/votes/staff/"),
    Shot("staff-new", "clerk209", of_village("209") + "/votes/staff/new/"),
    Shot("candidates", "clerk209", of_village("209") + "/candidates/"),
    Shot("withdrawals", "clerk209", of_village("209") + "/candidates/withdrawals/"),
    Shot("list-change", "clerk209", of_village("209") + "/candidates/list/"),
    Shot("introductions", "clerk209", of_village("209") + "/candidates/introductions/"),
    Shot("nomination", "clerk233", of_village("233") + "/candidates/nomination/"),
    Shot("nomination-groups", "clerk233", of_village("233") + "/candidates/nomination/?by=groups"),
    Shot("votes", "clerk209", of_village("209") + "/votes/"),
    Shot("votes-runoff", "clerk217", of_village("217") + "/votes/"),
    Shot("count", "second209", of_village("209") + "/votes/1/boxes/1/enter/", "count"),
    Shot("settle", "clerk210", of_village("210") + "/votes/1/boxes/1/settle/"),
    Shot("step", "clerk209", of_village("209") + "/steps/archive/"),
    Shot("today-teller", "teller209", "/"),
    Shot("ballots", "teller203", of_village("203") + "/votes/1/ballots/?box=1"),
    Shot("today-reviewer", "lianshen", "/"),
    Shot("reviews-county", "lianshen", "/reviews/", "review"),
    Shot("today-county", "xianban", "/"),
    Shot("board-county", "xianban", "/board/"),
    Shot("today-auditor", "jiwei", "/"),
    Shot("not-there", "clerk209", of_village("210") + "/roll/"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--tour", action="store_true")
    parser.add_argument("--only", default="", help="names of shots, with commas")
    wanted = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    chosen = [shot for shot in SHOTS if not wanted.only or shot.name in wanted.only.split(",")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for officer in dict.fromkeys(shot.officer for shot in chosen):
            pictures_of(browser, wanted.url, officer, [shot for shot in chosen if shot.officer == officer])
        browser.close()
    if wanted.tour:
        renew_tour()


def pictures_of(browser: Browser, url: str, officer: str, shots: list[Shot]) -> None:
    """Every page of one officer, in one browser session."""
    context = browser.new_context(base_url=url, locale="zh-CN")
    page = context.new_page()
    if officer:
        sign_in(page, officer)
    for language in LANGUAGES:
        context.add_cookies([{"name": "django_language", "value": language, "url": url}])
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for shot in shots:
                take(page, shot, language, width)
    context.close()


def sign_in(page: Page, officer: str) -> None:
    page.goto("/signin/")
    page.fill("input[name=username]", officer)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/signin/" not in url)


def take(page: Page, shot: Shot, language: str, width: int) -> None:
    answer = page.goto(shot.path)
    status = answer.status if answer else 0
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    remark = "  scrolls sideways" if wide else ""
    print(f"{status} {shot.name} {language} {width}{remark}", flush=True)
    path = OUT / f"{shot.name}-{language}-{width}.png"
    page.screenshot(path=path, full_page=width < 700)


def renew_tour() -> None:
    """The README's pictures: the Chinese pages at design size."""
    TOUR.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        if shot.tour:
            shutil.copy(OUT / f"{shot.name}-zh-hans-1366.png", TOUR / f"{shot.tour}.png")


if __name__ == "__main__":
    main()
