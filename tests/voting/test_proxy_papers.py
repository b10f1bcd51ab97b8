"""The papers of proxies, of the mobile box and to be signed: what they say, and what they keep to themselves."""

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from documents.models import Job, Paper
from documents.refusals import PaperNotReady
from documents.services.job import run
from documents.services.paper_job import ask_for_paper, print_paper
from elections.models import Election
from tests.cast import VILLAGE, at
from tests.voting.ballots import run_jobs
from tests.voting.proxies import ASKED, approved, entrust, published
from tests.voting.test_mobile import ask
from tests.voting.test_voting_papers import issued, pages_of, said
from voting.enums import BoxKind
from voting.models import Appeal, Box, Contest, Roll, RollEntry
from voting.services.box import BoxDraft, publish_time_and_place, set_time_and_place
from voting.services.mobile import RouteDraft, confirm_mobile, set_route
from voting.services.proxy import approve_proxy

ClientOf = Callable[[User], Client]


def test_the_notice_names_principals_and_holders_without_reasons(
    election: Election, roll: Roll, clerk: User, tmp_path: Path
) -> None:
    """C-PROXY-05, VCOL-15.4."""
    published(clerk, election, (1, 10), (2, 10))
    approved(clerk, election, 3, 11)
    told = said(clerk, "proxy_notice", election, election, tmp_path)
    assert "委托投票名单公告" in told and "选民1第1组选民10第1组" in told
    assert "不得违背委托人的意愿" in told and "不得超过5人" in told
    assert "选民3" not in told and "广东" not in told


def test_without_a_published_proxy_there_is_no_notice(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "proxy_notice", election, election)


def test_each_certificate_says_whose_wish_binds_and_the_how_manieth_it_is(
    election: Election, roll: Roll, clerk: User, tmp_path: Path
) -> None:
    """C-PROXY-03; two on a page."""
    for principal in (1, 2, 3):
        approved(clerk, election, principal, 10)
    pages = pages_of(issued(clerk, "proxy_certificates", election, election), tmp_path)
    assert len(pages) == 2
    assert pages[0].count("受委托人应当按照委托人的意愿投票，不得违背委托人的意愿。") == 2
    assert "第1份委托，至多5份" in pages[0] and "第3份委托，至多5份" in pages[1]
    assert "兄弟姐妹" in pages[0] and "0010" in pages[0]


def test_the_notice_of_the_mobile_box_has_route_bearers_and_names_but_no_reason(
    election: Election, roll: Roll, clerk: User, tmp_path: Path
) -> None:
    voters = [
        confirm_mobile(by=clerk, voter=ask(clerk, election, n, reason="ill"), now=ASKED) for n in (3, 4)
    ]
    way = RouteDraft("村部—第1组", time(8, 30), time(11), ("旷运来", "成桂英", "赵松柏"))
    set_route(by=clerk, election=election, draft=way, voters=[voters[0].pk], now=ASKED)
    told = said(clerk, "mobile_notice", election, election, tmp_path)
    assert "8:30出发，11:00返回" in told and "旷运来、成桂英、赵松柏" in told
    assert "选民3（第1组）" in told and "路线另行通知的选民（1人）：选民4（第1组）" in told
    assert "卧病" not in told and "ill" not in told


@pytest.fixture
def places(contest: Contest, clerk: User) -> Contest:
    """Group 2 (from number 61 on) at a station, the rest at the assembly, and a mobile box."""
    RollEntry.objects.filter(number__gt=60).update(group=2)
    now, election = at(2021, 1, 17), contest.election
    boxes = (
        BoxDraft(BoxKind.VENUE, "中心会场", "村部"),
        BoxDraft(BoxKind.STATION, "第一投票站", "小学", (2,)),
        BoxDraft(BoxKind.MOBILE, "流动票箱"),
    )
    approve_at = at(2021, 1, 15)
    confirm_mobile(by=clerk, voter=ask(clerk, election, 3, now=approve_at), now=approve_at)
    set_time_and_place(by=clerk, contest=contest, opens_at=time(8), closes_at=time(12), boxes=boxes, now=now)
    return publish_time_and_place(by=clerk, contest=contest, now=now)


def test_each_place_has_the_list_of_its_own_voters_to_sign(
    places: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    approve_proxy(by=clerk, proxy=entrust(clerk, election, 61, 62, at(2021, 1, 17)), now=at(2021, 1, 17))
    venue, station, mobile = (
        "".join(pages_of(issued(clerk, "sign_in", box, election), tmp_path)) for box in places.boxes.all()
    )
    assert "选民50" in venue and "选民70" not in venue and "流动" in venue
    assert "选民70" in station and "选民50" not in station and "委托1" in station
    assert "本处投票的小组：第2组" in station
    assert "选民3" in mobile and "共1人" in mobile


def test_a_long_list_is_set_page_by_page(places: Contest, election: Election, clerk: User) -> None:
    box = Box.objects.get(contest=places, number=1)
    assert issued(clerk, "sign_in", box, election).pages == 2  # 60 voters, 50 on a page


# --- cards


def test_sc_53_no_card_goes_out_before_the_roll_is_confirmed_nor_while_an_adjustment_is_unpublished(
    roll: Roll, election: Election, clerk: User
) -> None:
    """A-ROLL-21, A-ROLL-23."""
    for kind in ("voter_cards", "card_receipts"):
        with pytest.raises(PaperNotReady) as refused:
            issued(clerk, kind, election, election)
        assert refused.value.clause == "A-ROLL-23"
    Roll.objects.filter(pk=roll.pk).update(confirmed_at=at(2021, 1, 4))
    Appeal.objects.create(
        election=election,
        roll=roll,
        number=1,
        receipt="TEST00000001",
        channel="clerk",
        about="left_off",
        appellant="王桂英",
        person="王桂英",
        text="漏登",
        filed_at=at(2020, 12, 30),
        state="adjusted",
        answer="补登",
        decided_at=at(2021, 1, 3),
    )
    with pytest.raises(PaperNotReady) as refused:
        issued(clerk, "voter_cards", election, election)
    assert refused.value.clause == "A-ROLL-21"
    Appeal.objects.all().delete()
    assert issued(clerk, "voter_cards", election, election).pages == 15
    receipts = issued(clerk, "card_receipts", election, election)
    assert (receipts.title, receipts.pages) == ("选民证领证签收表", 3)


# --- long papers


def test_a_long_paper_is_a_job_that_prints_once_however_often_it_runs(
    roll: Roll, election: Election, clerk: User
) -> None:
    Roll.objects.filter(pk=roll.pk).update(confirmed_at=at(2021, 1, 4))
    about = f"elections.election:{election.pk}"
    job = ask_for_paper(by=clerk, kind="voter_cards", about=about, place_code=VILLAGE, now=ASKED)
    (done,) = run_jobs()
    assert done.state == "done" and done.result["pages"] == 15
    assert Paper.objects.get().issued_at == ASKED
    job.refresh_from_db()
    assert print_paper(job=job) == Paper.objects.get()


def test_a_long_paper_that_may_not_be_printed_any_more_ends_with_the_refusal(
    roll: Roll, election: Election, clerk: User
) -> None:
    about = f"elections.election:{election.pk}"
    ask_for_paper(by=clerk, kind="voter_cards", about=about, place_code=VILLAGE, now=ASKED)
    (done,) = run_jobs()
    assert (done.state, done.result["refusal"]["code"]) == ("failed", "paper_not_ready")
    assert not Paper.objects.exists()


def test_the_page_sends_the_clerk_to_the_job_and_the_job_to_the_paper(
    roll: Roll, election: Election, clerk: User, client_of: ClientOf
) -> None:
    Roll.objects.filter(pk=roll.pk).update(confirmed_at=at(2021, 1, 4))
    client = client_of(clerk)
    answer = client.post(
        f"/villages/{VILLAGE}/papers/issue/",
        {"kind": "voter_cards", "about": f"elections.election:{election.pk}"},
    )
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.key}/"
    run(job.pk, lambda: ASKED)
    page = client.get(f"/jobs/{job.key}/").content.decode()
    assert f"/villages/{VILLAGE}/papers/{Paper.objects.get().pk}.pdf" in page
