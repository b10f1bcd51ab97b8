"""A box counted paper by paper, by a program: the same acts, the same refusals."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tests.cast import VILLAGE
from tests.programs import ROOT, Program, problem
from tests.voting.ballots import COUNTED
from tests.voting.papers import BLANK, NAMES, VOID, ballot, paper_box
from tests.voting.test_paper_ruling import JPEG
from voting.models import Box, Contest, HallLink, Paper, PaperCount

__all__ = ["paper_box"]

ROUND = f"villages/{VILLAGE}/votes/1/"
PAPERS = f"{ROUND}boxes/1/papers/"
OPENING = {"issued": 100, "returned": 3, "callers": "刘建明、彭丽", "scrutineers": "肖国华"}


@pytest.fixture(autouse=True)
def counting_time(on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(COUNTED)


def act(data: dict[str, Any] | None, key: Any = None, doubtful: bool = False) -> dict[str, Any]:
    return {"id": str(key or uuid4()), "ballot": data, "doubtful": doubtful}


def batch(*acts: dict[str, Any], group: int = 1) -> dict[str, Any]:
    return {"version": 1, "group": group, "acts": list(acts)}


def test_a_program_counts_a_box_from_its_opening_to_its_closing(box: Box, clerk: User) -> None:
    program = Program(clerk)
    assert program.post(f"{PAPERS}opening/", OPENING).json()["left"] == 3
    one, wrong, aside = act(ballot("c1", member=["m1"])), act(VOID), act(BLANK, doubtful=True)
    told = program.post(PAPERS, batch(one, wrong, act(None, wrong["id"]), act(VOID), aside)).json()
    assert (told["entered"], told["aside"], told["spoilt"], told["left"]) == (3, 1, 1, 0)
    decision = {"ballot": ballot("c2"), "reason": "可辨认"} | NAMES
    unseen = problem(program.post(f"{PAPERS}{aside['id']}/ruling/", decision))
    assert [(each["code"], each["field"]) for each in unseen["problems"]] == [("photo_needed", "no_photo")]
    decision["no_photo"] = "手机没电"
    ruled = program.post(f"{PAPERS}{aside['id']}/ruling/", decision).json()
    assert ruled["aside"] == 0
    assert program.get(PAPERS).json()["posts"][0]["printed"] == 2
    round_told = program.post(f"{PAPERS}closing/", NAMES).json()
    assert round_told["boxes"][0]["agreed"] is True
    assert PaperCount.objects.get().closed_at == COUNTED


def test_a_batch_sent_again_is_the_same(paper_box: Box, teller: User) -> None:
    program, sent = Program(teller), batch(act(BLANK), act(VOID))
    for _time in range(2):
        assert program.post(PAPERS, sent).json()["entered"] == 2
    assert Paper.objects.count() == 2


def test_refusals_are_problems(paper_box: Box, clerk: User) -> None:
    program = Program(clerk)
    assert problem(program.post(PAPERS, batch(act(ballot("x")))))["code"] == "paper_unreadable"
    assert problem(program.post(f"{PAPERS}closing/", NAMES))["problems"][0]["code"] == "papers_miscounted"
    faulty = problem(program.post(PAPERS, {"version": 1, "group": 3, "acts": [{"id": "x"}]}))
    assert {fault["field"] for fault in faulty["data"]["faults"]} == {"group", "acts.0.id", "acts.0.ballot"}


def test_where_nothing_was_opened_there_are_no_figures(box: Box, clerk: User) -> None:
    assert Program(clerk).get(PAPERS).status_code == 404


def test_a_photograph_is_sent_as_a_file(paper_box: Box, teller: User) -> None:
    program, aside = Program(teller), act(BLANK, doubtful=True)
    program.post(PAPERS, batch(aside))
    address = f"{ROOT}{PAPERS}{aside['id']}/photo/"
    sent = program.client.post(address, {"photo": SimpleUploadedFile("票.jpg", JPEG, "image/jpeg")})
    assert sent.status_code == 200
    assert Paper.objects.get().photo.content_type == "image/jpeg"
    unfit = program.client.post(address, {"photo": SimpleUploadedFile("票.jpg", b"<html>", "image/jpeg")})
    assert problem(unfit)["code"] == "photo_unfit"


def test_a_paper_that_was_not_set_aside_is_not_there_to_be_ruled_on(paper_box: Box, clerk: User) -> None:
    program, plain = Program(clerk), act(BLANK)
    program.post(PAPERS, batch(plain))
    decision = {"ballot": VOID, "reason": "涂改"} | NAMES
    assert program.post(f"{PAPERS}{plain['id']}/ruling/", decision).status_code == 404


def test_the_screen_in_the_hall_is_opened_and_closed(paper_box: Box, clerk: User, teller: User) -> None:
    token = Program(clerk).post(f"{ROUND}hall/").json()["token"]
    assert Program(teller).client.get(f"/hall/{token}/figures/").status_code == 200
    assert Program(teller).post(f"{ROUND}hall/revocation/").status_code == 404
    assert Program(clerk).post(f"{ROUND}hall/revocation/").json() == {"revoked": True}
    assert not HallLink.objects.filter(contest=Contest.objects.get()).exists()
