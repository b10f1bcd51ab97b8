"""What the outcome says, in both languages, with its figures and clauses."""

import re

import pytest

from tests.voting.tally.building import DOUBLE_MAJORITY, Json, place, position, run, totals

HALF_THRESHOLD = {"threshold": {"of": "returned", "more_than": "1/4"}}


def check(outcome: Json, code: str) -> tuple[str, str, str]:
    found = next(each for each in outcome["checks"] if each["code"] == code)
    return found["text"]["zh"], found["text"]["en"], found["clause"]


def told(outcome: Json, position_: str) -> tuple[str, str]:
    text = place(outcome, position_)["text"]
    return text["zh"], text["en"]


def test_the_quorum_of_voters() -> None:
    outcome = run(totals(1201), electors=2000, rule=DOUBLE_MAJORITY)
    assert check(outcome, "quorum") == (
        "登记选民2,000人，参加投票1,201人；过半数为1,001人，有效。",
        "1,201 of 2,000 registered voters voted; more than half is 1,001. Valid.",
        "A-CNT-12",
    )


def test_the_quorum_of_party_members() -> None:
    rule = {"quorum": {"of": "electors", "measure": "present", "at_least": "4/5"}}
    outcome = run(totals(36), electors=46, present=36, rule=rule, body="party_committee")
    assert check(outcome, "quorum") == (
        "应到会有选举权的党员46人，实到会36人；不少于五分之四为37人，无效。",
        "36 of 46 members expected to attend are present; at least 4/5 is 37. Not valid.",
        "A-ASM-05",
    )


def test_the_balance_of_papers() -> None:
    assert check(run(totals(1020, issued=1040), electors=2000), "balance") == (
        "发出选票1,040张，收回1,020张；收回不多于发出，有效。",
        "1,040 papers issued, 1,020 returned: not more than issued. Valid.",
        "A-CNT-01",
    )
    zh, en, _clause = check(run(totals(61, issued=60), rule={"balance": "each_box"}), "balance")
    assert zh == "票箱“hall”发出选票60张，收回61张；收回多于发出，无效。"
    assert en == "Box “hall”: 60 papers issued, 61 returned: more than issued. Not valid."


def test_the_elected_with_their_votes_and_the_votes_needed() -> None:
    outcome = run(totals(1020, chair={"a": 580, "b": 400}), electors=2000, rule=DOUBLE_MAJORITY)
    assert told(outcome, "chair") == (
        "主任应选1名；收回选票1,020张，过半数为511票〔A-CNT-13〕。王建国580票，当选。",
        "Director: 1 to elect. Of 1,020 papers returned, more than half is 511 [A-CNT-13]. Elected: Wang Jianguo (580).",
    )


def test_a_tie() -> None:
    outcome = run(totals(100, chair={"a": 50, "b": 50}))
    zh, en = told(outcome, "chair")
    assert zh == (
        "主任应选1名；得票多的当选。无人当选。"
        "王建国50票、李秀英50票得票相同，不能确定1个名额由谁当选，再次投票〔A-CNT-09〕。"
    )
    assert "A re-vote among them settles who takes the open places (1) [A-CNT-09]." in en


def test_a_revote_stands_on_the_rule_of_ties() -> None:
    zh, _en = told(run(totals(9, chair={"a": 5, "b": 4}), rule=DOUBLE_MAJORITY, round_="revote"), "chair")
    assert zh == "主任应选1名；得票多的当选〔A-CNT-09〕。王建国5票，当选。"


def test_a_shortfall_and_its_runoff() -> None:
    zh, en = told(
        run(totals(1000, member={"c": 600, "d": 400, "e": 300, "f": 200}), rule=DOUBLE_MAJORITY), "member"
    )
    assert "尚缺2名，另行选举；候选人为刘芳400票、陈静300票、杨勇200票〔A-CNT-10〕。" in zh
    assert "Places still empty: 2. A runoff follows; candidates: Liu Fang (400), Chen Jing (300)" in en


def test_a_shortfall_without_candidates_or_without_a_runoff() -> None:
    assert "未当选的人中没有可作候选人的" in told(run(totals(9)), "member")[0]
    zh, en = told(run(totals(9), round_="runoff"), "member")
    assert zh.endswith("尚缺3名〔A-CNT-10〕。")
    assert en.endswith("Places still empty: 3 [A-CNT-10].")


def test_a_runoff_stands_on_the_law() -> None:
    rule = {"threshold": {"of": "returned", "at_least": "1/3"}}
    zh, en = told(run(totals(600, member={"d": 310}), rule=rule, round_="runoff"), "member")
    assert zh.startswith("委员应选3名；收回选票600张，不少于三分之一为200票〔组织法第十五条〕。")
    assert "at least 1/3 is 200 [Village Committee Organic Law, Article 15]" in en


def test_a_round_that_is_not_valid() -> None:
    zh, en = told(run(totals(9, issued=8)), "chair")
    assert zh.endswith("本次选举无效，无人当选，须重新组织选举〔A-CNT-01〕。")
    assert en.endswith("The round is not valid, nobody is elected; it is held anew [A-CNT-01].")


def test_the_woman_seated_first_and_the_seat_kept_for_one() -> None:
    rule = {**HALF_THRESHOLD, "woman": "seat_first"}
    positions = [position("member", 2, "acde")]
    zh, en = told(
        run(totals(200, member={"a": 70, "c": 60, "e": 55}), positions=positions, rule=rule), "member"
    )
    assert "没有女性依次当选，得票最多的女性陈静55票先行当选〔A-TGT-04〕。" in zh
    assert "seated first: Chen Jing (55) [A-TGT-04]." in en
    zh, en = told(
        run(totals(200, member={"a": 70, "c": 60, "e": 5}), positions=positions, rule=rule), "member"
    )
    assert "没有女性达到当选票数，留1个名额，另行选举的候选人限于女性〔A-TGT-04〕。" in zh
    assert "only women stand in the runoff" in en


def test_a_relative_who_goes_and_who_moves_in() -> None:
    positions = [position("chair", 1, "a", title="主任"), position("member", 2, "cde", title="委员")]
    box = totals(200, chair={"a": 90}, member={"c": 80, "d": 70, "e": 60})
    outcome = run(box, positions=positions, rule={**HALF_THRESHOLD, "kin": "keep_highest"}, kin=[["c", "a"]])
    zh, en = told(outcome, "member")
    assert (
        "张伟（委员80票）与王建国（主任90票）有应当回避的亲属关系，王建国留任，张伟不当选〔A-KIN-01〕。" in zh
    )
    assert "陈静60票依次递补。" in zh
    assert "Zhang Wei (Member, 80) and Wang Jianguo (Director, 90) may not hold office together." in en
    assert "Wang Jianguo stays, Zhang Wei goes [A-KIN-01]. Next by votes: Chen Jing (60)." in en
    assert "亲属" not in told(outcome, "chair")[0]


def test_relatives_who_are_both_seated_are_told_at_the_lower_office() -> None:
    positions = [position("chair", 1, "a"), position("member", 2, "cd")]
    box = totals(200, chair={"a": 90}, member={"c": 80, "d": 70})
    outcome = run(box, positions=positions, kin=[["a", "d"]])
    assert (
        "王建国（chair90票）与刘芳（member70票）有应当回避的亲属关系，同时当选，须另行确定由谁任职〔A-KIN-01〕。"
        in told(outcome, "member")[0]
    )
    assert "亲属" not in told(outcome, "chair")[0]


@pytest.mark.parametrize(
    ("body", "quorum", "threshold"),
    [
        ("village_committee", "A-CNT-12", "A-CNT-13"),
        ("party_committee", "A-ASM-05", "A-CNT-07"),
        ("party_secretary", "A-ASM-05", "A-CNT-07"),
        ("representatives", "A-REP-05", "A-REP-05"),
        ("recommendation", "A-NOM-03", "A-NOM-04"),
    ],
)
def test_each_body_has_its_clauses(body: str, quorum: str, threshold: str) -> None:
    outcome = run(totals(900, chair={"a": 800}), rule=DOUBLE_MAJORITY, body=body)
    assert check(outcome, "quorum")[2] == quorum
    assert f"〔{threshold}〕" in told(outcome, "chair")[0]


def test_english_is_english_and_chinese_is_chinese() -> None:
    outcome = run(totals(900, chair={"a": 800}, member={"c": 500, "d": 400}), rule=DOUBLE_MAJORITY)
    texts = [each["text"] for each in [*outcome["checks"], *outcome["positions"]]]
    assert not [text["en"] for text in texts if re.search(r"[\u3000-\u9fff]", text["en"])]
    assert not [text["zh"] for text in texts if re.search(r"[a-z]|, |[;!?]", text["zh"])]
