"""Rows of roll sheets with sound identity numbers of a region that was never assigned."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.documents.sheet_files import xlsx
from villages.identity import check_character

HEAD = [
    "姓名",
    "村民小组",
    "户号",
    "性别",
    "出生日期",
    "身份证号",
    "登记类别",
    "表态或同意记录",
    "不予登记原因",
]
KEYS = ["name", "group", "household", "sex", "birth", "id", "category", "statement", "not_registered"]
SOUND: dict[str, Any] = {
    "name": "王桂英",
    "group": 1,
    "household": "1001",
    "sex": "女",
    "birth": "1978-03-05",
    "id": "",
    "category": "1",
    "statement": "",
    "not_registered": "",
}


def id_number(born: date = date(1978, 3, 5), serial: int = 2) -> str:
    """A number with the right check character; an even serial is a woman's."""
    first = f"430499{born:%Y%m%d}{serial:03d}"
    return first + check_character(first)


def row(serial: int = 2, **cells: Any) -> dict[str, Any]:
    """A row without faults, of a woman in group 1, but for these cells."""
    return SOUND | {"id": id_number(serial=serial), "name": f"王桂{chr(0x4E00 + serial)}"} | cells


def sheet(*rows: dict[str, Any], head: Sequence[str] = HEAD) -> bytes:
    """A workbook whose first row holds the titles, so that the first voter stands in row 2."""
    return xlsx([head, *([cells[key] for key in KEYS] for cells in rows)])
