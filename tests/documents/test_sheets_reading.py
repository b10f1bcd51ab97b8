"""What a file is, reading it in the limited process, and finding the list in it."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents.sheets import LIMITS, Column, Layout, SheetKind, cells_of, kind_of, listed, reading
from documents.sheets.inspection import SUSPECT_FROM, SUSPECT_RATIO
from documents.sheets.listing import Found
from documents.sheets.reading import SheetStart
from documents.sheets.refusals import SheetRefused
from tests.documents.sheet_files import sparse_giant, with_part, with_sheet, xlsx

LAYOUT = Layout(
    "名单",
    "名单",
    (Column("name", "姓名"), Column("group", "村民小组", ("组",)), Column("note", "备注", required=False)),
)
HEAD = ["姓名", "村民小组"]
SHEET_HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def lines_of(content: bytes, file_name: str = "a.xlsx") -> list[tuple[int, dict[str, Any]]]:
    return [(n, dict(cells)) for n, cells in listed(cells_of(content, kind_of(content, file_name)), LAYOUT)]


def names_of(content: bytes, file_name: str = "a.xlsx") -> list[tuple[int, str]]:
    return [(number, cells["name"]) for number, cells in lines_of(content, file_name)]


def refused(content: bytes, file_name: str = "a.xlsx") -> str:
    with pytest.raises(SheetRefused) as refusal:
        lines_of(content, file_name)
    return refusal.value.code


def test_a_row_keeps_the_clerks_own_number_past_titles_and_blank_rows() -> None:
    content = xlsx([["棠兴村选民登记表"], [], HEAD, ["王桂英", 3], [], [None, " "], ["刘长根", "7"]])
    assert names_of(content) == [(4, "王桂英"), (7, "刘长根")]


def test_a_list_that_begins_in_the_third_column_is_found() -> None:
    assert names_of(xlsx([[None, None, *HEAD], [None, None, "王桂英", 3]])) == [(2, "王桂英")]


def test_titles_are_known_by_other_names_and_with_marks() -> None:
    assert names_of(xlsx([["＊姓 名（必填）", "组:"], ["王桂英", 3]])) == [(2, "王桂英")]


def test_titles_merged_over_two_rows_are_read_together() -> None:
    assert names_of(xlsx([["姓名", "所属"], [None, "村民小组"], ["王桂英", 3]])) == [(3, "王桂英")]


def test_the_example_row_is_not_a_voter() -> None:
    content = xlsx([["备注", *HEAD], ["示例", "王小明", 3], ["", "王桂英", 3]])
    assert names_of(content) == [(3, "王桂英")]


def test_hidden_sheets_and_sheets_without_a_list_are_passed_over() -> None:
    content = xlsx([["说明"]], 名单=[HEAD, ["王桂英", 3]], 旧_hidden=[HEAD, ["张三", 1]], 说明=[["填表说明"]])
    assert names_of(content) == [(2, "王桂英")]


def test_two_visible_lists_are_refused_rather_than_one_lost() -> None:
    assert refused(xlsx([HEAD, ["王桂英", 3]], 第二组=[HEAD, ["张三", 2]])) == "sheet_several_lists"


def test_a_missing_column_is_named() -> None:
    with pytest.raises(SheetRefused) as refusal:
        lines_of(xlsx([["姓名", "备注"], ["王桂英", ""]]))
    assert (refusal.value.code, refusal.value.data) == ("sheet_columns_missing", {"columns": ["group"]})


def test_a_column_that_stands_twice_is_refused() -> None:
    assert refused(xlsx([["姓名", "组", "村民小组"], ["王桂英", 3, 4]])) == "sheet_column_twice"


def test_cells_come_as_text_number_and_date() -> None:
    ((_, cells),) = lines_of(xlsx([[*HEAD, "备注"], ["王桂英", 3, date(1980, 5, 6)]]))
    assert cells == {"name": "王桂英", "group": 3, "note": {"date": "1980-05-06"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_are_read_in_the_encodings_of_chinese_offices(encoding: str, delimiter: str) -> None:
    content = f"姓名{delimiter}组\r\n王桂英{delimiter}3\r\n㛃㛃{delimiter}4\r\n".encode(encoding)
    assert names_of(content, "a.csv") == [(2, "王桂英"), (3, "㛃㛃")]


def test_a_text_table_counts_rows_as_the_sheet_program_does() -> None:
    assert names_of('姓名,组\n"王\n桂英",3\n刘长根,4\n'.encode(), "a.csv") == [(2, "王\n桂英"), (3, "刘长根")]


@pytest.mark.parametrize(
    ("content", "file_name", "code"),
    [
        (b"", "a.xlsx", "sheet_empty"),
        (b" \n", "a.csv", "sheet_empty"),
        (b"x", "a.pdf", "sheet_kind_unknown"),
        (b"x", "a.xlsm", "sheet_has_macros"),
        (b"PK\x03\x04broken", "a.xlsx", "sheet_unreadable"),
        (b"<html><table></table></html>", "a.xls", "sheet_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "sheet_unreadable"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "sheet_locked",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT_CUR".encode("utf-16-le"),
            "a.xls",
            "sheet_has_macros",
        ),
        ("姓名,组\n".encode() + b"\xff\xff\xff", "a.csv", "sheet_unreadable"),
        ('姓名,组\n"open'.encode(), "a.csv", "sheet_unreadable"),
        ("姓名,组\n\0".encode(), "a.csv", "sheet_unreadable"),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes, file_name: str, code: str) -> None:
    assert refused(content, file_name) == code


def test_a_renamed_macro_workbook_is_refused() -> None:
    assert refused(with_part(xlsx([HEAD]), "xl/vbaProject.bin", b"x")) == "sheet_has_macros"


def test_a_document_of_another_program_is_refused() -> None:
    plain = with_part(b"PK\x05\x06" + bytes(18), "word/document.xml", b"<w/>")
    assert refused(plain, "a.xlsx") == "sheet_kind_unknown"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(xlsx([HEAD]), "xl/media/image1.png", bytes(SUSPECT_FROM + 1))
    assert len(bomb) * SUSPECT_RATIO < SUSPECT_FROM
    assert refused(bomb) == "sheet_too_large"


def test_a_file_over_the_upload_limit_is_refused(settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100
    assert refused(xlsx([HEAD])) == "sheet_too_large"


def test_a_far_cell_kills_only_the_child() -> None:
    began = time.monotonic()
    assert refused(sparse_giant()) == "sheet_too_heavy"
    assert time.monotonic() - began < 10


def test_a_sheet_that_unpacks_beyond_the_childs_memory_is_refused() -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="str"><v>%s</v></c></row>' % (n, n, b"x" * 4000) for n in range(1, 60_000)
    )
    content = with_sheet(xlsx([HEAD]), SHEET_HEAD + rows + b"</sheetData></worksheet>")
    limits = replace(LIMITS, memory=100 * 1024 * 1024)
    with pytest.raises(SheetRefused) as refusal:
        list(cells_of(content, SheetKind.WORKBOOK, limits))
    assert refusal.value.code == "sheet_too_heavy"


def test_too_many_rows_and_columns_are_refused() -> None:
    content = xlsx([HEAD, ["a", 1], ["b", 2]])
    for limits in (replace(LIMITS, rows=2), replace(LIMITS, columns=1)):
        with pytest.raises(SheetRefused) as refusal:
            list(cells_of(content, SheetKind.WORKBOOK, limits))
        assert refusal.value.code == "sheet_too_large"


def test_a_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(SheetRefused) as refusal:
        list(cells_of(xlsx([HEAD]), SheetKind.WORKBOOK, replace(LIMITS, wall_seconds=0.001)))
    assert refusal.value.code == "sheet_too_slow"


def test_the_child_is_told_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os\nprint(json.dumps({'sheet': ' '.join(os.environ), 'rows': 0}))\nprint('{\"end\": 1}')"
    )
    monkeypatch.setattr(reading, "CHILD", spy)
    monkeypatch.setenv("SEALING_KEY", "secret")
    (start,) = cells_of(b"x", SheetKind.TEXT)
    assert isinstance(start, SheetStart)
    assert set(start.name.split()) <= {"LC_CTYPE"}


def test_a_reading_that_is_given_up_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    real = reading.subprocess.Popen

    def remembered(*args: Any, **kwargs: Any) -> Any:
        started.append(real(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr(reading.subprocess, "Popen", remembered)
    content = xlsx([HEAD, *(["王桂英", n] for n in range(5000))])
    parts = cells_of(content, SheetKind.WORKBOOK)
    assert isinstance(next(parts), SheetStart)
    parts.close()
    assert started[0].returncode is not None


def test_found_tells_where_the_list_stands() -> None:
    found, content = Found(), xlsx([["标题"], HEAD, ["王桂英", 3]])
    list(listed(cells_of(content, SheetKind.WORKBOOK), LAYOUT, found))
    assert found.header is not None
    assert (found.header.row, dict(found.header.places), found.rows) == (2, {"name": 0, "group": 1}, 3)


def parts(*sheets: Iterable[list[Any]]) -> Iterable[Any]:
    for number, rows in enumerate(sheets):
        yield SheetStart(str(number), 0)
        yield list(rows)


def test_a_sheet_without_titles_in_the_first_thirty_rows_has_no_list() -> None:
    with pytest.raises(SheetRefused) as refusal:
        list(listed(iter(parts([["x", "y"]] * 40 + [HEAD, ["a", 1]])), LAYOUT))
    assert refusal.value.code == "sheet_columns_missing"
