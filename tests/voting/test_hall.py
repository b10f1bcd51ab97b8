"""The screen in the hall: opened and revoked, figures so far, nothing of a result, nothing of who is signed in."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import Election, LedgerEntry
from tests.cast import VILLAGE
from tests.voting.ballots import COUNTED, NOTHING, agree, prepared, publish, run_jobs
from tests.voting.papers import BLANK, VOID, ballot, close, opened, paper_box, send, typed, undo
from voting.hall_pages import hall_pages
from voting.models import Box, Contest, HallLink
from voting.paper_ballot import keyed
from voting.queries.count import plan_of
from voting.services.contest import ChoiceDraft, PositionDraft
from voting.services.hall import open_hall, revoke_hall

__all__ = ["paper_box"]

LINK = f"/villages/{VILLAGE}/votes/1/hall/"
Clients = Callable[[User], Client]


@pytest.fixture(autouse=True)
def counting_time(on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(COUNTED)


@pytest.fixture
def token(paper_box: Box, clerk: User) -> str:
    return open_hall(by=clerk, contest=Contest.objects.get(), now=COUNTED)


def figures(token: str, **headers: str) -> Any:
    return Client().get(f"/hall/{token}/figures/", headers=headers)


def test_the_address_is_told_once_and_only_its_digest_kept(
    paper_box: Box, clerk: User, client_of: Clients
) -> None:
    browser = client_of(clerk)
    opened_page = browser.post(f"{LINK}open/").content.decode()
    address = re.search(r"/hall/([\w-]{32})/", opened_page)
    assert address and Client().get(address[0]).status_code == 200
    assert address[1] not in browser.get(LINK).content.decode()
    assert address[1] not in str(HallLink.objects.values()) + str(LedgerEntry.objects.values())


def test_opened_anew_the_old_address_is_dead(token: str, clerk: User) -> None:
    fresh = open_hall(by=clerk, contest=Contest.objects.get(), now=COUNTED)
    assert (figures(token).status_code, figures(fresh).status_code) == (404, 200)


def test_revoked_the_screen_is_not_there(token: str, clerk: User, client_of: Clients) -> None:
    client_of(clerk).post(f"{LINK}revoke/")
    assert figures(token).status_code == Client().get(f"/hall/{token}/").status_code == 404
    assert list(LedgerEntry.objects.filter(act__startswith="hall.").values_list("act", flat=True)) == [
        Act.HALL_OPENED,
        Act.HALL_REVOKED,
    ]
    assert revoke_hall(by=clerk, contest=Contest.objects.get(), now=COUNTED) is False


@pytest.mark.parametrize("who", ["teller", "township", "other_clerk", "auditor"])
def test_only_who_leads_the_count_opens_and_closes_it(
    paper_box: Box, who: str, request: pytest.FixtureRequest
) -> None:
    by, contest = request.getfixturevalue(who), Contest.objects.get()
    for act in (open_hall, revoke_hall):
        with pytest.raises(NotThere):
            act(by=by, contest=contest, now=COUNTED)


@pytest.mark.parametrize("guess", ["x", "a" * 32, "%00"])
def test_a_guess_finds_nothing(token: str, guess: str) -> None:
    assert Client().get(f"/hall/{guess}/").status_code == 404
    assert Client().get(f"/hall/{guess}/figures/").status_code == 404


def test_the_screen_shows_printed_names_and_nothing_of_who_is_signed_in(
    token: str, clerk: User, client_of: Clients
) -> None:
    page = client_of(clerk).get(f"/hall/{token}/").content.decode()
    assert all(name in page for name in ("陈立新", "罗志勇", "刘建明"))
    assert clerk.name not in page and "csrf" not in page and "signout" not in page
    assert not re.search(r"<script(?![^>]* src=)|<form|<a ", page)
    assert "stamp" not in page and "得票最多" not in page


def test_the_figures_grow_with_the_papers(token: str, paper_box: Box, clerk: User) -> None:
    opened(paper_box, clerk, returned=9)
    send(
        paper_box,
        clerk,
        typed(ballot("c1", member=["m1", "w:周涛"])),
        typed(VOID),
        typed(BLANK, doubtful=True),
    )
    told = figures(token).json()
    assert {
        name: told[name] for name in ("returned", "called", "good", "spoilt", "aside", "left", "written")
    } == {
        "returned": 9,
        "called": 3,
        "good": 1,
        "spoilt": 1,
        "aside": 1,
        "left": 6,
        "written": 1,
    }
    assert told["votes"]["chair-c1"] == told["votes"]["member-m1"] == 1
    assert "周涛" not in figures(token).content.decode()


def test_the_newest_strokes_are_those_of_the_last_paper_that_count(
    token: str, paper_box: Box, clerk: User
) -> None:
    last = typed(ballot("c1", "c2", member=["m2"]))
    send(paper_box, clerk, typed(ballot("c1")), last)
    assert figures(token).json()["newest"] == ["member-m2"]
    send(paper_box, clerk, undo(last))
    assert figures(token).json()["newest"] == ["chair-c1"]


def test_how_many_votes_elect_is_told_when_every_box_is_open(
    token: str, paper_box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    told = figures(token).json()
    assert (told["need"], told["elsewhere"]) == (None, [2])
    agree(mobile, clerk, teller, NOTHING)
    told = figures(token).json()
    assert (told["need"], told["elsewhere"]) == (7, [2])  # 3 papers here, 10 there: more than half of 13


def test_nothing_is_a_result_even_when_all_is_called(
    token: str, paper_box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    assert figures(token).json()["complete"] is False
    send(paper_box, clerk, *[typed(ballot("c1")) for _ in range(3)])
    close(paper_box, clerk)
    agree(mobile, clerk, teller, NOTHING)
    run_jobs()
    told = figures(token).json()
    assert told["complete"] is True
    assert not {"elected", "tied", "outcome"} & set(told)


def test_a_question_whose_answer_has_not_changed_is_cheap(token: str, paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, *[typed(ballot("c1", member=["m1"])) for _ in range(40)])
    with CaptureQueriesContext(connection) as first:
        answer = figures(token)
    with CaptureQueriesContext(connection) as second:
        again = figures(token, **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (len(first), len(second)) == (10, 3)
    send(paper_box, clerk, typed(VOID))
    assert figures(token, **{"If-None-Match": answer["ETag"]}).status_code == 200


def many(election: Election, clerk: User, names: int) -> Contest:
    members = tuple(ChoiceDraft(f"m{n}", f"候选{n}", "M") for n in range(names))
    positions = (
        PositionDraft("chair", 1, 1, (ChoiceDraft("c1", "陈立新", "M"), ChoiceDraft("c2", "周海燕", "F"))),
        PositionDraft("member", 2, 3, members),
    )
    return publish(prepared(election, clerk, positions), clerk)


@pytest.mark.parametrize(("names", "pages"), [(6, [2]), (7, [1, 1]), (12, [1, 1, 1])])
def test_more_names_than_have_room_stand_on_pages(
    election: Election, roll: object, clerk: User, steps_before: None, names: int, pages: list[int]
) -> None:
    plan = plan_of(many(election, clerk, names))
    laid_out = hall_pages(plan)
    assert [len(page) for page in laid_out] == pages
    assert all(len(part.choices) <= 8 for page in laid_out for part in page)
    keys = [choice.keys for post in keyed(plan) for choice in post.choices]
    assert keys[:3] == (["1", "2", "3"] if names == 6 or names == 7 else ["11", "12", "21"])
    assert len(set(keys)) == names + 2
