"""Every quotation of the shipped rulebooks stands in its text, and in the article and paragraph that is cited."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from elections.rulebook import available, load_rulebook

TEXTS = Path(__file__).parent / "texts"
LAWS = ("VCOL", "RCOL", "ZJ", "SH")
PLANS = {"A": "plan-a.txt", "B": "plan-b.txt", "C": "plan-c.txt"}
NUMERALS = "零一二三四五六七八九"
ARTICLE = re.compile(
    r"^第([一二三四五六七八九十]+)条\s*(.*?)(?=^第[一二三四五六七八九十]+条\s|^## |\Z)", re.S | re.M
)
PLAN_CLAUSE = re.compile(r"([ABC])-[A-Z]+-\d+")
LAW_CLAUSE = re.compile(r"([A-Z]{2,6})-(\d+)(?:\.(\d+))?")


def quoted(data: Any) -> Iterator[tuple[str, str]]:
    """Every clause with its quotation, wherever in the frozen rulebook."""
    if isinstance(data, list):
        for part in data:
            yield from quoted(part)
    elif isinstance(data, dict):
        if data.get("quote"):
            yield data["clause"], data["quote"]
        for part in data.values():
            yield from quoted(part)


def number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (NUMERALS.index(tens) if tens else 1 if ten else 0) * 10 + (NUMERALS.index(ones) if ones else 0)


@cache
def articles(law: str) -> dict[int, list[str]]:
    """The paragraphs of each article; numbered items belong to the paragraph before them."""
    found = {}
    for match in ARTICLE.finditer((TEXTS / f"{law}.md").read_text(encoding="utf-8")):
        paragraphs: list[str] = []
        for part in (p.strip() for p in match[2].split("\n\n") if p.strip()):
            if part.startswith("（") and paragraphs:
                paragraphs[-1] += part
            else:
                paragraphs.append(part)
        found[number(match[1])] = paragraphs
    return found


@cache
def plan_text(plan: str) -> str:
    return re.sub(r"\s", "", (TEXTS / PLANS[plan]).read_text(encoding="utf-8"))


def cited(clause: str) -> str | None:
    """The text in which a clause's words must stand; None for a law that is not at hand."""
    if plan := PLAN_CLAUSE.fullmatch(clause):
        return plan_text(plan[1])
    law = LAW_CLAUSE.fullmatch(clause)
    if law is None or law[1] not in LAWS:
        return None
    paragraphs = articles(law[1])[int(law[2])]
    return paragraphs[int(law[3]) - 1] if law[3] else "".join(paragraphs)


def test_articles_are_found_with_their_paragraphs() -> None:
    assert (number("十"), number("十五"), number("二十"), number("四十六")) == (10, 15, 20, 46)
    assert len(articles("ZJ")) == 46
    assert len(articles("ZJ")[18]) == 3
    assert articles("VCOL")[15][1].startswith("选举村民委员会，有登记参加选举的村民过半数投票")


@pytest.mark.parametrize("name", available())
def test_a_quotation_stands_in_the_text_that_is_cited(name: str) -> None:
    pairs = [(clause, words) for clause, words in quoted(load_rulebook(name).freeze())]
    faults = [
        f"{clause}: {words}"
        for clause, words in pairs
        if (text := cited(clause)) is not None and re.sub(r"\s", "", words).rstrip("。") not in text
    ]
    assert faults == []
    assert len(pairs) > 40 or name == "party-rules-2020"


def test_what_is_known_from_a_summary_only_is_quoted_nowhere() -> None:
    rules = load_rulebook("party-rules-2020")
    assert rules.laws["PER"].note is not None
    assert list(quoted(rules.freeze())) == []
