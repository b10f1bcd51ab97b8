"""Report of the committee's result and the township's reply to it (A-RES-03, C-RES-05, DOC-113, DOC-116)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from elections.models import Cycle, Election, StepRecord
from elections.refusals import DocumentMissing, NotYourStep, PartNotReady, StepNotReady
from elections.services.step import Signer, record_step
from tests.cast import VILLAGE, under_changed_rules
from tests.voting.ballots import announced, reviewed
from tests.voting.test_confirmation import full
from tests.voting.test_result import EVENING
from tests.voting.test_voting_papers import said
from voting.models import Contest
from voting.papers.of_result import result_reply

__all__ = ["full"]
NUMBER = "白镇党〔2021〕8号"


def record(by: User, election: Election, part: str, document: str = "") -> StepRecord:
    return record_step(
        by=by, election=election, step="result_report", held_on=EVENING.date(), people="镇党委", note="已办",
        signers=[Signer("周志强", "镇党委书记")], parts=[part], document=document, now=EVENING,
    )  # fmt: skip


def kinds() -> set[str]:
    return {one.kind.key for one in issuable(VILLAGE)} & {"result_report", "result_reply"}


def test_a_res_03_the_village_reports_and_the_township_replies_once_its_review_allows(
    full: Contest, election: Election, clerk: User, township: User, tmp_path: Path
) -> None:
    """AMB-45, reading 1: the report is printed with the announcement, the reply waits for the review."""
    assert kinds() == set()
    announced(election, clerk, EVENING)
    assert kinds() == {"result_report"}
    with pytest.raises(StepNotReady):
        record(township, election, "replied", NUMBER)
    reviewed(election, township, EVENING)
    with pytest.raises(PartNotReady) as early:
        record(township, election, "replied", NUMBER)
    assert (early.value.clause, early.value.data) == ("A-RES-03", {"missing": ["reported"]})
    record(clerk, election, "reported")
    with pytest.raises(NotYourStep):
        record(clerk, election, "replied", NUMBER)
    with pytest.raises(DocumentMissing):
        record(township, election, "replied", " ")
    with pytest.raises(PaperNotReady) as missing:
        result_reply(election, EVENING.date())
    assert missing.value.clause == "A-RES-03"
    record(township, election, "replied", NUMBER)
    assert kinds() == {"result_report", "result_reply"}
    told = said(clerk, "result_reply", election, election, tmp_path)
    for words in (
        NUMBER,
        "村民选举委员会：",
        "经审查，正式候选人行为和选举过程符合规定",
        "中共白果镇委员会",
        "2021年1月20日",
    ):
        assert words in told
    sheet = result_reply(election, EVENING.date())
    assert all(name.removesuffix("（女）") in told for group in sheet.elected for name in group.names)


def test_a_plan_without_report_or_reply_has_neither_paper(
    full: Contest, election: Election, clerk: User, cycle: Cycle
) -> None:
    def silent(data: dict[str, Any]) -> None:
        for name in ("reported", "replied_by"):
            data["result"].pop(name)

    under_changed_rules(cycle, silent)
    announced(election, clerk, EVENING)
    assert kinds() == set()


def test_the_result_page_tells_what_follows_and_how_the_text_is_read(
    full: Contest, election: Election, clerk: User, township: User, client: Client
) -> None:
    page = f"/villages/{VILLAGE}/votes/1/"
    client.force_login(township)
    election.cycle.clock = EVENING
    election.cycle.save()
    announced(election, clerk, EVENING)
    assert "报送选举结果报告单" not in client.get(page).content.decode()
    reviewed(election, township, EVENING)
    record(clerk, election, "reported")
    record(township, election, "replied", NUMBER)
    told = client.get(page).content.decode()
    for words in (
        "报送选举结果报告单",
        NUMBER,
        "当天报告，审查后批复",
        "AMB-45",
        f"/villages/{VILLAGE}/steps/result_report/",
    ):
        assert words in told
