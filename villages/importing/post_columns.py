"""The columns of the sheet of posts held. It is a Chinese paper: its words are Chinese in both languages."""

from collections.abc import Iterator, Mapping

from documents.sheets import Column, Layout
from villages.enums import BODY_OF, Body, Post, VillageKind
from villages.importing.whom import person_columns

# How the sheet calls each body, the first on the template; then each post within its body.
BODIES: Mapping[str, Mapping[Body, tuple[str, ...]]] = {
    VillageKind.VILLAGE: {
        Body.PARTY: ("党组织", "党支部", "党总支", "党委", "村党组织", "村党支部", "村党总支", "支部"),
        Body.COMMITTEE: ("村委会", "村民委员会", "村"),
        Body.SUPERVISORY: ("村务监督委员会", "村监委会", "监委会", "监督委员会"),
        Body.GROUP_LEADERS: ("村民", "村"),
        Body.COUNCIL: ("村民议事会", "议事会"),
        Body.REPRESENTATIVES: ("村民", "村"),
    },
    VillageKind.COMMUNITY: {
        Body.PARTY: ("党组织", "党支部", "党总支", "党委", "社区党组织", "社区党支部", "社区党总支", "支部"),
        Body.COMMITTEE: ("居委会", "居民委员会", "社区"),
        Body.SUPERVISORY: ("居务监督委员会", "监委会", "监督委员会"),
        Body.GROUP_LEADERS: ("居民", "社区"),
        Body.COUNCIL: ("居民议事会", "议事会"),
        Body.REPRESENTATIVES: ("居民", "社区居民"),
    },
}
TITLES: Mapping[Body, Mapping[str, Post]] = {
    Body.PARTY: {
        "书记": Post.SECRETARY,
        "副书记": Post.PARTY_DEPUTY,
        "委员": Post.PARTY_MEMBER,
    },
    Body.COMMITTEE: {
        "主任": Post.CHAIR,
        "副主任": Post.DEPUTY,
        "委员": Post.MEMBER,
        "妇女委员": Post.WOMAN_MEMBER,
    },
    Body.SUPERVISORY: {
        "主任": Post.HEAD_SUPERVISOR,
        "委员": Post.SUPERVISOR,
    },
    Body.GROUP_LEADERS: {"小组长": Post.GROUP_LEADER},
    Body.COUNCIL: {"召集人": Post.CONVENER, "成员": Post.COUNCILLOR},
    Body.REPRESENTATIVES: {"代表": Post.REPRESENTATIVE},
}
# Titles that say which body is meant by themselves.
ALONE = {
    "书记": Post.SECRETARY,
    "副书记": Post.PARTY_DEPUTY,
    "主任": Post.CHAIR,
    "副主任": Post.DEPUTY,
    "妇女委员": Post.WOMAN_MEMBER,
    "小组长": Post.GROUP_LEADER,
}


def posts_by_word(kind: str) -> Mapping[str, Post]:
    """Every word for a post that a sheet of a village or community may use."""
    bodies = BODIES[VillageKind(kind)]
    within = {
        name + title: post
        for body, names in bodies.items()
        for name in names
        for title, post in TITLES[body].items()
    }
    return ALONE | within


def post_choices(kind: str) -> tuple[str, ...]:
    """The lines of the drop-down."""
    bodies = BODIES[VillageKind(kind)]
    return tuple(bodies[body][0] + title for body, titles in TITLES.items() for title in titles)


def word_of(post: str, kind: str) -> str:
    """How the sheet of a village or community calls a post."""
    body = BODY_OF[post]
    title = next(title for title, meant in TITLES[body].items() if meant == post)
    return BODIES[VillageKind(kind)][body][0] + title


def post_layout(kind: str, place: str) -> Layout:
    """The sheet of posts held in a village or community called `place`."""
    return Layout(
        name="两委干部名册",
        heading=f"{place}两委干部名册（现任和历任）",
        columns=(*person_columns(), *_holding(post_choices(kind))),
        notes=tuple(_notes()),
    )


def term_columns(choices: tuple[str, ...], *, post: str, since: str) -> tuple[Column, Column]:
    """The columns by which a term is known, its post and its first day, each with its note."""
    return (
        Column(
            "post",
            "职务",
            ("现任职务", "任职", "职务名称"),
            width=20,
            note=post,
            choices=choices,
            example=choices[0],
        ),
        Column(
            "since",
            "任职起始日期",
            ("任职时间", "任职日期", "起始日期", "任职起"),
            width=14,
            note=since,
            example="2018-03-15",
        ),
    )


def _holding(choices: tuple[str, ...]) -> Iterator[Column]:
    yield from term_columns(choices, post="一行一个职务，从下拉框选择；兼任的另起一行", since="写到日")
    yield Column(
        "until",
        "任职截止日期",
        ("离任日期", "截止日期", "免职日期", "任职止"),
        required=False,
        width=14,
        note="现任的不填",
    )
    yield Column("term", "届次", ("届别",), required=False, width=10, note="如 第十届", example="第十届")
    yield Column(
        "appraisals",
        "年度考核",
        ("考核", "年度考核结果", "考核结果"),
        required=False,
        width=34,
        note="年份加等次，如 2018优秀、2019称职；排名末位的写 2019称职（末位）。由乡镇填写",
        example="2018优秀、2019称职",
    )


def _notes() -> Iterator[str]:
    yield "1. 一个职务一行：同一人兼任几个职务，或者历任几个职务，每个职务各写一行。"
    yield "2. 标“示例”的一行不会读入，可以删去；不要合并数据行的单元格，不要另加小计行。"
    yield "3. 姓名、职务、任职起始日期必填；任职截止日期空着就是现任。"
    yield "4. 任职的人须在户籍名册上，名册上有同名的人时另填身份证号或出生日期。"
    yield "5. 同一机构里，一人不能同时有两个职务；书记、主任同一时间只能有一人。"
    yield "6. 年度考核的等次：优秀、称职、基本称职、不称职。表上没写的年度保持原样。"
    yield "7. 已登记而本表没有的任职保持原样；按姓名、机构和任职起始日期对应已登记的任职。"
    yield "8. 上传后逐行核对，有错的行会按本表的行号列出；改好后重新上传整张表。"
