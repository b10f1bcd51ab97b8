"""What is wrong with a rulebook is told in both languages, each fault with its place."""

import re

import pytest

from elections.rulebook import RulebookError, parse_rulebook

HAN = re.compile(r"[\u2e80-\u9fff]")
HEAD = """
name = "small"
version = "1.0"
kind = "plan"
title = { zh = "小", en = "Small" }
valid_from = 2020-01-01
"""
PARTS = "parts = [{ key = 'a', title = { zh = '甲', en = 'A' }, clause = 'A-1' }]"
BEFORE = "prerequisites = [{ step = 'audit', clause = 'A-1' }]"
STEP = """
[[phases]]
key = "one"
title = { zh = "一", en = "One" }
short = { zh = "一", en = "One" }
clause = "A-1"
[[groups]]
number = 1
key = "one"
phase = "one"
title = { zh = "一", en = "One" }
[[steps]]
key = "registration"
group = 1
title = { zh = "登记", en = "Registration" }
clause = "A-1"
extender = "township_office"
"""

QUORUM = """
[count.party_committee.quorum]
value = { of = "electors", measure = "present", at_least = "4/5" }
clause = "A-1"
"""
AGENDA = """
[[assembly_agenda]]
key = "count"
title = { zh = "清点", en = "Count" }
clause = "A-1"
counts = true
"""


@pytest.mark.parametrize(
    ("text", "path", "zh"),
    [
        ("[proxy.per_holder]\nvalue = 3", "proxy.per_holder.clause", "缺少这一项"),
        ("[proxy.per_holder]\nvalue = 'x'\nclause = 'A-1'", "proxy.per_holder.value", "应为整数（现为：'x'）"),
        ("[proxy.per_holdr]\nvalue = 3\nclause = 'A-1'", "proxy.per_holdr", "没有这一项"),
        (f"[proxy.per_holder]\nvalue = 3\nclause = '{'A' * 41}'", "proxy.per_holder.clause", "不能超过40个字符"),
        ("[roll.order]\nvalue = 'name'\nclause = 'A-1'", "roll.order.value", "不是可选的值"),
        ("[roll.published]\nvalue = { days = 3 }\nclause = 'A-1'", "roll.published.value", "各写一个"),
        ("[roll.published]\nvalue = { days = 3, before = 'x' }\nclause = 'A-1'", "roll.published.value", "没有这个事件：'x'"),
        ("[roll.published]\nvalue = { days = 99999, before = 'x' }\nclause = 'A-1'", "roll.published.value.days", "不能大于"),
        ("[structure.women_share_directors]\nvalue = 0.1\nclause = 'A-1'", "structure.women_share_directors.value", "比例写成"),
        ("[voting.window]\nvalue = { start = 2021-01-02, end = 2021-01-01 }\nclause = 'A-1'", "voting.window.value", "晚于截止"),
        (STEP + "offline = true", "steps.registration.offline", "这一步在系统中办理"),
        (STEP.replace("registration", "survey"), "steps.survey.offline", "须标为线下步骤"),
        (STEP + PARTS, "steps.registration.parts", "只有线下步骤"),
        (STEP + BEFORE, "steps.registration.prerequisites", "没有这个步骤：'audit'"),
        (AGENDA, "assembly_agenda", "到会人数的要求"),
        (AGENDA.replace("counts = true", "") + QUORUM, "assembly_agenda", "第一项是清点到会人数"),
        (STEP + "closes = { item = 'roll_published', event = 'election_day' }", "steps.0.closes", "只能写一个"),
        (STEP + "[[groups]]\nnumber = 1\nkey = 'b'\nphase = 'two'\ntitle = { zh = '二', en = 'Two' }", "groups", "写了不止一次"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place_and_is_told_in_both_languages(text: str, path: str, zh: str) -> None:
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(HEAD + text)
    faults = {fault.path: fault.text for fault in refused.value.told}
    assert path in faults
    assert zh in faults[path].zh
    assert not HAN.search(faults[path].en)
    assert [str(fault) for fault in refused.value.told] == refused.value.faults


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("name = ", "不是TOML格式"),
        (HEAD + "extends = 'atlantis'", "没有规则书'atlantis'"),
        (HEAD + "[papers.record_book]\nvalue = \"a\\u0000b\"\nclause = 'A-1'", "不能含有空字符"),
        (HEAD.replace("2020-01-01", "9999-12-31"), "没有这样的日期"),
        (HEAD + "a = " + "[" * 5000, "不是TOML格式"),
        (HEAD + f"[proxy.per_holder]\nvalue = {'9' * 5000}\nclause = 'A-1'", "不是TOML格式"),
    ],
    ids=["broken", "no base", "nothing", "far day", "nested", "huge"],
)
def test_a_text_that_is_no_rulebook_at_all_is_told_as_a_whole(text: str, zh: str) -> None:
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(text)
    (fault,) = refused.value.told
    assert fault.path == ""
    assert zh in fault.text.zh


def test_every_fault_is_told_not_the_first() -> None:
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(HEAD + "[proxy.per_holder]\nvalue = 'x'\n[roll.order]\nvalue = 'y'\n")
    assert len(refused.value.told) == 4
