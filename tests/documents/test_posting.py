"""A notice hangs on its village's public board for its time, and is off it before and after."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere
from accounts.rules import require
from documents.models import Paper, Posting
from documents.papers import Deed
from documents.queries.paper import posted_papers
from documents.refusals import NotForTheBoard, NotPosted, PaperReplaced
from documents.services.posting import post_paper, take_down
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from tests.documents.plain_paper import ISSUED, Memory, issued

pytest_plugins = ["tests.documents.plain_paper"]

ClientOf = Callable[[User], Client]
END = at(2021, 1, 4, 0)


def posted(by: User, paper: Paper, until: datetime | None = END, now: datetime = ISSUED) -> Posting:
    return post_paper(by=by, office=require(by, "paper.post", VILLAGE), paper=paper, now=now, until=until)


def down(by: User, paper: Paper, now: datetime) -> None:
    take_down(by=by, office=require(by, "paper.post", VILLAGE), paper=paper, now=now)


def on_board(now: datetime, village: str = VILLAGE) -> list[Paper]:
    return [posting.paper for posting in posted_papers(village, now)]


def test_a_notice_hangs_for_its_time_only(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    posted(clerk, paper)
    second = timedelta(seconds=1)
    seen = [on_board(now) for now in (ISSUED - second, ISSUED, END - second, END)]
    assert seen == [[], [paper], [paper], []]


def test_the_last_day_is_the_one_whose_end_is_its_end(memory: Memory, clerk: User) -> None:
    posted(clerk, issued(clerk))
    assert posted_papers(VILLAGE, ISSUED).get().last_day == date(2021, 1, 3)


def test_without_an_end_it_stays(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    posted(clerk, paper, until=None)
    assert on_board(at(2031, 1, 1)) == [paper]


def test_it_hangs_on_the_board_of_its_own_village(memory: Memory, clerk: User) -> None:
    posted(clerk, issued(clerk))
    assert on_board(ISSUED, SECOND_VILLAGE) == []


def test_taken_down_it_is_off_the_board(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    posted(clerk, paper)
    down(clerk, paper, at(2020, 12, 30))
    assert on_board(at(2020, 12, 29, 23)) == [paper]
    assert on_board(at(2020, 12, 30)) == []
    assert memory.deeds[-2:] == [(Deed.POSTED, paper.full_number), (Deed.TAKEN_DOWN, paper.full_number)]


def test_while_the_training_clock_stands_still_it_can_be_taken_down(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    posted(clerk, paper)
    down(clerk, paper, ISSUED)
    assert on_board(ISSUED) == []


def test_posted_again_it_has_the_new_time(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    posted(clerk, paper)
    posted(clerk, paper, now=at(2021, 1, 10), until=at(2021, 1, 20))
    assert on_board(at(2021, 1, 15)) == [paper]


def test_what_does_not_hang_cannot_be_taken_down(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    with pytest.raises(NotPosted):
        down(clerk, paper, ISSUED)
    posted(clerk, paper)
    with pytest.raises(NotPosted):
        down(clerk, paper, END)


def test_a_form_is_not_for_the_board(memory: Memory, clerk: User) -> None:
    with pytest.raises(NotForTheBoard):
        posted(clerk, issued(clerk, kind="plain_form"))


def test_a_paper_that_was_replaced_is_not_posted(memory: Memory, clerk: User) -> None:
    first = issued(clerk)
    issued(clerk)
    with pytest.raises(PaperReplaced):
        posted(clerk, first)


def test_only_who_may_post_for_the_place_does(
    memory: Memory, clerk: User, other_clerk: User, county_office: User
) -> None:
    paper = issued(clerk)
    office = require(clerk, "paper.post", VILLAGE)
    for stranger in (other_clerk, county_office):
        with pytest.raises(NotThere):
            post_paper(by=stranger, office=office, paper=paper, now=ISSUED)
        with pytest.raises(NotThere):
            take_down(by=stranger, office=office, paper=paper, now=ISSUED)


def test_the_database_keeps_a_posting_from_ending_before_it_begins(memory: Memory, clerk: User) -> None:
    with pytest.raises(IntegrityError):
        posted(clerk, issued(clerk), until=ISSUED)


# --- pages


def test_a_clerk_posts_until_the_end_of_a_day_and_takes_down(
    memory: Memory, clerk: User, client_of: ClientOf
) -> None:
    client, paper = client_of(clerk), issued(clerk)
    home = f"/villages/{VILLAGE}/papers/{paper.pk}"
    assert client.post(f"{home}/post/", {"last_day": "2099-01-03"}).status_code == 302
    assert Posting.objects.get().until == at(2099, 1, 4, 0)
    assert client.post(f"{home}/take-down/").status_code == 302
    assert not posted_papers(VILLAGE, at(2098, 1, 1)).exists()


def test_everybody_reads_what_hangs_and_nothing_else(memory: Memory, clerk: User, client: Client) -> None:
    paper = issued(clerk)
    memory.now = at(2020, 12, 31)
    assert client.get(f"/papers/{paper.code}.pdf").status_code == 404
    posted(clerk, paper)
    answer = client.get(f"/papers/{paper.code}.pdf")
    assert b"".join(answer.streaming_content) == bytes(paper.file.content)
    memory.now = END
    assert client.get(f"/papers/{paper.code}.pdf").status_code == 404
    assert client.get("/papers/NOSUCHCO.pdf").status_code == 404
