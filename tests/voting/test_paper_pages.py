"""The pages of a box counted paper by paper, and what they send."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from tests.cast import VILLAGE
from tests.voting.ballots import COUNTED, enter, sheet
from tests.voting.papers import BLANK, NAMES, VOID, ballot, close, paper, paper_box, send, typed
from tests.voting.test_paper_ruling import JPEG
from voting.models import Box, Paper, PaperCount

__all__ = ["paper_box"]

ROUND = f"/villages/{VILLAGE}/votes/1/"
PAPERS = f"{ROUND}boxes/1/papers/"
Clients = Callable[[User], Client]


@pytest.fixture(autouse=True)
def counting_time(on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(COUNTED)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def posted(browser: Client, *acts: dict[str, Any], version: int = 1, group: int = 1) -> Any:
    return browser.post(f"{PAPERS}{group}/send/", {"version": version, "acts": json.dumps(acts)})


def act(data: dict[str, Any] | None, key: Any = None, **more: Any) -> dict[str, Any]:
    return {"id": str(key or uuid4()), "ballot": data} | more


# --- opening


def test_a_box_is_opened_on_its_page(box: Box, teller: User, client_of: Clients) -> None:
    browser = client_of(teller)
    asked = text_of(browser.get(PAPERS))
    assert "A-VOTE-08" in asked
    form = {"issued": "100", "returned": "98", "callers": "刘建明、彭丽", "scrutineers": "肖国华"}
    assert browser.post(PAPERS, form).url == PAPERS
    assert PaperCount.objects.get().returned == 98
    told = text_of(browser.get(PAPERS))
    assert "98" in told and "刘建明、彭丽" in told


def test_faults_of_an_opening_stand_beside_their_fields(box: Box, clerk: User, client_of: Clients) -> None:
    answer = client_of(clerk).post(
        PAPERS, {"issued": "5", "returned": "6", "callers": "刘", "scrutineers": "肖"}
    )
    assert answer.status_code == 409
    faults = answer.context["form"].errors.as_data()
    assert {name: [e.code for e in errors] for name, errors in faults.items()} == {
        "returned": ["more_returned_than_issued"]
    }
    accepted = {
        "issued": "5",
        "returned": "6",
        "callers": "刘",
        "scrutineers": "肖",
        "accepted": "more_returned_than_issued",
    }
    assert client_of(clerk).post(PAPERS, accepted).status_code == 302


def test_a_box_counted_by_sheets_says_so(box: Box, clerk: User, client_of: Clients) -> None:
    enter(box, clerk, sheet())
    answer = client_of(clerk).get(PAPERS)
    assert answer.context["sheets"] is True
    assert 'name="returned"' not in answer.content.decode()


# --- typing


def test_the_page_has_a_key_for_every_printed_name(paper_box: Box, teller: User, client_of: Clients) -> None:
    page = client_of(teller).get(f"{PAPERS}1/").content.decode()
    assert re.findall(r'data-keys="(\d+)" data-name="([^"]+)"', page) == [
        ("1", "陈立新"),
        ("2", "周海燕"),
        ("3", "李桂香"),
        ("4", "彭建军"),
        ("5", "唐小明"),
        ("6", "罗志勇"),
    ]
    assert not re.search(r"<script(?![^>]* src=)", page)


def test_what_the_page_sends_is_kept_and_told_back(paper_box: Box, teller: User, client_of: Clients) -> None:
    browser, one, two = client_of(teller), act(ballot("c1")), act(VOID)
    assert posted(browser, one, two).json()["live"] == 2
    again = posted(browser, two, act(None, two["id"]), act(BLANK, doubtful=True)).json()
    assert (again["live"], [p["doubtful"] for p in again["last"]]) == (2, [True, False])
    assert Paper.objects.count() == 3


def test_a_refusal_is_told_as_a_problem_in_both_languages(
    paper_box: Box, clerk: User, client_of: Clients
) -> None:
    browser = client_of(clerk)
    unknown = posted(browser, act(ballot("x9")))
    assert (unknown.status_code, unknown.json()["code"]) == (409, "paper_unreadable")
    posted(browser, *[act(BLANK) for _ in range(3)])
    close(paper_box, clerk)
    late = posted(browser, act(BLANK))
    assert (late.status_code, late.json()["code"]) == (409, "papers_closed")
    assert set(late.json()["text"]) == {"zh", "en"}


@pytest.mark.parametrize("acts", ["", "7", "[1]", '[{"id": "x", "ballot": {}}]', '[{"id": null}]'])
def test_what_is_no_act_is_refused(paper_box: Box, clerk: User, client_of: Clients, acts: str) -> None:
    answer = client_of(clerk).post(f"{PAPERS}1/send/", {"version": 1, "acts": acts})
    assert (answer.status_code, answer.json()["code"]) == (400, "input_faulty")


def test_there_are_two_groups(paper_box: Box, clerk: User, client_of: Clients) -> None:
    browser = client_of(clerk)
    assert browser.get(f"{PAPERS}2/").status_code == 200
    assert browser.get(f"{PAPERS}3/").status_code == 404
    assert posted(browser, act(BLANK), group=3).status_code == 404


def test_the_figures_of_the_box_come_with_the_groups_own_papers(
    paper_box: Box, clerk: User, teller: User, client_of: Clients
) -> None:
    send(paper_box, clerk, typed(ballot("c1", member=["m1"])))
    send(paper_box, teller, typed(VOID), group=2)
    told = client_of(teller).get(f"{PAPERS}2/figures/").json()
    assert (told["figures"]["entered"], told["figures"]["spoilt"], told["state"]["live"]) == (2, 1, 1)
    assert told["figures"]["posts"][0]["printed"] == 1


# --- doubtful papers


def test_a_doubtful_paper_is_ruled_on_at_its_page(paper_box: Box, clerk: User, client_of: Clients) -> None:
    browser, aside = client_of(clerk), typed(ballot("c1", member=["w:周涛"]), doubtful=True)
    send(paper_box, clerk, aside)
    assert str(aside.client_id) in browser.get(f"{PAPERS}doubtful/").content.decode()
    page = f"{PAPERS}doubtful/{aside.client_id}/"
    shown = browser.get(page).content.decode()
    assert 'value="周涛"' in shown and 'href="/rulebook/#AMB-36"' in shown  # the reading in force is told
    form = {
        "counts_as": "counts",
        "chair-marks": ["c2"],
        "member-written": "周涛，唐小明",
        "reason": "可辨认",
    }
    unseen = browser.post(page, form | NAMES)
    assert unseen.status_code == 409
    assert [e.code for e in unseen.context["form"].errors.as_data()["no_photo"]] == ["photo_needed"]
    photo = SimpleUploadedFile("票.jpg", JPEG, "image/jpeg")
    assert browser.post(f"{page}photo/", {"photo": photo}).url == page
    assert 'name="no_photo"' not in browser.get(page).content.decode()
    assert browser.post(page, form | NAMES).url == f"{PAPERS}doubtful/"
    assert paper(aside).ruling == {"marks": {"chair": ["c2"], "member": ["m3", "w:周涛"]}}


def test_a_ruling_without_names_is_refused_with_what_was_typed(
    paper_box: Box, clerk: User, client_of: Clients
) -> None:
    aside = typed(BLANK, doubtful=True)
    send(paper_box, clerk, aside)
    answer = client_of(clerk).post(
        f"{PAPERS}doubtful/{aside.client_id}/", {"counts_as": "spoilt", "reason": "涂改"}
    )
    assert answer.status_code == 409
    assert set(answer.context["form"].errors) == {"scrutineers", "chief"}
    assert "涂改" in answer.content.decode()


def test_a_photograph_is_kept_and_shown_as_a_picture(
    paper_box: Box, teller: User, client_of: Clients
) -> None:
    browser, aside = client_of(teller), typed(BLANK, doubtful=True)
    send(paper_box, teller, aside)
    page = f"{PAPERS}doubtful/{aside.client_id}/"
    photo = SimpleUploadedFile("票.jpg", JPEG, "image/jpeg")
    assert browser.post(f"{page}photo/", {"photo": photo}).url == page
    shown = browser.get(f"{page}photo/file/")
    assert (shown["Content-Type"], b"".join(shown.streaming_content)) == ("image/jpeg", JPEG)
    unfit = SimpleUploadedFile("票.jpg", b"<html>", "image/jpeg")
    answer = browser.post(f"{page}photo/", {"photo": unfit})
    assert [e.code for e in answer.context["photo_form"].errors.as_data()["photo"]] == ["photo_unfit"]


def test_a_teller_sees_a_doubtful_paper_and_no_form_for_ruling(
    paper_box: Box, teller: User, client_of: Clients
) -> None:
    aside = typed(BLANK, doubtful=True)
    send(paper_box, teller, aside)
    page = client_of(teller).get(f"{PAPERS}doubtful/{aside.client_id}/").content.decode()
    assert "counts_as" not in page and "photo" in page


# --- closing


def test_the_box_is_closed_on_its_page(paper_box: Box, clerk: User, client_of: Clients) -> None:
    browser = client_of(clerk)
    send(paper_box, clerk, typed(BLANK), typed(VOID))
    answer = browser.post(f"{PAPERS}close/", NAMES)
    assert answer.status_code == 409
    assert [e.code for e in answer.context["form"].errors.as_data()["__all__"]] == ["papers_miscounted"]
    send(paper_box, clerk, typed(ballot("c1")))
    assert browser.post(f"{PAPERS}close/", NAMES).url == f"/villages/{VILLAGE}/votes/"
    paper_box.refresh_from_db()
    assert paper_box.agreed is not None
    assert browser.get(f"{PAPERS}1/").url == PAPERS


def test_the_votes_page_leads_to_the_papers(
    paper_box: Box, teller: User, clerk: User, client_of: Clients
) -> None:
    page = client_of(teller).get(f"/villages/{VILLAGE}/votes/")
    assert page.context["act"].url == PAPERS
    assert "逐张唱票" in text_of(page)
    send(paper_box, clerk, *[typed(BLANK) for _ in range(3)])
    close(paper_box, clerk)
    told = client_of(teller).get(f"/villages/{VILLAGE}/votes/")
    assert told.context["act"].code == "enter"


@pytest.mark.parametrize("who", ["township", "auditor", "other_clerk", "county_reviewer"])
def test_others_do_not_see_the_counters_pages(
    paper_box: Box, who: str, request: pytest.FixtureRequest, client_of: Clients
) -> None:
    browser = client_of(request.getfixturevalue(who))
    for page in ("", "1/", "1/figures/", "doubtful/", "close/"):
        assert browser.get(PAPERS + page).status_code == 404, page
    assert posted(browser, act(BLANK)).status_code == 404


def test_the_worker_that_keeps_the_page_has_an_address_of_its_own_and_is_asked_for_anew(
    client: Client,
) -> None:
    answer = client.get("/paper-worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
