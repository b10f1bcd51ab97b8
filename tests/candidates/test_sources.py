"""Where people of a team come from: by plan and kind of place, on the person's page and form, counted (A-QUAL-03)."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates import refusals
from candidates.models import Candidacy, TeamFact
from candidates.services.team import StatedFacts, state_facts
from candidates.source_rules import source_clauses, sources_of
from candidates.structure import Member, Team, figures_of, sums_of
from candidates.structure.figures import From
from elections.models import Cycle, Election
from elections.rulebook import load_rulebook
from tests.candidates.test_candidate_forms import subjects
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program
from villages.models import Village

A, B, C = (load_rulebook(name) for name in ("county-town-2020", "district-town-2020", "city-town-2020"))
NOW = at(2020, 12, 28)


@pytest.mark.parametrize(
    ("rules", "kind", "clauses", "named", "not_named"),
    [
        (A, "village", ["A-QUAL-03"], "prosperity_expert", "grid_worker"),
        (A, "community", ["A-QUAL-04"], "grid_worker", "prosperity_expert"),
        (B, "village", ["B-QUAL-13"], "farmers_broker", "grid_worker"),
        (C, "village", ["C-QUAL-04"], "outstanding_migrant_worker", "farmers_broker"),
        (C, "community", ["C-QUAL-04"], "social_work_professional", "grid_worker"),
    ],
)
def test_each_plan_names_its_own_sources_for_the_kind_of_place(
    rules: Any, kind: str, clauses: list[str], named: str, not_named: str
) -> None:
    known = sources_of(rules, kind).value
    assert named in known and not_named not in known
    assert source_clauses(rules, [kind]) == clauses


def test_a_source_of_villages_is_none_of_a_community(
    candidacy: Candidacy, village: Village, township: User
) -> None:
    election, resident = candidacy.election, candidacy.resident
    facts = StatedFacts(source="prosperity_expert")
    assert state_facts(by=township, election=election, resident=resident, facts=facts, now=NOW).source
    Village.objects.filter(pk=village.pk).update(kind="community")
    election = Election.objects.get(pk=election.pk)
    with pytest.raises(refusals.SourceUnknown) as refused:
        state_facts(by=township, election=election, resident=resident, facts=facts, now=NOW)
    assert refused.value.clause == "A-QUAL-04"
    facts = StatedFacts(source="grid_worker")
    assert state_facts(by=township, election=election, resident=resident, facts=facts, now=NOW).source


def member(key: int, source: str, reserve: bool | None = None, post: str = "member") -> Member:
    posts = frozenset({post})
    return Member(key, f"甲{key}", "M", None, None, posts, source=source, reserve=reserve)


def test_sources_are_counted_in_the_team_and_over_the_township() -> None:
    people = (
        member(1, "ex_serviceman", True),
        member(2, ""),
        member(3, "grid_worker"),
        member(4, "ex_serviceman", False),
        member(5, "grid_worker", True, "supervisor"),
    )
    team = Team(kind="village", people=people, day=NOW.date())
    figures = figures_of(team)
    assert figures.sources == (From("ex_serviceman", 2), From("grid_worker", 1), From("", 1))
    assert figures.reserve == 1, "the supervisory committee is no part of the team"
    both = sums_of([team, team])
    assert both.sources == (From("ex_serviceman", 4), From("grid_worker", 2), From("", 2))
    assert both.reserve == 2


def reserve_is_asked(cycle: Cycle) -> None:
    rule = {"value": True, "clause": "C-QUAL-04"}
    under_changed_rules(cycle, lambda data: data["qualification"].update(reserve_first=rule))


def test_the_page_of_a_person_the_boards_and_the_form_tell_the_source(
    candidacy: Candidacy,
    cycle: Cycle,
    township: User,
    clerk: User,
    client_of: Callable[[User], Client],
    tmp_path: Path,
) -> None:
    browser, resident = client_of(township), candidacy.resident_id
    sheet = reverse("candidates:review", args=[candidacy.pk])
    facts = reverse("candidates:facts", args=[VILLAGE, resident])
    before = browser.get(sheet).content.decode()
    assert "人选来源" in before and facts in before and "大学生村官" not in before
    assert 'name="reserve"' not in browser.get(facts).content.decode(), "plan A has no reserve"
    reserve_is_asked(cycle)
    shown = browser.get(facts).content.decode()
    assert 'name="reserve"' in shown and "大学生村官" in shown and "网格员" not in shown
    assert browser.post(facts, {"source": "graduate_official", "reserve": "yes"}).status_code == 302
    kept = TeamFact.objects.get(resident=resident)
    assert (kept.source, kept.reserve) == ("graduate_official", True)
    after = browser.get(sheet).content.decode()
    assert "大学生村官" in after and "后备干部" in after
    for path in (reverse("candidates:team", args=[VILLAGE]), reverse("candidates:teams")):
        board = browser.get(path).content.decode()
        assert "人员来源" in board and "大学生村官" in board and "A-QUAL-03" in board, path
    heads, *rows = csv.reader(
        browser.get(reverse("candidates:teams_sheet")).content.decode("utf-8-sig").splitlines()
    )
    assert heads[-3:] == ["人选来源：大学生村官", "人选来源：未填", "其中后备干部"]
    (here,) = [row for row in rows if row[0] == VILLAGE]
    assert here[-3:] == ["1", "7", "1"] and all(len(row) == len(heads) for row in rows)
    (form,) = subjects("record_form")
    told = text_of(issued(clerk, "record_form", form, candidacy.election), tmp_path)
    assert told.index("候选职务") < told.index("人选来源"), "a row of the table, not of its head"
    assert told.count("人选来源") == 8 and told.count("大学生村官（后备干部）") >= 1


def test_a_program_states_and_reads_the_source(candidacy: Candidacy, township: User) -> None:
    program, path = Program(township), f"villages/{VILLAGE}/candidates/team/"
    body = {"came_from": "local_graduate", "reserve": False}
    answer = program.put(f"{path}{candidacy.resident_id}/", body)
    assert answer.status_code == 200 and answer.json()["came_from"] == "local_graduate"
    figures = program.get(path).json()["figures"]
    assert {"came_from": "local_graduate", "persons": 1} in figures["sources"] and figures["reserve"] == 0
    assert {"came_from": "local_graduate", "persons": 1} in program.get("teams/").json()["sources"]
