"""Where a rulebook gives the rule, the sentences stand on that rulebook's clauses, and on no other plan's."""

import re

import pytest

from tests.voting.tally.building import Json, count, place, position, totals
from voting.counting import shipped_counting
from voting.tally import tally

TIED = totals(1020, chair={"a": 580}, member={"c": 600, "d": 550, "e": 550})
POSITIONS = [position("chair", 1, "ab"), position("member", 2, "cde")]


def counted(rulebook: str, body: str = "village_committee", round_: str = "first", box: Json = TIED) -> Json:
    raw = count(box, electors=1030, present=1030, body=body, positions=POSITIONS, round_=round_)
    del raw["rule"]
    return tally({**raw, "rulebook": rulebook}, shipped_counting)


def cited(outcome: Json) -> set[str]:
    return {clause for each in outcome["positions"] for clause in re.findall("〔(.+?)〕", each["text"]["zh"])}


def checked(outcome: Json) -> dict[str, str]:
    return {each["code"]: each["clause"] for each in outcome["checks"]}


@pytest.mark.parametrize(
    ("rulebook", "body", "checks", "sentences"),
    [
        (
            "county-town-2020",
            "village_committee",
            {"quorum": "A-CNT-12", "balance": "A-CNT-01"},
            {"A-CNT-13", "A-CNT-09"},
        ),
        (
            "city-town-2020",
            "village_committee",
            {"quorum": "VCOL-15.2", "balance": "C-CNT-03"},
            {"《村民委员会组织法》第十五条第二款", "C-CNT-03"},
        ),
        (
            "district-town-2020",
            "party_committee",
            {"quorum": "PER", "balance": "B-CNT-01"},
            {"《中国共产党基层组织选举工作条例》"},
        ),
    ],
)
def test_each_plan_is_counted_on_its_own_clauses(
    rulebook: str, body: str, checks: dict[str, str], sentences: set[str]
) -> None:
    outcome = counted(rulebook, body)
    assert checked(outcome) == checks
    assert place(outcome, "member")["next"] == "revote"
    assert cited(outcome) == sentences


def test_a_runoff_stands_on_the_law_under_every_plan() -> None:
    box = totals(1020, chair={"a": 580}, member={"c": 500, "d": 300})
    for rulebook in ("county-town-2020", "city-town-2020"):
        outcome = counted(rulebook, round_="runoff", box=box)
        text = place(outcome, "chair")["text"]
        assert "〔《村民委员会组织法》第十五条第二款〕" in text["zh"]
        assert re.search(r"\[.*Organic Law.*, Art\. 15\(2\)\]", text["en"])


def test_what_stands_in_no_clause_cites_the_default_that_holds() -> None:
    """The county plan's vote for representatives says nothing of papers returned; who has more votes, it does say."""
    outcome = counted("county-town-2020", "representatives")
    assert checked(outcome) == {"balance": "AMB-38"}
    assert cited(outcome) == {"A-CNT-09", "A-REP-05"}


@pytest.mark.parametrize("round_", ["first", "revote", "runoff"])
@pytest.mark.parametrize(
    "body", ["village_committee", "party_committee", "party_secretary", "representatives", "recommendation"]
)
@pytest.mark.parametrize("plan", ["county-town-2020", "district-town-2020", "city-town-2020"])
def test_every_check_and_every_post_of_every_plan_cites_a_clause(plan: str, body: str, round_: str) -> None:
    outcome = counted(plan, body, round_)
    assert all(checked(outcome).values())
    assert all("〔" in each["text"]["zh"] and "[" in each["text"]["en"] for each in outcome["positions"])
