"""The columns of the sheet of Party members. It is a Chinese paper: its words are Chinese in both languages."""

from collections.abc import Iterator, Sequence

from documents.sheets import Column, Layout
from villages.enums import Discipline
from villages.importing.columns import NO, YES
from villages.importing.whom import person_columns

FORMAL, PROBATIONARY = "正式党员", "预备党员"
SANCTIONS = {
    "无": Discipline.NONE,
    "党内警告": Discipline.WARNING,
    "严重警告": Discipline.SERIOUS_WARNING,
    "撤销党内职务": Discipline.REMOVED,
    "留党察看": Discipline.PROBATION,
    "开除党籍": Discipline.EXPELLED,
}


def member_layout(place: str, branches: Sequence[str]) -> Layout:
    """The sheet of the Party members of a place called `place`; `branches` are the names of its branches."""
    return Layout(
        name="党员名册",
        heading=f"{place}党员名册",
        columns=(*person_columns(), *_membership(branches), *_more()),
        notes=tuple(_notes()),
    )


def _membership(branches: Sequence[str]) -> Iterator[Column]:
    yield Column(
        "joined_on",
        "入党日期",
        ("入党时间", "加入中共组织日期", "加入党组织日期"),
        width=13,
        note="支部大会通过为预备党员的日期，写到日",
        example="2001-07-01",
    )
    yield Column(
        "standing",
        "党员类别",
        ("类别", "党员类型", "人员类别"),
        required=False,
        width=11,
        note="不填即为正式党员",
        choices=(FORMAL, PROBATIONARY),
        example=FORMAL,
    )
    yield Column(
        "formal_on",
        "转正日期",
        ("转正时间", "转为正式党员日期"),
        required=False,
        width=13,
        note="可不填；预备党员不填",
        example="2002-07-01",
    )
    yield Column(
        "organisation",
        "所在支部",
        ("所在党支部", "支部", "党支部", "所在党组织"),
        required=False,
        width=22,
        note="从下拉框选择",
        choices=tuple(branches),
        example=branches[0] if branches else "",
    )


def _more() -> Iterator[Column]:
    yield Column(
        "away",
        "是否外出流动",
        ("是否流动党员", "流动党员", "是否外出"),
        required=False,
        width=13,
        note="不填即为“否”",
        choices=(YES, NO),
        example=NO,
    )
    yield Column("contact", "联系方式", ("联系电话", "电话", "外出联系方式"), required=False, width=18)
    yield Column(
        "discipline",
        "党纪处分",
        ("处分", "处分种类"),
        required=False,
        width=14,
        note="没有受过处分的不填",
        choices=tuple(SANCTIONS),
    )
    yield Column(
        "discipline_until",
        "影响期截止日期",
        ("影响期至", "处分影响期截止日期", "影响期满日期"),
        required=False,
        width=15,
        note="填了党纪处分的必填",
    )


def _notes() -> Iterator[str]:
    yield "1. 每人一行，一张表里放全部党员；不要合并数据行的单元格，不要另加小计行。"
    yield "2. 标“示例”的一行不会读入，可以删去。"
    yield "3. 姓名、入党日期必填；党员须在户籍名册上，名册上有同名的人时另填身份证号或出生日期。"
    yield "4. 转正日期不早于入党日期；预备党员不填转正日期。"
    yield "5. 党纪处分和影响期截止日期要么都填，要么都不填。"
    yield "6. 空着的格子就是没有：已登记的内容会按本表改正，改动在确认前逐项列出。"
    yield "7. 上传后逐行核对，有错的行会按本表的行号列出；改好后重新上传整张表。"
    yield "8. 已登记而本表没有的党员，只有在确认后才会移出名单。"
