"""The columns of the sheet of audits. It is a Chinese paper: its words are Chinese in both languages."""

from collections.abc import Iterator, Mapping
from typing import Final

from documents.sheets import Column, Layout
from villages.enums import AuditState
from villages.importing.post_columns import post_choices, term_columns
from villages.importing.whom import person_columns

# How the sheet calls each state; the first word of each is the one that is written.
STATES: Final[Mapping[str, AuditState]] = {
    "未开始": AuditState.NOT_BEGUN,
    "进行中": AuditState.UNDER_WAY,
    "已完成": AuditState.DONE,
    "未审计": AuditState.NOT_BEGUN,
    "审计中": AuditState.UNDER_WAY,
    "已审计": AuditState.DONE,
    "完成": AuditState.DONE,
}
WRITTEN: Final[Mapping[str, str]] = {state: word for word, state in reversed([*STATES.items()])}


def audit_layout(kind: str, place: str) -> Layout:
    """The sheet of audits of the terms held in a village or community called `place`."""
    return Layout(
        name="任期审计名册",
        heading=f"{place}两委干部任期和离任审计名册",
        columns=(
            *person_columns(),
            *term_columns(
                post_choices(kind), post="被审计的任职，与干部名册一致", since="与干部名册一致，写到日"
            ),
            *_audit(),
        ),
        notes=tuple(_notes()),
    )


def _audit() -> Iterator[Column]:
    yield Column(
        "state",
        "审计情况",
        ("审计状态", "审计进展"),
        width=12,
        note="从下拉框选择",
        choices=tuple(WRITTEN.values()),
        example="已完成",
    )
    yield Column(
        "on",
        "报告日期",
        ("审计日期", "审计报告日期", "登记日期"),
        width=13,
        note="审计报告的日期；未完成的写登记情况的日期",
        example="2020-10-20",
    )
    yield Column(
        "finding",
        "审计发现的问题",
        ("问题", "发现问题"),
        required=False,
        width=40,
        note="没有问题的不填",
    )
    yield Column(
        "settled_on",
        "整改完成日期",
        ("整改日期", "解决日期"),
        required=False,
        width=14,
        note="问题未整改完的不填",
    )


def _notes() -> Iterator[str]:
    yield "1. 一次审计一行；一个职务有几次审计的，每次各写一行。"
    yield "2. 标“示例”的一行不会读入，可以删去；不要合并数据行的单元格，不要另加小计行。"
    yield "3. 姓名、职务、任职起始日期、审计情况、报告日期必填；任职须已在干部名册上。"
    yield "4. 只有已完成的审计才有问题；有问题的才有整改完成日期，不早于报告日期。"
    yield "5. 审计由乡镇填写。已登记而本表没有的审计保持原样；按任职和报告日期对应已登记的审计。"
    yield "6. 上传后逐行核对，有错的行会按本表的行号列出；改好后重新上传整张表。"
