"""The introduction of the formal candidates: from the list to the day before the vote (A-REV-12, A-VOTE-10)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import standing_refusals
from candidates.enums import IntroductionWay
from candidates.models import Introduction
from candidates.queries.board import board_of
from candidates.services.introduction import record_introduction
from candidates.services.publication import publish_candidates
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed
from tests.cast import VILLAGE, at
from tests.programs import Program, problem

LISTED, MET = at(2021, 1, 10), at(2021, 1, 19, 18)


@pytest.fixture
def listed(reviewed: Election, clerk: User) -> Election:
    publish_candidates(by=clerk, election=reviewed, now=LISTED)
    return reviewed


def introduce(by: User, election: Election, now: datetime = MET, **different: Any) -> Introduction:
    said: dict[str, Any] = {
        "held_on": date(2021, 1, 19), "way": IntroductionWay.MEETING, "arranged_by": "村民选举委员会",
        "note": "村部礼堂，答问12个",
    }  # fmt: skip
    return record_introduction(by=by, election=election, now=now, **said | different)


def test_it_is_put_on_record_and_no_longer_wanting(listed: Election, clerk: User) -> None:
    assert "A-REV-12" in {notice.clause for notice in board_of(listed).notices}
    introduce(clerk, listed)
    assert "A-REV-12" not in {notice.clause for notice in board_of(listed).notices}
    entry = LedgerEntry.objects.get(act=Act.CANDIDATES_INTRODUCED)
    assert (entry.data["way"], entry.data["arranged_by"]) == ("meeting", "村民选举委员会")


def test_not_on_polling_day_not_before_the_list_and_not_by_nobody(listed: Election, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        introduce(clerk, listed, at(2021, 1, 20, 10), held_on=date(2021, 1, 20), arranged_by=" ")
    assert [(r.code, r.clause) for r in refused.value.refusals] == [
        ("introduction_too_late", "A-REV-12"), ("reason_needed", "A-VOTE-10"),
    ]  # fmt: skip
    with pytest.raises(Refusals) as refused:
        introduce(clerk, listed, way=IntroductionWay.CAMPAIGN_SPEECH)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("introduction_way_not_offered", "way")]
    with pytest.raises(Refusals) as refused:
        introduce(clerk, listed, held_on=date(2021, 1, 9))
    assert [(r.code, r.clause) for r in refused.value.refusals] == [("introduction_too_early", "A-REV-12")]
    with pytest.raises(StepClosed):
        introduce(clerk, listed, at(2021, 1, 21))


def test_sc_101_a_campaign_event_dated_on_voting_day_is_refused_and_the_day_before_is_not(
    listed: Election, clerk: User
) -> None:
    """A-VOTE-10: before the vote an event is arranged by somebody; on the day itself there is none."""
    day = listed.election_day
    assert day == date(2021, 1, 20)
    with pytest.raises(Refusals) as refused:
        introduce(clerk, listed, at(2021, 1, 20, 10), held_on=day)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("introduction_too_late", "held_on")]
    assert not Introduction.objects.exists()
    assert introduce(clerk, listed, at(2021, 1, 20, 10), held_on=date(2021, 1, 19)).arranged_by


def test_before_the_list_there_is_nobody_to_introduce(reviewed: Election, clerk: User) -> None:
    with pytest.raises(standing_refusals.NotPublished) as refused:
        introduce(clerk, reviewed)
    assert refused.value.clause == "A-REV-12"


def test_the_township_reads_and_only_the_village_records(
    listed: Election, township: User, other_clerk: User, client_of: Callable[[User], Client]
) -> None:
    for user in (township, other_clerk):
        with pytest.raises(NotThere):
            introduce(user, listed)
    page = client_of(township).get(reverse("candidates:introductions", args=[VILLAGE]))
    assert page.status_code == 200 and not page.context["records"]


def test_the_page_and_a_program_record_alike(
    listed: Election, clerk: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = MET
    cycle.save()
    page = reverse("candidates:introductions", args=[VILLAGE])
    body = {"held_on": "2021-01-19", "way": "written", "arranged_by": "村民选举委员会"}
    assert client_of(clerk).post(page, body | {"held_on": "2021-01-05"}).status_code == 409
    assert client_of(clerk).post(page, body).status_code == 302
    assert "村民选举委员会" in client_of(clerk).get(page).content.decode()
    here, program = f"villages/{VILLAGE}/candidates/introductions/", Program(clerk)
    refused = problem(program.post(here, body | {"held_on": "2021-01-05"}))
    assert [each["code"] for each in refused["problems"]] == ["introduction_too_early"]
    assert len(program.post(here, body).json()) == 2
    assert program.get(here).json()[0]["way"] == "written"
