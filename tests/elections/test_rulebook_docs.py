"""The guide to rulebooks quotes files that load and commands that exist."""

import re
import tomllib
from datetime import date
from pathlib import Path

from elections.calendar import build_calendar
from elections.management.commands.rulebook import ACTS
from elections.rulebook import StepRule, available, load_rulebook, parse_rulebook
from elections.rulebook.events import EVENTS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/rulebooks.md").read_text(encoding="utf-8")
CONFLICTS = "".join(
    (ROOT / f"elections/calendar/{name}.py").read_text(encoding="utf-8")
    for name in ("conflicts", "order", "phases")
)


def indented(start: str) -> str:
    """The indented example that begins with a line."""
    lines = GUIDE[GUIDE.index(f"    {start}") :].splitlines()
    block = []
    for line in lines:
        if line and not line.startswith("    "):
            break
        block.append(line[4:])
    return "\n".join(block)


def test_the_province_of_the_guide_loads_and_has_its_own_dates() -> None:
    head = indented('name = "henan-village-2026"')
    province = parse_rulebook(head + indented("[laws.ZJ]"))
    calendar = build_calendar(province, election_day=date(2021, 1, 20))
    assert calendar["formal_candidates_published"].not_after == date(2021, 1, 15)
    assert calendar["proxy_requested"].not_after == date(2021, 1, 17)
    assert calendar["runoff_held"].not_after == date(2021, 2, 19)
    assert province.tally_rule("village_committee", "first")["kin"] == "keep_highest"
    assert province.cite("ZJ-29.5", "zh") == "《浙江省村民委员会选举办法》第二十九条第五款"


def test_what_the_guide_shows_of_zhejiang_is_what_is_shipped() -> None:
    shown = parse_rulebook(indented('name = "henan-village-2026"') + indented("[laws.ZJ]"))
    shipped = load_rulebook("zhejiang-village-2020")
    paths = (
        "review.formal_candidates_published",
        "proxy.requested",
        "result.runoff_held",
        "count.village_committee.kin",
    )
    for path in paths:
        ours, theirs = shown.at(path), shipped.at(path)
        assert (ours.value, ours.clause) == (theirs.value, theirs.clause)
        assert ours.quote in theirs.quote


def test_the_value_of_the_guide_has_only_fields_that_exist() -> None:
    example = indented("[proxy.per_holder]").replace('amb = "AMB-29"', "").replace("reading = 1", "")
    head = indented('name = "henan-village-2026"')
    assert parse_rulebook(head + "\n" + example).proxy.per_holder.value == 3


def test_every_command_and_shipped_file_of_the_guide_exists() -> None:
    assert set(re.findall(r"manage\.py rulebook (\w+)", GUIDE)) == set(ACTS)
    assert set(re.findall(r"`([a-z0-9-]+)\.toml`", GUIDE)) <= set(available())


def test_every_event_and_every_code_of_a_conflict_stands_in_the_guide() -> None:
    codes = set(re.findall(r'\bconflict\(\s*"(\w+)"', CONFLICTS))
    assert len(codes) == 13
    assert all(f"`{name}`" in GUIDE for name in {*EVENTS, *codes})


def test_the_step_of_the_guide_has_only_fields_that_exist() -> None:
    start = GUIDE.index("      [[steps]]")
    lines = [line[6:] for line in GUIDE[start : GUIDE.index("- `[[orders]]`")].splitlines()]
    (step,) = tomllib.loads("\n".join(lines))["steps"]
    made = StepRule.model_validate(step)
    assert (made.offline, made.marks, [part.key for part in made.parts]) == (
        True,
        ("weak",),
        ["elected", "announced"],
    )
    assert made.prerequisites[0].strength == "soft"
