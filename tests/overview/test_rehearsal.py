"""The rehearsal is the smoke test: a whole election through the services, and nothing of it left."""

import json
import re
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from elections.enums import Act
from elections.models import Cycle
from elections.rulebook import load_rulebook

# Without it a run of the rehearsal's tests alone would have no test database.
pytestmark = pytest.mark.django_db
VILLAGE = "430423101203"
KINDS = (
    "选民名单公告",
    "正式候选人公告",
    "投票方式、时间和地点公告",
    "选票",
    "计票单",
    "选民证",
    "选举结果公告",
    "选举结果报告单",
    "当选证书",
)


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture(scope="module")
def rehearsal(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """One rehearsal, looked at by every test of this module."""
    out = tmp_path_factory.mktemp("papers")
    with django_db_blocker.unblock():
        before, said = rows(), StringIO()
        call_command("rehearse", VILLAGE, out=out, json=True, stdout=said)
        yield {
            "acts": [json.loads(line) for line in said.getvalue().splitlines()],
            "papers": sorted(out.glob("*.pdf")),
            "before": before,
            "after": rows(),
        }


def text_of(paper: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True
    ).stdout


def test_it_leaves_no_trace_in_the_database(rehearsal: dict[str, Any]) -> None:
    assert rehearsal["after"] == rehearsal["before"]


def test_every_act_has_time_office_and_act_and_most_a_clause(rehearsal: dict[str, Any]) -> None:
    acts = rehearsal["acts"]
    assert len(acts) > 50
    assert all(act["at"] and act["office"] and act["act"] for act in acts)
    assert {"A-ROLL-17", "A-REV-11", "A-NOM-08", "A-RES-01"} & {act["clause"] for act in acts}


def test_both_majorities_are_told_with_their_figures(rehearsal: dict[str, Any]) -> None:
    told = " ".join(act["subject"] for act in rehearsal["acts"])
    assert re.search(r"登记选民[\d,]+人，参加投票[\d,]+人；过半数为[\d,]+人，有效", told)
    assert re.search(r"收回选票[\d,]+张，过半数为[\d,]+票", told)
    assert re.search(r"不少于三分之一为[\d,]+票", told)


def test_after_the_result_the_terms_are_entered_and_the_bodies_elected(rehearsal: dict[str, Any]) -> None:
    """A-POST-01 to A-POST-04: each body is handed in, taken on file and published."""
    done = [act["act"] for act in rehearsal["acts"]]
    assert str(Act.TERMS_ENTERED.label) in done
    for act in (Act.BODY_FILED, Act.BODY_RECEIVED, Act.BODY_PUBLISHED):
        assert done.count(str(act.label)) == 3
    assert done.index(str(Act.TERMS_ENTERED.label)) < done.index(str(Act.BODY_ELECTED.label))


def test_a_roll_published_a_day_late_is_refused_with_clause_and_date(rehearsal: dict[str, Any]) -> None:
    refused = [act for act in rehearsal["acts"] if act["act"] == "拒绝"]
    assert [act["clause"] for act in refused] == ["A-ROLL-17"]
    assert "2020年12月31日" in refused[0]["subject"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_of_the_walk_is_there(rehearsal: dict[str, Any], kind: str) -> None:
    assert any(kind in paper.name for paper in rehearsal["papers"])


def test_every_candidates_name_is_found_on_ballot_and_notice(rehearsal: dict[str, Any]) -> None:
    named = next(act for act in rehearsal["acts"] if act["act"] == "公布正式候选人")
    assert named
    notice = next(paper for paper in rehearsal["papers"] if "正式候选人公告" in paper.name)
    ballot = next(paper for paper in rehearsal["papers"] if "选票" in paper.name)
    elected = re.findall(
        r"([一-鿿]{2,4})[\d,]+票，当选", " ".join(act["subject"] for act in rehearsal["acts"])
    )
    assert len(elected) >= 4
    for name in elected:
        spread = r"\s*".join(name)
        assert re.search(spread, text_of(notice)), name
        assert re.search(spread, text_of(ballot)), name


def test_every_font_is_embedded_and_the_training_mark_is_on_every_paper(rehearsal: dict[str, Any]) -> None:
    for paper in rehearsal["papers"]:
        fonts = subprocess.run(
            ["pdffonts", paper], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]
        assert fonts, paper.name
        assert all(line.split()[-5] == "yes" for line in fonts), paper.name
        assert "演练" in text_of(paper).replace(" ", ""), paper.name


def test_a_code_that_is_not_on_the_list_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="430423101999"):
        call_command("rehearse", "430423101999", out=tmp_path)


def test_an_assembly_without_quorum_is_refused_twice_and_a_running_training_cycle_still_runs(
    cycle: Cycle,
) -> None:
    said = StringIO()
    call_command("rehearse", VILLAGE, scenario="assembly-without-quorum", json=True, stdout=said)
    acts = [json.loads(line) for line in said.getvalue().splitlines()]
    refused = [(act["at"][11:16], act["clause"]) for act in acts if act["act"] == "拒绝"]
    assert refused[-2:] == [("09:00", "A-ASM-05"), ("10:30", "A-ASM-05")]
    cycle.refresh_from_db()
    assert cycle.closed_at is None


def test_a_whole_assembly_elects_members_and_fills_their_posts(db: None) -> None:
    said = StringIO()
    call_command("rehearse", VILLAGE, scenario="assembly-full", json=True, stdout=said)
    acts = [json.loads(line) for line in said.getvalue().splitlines()]
    items = [act for act in acts if act["act"] == str(Act.AGENDA_ITEM_HELD.label)]
    assert len(items) == len(load_rulebook("county-town-2020").assembly_agenda) == 14
    decided = [act for act in acts if act["act"] == str(Act.PARTY_LIST_DECIDED.label)][-1]
    assert (decided["subject"], decided["at"]) == ("党员大会确定正式候选人", items[0]["at"])
    told = " ".join(act["subject"] for act in acts if act["office"] == "计票")
    assert re.search(r"书记应选1名.*当选", told)
