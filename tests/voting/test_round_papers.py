"""All papers of a further round with one button: issued at once, long ones by a worker, and one file of them all."""

import subprocess
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere
from documents.models import Job, Paper
from documents.papers import kind_of
from tests.cast import VILLAGE, at
from tests.voting.ballots import NOTHING, Sheet, counted, run_jobs, sheet
from voting.models import Contest
from voting.services.box import publish_time_and_place
from voting.services.round_papers import issue_round_papers
from voting.services.runoff import open_runoff

EVENING = at(2021, 1, 20, 17)
LEVEL = sheet(98, 98, 2, member={"m1": 80, "m2": 70, "m3": 62, "m4": 62})
FEW = sheet(60, 60, 0, chair={"c1": 50}, member={})
NO_PAPERS = sheet(0, 0, 0, chair={}, member={})
ROUND = f"/villages/{VILLAGE}/votes/2/"


@pytest.fixture(autouse=True)
def evening(cycle: object, on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(EVENING)


def kinds(papers: Iterable[Paper]) -> list[str]:
    return sorted(paper.kind for paper in papers)


@pytest.fixture
def runoff(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """The further round of a vote that left a seat empty, its places published."""
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    return opened(open_contest, clerk)


def opened(contest: Contest, by: User) -> Contest:
    made = open_runoff(by=by, contest=contest, day=date(2021, 1, 25), now=EVENING)
    publish_time_and_place(by=by, contest=made, now=EVENING)
    return Contest.objects.get(pk=made.pk)


@pytest.mark.parametrize("sheets", [(LEVEL, NOTHING), (sheet(), NOTHING), (FEW, NO_PAPERS)])
def test_re_vote_runoff_and_void_round_have_all_their_papers_by_one_act(
    open_contest: Contest, clerk: User, teller: User, sheets: tuple[Sheet, ...]
) -> None:
    counted(open_contest, clerk, teller, *sheets, accepted=["nothing_returned"])
    made = issue_round_papers(by=clerk, contest=opened(open_contest, clerk), now=EVENING)
    assert kinds(made.issued) == ["ballot", "count_sheet", "count_sheet", "runoff_notice"]
    assert [job.arguments["kind"] for job in made.asked] == ["sign_in", "sign_in"]
    assert made.waiting == ()


def test_what_is_in_force_or_asked_for_is_not_made_twice(runoff: Contest, clerk: User) -> None:
    issue_round_papers(by=clerk, contest=runoff, now=EVENING)
    again = issue_round_papers(by=clerk, contest=runoff, now=EVENING)
    assert (again.issued, again.asked) == ((), ())
    run_jobs()
    once_more = issue_round_papers(by=clerk, contest=runoff, now=EVENING)
    assert (once_more.issued, once_more.asked) == ((), ())
    assert kinds(Paper.objects.filter(replaced_by=None)).count("sign_in") == 2
    assert not Paper.objects.exclude(replaced_by=None).exists()


def test_another_rounds_papers_are_left_alone(runoff: Contest, clerk: User) -> None:
    made = issue_round_papers(by=clerk, contest=runoff, now=EVENING)
    first = f"voting.contest:{runoff.parent_id}"
    boxes = {f"voting.box:{box.pk}" for box in runoff.boxes.all()}
    assert {paper.subject for paper in made.issued} == {f"voting.contest:{runoff.pk}", *boxes}
    assert first not in {paper.subject for paper in Paper.objects.all()}


def test_who_may_not_issue_papers_is_refused(runoff: Contest, teller: User) -> None:
    with pytest.raises(NotThere):
        issue_round_papers(by=teller, contest=runoff, now=EVENING)
    assert not Paper.objects.exists() and not Job.objects.filter(kind="paper.print").exists()


def test_the_page_has_one_button_and_then_one_file(
    runoff: Contest, clerk: User, client_of: Callable[[User], Client], tmp_path: Path
) -> None:
    browser = client_of(clerk)
    page = browser.get(f"/villages/{VILLAGE}/votes/").content.decode()
    assert f'action="{ROUND}papers/"' in page and f"{ROUND}papers.pdf" not in page
    assert browser.get(f"{ROUND}papers.pdf").status_code == 404
    told = browser.post(f"{ROUND}papers/", follow=True).content.decode()
    assert "已打印：" in told and f"{ROUND}papers.pdf" in told
    run_jobs()
    answer: Any = browser.get(f"{ROUND}papers.pdf")
    file = tmp_path / "packet.pdf"
    file.write_bytes(b"".join(answer.streaming_content))
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    said = "".join(said.split())
    assert "另行选举投票签到册（流动票箱）" in said and "名册上没有在此领票的选民" in said
    assert said.index("另行选举公告") < said.index("另行选举选票") < said.index("计票单")
    pages = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    *others, _last = sorted(Paper.objects.all(), key=lambda paper: (kind_of(paper.kind).place, paper.subject))
    leaves = sum(
        paper.pages % 2 for paper in others
    )  # an empty page behind each that ends on the front of a leaf
    printed = sum(paper.pages for paper in Paper.objects.all()) + leaves
    assert printed == int(pages.split("Pages:")[1].split()[0])
