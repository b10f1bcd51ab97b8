"""What follows a Party result: appointment and filing by document, each by its office, and the papers of it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path as File
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import Refusal
from candidates.papers.of_appointment import (
    integrity_letter,
    party_appointment,
    party_filing,
    term_goal_letter,
)
from documents.papers import all_kinds
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from elections.enums import Act
from elections.models import Election, LedgerEntry, StepRecord
from elections.rulebook import load_rulebook
from elections.services.step import Signer, record_step
from tests.candidates.conftest import people
from tests.candidates.party import Path
from tests.candidates.party_fixtures import b, c, officers, under
from tests.candidates.party_votes import PartyVoteWalk, elected_in_c
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at
from tests.programs import Program, problem

__all__ = ["b", "c", "officers", "people", "under"]
NOW = at(2021, 1, 20)
NUMBER = "白镇党〔2021〕5号"
AFTER = {"party_appointment", "party_filing", "term_goal_letter", "integrity_letter", "party_result_reply"}


def record(by: User, election: Election, step: str, *parts: str, document: str = "") -> StepRecord:
    return record_step(
        by=by, election=election, step=step, held_on=NOW.date(), people="镇党委", note="已办",
        signers=[Signer("周志强", "镇党委书记")], parts=parts or None, document=document, now=NOW,
    )  # fmt: skip


def refused(by: User, election: Election, step: str, *parts: str, document: str = "") -> str:
    with pytest.raises(Refusal) as found:
        record(by, election, step, *parts, document=document)
    return found.value.code


@pytest.fixture
def settled(c: Path, clerk: User, township: User, teller: User) -> PartyVoteWalk:
    """Plan C: members and posts elected, every item of the agenda held."""
    walk = elected_in_c(c, clerk, township, teller)
    walk.posts_filled()
    walk.hold_rest()
    return walk


@pytest.mark.parametrize(
    ("plan", "papers"),
    [
        ("county-town-2020", {"party_result_reply", "result_report", "result_reply"}),
        ("district-town-2020", {"party_appointment", "party_filing"}),
        (
            "city-town-2020",
            {"party_appointment", "party_filing", "term_goal_letter", "integrity_letter", "result_report"},
        ),
    ],
)
def test_each_plan_has_the_papers_that_its_clauses_name(plan: str, papers: set[str]) -> None:
    """A-RES-03; B-RES-01; C-RES-02, C-RES-03, C-RES-05. Whatever a rulebook names can be printed."""
    rules = load_rulebook(plan)
    named = {kind for step in rules.steps for part in step.parts for kind in part.papers}
    assert named == papers <= {kind.key for kind in all_kinds()}
    numbered = {part.key for step in rules.steps for part in step.parts if part.document}
    assert (
        numbered
        == {
            "county-town-2020": {"approved", "replied"},
            "district-town-2020": {"approved", "filed"},
            "city-town-2020": {"appointed", "filed"},
        }[plan]
    )


def test_the_township_appoints_by_document_and_files_it_after(
    settled: PartyVoteWalk, clerk: User, township: User
) -> None:
    """C-RES-02: each act has its own document and its own office; what is filed is appointed before."""
    election, step = settled.election, "party_election"
    assert refused(clerk, election, step, "appointed", document=NUMBER) == "not_your_step"
    assert refused(township, election, step, "appointed") == "document_missing"
    assert refused(township, election, step, "filed", document=NUMBER) == "part_not_ready"
    assert refused(township, election, step, "appointed", "filed", document=NUMBER) == "documents_apart"
    assert refused(township, election, step, "signed") == "part_not_ready"
    assert not StepRecord.objects.filter(election=election, step=step).exists()
    assert record(clerk, election, step).parts == ["result_posted", "promised"]
    assert refused(clerk, election, step) == "not_your_step"
    assert record(township, election, step, "appointed", document=f" {NUMBER} ").document == NUMBER
    told = LedgerEntry.objects.filter(act=Act.STEP_RECORDED).latest("pk")
    assert (told.data["document"], told.data["parts"]) == (NUMBER, ["appointed"])
    record(township, election, step, "filed", document="白镇党〔2021〕6号")
    record(township, election, step, "talked", "signed")


def test_c_res_02_c_res_03_the_papers_come_with_the_appointment(
    settled: PartyVoteWalk, township: User, tmp_path: File
) -> None:
    """Of a Party election that is over before the committee's day is set, too."""
    election, day = settled.election, date(2021, 1, 20)
    Election.objects.filter(pk=election.pk).update(party_day=date(2021, 1, 5))
    election.refresh_from_db()
    assert election.election_day is None
    for paper in (party_appointment, party_filing, term_goal_letter, integrity_letter):
        with pytest.raises(PaperNotReady) as early:
            paper(election, day)
        assert early.value.clause == "C-RES-02"
    assert not AFTER & {one.kind.key for one in issuable(VILLAGE)}
    record(township, election, "party_election", "appointed", document=NUMBER)
    assert AFTER & {one.kind.key for one in issuable(VILLAGE)} == AFTER - {"party_result_reply"}
    names = [each.name for each in settled.people[:5]]
    told = text_of(issued(township, "party_appointment", election, election), tmp_path)
    assert f"文号：{NUMBER}" in told and "自2021年1月20日起审批任命下列同志" in told
    assert [f"书记{names[0]}" in told, f"副书记（纪检委员）{names[1]}" in told] == [True, True]
    assert settled.people[5].name not in told
    told = text_of(issued(township, "party_filing", election, election), tmp_path)
    assert told.index("市委组织部：") < told.index(f"审批任命（{NUMBER}）") < told.index(names[4])
    told = text_of(issued(township, "term_goal_letter", election, election), tmp_path)
    assert "任期目标责任书" in told and f"书记{names[0]}就任期目标" in told
    told = text_of(issued(township, "integrity_letter", election, election), tmp_path)
    assert [told.count(f"{name}。经你们审批任命") for name in names] == [1] * 5


def test_a_record_taken_back_is_no_appointment(settled: PartyVoteWalk, township: User) -> None:
    made = record(township, settled.election, "party_election", "appointed", document=NUMBER)
    made.withdrawn_at, made.withdrawn_by, made.withdrawn_because = NOW, township, "误录"
    made.save()
    with pytest.raises(PaperNotReady):
        party_appointment(settled.election, NOW.date())
    assert not AFTER & {one.kind.key for one in issuable(VILLAGE)}


def test_the_page_and_the_program_record_the_appointment(
    settled: PartyVoteWalk, clerk: User, township: User, client_of: Callable[[User], Client]
) -> None:  # fmt: skip
    """The form offers each office its own parts; the assembly's page tells what follows, by whom, by which document."""
    cycle = settled.election.cycle
    cycle.clock = NOW
    cycle.save()
    page = f"/villages/{VILLAGE}/steps/party_election/"
    offered = [
        re.findall(r'name="parts" value="(\w+)"', client_of(who).get(page).content.decode())
        for who in (clerk, township)
    ]
    assert offered == [
        ["result_posted", "promised"],
        ["result_posted", "talked", "appointed", "filed", "signed", "promised"],
    ]
    typed: dict[str, Any] = {
        "parts": ["appointed"], "held_on": "2021-01-20", "people": "镇党委", "note": "审批任命", "signers": "周志强 书记",
    }  # fmt: skip
    answer = client_of(township).post(f"{page}record/", typed)
    assert (answer.status_code, "须填写文号" in answer.content.decode()) == (409, True)
    sent = {**typed, "signers": [{"name": "周志强", "post": "书记"}]}
    assert problem(Program(township).post(f"villages/{VILLAGE}/steps/party_election/records/", sent))[
        "code"
    ] == ("document_missing")
    assert client_of(township).post(f"{page}record/", typed | {"document": NUMBER}).status_code == 302
    shown = client_of(clerk).get(f"/villages/{VILLAGE}/candidates/assembly/").content.decode()
    assert NUMBER in shown and "市委组织部备案" in shown
