"""Names: the order by strokes, the reading in pinyin, the rare characters."""

import io
import json
import random
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from villages.names import pinyin
from villages.names.plain import plain
from villages.names.rare import rare_characters
from villages.names.strokes import has_unknown_strokes, name_key, sort_names, surname_key
from villages.names.surnames import split_name


def listed(names: str) -> list[str]:
    return names.split()


# Officially published orders of the Politburo by surname strokes.
EIGHTEENTH = listed(
    "习近平 马凯 王岐山 王沪宁 刘云山 刘延东 刘奇葆 许其亮 孙春兰 孙政才 李克强 李建国 李源潮 汪洋 张春贤 张高丽 张德江 "
    "范长龙 孟建柱 赵乐际 胡春华 俞正声 栗战书 郭金龙 韩正"
)
NINETEENTH = listed(
    "丁薛祥 习近平 王晨 王沪宁 刘鹤 许其亮 孙春兰 李希 李强 李克强 李鸿忠 杨洁篪 杨晓渡 汪洋 张又侠 陈希 陈全国 陈敏尔 "
    "赵乐际 胡春华 栗战书 郭声琨 黄坤明 韩正 蔡奇"
)
TWENTIETH = listed(
    "丁薛祥 习近平 马兴瑞 王毅 王沪宁 尹力 石泰峰 刘国中 李希 李强 李干杰 李书磊 李鸿忠 何卫东 何立峰 张又侠 张国清 陈文清 "
    "陈吉宁 陈敏尔 赵乐际 袁家军 黄坤明 蔡奇"
)


# Strokes


@pytest.mark.parametrize("official", [EIGHTEENTH, NINETEENTH, TWENTIETH], ids=["18th", "19th", "20th"])
def test_the_published_order_is_ours(official: list[str]) -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(official, len(official))
        assert sort_names(mixed) == official


def test_a_short_given_name_stands_first_only_in_the_order_by_surname() -> None:
    names = ["王沪宁", "王毅", "李干杰", "李强"]
    assert sort_names(names, "surname") == ["王毅", "王沪宁", "李强", "李干杰"]
    assert sort_names(names, "name") == ["王沪宁", "王毅", "李干杰", "李强"]


def test_fewer_strokes_come_first_then_the_kind_of_each_stroke() -> None:
    assert sort_names(list("黄丁王李")) == list("丁王李黄")
    assert sort_names(list("张何吴李")) == list("李吴何张"), "横 before 竖 before 撇 before 折"


def test_a_compound_surname_is_two_characters_of_surname() -> None:
    assert split_name("欧阳修") == ("欧阳", "修")
    assert split_name("欧阳建国") == ("欧阳", "建国")
    assert split_name("欧阳") == ("欧", "阳")
    assert sort_names(["欧阳建国", "欧建国", "欧阳修", "欧修"]) == ["欧修", "欧阳修", "欧阳建国", "欧建国"]


def test_a_dot_and_white_space_do_not_count() -> None:
    assert surname_key("买买提·艾力") == surname_key("买买提•艾力") == surname_key("买买提艾力")
    assert surname_key(" 王 毅 ") == surname_key("王毅")
    assert surname_key("李红（女，回族）") == surname_key("李红")


def test_what_has_no_data_stands_last_by_code_point_and_is_flagged() -> None:
    names = ["㛃云", "䶮云", "龘云", "王云"]
    assert sort_names(["䶮云", "㛃云", "王云", "龘云"]) == ["王云", "龘云", "㛃云", "䶮云"]
    assert [has_unknown_strokes(name) for name in names] == [True, True, False, False]


def test_an_unknown_school_is_refused() -> None:
    with pytest.raises(ValueError, match="wubi"):
        sort_names(["王毅"], "wubi")


@settings(deadline=None)
@given(st.lists(st.text(alphabet="王李刘欧阳修毅建国𬎆㛃·A1 ", max_size=5), max_size=6))
def test_the_key_is_plain_ascii_of_fixed_width(names: list[str]) -> None:
    for name in names:
        for key in (surname_key(name), name_key(name)):
            assert key.isascii()
            assert key == key.lower()
            assert len(key) % 4 == 0
    assert sort_names(sort_names(names)) == sort_names(names)


def test_the_shipped_table_is_that_of_the_package() -> None:
    """The script reads the same order out of the file that it shipped before."""
    source = Path(str(distribution("cn-sort").locate_file("cn_sort/res/all_word.json")))
    table = {
        entry["chinese"]: entry["stroke_increment_level"]
        for entry in json.loads(source.read_text(encoding="utf-8"))["all_word"]
        if ord(entry["chinese"]) >= 0x3400
    }
    assert len(table) == 20_897
    characters = sorted(table, key=table.__getitem__)
    assert sort_names(characters, "name") == characters


def test_the_package_behind_the_table_is_never_imported() -> None:
    program = (
        "import sys, villages.names.strokes as s; s.surname_key('王'); assert 'cn_sort' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).resolve().parents[2])


# Pinyin


@pytest.mark.parametrize(
    ("name", "full", "initials", "roman"),
    [
        ("王建国", "wangjianguo", "wjg", "Wang Jianguo"),
        ("单雄信", "shanxiongxin", "sxx", "Shan Xiongxin"),
        ("仇英", "qiuying", "qy", "Qiu Ying"),
        ("解缙", "xiejin", "xj", "Xie Jin"),
        ("曾国藩", "zengguofan", "zgf", "Zeng Guofan"),
        ("查良镛", "zhaliangyong", "zly", "Zha Liangyong"),
        ("区家麟", "oujialin", "ojl", "Ou Jialin"),
        ("翟志刚", "zhaizhigang", "zzg", "Zhai Zhigang"),
        ("朴树", "piaoshu", "ps", "Piao Shu"),
        ("乐毅", "yueyi", "yy", "Yue Yi"),
        ("尉迟恭", "yuchigong", "ycg", "Yuchi Gong"),
        ("万俟卨", "moqixie", "mqx", "Moqi Xie"),
        ("欧阳修", "ouyangxiu", "oyx", "Ouyang Xiu"),
        ("吕绿", "lvlv", "ll", "Lü Lü"),
        ("王长乐", "wangchangle", "wcl", "Wang Changle"),
        ("买买提·艾力", "maimaitiaili", "mmtal", "Maimaiti Aili"),
        ("王", "wang", "w", "Wang"),
        ("", "", "", ""),
    ],
)
def test_a_name_is_read_as_people_read_it(name: str, full: str, initials: str, roman: str) -> None:
    assert pinyin.full_key(name) == full
    assert pinyin.initials(name) == initials
    assert pinyin.romanise(name) == roman


def test_a_surname_read_otherwise_is_read_so_only_as_a_surname() -> None:
    assert pinyin.full_key("王单") == "wangdan"
    assert pinyin.full_key("李解放") == "lijiefang"


def test_a_character_without_a_reading_stays_itself() -> None:
    private = "王\uf001"
    assert pinyin.full_key(private) == "wang\uf001"


@settings(deadline=None)
@given(st.text(max_size=6))
def test_no_text_breaks_the_keys(name: str) -> None:
    for read in (
        pinyin.full_key,
        pinyin.initials,
        pinyin.romanise,
        surname_key,
        name_key,
        rare_characters,
        plain,
    ):
        read(name)


# Rare characters


def test_rare_characters_are_told_with_what_is_unusual() -> None:
    assert rare_characters("王建国") == []
    facts = {rare.character: rare for rare in rare_characters("喆䶮𬎆\uf001喆")}
    assert list(facts) == ["喆", "䶮", "𬎆", "\uf001"]
    assert facts["喆"].strokes_known
    assert not facts["䶮"].strokes_known
    assert facts["䶮"].code == "U+4DAE"
    assert facts["𬎆"].beyond_basic_plane
    assert facts["\uf001"].private
    assert not facts["\uf001"].reading_known


# The command


def sorted_by_command(names: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(names.encode())))
    call_command("sort_names", *arguments)


def test_the_command_prints_the_names_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sorted_by_command("\n".join(reversed(TWENTIETH)), monkeypatch)
    captured = capsys.readouterr()
    assert captured.out.split() == TWENTIETH
    assert captured.err == ""


def test_the_command_knows_both_schools(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sorted_by_command("王毅\n王沪宁\n", monkeypatch, "--school", "name")
    assert capsys.readouterr().out.split() == ["王沪宁", "王毅"]


def test_the_command_lists_names_without_data_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sorted_by_command("㛃云\n\n  王毅 \n", monkeypatch)
    captured = capsys.readouterr()
    assert captured.out.splitlines() == ["王毅", "㛃云"]
    assert "㛃云" in captured.err
    assert "王毅" not in captured.err


def test_the_command_refuses_what_is_not_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xcd\xf5")))
    with pytest.raises(CommandError):
        call_command("sort_names")
