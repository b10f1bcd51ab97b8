"""What a category needs on record, and how long somebody must have been here: pure, by the rulebook's words."""

from datetime import date
from typing import Any

import pytest

from elections.rulebook import load_rulebook
from voting.evidence import (
    Residence,
    at_home,
    away,
    categories_of,
    category_of,
    missing,
    residence_of,
    rights_restored,
    to_ask,
    too_short,
)

COUNTY = load_rulebook("county-town-2020")
DAY, REGISTERED = date(2021, 1, 19), date(2020, 12, 15)
APPLIED = {"application": {"on": "2020-12-01"}}
AGREED = {"meeting_decision": {"on": "2020-12-05", "body": "村民代表会议"}}
SINCE = {"one_year": {"since": "2020-01-15"}}
DWELLING = {"dwelling": {"proof": "房产证"}}
RESIDENCE = Residence(1, DAY)


@pytest.mark.parametrize(
    ("code", "kind", "evidence", "note", "lacking"),
    [
        ("V1", "village", {}, "", []),
        ("V2", "village", {}, "", ["statement"]),
        ("V2", "village", {"statement": {"on": "2020-12-10", "how": "微信"}}, "", []),
        ("V2", "village", {"statement": {"on": "2020-12-10", "how": ""}}, "", ["statement"]),
        ("V2", "village", {}, "12月10日微信表示参加", []),
        ("V3", "village", {}, "", ["one_year", "application", "meeting_decision"]),
        ("V3", "village", {}, "已申请，代表会议同意", ["one_year"]),
        ("V3", "village", SINCE | APPLIED, "", ["meeting_decision"]),
        ("V3", "village", SINCE | APPLIED | AGREED, "", []),
        (
            "V3",
            "village",
            SINCE | APPLIED | {"meeting_decision": {"on": "2020-12-05"}},
            "",
            ["meeting_decision"],
        ),
        ("R3", "community", APPLIED | AGREED, "", []),
        ("R4", "community", SINCE | APPLIED | AGREED, "", ["dwelling"]),
        ("R4", "community", SINCE | APPLIED | AGREED | DWELLING, "", []),
    ],
)
def test_what_is_missing_for_a_category(
    code: str, kind: str, evidence: dict[str, Any], note: str, lacking: list[str]
) -> None:
    category = category_of(COUNTY, kind, code)
    assert category is not None
    assert missing(category, evidence, RESIDENCE, note) == lacking


@pytest.mark.parametrize(
    ("since", "short"),
    [("2020-01-19", False), ("2020-01-20", True), ("2020-02-01", True), ("2019-01-01", False)],
)
def test_a_year_is_full_on_its_last_day(since: str, short: bool) -> None:
    """A-ROLL-06."""
    evidence = {"one_year": {"since": since}}
    assert too_short(evidence, RESIDENCE) is short
    category = category_of(COUNTY, "village", "V3")
    assert ("one_year" in missing(category, evidence | APPLIED | AGREED, RESIDENCE)) is short


def test_the_year_is_counted_to_the_day_that_the_rulebook_names() -> None:
    """AMB-28: to election day by default; to the registration under the other reading."""
    assert residence_of(COUNTY, DAY, REGISTERED) == Residence(1, DAY)
    data = COUNTY.model_dump(mode="json")
    data["roll"]["residence_counted_to"]["value"] = "registration"
    other = type(COUNTY).thaw(data)
    assert residence_of(other, DAY, REGISTERED) == Residence(1, REGISTERED)


def test_a_year_that_begins_on_a_leap_day() -> None:
    assert Residence(1, date(2020, 2, 29)).latest == date(2019, 2, 28)


def test_the_categories_of_home_and_of_away_are_known_by_what_they_need() -> None:
    for kind, home, elsewhere in (("village", "V1", "V2"), ("community", "R1", "R2")):
        kinds = categories_of(COUNTY, kind)
        assert (at_home(kinds).code, away(kinds).code) == (home, elsewhere)
    assert away(categories_of(load_rulebook("shanghai-village-2020"), "community")) is None
    assert category_of(COUNTY, "village", "R1") is None


@pytest.mark.parametrize(
    ("ground", "evidence", "asked"),
    [
        ("no_statement", {"contacts": []}, True),
        ("no_statement", {"contacts": [{"result": "no_answer"}]}, True),
        ("no_statement", {"contacts": [{"result": "declines"}]}, False),
        ("no_statement", {}, False),
        ("unreachable", {"contacts": []}, False),
        ("", {"contacts": []}, False),
    ],
)
def test_who_is_still_to_be_asked(ground: str, evidence: dict[str, Any], asked: bool) -> None:
    assert to_ask(ground, evidence) is asked


@pytest.mark.parametrize(
    ("until", "restored"), [(date(2021, 1, 18), True), (date(2021, 1, 19), False), (None, False)]
)
def test_a_deprivation_that_is_over_before_election_day(until: date | None, restored: bool) -> None:
    """A-ROLL-12."""
    assert rights_restored(until, DAY) is restored
