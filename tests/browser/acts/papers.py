"""The township's papers, and what everybody reads of them on the public board."""

import re
import subprocess
from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.acts.cycle import PLACE
from tests.browser.desk import Desk
from tests.browser.roll_file import Line
from tests.cast import VILLAGE

ROLL, RESULT = "选民名单公告", "选举结果公告"


def prints_the_papers_of_the_vote(office: Desk) -> None:
    issues(office, "roll_poster")
    posts(office, ROLL, "2021-01-20")
    for kind in ("formal_candidates", "voting_notice", "ballot"):
        issues(office, kind)
    expect(office.page.locator("section[aria-labelledby=issued] li")).to_have_count(4)


def posts_the_result(office: Desk) -> str:
    """Prints the notice of the result and hangs it; returns its verification code."""
    issues(office, "result_notice")
    return posts(office, RESULT)


def issues(office: Desk, kind: str, place: str = PLACE) -> None:
    office.open(f"{place}/papers/")
    form = office.page.locator("form").filter(has=office.page.locator(f"input[name=kind][value={kind}]"))
    office.press(form.locator("button"))


def posts(office: Desk, title: str, last_day: str = "") -> str:
    """Puts a paper on the public board, for ever if no last day is given; returns its verification code."""
    row = office.page.locator("section[aria-labelledby=issued] li").filter(has_text=title)
    code = row.locator("a.code").inner_text()
    row.locator("summary").click()
    row.locator("[name=last_day]").fill(last_day)
    office.press(row.locator("form button"))
    return code


def finds_a_voter(visitor: Desk, voter: Line) -> None:
    visitor.open(f"/public/{VILLAGE}/")
    expect(visitor.page.locator(".pb-list")).to_contain_text(ROLL)
    visitor.fill({"name": voter["name"], "group": voter["group"]})
    visitor.press()
    expect(visitor.page.locator(".pb-hit")).to_contain_text(voter["name"])


def reads_the_result(visitor: Desk, code: str, elected: Sequence[str], people: Sequence[Line]) -> None:
    """It hangs alone: the roll's time is over. Names stand there, identity numbers do not."""
    visitor.open(f"/public/{VILLAGE}/")
    notices = visitor.page.locator(".pb-list a")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text(RESULT)
    read = visitor.page.content() + text_of(visitor.file(notices))
    assert [name for name in elected if not re.search(r"\s*".join(name), read)] == []
    assert [person["id"] for person in people if person["id"] in read] == []
    visitor.open(f"/verify/{code.replace('-', '')}/")
    expect(visitor.page.locator("main")).to_contain_text(RESULT)


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
