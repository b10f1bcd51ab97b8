"""The template and the marked copy, opened with another program's reader."""

import io

import openpyxl

from documents.sheets import Column, Layout, Mark, SheetKind, cells_of, kind_of, listed, marked_copy, template

LAYOUT = Layout(
    "登记表",
    "棠兴村登记表",
    (
        Column("order", "序号", required=False, example="示例"),
        Column("name", "姓名", note="与身份证一致", example="王小明"),
        Column("sex", "性别", choices=("男", "女"), example="男"),
    ),
    ("1. 每人一行。",),
)


def test_the_template_can_be_filled_in_and_read_again() -> None:
    content = template(LAYOUT, [{"name": "王桂英", "sex": "女"}])
    lines = list(listed(cells_of(content, kind_of(content, "a.xlsx")), LAYOUT))
    assert [(n, dict(cells)) for n, cells in lines] == [(4, {"order": "", "name": "王桂英", "sex": "女"})]


def test_the_template_helps_the_clerk() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(LAYOUT)))
    sheet = book["登记表"]
    assert [cell.value for cell in sheet[2]] == ["序号", "姓名", "性别"]
    assert [cell.value for cell in sheet[3]] == ["示例", "王小明", "男"]
    assert sheet["B2"].comment.text == "与身份证一致"
    assert [(v.type, str(v.sqref).split(":")[0]) for v in sheet.data_validations.dataValidation] == [
        ("list", "C3")
    ]
    assert sheet["B3"].number_format == "@"
    assert book["填表说明"]["A1"].value == "1. 每人一行。"
    assert book["选项"].sheet_state == "hidden"


def test_the_marked_copy_keeps_every_row_in_its_place_and_says_what_is_wrong() -> None:
    rows = [
        ["标题"],
        ["序号", "姓名", "性别"],
        ["1", '=HYPERLINK("x")', {"date": "1980-05-06"}],
        ["2", 4.3e17, ""],
    ]
    marks = [
        Mark(4, "name", "变成了数字"),
        Mark(3, "sex", "不是男或女", warning=True),
        Mark(4, "name", "缺姓名"),
    ]
    book = openpyxl.load_workbook(
        io.BytesIO(marked_copy(rows, LAYOUT, {"order": 0, "name": 1, "sex": 2}, marks))
    )
    sheet = book.active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_col=3)] == [
        ["标题", None, None],
        ["序号", "姓名", "性别"],
        ["1", '=HYPERLINK("x")', "1980-05-06"],
        ["2", 4.3e17, None],
    ]
    assert sheet["B3"].data_type == "s"
    assert sheet["B4"].comment.text == "变成了数字\n缺姓名"
    assert sheet["B4"].fill.fgColor.rgb == "FFFBEBE8"
    assert sheet["C3"].comment.text == "不是男或女"
    assert sheet["C3"].fill.fgColor.rgb == "FFFBF0DB"


def test_a_mark_behind_the_rows_end_is_written_too() -> None:
    content = marked_copy([["姓名"], ["王桂英"]], LAYOUT, {"name": 0, "sex": 5}, [Mark(2, "sex", "缺")])
    assert openpyxl.load_workbook(io.BytesIO(content)).active["F2"].comment.text == "缺"


def test_the_marked_copy_is_a_workbook_we_read() -> None:
    content = marked_copy([["姓名"], ["王桂英"]], LAYOUT, {"name": 0}, [])
    assert list(cells_of(content, SheetKind.WORKBOOK))
