"""The shipped rulebooks: what they say, what the base supplies, freezing, and faults in a file."""

import json
import re
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from elections.enums import Step
from elections.rulebook import (
    Rulebook,
    RulebookError,
    RuleSilent,
    Silent,
    Source,
    Strength,
    Value,
    available,
    entries,
    load_rulebook,
    loading,
    parse_rulebook,
)
from elections.rulebook.sections.schedule import WORKED

ROOT = Path(__file__).resolve().parents[2]
PLAN_CLAUSE = re.compile(r"[ABC]-[A-Z]+-\d+")
ARTICLE = re.compile(r"[A-Z]{2,6}(-\d+(\.\d+)?)?")

PLAN = load_rulebook("county-town-2020")
LAW = load_rulebook("village-law-2018")

SMALL = """
name = "small"
version = "1.0"
kind = "plan"
title = { zh = "小", en = "Small" }
valid_from = 2020-01-01
"""


def clauses_in(data: object) -> set[str]:
    if isinstance(data, list):
        return {clause for part in data for clause in clauses_in(part)}
    if not isinstance(data, dict):
        return set()
    own = {data["clause"]} if isinstance(data.get("clause"), str) else set()
    also = {c for name in ("also", "prerequisite_clauses") for c in data.get(name, [])}
    return own | also | {clause for part in data.values() for clause in clauses_in(part)}


def faults(text: str) -> str:
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(SMALL + text)
    return "\n".join(refused.value.faults)


def test_three_plans_and_the_law_behind_them_are_shipped() -> None:
    plans = {"county-town-2020", "district-town-2020", "city-town-2020"}
    laws = {"village-law-2018", "party-rules-2020", "zhejiang-village-2020", "shanghai-village-2020"}
    assert plans | laws <= set(available())
    assert {load_rulebook(name).kind for name in plans} == {"plan"}
    assert {load_rulebook(name).kind for name in laws} == {"base"}


@pytest.mark.parametrize("name", available())
def test_a_shipped_rulebook_bears_its_files_name(name: str) -> None:
    assert load_rulebook(name).name == name


@pytest.mark.parametrize("name", available())
def test_every_clause_is_a_plans_clause_or_an_article_of_a_law_it_names(name: str) -> None:
    book = load_rulebook(name)
    for clause in clauses_in(book.freeze()):
        article = ARTICLE.fullmatch(clause)
        assert PLAN_CLAUSE.fullmatch(clause) or (article and clause.split("-")[0] in book.laws), clause


@pytest.mark.parametrize("name", available())
def test_what_a_plan_says_is_quoted_and_what_it_does_not_say_is_marked_as_proposed(name: str) -> None:
    for path, value in entries(load_rulebook(name)):
        if isinstance(value, Value) and value.source == Source.PLAN:
            assert value.quote or value.proposed, path
            assert value.note or not value.proposed, path


def test_the_plan_says_its_own_numbers_with_clause_and_words() -> None:
    published = PLAN.roll.published
    assert (published.value.days, published.value.before) == (20, "election_day")
    assert published.clause == "A-ROLL-17"
    assert "20日前" in published.quote
    assert PLAN.proxy.per_holder.value == 5
    assert PLAN.nomination.differential_min.value == Fraction(1, 5)
    assert PLAN.papers.voter_certificate.value == "选民证"
    assert PLAN.scope.village_committee_ordinal.value == 11
    assert PLAN.voting.window.value.start == date(2021, 1, 19)


def test_what_the_plan_leaves_silent_comes_from_the_law_and_says_so() -> None:
    runoff = PLAN.count.village_committee.runoff_threshold
    assert (runoff.clause, runoff.source) == ("VCOL-15.2", Source.BASE)
    assert PLAN.roll.published.source == Source.PLAN
    assert PLAN.seats.village_committee_max.source == Source.BASE


def test_soft_rules_and_aims_are_told_from_hard_ones() -> None:
    assert PLAN.seats.headcount_village.strength == Strength.SOFT
    assert PLAN.structure.women_share_village_committee.strength == Strength.AIM
    assert PLAN.proxy.per_holder.strength == Strength.HARD
    assert PLAN.qualification.new_member.approver == "county_leading_group"


def test_a_reading_is_named_where_the_text_can_be_read_in_two_ways() -> None:
    formal = PLAN.review.formal_candidates_published
    entry = next(a for a in PLAN.ambiguities if a.key == formal.amb)
    assert (entry.key, formal.reading, len(entry.readings)) == ("AMB-43", 1, 2)


def test_silence_is_told_with_its_place_and_never_filled() -> None:
    assert not PLAN.roll.order.stated
    with pytest.raises(RuleSilent) as refused:
        _ = PLAN.roll.order.value
    assert refused.value.path == "roll.order"
    assert isinstance(PLAN.at("count.representatives.quorum"), Silent)
    with pytest.raises(LookupError):
        PLAN.at("roll.publsihed")


@pytest.mark.parametrize("name", available())
def test_a_frozen_rulebook_thaws_to_the_same(name: str) -> None:
    book = load_rulebook(name)
    stored = json.loads(json.dumps(book.freeze()))
    thawed = Rulebook.thaw(stored)
    assert thawed == book
    assert thawed.freeze() == stored
    assert Rulebook.thaw(json.loads(book.model_dump_json())) == book
    assert dict(entries(thawed)) == dict(entries(book))


def test_a_thawed_plan_still_knows_its_silences_and_its_base() -> None:
    thawed = Rulebook.thaw(PLAN.freeze())
    assert not thawed.roll.order.stated
    assert thawed.count.village_committee.runoff_threshold.source == Source.BASE


def test_the_plan_has_36_tasks_in_5_phases_each_in_one_group_of_the_board() -> None:
    assert [task.number for task in PLAN.tasks] == list(range(1, 37))
    assert [phase.short.zh for phase in PLAN.phases] == ["前期", "部署启动", "确定人选", "组织选举", "后续"]
    assert [group.number for group in PLAN.groups] == list(range(1, 15))
    assert sorted(n for group in PLAN.groups for n in group.tasks) == list(range(1, 37))


def test_the_plan_gives_every_step_of_the_gate_a_rule() -> None:
    plans = [load_rulebook(name) for name in ("county-town-2020", "district-town-2020", "city-town-2020")]
    worked = {step.key for plan in plans for step in plan.steps if not step.offline}
    assert worked == {step.value for step in Step} == WORKED
    numbers = {task.number for task in PLAN.tasks}
    assert {number for step in PLAN.steps for number in step.tasks} == numbers
    assert {step.group for step in PLAN.steps} == {group.number for group in PLAN.groups}
    assert PLAN.step("county_review").who == ("county_reviewer",)
    assert PLAN.step("roll_publication").extender == "township_office"


def test_no_step_needs_itself_by_way_of_others() -> None:
    done: set[str] = set()
    while ready := {
        s.key for s in PLAN.steps if s.key not in done and {p.step for p in s.prerequisites} <= done
    }:
        done |= ready
    assert done == {step.key for step in PLAN.steps}


def test_the_schema_in_the_docs_is_that_of_the_code_and_the_shipped_files_keep_it() -> None:
    schema = json.loads((ROOT / "docs/rulebook.schema.json").read_text())
    dialect = schema.pop("$schema")
    assert schema == Rulebook.model_json_schema()
    for path in loading.FOLDER.glob("*.toml"):
        data = json.loads(json.dumps(tomllib.loads(path.read_text()), default=str))
        jsonschema.validate(data, {"$schema": dialect, **schema})


def test_the_smallest_rulebook_says_nothing_and_is_right() -> None:
    book = parse_rulebook(SMALL)
    assert not any(isinstance(value, Value) for _, value in entries(book))


def test_a_plan_may_extend_a_shipped_one_and_change_one_value() -> None:
    changed = parse_rulebook(
        SMALL + 'extends = "county-town-2020"\n[proxy.per_holder]\nvalue = 3\nclause = "C-PROXY-02"\n'
    )
    assert (changed.proxy.per_holder.value, changed.proxy.per_holder.clause) == (3, "C-PROXY-02")
    assert changed.roll.published == PLAN.roll.published
    assert (changed.name, len(changed.tasks)) == ("small", 36)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "[roll.published]\nvalue = { days = 20, before = 'election_day' }",
            "roll.published.clause: Field required",
        ),
        ("[roll.publishd]\nvalue = 1\nclause = 'X-1'", "roll.publishd: Extra inputs"),
        (
            "[proxy.per_holder]\nvalue = 'five'\nclause = 'X-1'",
            "proxy.per_holder.value: Input should be a valid integer",
        ),
        (
            "[nomination.differential_min]\nvalue = 0.2\nclause = 'X-1'",
            "nomination.differential_min.value: write a share",
        ),
        (
            "[nomination.differential_min]\nvalue = '1/0'\nclause = 'X-1'",
            "nomination.differential_min.value: '1/0'",
        ),
        ("[roll.published]\nvalue = { days = 20 }\nclause = 'X-1'", "roll.published.value: give one count"),
        (
            "[roll.published]\nvalue = { days = 20, before = 'polling' }\nclause = 'X-1'",
            "roll.published.value: there is no event 'polling'",
        ),
        (
            "[roll.appeals_close]\nvalue = { days = 5, within = 'appeal_received' }\nclause = 'X-1'",
            "roll.appeals_close.value: counted in a circle",
        ),
        (
            "[nomination.participation]\nvalue = { of = 'electors' }\nclause = 'X-1'",
            "nomination.participation.value: give either more_than or at_least",
        ),
        (
            "[voting.window]\nvalue = { start = 2021-01-25, end = 2021-01-19 }\nclause = 'X-1'",
            "voting.window.value: starts",
        ),
        (
            "[seats.branch_committee]\nvalue = { min = 5, max = 3 }\nclause = 'X-1'",
            "seats.branch_committee.value: min 5",
        ),
        (
            "[roll.published]\nvalue = { since = 'election_day', within = 'election_day', days = 2 }\nclause = 'X-1'",
            "roll.published.value: since stands with before or end",
        ),
        (
            "[proxy.requested]\nvalue = { since = 'proxies_reviewed', end = 2021-01-01 }\nclause = 'X-1'",
            "proxy.requested.value: counted in a circle",
        ),
        (
            "[[seats.class_seats]]\nvalue = { body = 'senate', place_class = '1', persons = { min = 1 } }\nclause = 'X-1'",
            "seats.class_seats.0.value.body: Input should be 'party_committee' or 'committee'",
        ),
        (
            "[[phases]]\nkey = 'one'\ntitle = { zh = '一', en = 'One' }\nshort = { zh = '一', en = 'One' }\n"
            "clause = 'X-1'\nitems = ['party']",
            "phases.one.items: there is no item 'party'",
        ),
        (
            "[proxy.per_holder]\nvalue = 5\nclause = 'X-1'\namb = 'AMB-99'",
            "proxy.per_holder.amb: there is no ambiguity",
        ),
        (
            "[[tasks]]\nnumber = 1\nphase = 'one'\ntitle = { zh = '一', en = 'One' }\nclause = 'X-1'",
            "tasks.1.phase: there is no phase 'one'",
        ),
    ],
)
def test_a_wrong_file_is_told_with_the_path_of_the_fault(text: str, named: str) -> None:
    assert named in faults(text)


def test_all_faults_are_told_at_once() -> None:
    told = faults(
        "[proxy.per_holder]\nvalue = 'x'\nclause = 'X-1'\n[roll.voter_min_age]\nvalue = 'y'\nclause = 'X-1'"
    )
    assert "proxy.per_holder.value" in told
    assert "roll.voter_min_age.value" in told


def test_text_that_is_no_toml_and_unknown_names_are_refused() -> None:
    assert "not TOML" in faults("[roll")
    with pytest.raises(RulebookError, match="no rulebook 'atlantis'"):
        load_rulebook("atlantis")
    with pytest.raises(RulebookError):
        load_rulebook("../rulebooks/county-town-2020")
    assert "no rulebook 'atlantis'" in faults('extends = "atlantis"')


def test_rulebooks_that_extend_each_other_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for own, other in (("one", "two"), ("two", "one")):
        (tmp_path / f"{own}.toml").write_text(SMALL.replace("small", own) + f'extends = "{other}"\n')
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    assert "circle" in faults('extends = "one"')
