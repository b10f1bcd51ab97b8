"""The columns of the household register's sheet. It is a Chinese paper: its words are Chinese in both languages."""

from collections.abc import Iterator

from documents.sheets import Column, Layout
from villages.enums import VillageKind

SEXES = ("男", "女")
YES, NO = "是", "否"
HERE = {VillageKind.VILLAGE: "本村", VillageKind.COMMUNITY: "本社区"}
PLACES = {VillageKind.VILLAGE: "村民", VillageKind.COMMUNITY: "居民"}
RELATIONS = (
    "户主",
    "配偶",
    "子",
    "女",
    "儿媳",
    "女婿",
    "孙子",
    "孙女",
    "父亲",
    "母亲",
    "祖父",
    "祖母",
    "兄弟姐妹",
    "其他",
)
EDUCATION = ("文盲", "小学", "初中", "高中", "中专", "大专", "本科", "研究生")


def register_layout(kind: str, place: str) -> Layout:
    """The register's sheet of a village or community called `place`."""
    here, people = HERE[VillageKind(kind)], PLACES[VillageKind(kind)]
    return Layout(
        name=f"{people}名册",
        heading=f"{place}{people}名册",
        columns=(*_household(people), *_person(), *_residence(here)),
        notes=tuple(_notes(people, here)),
    )


def _household(people: str) -> Iterator[Column]:
    yield Column("order", "序号", ("编号", "序"), required=False, width=7, example="示例")
    yield Column(
        "group",
        f"{people}小组",
        ("村民小组", "居民小组", "小组", "组别", "组", "所在小组"),
        width=11,
        note="填小组的数字，如 3",
        example="3",
    )
    yield Column(
        "household",
        "户号",
        ("户编号", "家庭编号"),
        width=12,
        note="同一户填同一个号；新的户号即新立一户",
        example="030012",
    )
    yield Column(
        "relation",
        "与户主关系",
        ("与户主的关系", "关系", "家庭关系"),
        width=12,
        note="按户口簿填写",
        choices=RELATIONS,
        example="户主",
    )


def _person() -> Iterator[Column]:
    yield Column(
        "name",
        "姓名",
        ("名字",),
        width=12,
        note="与身份证一致，生僻字不用□或问号代替",
        example="王小明",
    )
    yield Column(
        "sex", "性别", required=False, width=7, note="可不填，按身份证号得出", choices=SEXES, example="男"
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
    yield Column("nation", "民族", required=False, width=10, note="不填即为汉族", example="汉族")
    yield Column(
        "education", "文化程度", ("学历",), required=False, width=10, choices=EDUCATION, example="初中"
    )
    yield Column(
        "id",
        "身份证号",
        ("身份证", "身份证号码", "公民身份号码", "证件号码"),
        width=22,
        note="18位。本列已设为文本；从别处粘贴时只粘贴值，不要变成 4.3E+17",
        example="000000198005060019",
    )


def _residence(here: str) -> Iterator[Column]:
    yield Column(
        "lives_here",
        f"是否在{here}居住",
        ("是否在村居住", "是否在社区居住", "是否在本村居住", "是否居住", "在家与否"),
        required=False,
        width=14,
        note="不填即为“是”",
        choices=(YES, NO),
        example=YES,
    )
    yield Column("contact", "外出联系方式", ("联系方式", "联系电话", "电话"), required=False, width=18)
    yield Column(
        "registered",
        "户籍地",
        ("户籍所在地",),
        required=False,
        width=20,
        note=f"户籍在{here}的填“{here}”或不填；不在的写明户籍在哪里",
        example=here,
    )
    yield Column(
        "since",
        "居住起始日期",
        ("居住（工作）起始日期", "来村居住日期"),
        required=False,
        width=14,
        note=f"户籍不在{here}的，何时起在这里居住或工作",
    )


def _notes(people: str, here: str) -> Iterator[str]:
    yield f"1. 每人一行，一张表里放全部{people}小组；不要合并数据行的单元格，不要另加小计行。"
    yield "2. 标“示例”的一行不会读入，可以删去。"
    yield "3. 小组、户号、与户主关系、姓名、身份证号必填；性别、出生日期不填时按身份证号得出，填了就核对是否一致。"
    yield f"4. 户籍在{here}和户籍不在{here}但住在这里的人都列入；户籍不在{here}的写明户籍地和居住起始日期。"
    yield "5. 上传后逐行核对，有错的行会按本表的行号列出；改好后重新上传整张表。"
    yield "6. 名册上已有而本表没有的人，只有在确认后才会注明离开，不会被删去。"
