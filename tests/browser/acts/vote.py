"""Time and place, the sheets typed twice, the tally, the runoff, the confirmation."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playwright.sync_api import expect

from documents.models import Job
from tests.browser.acts.cycle import PLACE
from tests.browser.desk import Desk

RUNOFF_DAY = date(2021, 1, 22)
Sheet = Mapping[str, Any]
# Two boxes: 68 papers of 102 voters, so that 35 votes elect. The second seat of the members stays empty.
FIRST_ROUND: Sequence[Sheet] = (
    {
        "papers": {"issued": 50, "returned": 48, "spoilt": 2},
        "chair": {"votes": [30, 14], "written": {"周涛": 1}, "void": 1},
        "member": {"votes": [35, 20, 18], "written": {}, "void": 0},
    },
    {
        "papers": {"issued": 20, "returned": 20, "spoilt": 0},
        "chair": {"votes": [12, 7], "written": {}, "void": 0},
        "member": {"votes": [12, 9, 8], "written": {}, "void": 0},
    },
)
FIRST_ROUND_TOLD = ("68 × 2 = 136", "102", "≥ 35")
# 60 papers, so that 20 votes are the third that a runoff asks for.
RUNOFF: Sequence[Sheet] = (
    {
        "papers": {"issued": 45, "returned": 44, "spoilt": 1},
        "member": {"votes": [25, 16], "written": {}, "void": 0},
    },
    {
        "papers": {"issued": 16, "returned": 16, "spoilt": 0},
        "member": {"votes": [9, 7], "written": {}, "void": 0},
    },
)
RUNOFF_TOLD = ("≥ 20",)


def publishes_time_and_place(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/votes/1/places/")
    clerk.fill({"opens_at": "08:00", "closes_at": "14:00"})
    clerk.fill({"form-0-kind": "venue", "form-0-name": "选举大会会场", "form-0-address": "棠兴村村部"})
    clerk.fill({"form-1-kind": "station", "form-1-name": "第一投票站", "form-1-address": "棠兴村小学"})
    clerk.press()
    clerk.press()


def with_a_slip(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with one figure of the first typed wrong."""
    first, *others = sheets
    votes = [first["chair"]["votes"][0] - 10, *first["chair"]["votes"][1:]]
    return [{**first, "chair": {**first["chair"], "votes": votes}}, *others]


def enters_the_boxes(desk: Desk, sheets: Sequence[Sheet]) -> None:
    """Types the sheet of every box; the form is empty, whoever has entered it before."""
    for sheet in sheets:
        desk.open(f"{PLACE}/votes/")
        desk.press()
        assert {field.input_value() for field in desk.page.locator("input.figure").all()} == {""}
        types(desk, sheet)
        expect(desk.page.locator("output.wrong")).to_have_count(0)
        desk.press()


def types(desk: Desk, sheet: Sheet, scrutineers: str = "肖国华、成桂英") -> None:
    desk.fill({**sheet["papers"], "scrutineers": scrutineers})
    for post in sheet.keys() - {"papers"}:
        part, figures = desk.page.locator(f"[data-post={post}]"), sheet[post]
        printed = part.locator("tr[data-row]:not([data-written]) input").all()
        for field, votes in zip(printed, figures["votes"], strict=True):
            field.fill(str(votes))
        for row, (name, votes) in enumerate(figures["written"].items()):
            desk.fill({f"{post}-written-{row}-name": name, f"{post}-written-{row}-votes": votes})
        part.locator("tr[data-void] input").fill(str(figures["void"]))


def settles_the_difference(clerk: Desk) -> None:
    """One figure of one box, and only that, is asked for again."""
    clerk.open(f"{PLACE}/votes/")
    clerk.press()
    differing = clerk.page.locator("table.settle tbody tr")
    expect(differing).to_have_count(1)
    differing.locator("input[value=first]").check()
    clerk.fill(
        {"scrutineers": "肖国华、成桂英", "chief": "刘桂花", "reason": "复核原始选票，以第一次录入为准"}
    )
    clerk.press()


def sees_the_result(desk: Desk, number: int, told: Sequence[str]) -> list[str]:
    """Waits at the boxes until a worker has tallied, then reads the arithmetic; returns who is elected."""
    desk.open(f"{PLACE}/votes/")
    expect(desk.primary).to_have_attribute("href", f"{PLACE}/votes/{number}/")
    desk.press()
    for figure in told:
        expect(desk.page.locator("table.eq")).to_contain_text(figure)
    states = Job.objects.filter(kind="count.tally").values_list("state", "attempts")
    assert list(states) == [("done", 1)] * number
    return desk.page.locator("tr.el").evaluate_all(
        "rows => rows.map(row => row.cells[0].firstChild.data.trim())"
    )


def opens_the_runoff(clerk: Desk) -> None:
    """From the result: the day, then hours and places as before, looked at and published."""
    clerk.press()
    clerk.fill({"day": RUNOFF_DAY})
    clerk.press()
    clerk.press()
    expect(clerk.sentence).to_contain_text("1月22日")


def announces_the_result(clerk: Desk) -> None:
    """As the election committee confirmed and announced it on the spot."""
    clerk.open(f"{PLACE}/votes/2/")
    clerk.fill({"chair": "王建国", "scrutineer": "成桂英", "place": "村部礼堂"})
    clerk.press()


def confirms_the_result(office: Desk) -> None:
    """First how the votes are counted, where the plan does not say; then the result."""
    office.open(f"{PLACE}/votes/counting-rule/")
    office.fill({"decision": "镇换届办〔2021〕1号"})
    office.press()
    office.open(f"{PLACE}/votes/2/")
    for looked_at in ("conduct", "process"):
        office.page.locator(f"[name={looked_at}]").check()
    office.fill({"reason": "未发现问题", "decision": "白镇党〔2021〕2号"})
    office.press()
