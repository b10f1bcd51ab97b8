"""The columns of the roll sheet. The sheet is a Chinese paper: its titles and notes are Chinese in both languages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.sheets import Column, Layout
from elections.rulebook import Rulebook, Text
from villages.enums import VillageKind
from villages.importing.person import SEXES
from voting.evidence import birthday_counts

PLACES = {VillageKind.VILLAGE: "村民", VillageKind.COMMUNITY: "居民"}
# What can be told in words of one's own, in the column for statements and decisions.
RECORD_NEEDS = ("statement", "application", "meeting_decision")


def _optional(key: str, title: str, note: str, width: int) -> Column:
    return Column(key, title, required=False, width=width, note=note)


@dataclass(frozen=True)
class Ground:
    """A category of voters: its code in the rulebook and its number on the sheet, 1 for the first of its kind of
    place. `needs` is what must stand on record for it, in the rulebook's words.
    """

    number: str
    code: str
    title: Text
    clause: str
    needs: tuple[str, ...]

    @property
    def choice(self) -> str:
        """The line of the drop-down."""
        return f"{self.number} {self.title.zh}"


def grounds_of(rules: Rulebook, kind: str) -> dict[str, Ground]:
    """The rulebook's categories for a village or a community, by their number on the sheet."""
    here = [category for category in rules.roll.categories if category.kind == kind]
    grounds = [
        Ground(str(number), category.code, category.title, category.clause, tuple(category.needs))
        for number, category in enumerate(here, start=1)
    ]
    return {ground.number: ground for ground in grounds}


def grounds_by_code(rules: Rulebook, kind: str) -> dict[str, Ground]:
    """The same by the code that stands on the roll."""
    return {ground.code: ground for ground in grounds_of(rules, kind).values()}


def roll_layout(rules: Rulebook, kind: str, place: str) -> Layout:
    """The roll sheet of a village or community called `place`. Raises RuleSilent without a voting age."""
    people, grounds = PLACES[VillageKind(kind)], grounds_of(rules, kind)
    return Layout(
        name="选民登记表",
        heading=f"{place}选民登记表",
        columns=tuple(_columns(people, grounds.values())),
        notes=tuple(_notes(people, grounds.values(), rules)),
    )


def _columns(people: str, grounds: Collection[Ground]) -> Iterable[Column]:
    yield from _person_columns(people)
    yield from _registration_columns([ground.choice for ground in grounds])
    asked = {need for ground in grounds for need in ground.needs}
    yield from (column for need, columns in EVIDENCE.items() if need in asked for column in columns.values())


def _person_columns(people: str) -> Iterable[Column]:
    """Who the person is: as the identity card and the household register say."""
    yield Column("order", "序号", ("编号", "序"), required=False, width=7, example="示例")
    yield Column(
        "name",
        "姓名",
        ("选民姓名", "名字"),
        width=12,
        note="与身份证一致，生僻字不用□或问号代替",
        example="王小明",
    )
    yield Column(
        "group",
        f"{people}小组",
        ("村民小组", "居民小组", "小组", "组别", "组", "所在小组"),
        width=11,
        note="填小组的数字，如 3",
        example="3",
    )
    yield Column("household", "户号", ("户编号", "家庭编号"), required=False, width=10, example="3012")
    yield Column(
        "sex",
        "性别",
        required=False,
        width=7,
        note="可不填，按身份证号得出",
        choices=tuple(SEXES),
        example="男",
    )
    yield Column(
        "birth",
        "出生日期",
        ("出生年月日", "生日"),
        required=False,
        width=13,
        note="可不填，按身份证号得出",
        example="1980-05-06",
    )
    yield Column(
        "id",
        "身份证号",
        ("身份证", "身份证号码", "公民身份号码", "证件号码"),
        width=22,
        note="18位。本列已设为文本；从别处粘贴时只粘贴值，不要变成 4.3E+17",
        example="000000198005060019",
    )


def _registration_columns(choices: Sequence[str]) -> Iterable[Column]:
    """On what ground the person is registered, or why not."""
    yield Column(
        "category",
        "登记类别",
        ("类别", "选民类别"),
        width=34,
        note="填数字或从下拉框选择；不予登记的人可不填",
        choices=tuple(choices),
        example=choices[0] if choices else "1",
    )
    yield Column(
        "statement",
        "表态或同意记录",
        ("表态记录", "同意记录", "参选表态", "申请及同意记录"),
        required=False,
        width=30,
        note="也可在此一并写明：何时、以何种方式表示参加；何时申请、哪次会议同意",
    )
    yield Column(
        "not_registered",
        "不予登记原因",
        ("不予登记理由", "未登记原因"),
        required=False,
        width=24,
        note="只对不予登记的人填写；填了的人列入“不予登记”名单，与选民名单一并公布",
    )


# For what a category needs: the columns, by the word under which the roll keeps each.
EVIDENCE: dict[str, dict[str, Column]] = {
    "statement": {
        "on": _optional("statement_on", "表态日期", "外出的：本人表示参加选举的日期，如 2020-12-10", 13),
        "how": _optional("statement_how", "表态方式", "电话、微信、书面等", 12),
    },
    "application": {
        "on": _optional("application_on", "申请日期", "户籍不在本地的：本人申请参加选举的日期", 13),
    },
    "meeting_decision": {
        "body": _optional("decision_body", "同意会议", "同意其参加选举的会议", 16),
        "on": _optional("decision_on", "同意日期", "会议同意的日期", 13),
    },
    "one_year": {
        "since": _optional("since", "居住起始日期", "户籍不在本地的：从哪天起在本地居住或工作", 14),
    },
    "dwelling": {
        "proof": _optional("dwelling", "住所证明", "房产证、租赁合同等", 18),
    },
    "committee_confirmation": {
        "on": _optional("confirmed_on", "选委会确认日期", "村（居）民选举委员会确认的日期", 14),
    },
}


EVIDENCE_TITLES = {column.key: column.title for columns in EVIDENCE.values() for column in columns.values()}


def evidence_cells(evidence: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What the roll keeps on record, by the keys of the sheet's columns."""
    return {
        column.key: str(evidence[need][word])
        for need, columns in EVIDENCE.items()
        for word, column in columns.items()
        if evidence.get(need, {}).get(word)
    }


def _notes(people: str, grounds: Iterable[Ground], rules: Rulebook) -> Iterable[str]:
    birthday = "选举日当天满的也算" if birthday_counts(rules) else "选举日当天满的不算"
    yield f"1. 每人一行，一张表里放全部{people}小组；不要合并数据行的单元格，不要另加小计行。"
    yield "2. 标“示例”的一行不会读入，可以删去。"
    yield "3. 姓名、小组、身份证号、登记类别必填；性别、出生日期不填时按身份证号得出，填了就核对是否一致。"
    yield f"4. 选民须在选举日年满{rules.roll.voter_min_age.value}周岁，{birthday}。"
    yield "5. 登记类别：" + "；".join(ground.choice for ground in grounds) + "。"
    yield "6. 外出的填表态日期和方式；户籍不在本地的填申请、会议同意和居住情况，是哪一类就填哪几列。"
    yield "7. 有选举权而不予登记的人也要列出，在“不予登记原因”写明原因，与选民名单一并公布。"
    yield "8. 上传后逐行核对，有错的行会按本表的行号列出；改好后重新上传整张表，以最后一次为准。"
