"""The changes between two versions as a sheet, for those who keep the paper list. It holds no identity number."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime

from accounts.models import User
from documents.sheets import Column, Layout, template
from voting.papers.words import SEXES
from voting.queries.roll_changes import Change, Changes, Difference, Kind

KINDS = {
    Kind.NEW: "新增选民",
    Kind.ENTERED: "由不予登记转为选民",
    Kind.REFUSED: "由选民转为不予登记",
    Kind.OFF: "删去",
    Kind.LISTED: "新列不予登记",
    Kind.CHANGED: "更正",
}
FIELDS = {
    "name": "姓名",
    "group": "小组",
    "household": "户号",
    "sex": "性别",
    "birth_date": "出生日期",
    "category": "登记类别",
    "not_registered": "不予登记原因",
    "relocation": "搬迁情形",
}
COLUMNS = (
    Column("kind", "变动", width=20),
    Column("number", "编号", width=8),
    Column("name", "姓名", width=12),
    Column("group", "小组", width=8),
    Column("sex", "性别", width=6),
    Column("reason", "不予登记原因", width=28),
    Column("detail", "更正内容", width=48),
)
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def changes_book(changes: Changes, by: User, now: datetime) -> bytes:
    """The changes as .xlsx; who took it stands on the second sheet."""
    return template(_layout(changes, by, now), _rows(changes), example=False)


def changes_lines(changes: Changes, by: User, now: datetime) -> Iterator[str]:
    """The changes as .csv, line by line; who took it stands in the last one."""
    layout = _layout(changes, by, now)
    yield _line([layout.heading])
    yield _line([column.title for column in COLUMNS])
    for row in _rows(changes):
        yield _line([row[column.key] for column in COLUMNS])
    yield _line(layout.notes)


def _layout(changes: Changes, by: User, now: datetime) -> Layout:
    place = changes.after.election.village
    versions = f"第{changes.before.version}版至第{changes.after.version}版"
    return Layout(
        name="变动",
        heading=f"{place}选民名单变动（{versions}）",
        columns=COLUMNS,
        notes=(f"导出人：{by.name}，{localtime(now):%Y-%m-%d %H:%M}。仅供选举工作使用。",),
    )


def _rows(changes: Changes) -> Iterator[dict[str, str]]:
    for change in changes.people:
        entry = change.entry
        yield {
            "kind": KINDS[change.kind],
            "number": str(entry.number),
            "name": entry.name,
            "group": str(entry.group),
            "sex": SEXES[entry.sex],
            "reason": entry.not_registered,
            "detail": "；".join(_detail(change)),
        }


def _detail(change: Change) -> Iterator[str]:
    if change.kind is not Kind.CHANGED:
        return
    for difference in change.differences:
        old, new = _shown(difference)
        yield f"{FIELDS[difference.field]}：{old}→{new}"


def _shown(difference: Difference) -> tuple[str, str]:
    words = SEXES if difference.field == "sex" else {}
    return (
        words.get(difference.before, difference.before) or "空",
        words.get(difference.after, difference.after) or "空",
    )


def _line(cells: list[str] | tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()
