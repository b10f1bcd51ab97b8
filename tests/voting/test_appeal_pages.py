"""The pages of objections: what each role sees and may do, and that programs are answered alike."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import User
from accounts.rules import require
from documents.models import Paper
from documents.queries.paper import issuable
from documents.services.paper import issue_paper
from elections.models import Cycle, Election
from overview.queries.digest import told
from overview.queries.today import today_of
from tests.cast import VILLAGE, at
from tests.programs import ROOT, Program, problem
from tests.voting.appeals import CHANGGEN, FILED, GUIYING, LEFT, decide, file, posted_roll
from tests.voting.roll_fixtures import launched
from tests.voting.test_voting_papers import pages_of
from voting.models import Appeal
from voting.queries.appeal import shown_receipt
from voting.queries.roll import draft_roll
from voting.services.roll import publish_roll

__all__ = ["launched"]

ClientOf = Callable[[User], Client]
LIST, FILE = f"/villages/{VILLAGE}/roll/appeals/", f"/villages/{VILLAGE}/roll/appeals/file/"
ONE = f"{LIST}1/"
LATE = at(2021, 1, 4)


@pytest.fixture
def posted(clerk: User, launched: Election) -> Election:
    posted_roll(clerk, launched)
    move(launched.cycle, FILED)
    return launched


def move(cycle: Cycle, moment: Any) -> None:
    cycle.clock = moment
    cycle.save()


def page(client: Client, path: str, language: str = "en") -> str:
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed(**changes: Any) -> dict[str, Any]:
    usual = {"appellant": CHANGGEN, "appellant_group": 2, "about": "not_registered", "text": "户口在本村。"}
    return usual | {"contact": "13800001111", "key": str(uuid4())} | changes


# --- the clerk


def test_the_list_says_first_what_is_to_decide_and_what_is_overdue(
    clerk: User, posted: Election, client_of: ClientOf
) -> None:
    assert "No objections to the roll" in page(client_of(clerk), LIST)
    file(clerk, posted, now=at(2020, 12, 29))
    file(clerk, posted, appellant=GUIYING, appellant_group=1, about="wrongly_on", person=LEFT)
    assert "Objections to decide: <em>2</em>" in page(client_of(clerk), LIST)
    move(posted.cycle, at(2021, 1, 2))
    shown = page(client_of(clerk), LIST)
    assert "Objections to decide: <em>2</em>, overdue: <em>1</em>" in shown
    assert "1 day late" in shown and "btn-primary" in shown
    assert "周明亮" in page(client_of(clerk), LIST, "zh-hans")


def test_the_list_asks_the_same_however_many_there_are(
    clerk: User, posted: Election, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(clerk)
    file(clerk, posted)
    page(client, LIST)
    with django_assert_max_num_queries(30) as one:
        page(client, LIST)
    for number in range(6):
        file(clerk, posted, now=at(2020, 12, 29, 9, number))
    with django_assert_max_num_queries(30) as seven:
        page(client, LIST)
    assert len(seven) == len(one)


def test_the_clerk_takes_one_in_and_reads_the_receipt_number(
    clerk: User, posted: Election, client_of: ClientOf
) -> None:
    client = client_of(clerk)
    answer = client.post(FILE, typed(), follow=True)
    appeal = Appeal.objects.get()
    assert (answer.redirect_chain[-1][0], appeal.taken_by) == (ONE, clerk)
    assert shown_receipt(appeal.receipt) in answer.content.decode()


def test_what_is_refused_stays_typed(clerk: User, posted: Election, client_of: ClientOf) -> None:
    answer = client_of(clerk).post(FILE, typed(appellant="赵无名", text="名单不对"))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "赵无名" in shown and "名单不对" in shown and "A-ROLL-19" in shown


def test_the_form_says_what_holds_and_by_which_reading(
    clerk: User, posted: Election, client_of: ClientOf
) -> None:
    shown = page(client_of(clerk), FILE)
    assert "until 2 Jan 2021" in shown and "AMB-25, reading 1" in shown
    assert "the township decides on it" in shown and "this is the default" in shown


def test_one_upheld_leads_to_the_roll_until_the_change_is_published(
    clerk: User, posted: Election, client_of: ClientOf
) -> None:
    client = client_of(clerk)
    file(clerk, posted)
    assert client.post(ONE, {"outcome": "adjusted", "answer": "应予登记。"}).status_code == 302
    shown = page(client, ONE)
    assert "Make the change in version 2" in shown and "A-ROLL-21" in shown
    made = draft_roll(posted)
    assert made is not None
    publish_roll(by=clerk, roll=made, now=at(2020, 12, 31))
    assert "published as version 2" in page(client, ONE)


def test_a_decision_without_an_answer_is_refused_on_the_page(
    clerk: User, posted: Election, client_of: ClientOf
) -> None:
    file(clerk, posted)
    assert client_of(clerk).post(ONE, {"outcome": "explained", "answer": " "}).status_code == 409
    assert client_of(clerk).post(ONE, {"outcome": "refused_late", "answer": "晚了"}).status_code == 409
    assert Appeal.objects.get().state == "received"


def test_an_objection_that_is_not_there(clerk: User, posted: Election, client_of: ClientOf) -> None:
    assert client_of(clerk).get(f"{LIST}7/").status_code == 404


def test_the_roll_leads_to_its_objections(clerk: User, posted: Election, client_of: ClientOf) -> None:
    assert LIST in page(client_of(clerk), f"/villages/{VILLAGE}/roll/")


# --- others


def test_those_who_look_on_see_no_form_and_no_telephone(
    clerk: User, township: User, auditor: User, posted: Election, client_of: ClientOf
) -> None:
    file(clerk, posted, contact="13800001111")
    assert "13800001111" in page(client_of(clerk), ONE)
    for officer in (township, auditor):
        shown = page(client_of(officer), ONE)
        assert "<textarea" not in shown and "13800001111" not in shown
        assert client_of(officer).post(ONE, {"outcome": "explained", "answer": "x"}).status_code == 404
    assert Appeal.objects.get().state == "received"


def test_the_township_decides_late_ones_and_the_clerk_does_not(
    clerk: User, township: User, posted: Election, client_of: ClientOf
) -> None:
    move(posted.cycle, LATE)
    file(clerk, posted, now=LATE, contact="13800001111")
    assert "<textarea" not in page(client_of(clerk), ONE)
    shown = page(client_of(township), ONE)
    assert "<textarea" in shown and "13800001111" in shown
    assert ONE in page(client_of(township), "/appeals/")
    answer = {"outcome": "refused_late", "answer": "公布期满后提出，名单不变。"}
    assert client_of(township).post(ONE, answer).status_code == 302
    assert Appeal.objects.get().state == "refused_late"
    assert "No objection is late" in page(client_of(township), "/appeals/")


def test_the_townships_list_is_not_the_villages(
    clerk: User, auditor: User, posted: Election, client_of: ClientOf
) -> None:
    for officer in (clerk, auditor):
        assert client_of(officer).get("/appeals/").status_code == 404


def test_today_and_the_digest_tell_how_many_are_to_decide_and_overdue(clerk: User, posted: Election) -> None:
    file(clerk, posted, now=at(2020, 12, 29))
    file(clerk, posted, now=at(2021, 1, 1))
    move(posted.cycle, at(2021, 1, 2))
    matters = today_of(clerk, posted.cycle, at(2021, 1, 2)).work.late
    (matter,) = [each for each in matters if each.first.step == "appeals"]
    with translation.override("en"):
        assert str(matter.first.evidence.remark) == "Objections to decide: 2; overdue: 1"
    assert (matter.page.url, matter.page.acts, matter.due) == (LIST, True, date(2021, 1, 1))
    lines = told(clerk, posted.cycle, at(2021, 1, 2)).late
    assert [line.url for line in lines if line.title["en"].startswith("Appeals")] == [LIST]


def test_a_late_one_waits_for_the_township_on_its_today(
    clerk: User, township: User, posted: Election
) -> None:
    file(clerk, posted, now=LATE)
    (matter,) = today_of(township, posted.cycle, at(2021, 1, 5)).work.waiting
    assert (matter.first.step, matter.page.url) == ("appeals", LIST)


# --- programs


def test_a_program_takes_in_lists_and_decides(clerk: User, posted: Election) -> None:
    program, key = Program(clerk), str(uuid4())
    body = {"about": "not_registered", "appellant": CHANGGEN, "appellant_group": 2, "text": "户口在本村。"}
    path = f"{ROOT}villages/{VILLAGE}/roll/appeals/"
    made = [
        program.client.post(path, body, "application/json", headers={"Idempotency-Key": key})
        for _each in "12"
    ]
    assert [answer.status_code for answer in made] == [201, 201]
    (listed,) = program.client.get(path).json()
    assert (listed["number"], listed["due"], listed["standing"]) == (1, "2021-01-02", "open")
    assert "contact" not in listed
    decided = program.post(
        f"villages/{VILLAGE}/roll/appeals/1/decision/", {"outcome": "explained", "answer": "已核实。"}
    )
    assert (decided.status_code, decided.json()["state"]) == (200, "explained")


def test_a_program_is_refused_like_a_page(clerk: User, township: User, posted: Election) -> None:
    file(clerk, posted)
    address, body = f"villages/{VILLAGE}/roll/appeals/1/decision/", {"outcome": "explained", "answer": "x"}
    assert problem(Program(township).post(address, body))["code"] == "not_there"
    told_ = problem(Program(clerk).post(address, body | {"answer": "430499197803050021"}))
    assert (told_["code"], told_["field"]) == ("identity_number_written", "answer")


# --- papers


def printed(by: User, kind: str, subject: Any, election: Election, tmp_path: Any) -> str:
    paper: Paper = issue_paper(
        by=by,
        office=require(by, "paper.issue", election.village_id),
        kind=kind,
        subject=subject,
        place_code=election.village_id,
        place_name=election.village.name,
        now=election.cycle.clock,
        training=True,
    )
    return "".join(pages_of(paper, tmp_path))


def test_the_receipt_says_who_about_whom_and_by_when(clerk: User, posted: Election, tmp_path: Any) -> None:
    appeal = file(clerk, posted, contact="13800001111")
    text = printed(clerk, "appeal_receipt", appeal, posted, tmp_path)
    assert "选民名单申诉回执" in text and shown_receipt(appeal.receipt) in text
    assert "刘长根（第2组）" in text and "2021年1月2日24时以前答复" in text
    assert "13800001111" not in text


def test_the_decision_gives_the_answer_and_the_version(clerk: User, posted: Election, tmp_path: Any) -> None:
    appeal = decide(clerk, file(clerk, posted), "adjusted", answer="应予登记。")
    text = printed(clerk, "appeal_decision", appeal, posted, tmp_path)
    assert "申诉成立，调整选民名单" in text and "应予登记。" in text
    assert "将再次公布" in text and "白果镇棠兴村村民选举委员会" in text


def test_the_townships_decision_is_signed_by_the_township(
    clerk: User, township: User, posted: Election, tmp_path: Any
) -> None:
    appeal = decide(township, file(clerk, posted, now=LATE), "refused_late", now=LATE)
    text = printed(township, "appeal_decision", appeal, posted, tmp_path)
    assert "逾期提出，不予受理" in text and "白果镇换届选举工作办公室" in text


def test_the_notice_names_nobody_who_objected(clerk: User, posted: Election, tmp_path: Any) -> None:
    decide(clerk, file(clerk, posted, appellant=GUIYING, appellant_group=1, about="wrongly_on", person=LEFT))
    file(clerk, posted)
    text = printed(clerk, "appeal_results", posted, posted, tmp_path)
    assert "收到并办结申诉1件" in text and LEFT in text and "不应列" in text
    assert GUIYING not in text and CHANGGEN not in text


def test_a_decision_is_printed_only_once_there_is_one(clerk: User, posted: Election) -> None:
    appeal = file(clerk, posted)

    def kinds() -> set[str]:
        return {each.kind.key for each in issuable(VILLAGE)} & {
            "appeal_receipt",
            "appeal_decision",
            "appeal_results",
        }

    assert kinds() == {"appeal_receipt"}
    decide(clerk, appeal)
    assert kinds() == {"appeal_receipt", "appeal_decision", "appeal_results"}
