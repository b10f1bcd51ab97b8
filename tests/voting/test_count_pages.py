import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from documents.models import Job
from tests.cast import VILLAGE, at
from tests.voting.ballots import COUNTED, NOTHING, agree, enter, run_jobs, sheet
from voting.models import Box, CountEntry, Outcome

BOX = f"/villages/{VILLAGE}/votes/1/boxes/1/"
Clients = Callable[[User], Client]
Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def counting_time(cycle: Any, on_the_day: Clock) -> None:
    on_the_day(COUNTED)


def typed(**changed: Any) -> dict[str, Any]:
    """The usual sheet as a browser sends it."""
    return {
        "key": str(uuid4()),
        "scrutineers": "肖国华、成桂英",
        "issued": "100",
        "returned": "98",
        "spoilt": "2",
        "chair-c1": "60",
        "chair-c2": "30",
        "chair-invalid": "0",
        "member-m1": "70",
        "member-m2": "65",
        "member-m3": "40",
        "member-m4": "30",
        "member-invalid": "0",
    } | {name.replace("_", "-"): value for name, value in changed.items()}


def body(answer: Any) -> str:
    """The page without its head and without random keys, in which any two digits could stand."""
    text = answer.content.decode().split("<main")[1]
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|csrfmiddlewaretoken[^>]*", "", text)


def codes(answer: Any) -> dict[str, list[str]]:
    faults = answer.context["form"].errors.as_data()
    return {name: [error.code for error in errors] for name, errors in faults.items()}


def test_a_sheet_is_typed_and_kept(box: Box, clerk: User, client_of: Clients) -> None:
    answer = client_of(clerk).post(
        f"{BOX}enter/", typed(member_written_0_name="周 涛", member_written_0_votes="3")
    )
    assert answer.url == f"/villages/{VILLAGE}/votes/"
    entry = CountEntry.objects.get()
    assert entry.data == sheet(member={"m1": 70, "m2": 65, "m3": 40, "m4": 30, "w:周涛": 3})
    assert (entry.entered_by, entry.scrutineers, entry.entered_at) == (clerk, "肖国华、成桂英", COUNTED)


def test_the_page_asks_for_every_printed_name_and_fills_nothing_in(
    box: Box, clerk: User, client_of: Clients
) -> None:
    form = client_of(clerk).get(f"{BOX}enter/").context["form"]
    assert {"chair-c1", "chair-c2", "member-m1", "member-m4", "chair-invalid"} <= set(form.fields)
    assert all(form[name].value() is None for name in form.fields if name not in {"key", "scrutineers"})


def test_refused_figures_keep_what_was_typed_and_tell_each_cell(
    box: Box, clerk: User, client_of: Clients
) -> None:
    key = str(uuid4())
    answer = client_of(clerk).post(
        f"{BOX}enter/",
        typed(
            key=key,
            issued="90",
            chair_c1="99",
            member_invalid="97",
            member_written_1_name="周涛",
            member_written_1_votes="77",
        ),
    )
    assert answer.status_code == 409
    assert codes(answer) == {
        "chair-c1": ["votes_over_papers"],
        "chair-sum": ["marks_over_seats"],
        "member-invalid": ["papers_mismatch"],
        "returned": ["more_returned_than_issued"],
    }
    text = answer.content.decode()
    for value in ("99", "97", "周涛", "77", key, "肖国华、成桂英"):
        assert f'value="{value}"' in text
    assert not CountEntry.objects.exists()


def test_a_write_in_with_too_many_votes_is_told_in_its_own_row(
    box: Box, clerk: User, client_of: Clients
) -> None:
    answer = client_of(clerk).post(
        f"{BOX}enter/", typed(member_m1="10", member_written_2_name="周涛", member_written_2_votes="97")
    )
    assert codes(answer) == {"member-written-2-votes": ["votes_over_papers"]}


def test_as_many_names_are_written_in_as_the_page_made_room_for(
    box: Box, clerk: User, client_of: Clients
) -> None:
    rows = {f"member-written-{row}-name": f"选民{row}" for row in range(12)}
    votes = {f"member-written-{row}-votes": "1" for row in range(12)}
    client = client_of(clerk)
    refused = client.post(f"{BOX}enter/", typed(issued="") | rows | votes)
    assert 'name="member-written-11-name" value="选民11"' in refused.content.decode()
    assert client.post(f"{BOX}enter/", typed() | rows | votes).status_code == 302
    kept = CountEntry.objects.get().data["positions"]["member"]["votes"]
    assert [kept[f"w:选民{row}"] for row in range(12)] == [1] * 12


def test_a_write_in_row_is_complete_and_stands_once(box: Box, clerk: User, client_of: Clients) -> None:
    answer = client_of(clerk).post(
        f"{BOX}enter/",
        typed(
            member_written_0_name="周涛",
            member_written_0_votes="1",
            member_written_1_name="周　涛",
            member_written_1_votes="2",
            member_written_2_name="刘备",
            chair_written_0_votes="4",
        ),
    )
    assert codes(answer) == {
        "chair-written-0-votes": ["write_in_incomplete"],
        "member-written-1-name": ["write_in_twice"],
        "member-written-2-votes": ["write_in_incomplete"],
    }


def test_an_empty_cell_is_asked_for(box: Box, clerk: User, client_of: Clients) -> None:
    answer = client_of(clerk).post(f"{BOX}enter/", typed(chair_c2="", member_m1="dreißig"))
    assert codes(answer) == {"chair-c2": ["required"], "member-m1": ["invalid"]}


def test_a_warning_is_accepted_by_its_box(box: Box, clerk: User, client_of: Clients) -> None:
    client = client_of(clerk)
    first = client.post(f"{BOX}enter/", typed(issued="97"))
    assert 'name="accepted" value="more_returned_than_issued"' in first.content.decode()
    again = client.post(f"{BOX}enter/", typed(issued="97", accepted="more_returned_than_issued"))
    assert again.status_code == 302


def test_sent_twice_is_entered_once(box: Box, clerk: User, client_of: Clients) -> None:
    client, data = client_of(clerk), typed()
    assert [client.post(f"{BOX}enter/", data).status_code for _ in range(2)] == [302, 302]
    assert CountEntry.objects.count() == 1


# --- blind


def test_the_second_person_reads_no_figure_of_the_first(
    box: Box, clerk: User, teller: User, client_of: Clients
) -> None:
    """Neither a page the second person can open nor a query behind it carries the first sheet."""
    enter(box, clerk, sheet(chair={"c1": 83, "c2": 7}, member={"m1": 91, "w:欧阳静": 79}))
    client = client_of(teller)
    for url in (f"/villages/{VILLAGE}/votes/", f"{BOX}enter/", f"/villages/{VILLAGE}/votes/1/"):
        with CaptureQueriesContext(connection) as queries:
            text = body(client.get(url))
        assert not any('"voting_countentry"."data"' in query["sql"] for query in queries)
        for figure in ("83", "91", "79", "欧阳静"):
            assert figure not in text, url
    assert client.get(f"{BOX}settle/").status_code == 404


def test_the_second_persons_faults_say_nothing_of_the_first_sheet(
    box: Box, clerk: User, teller: User, client_of: Clients
) -> None:
    enter(box, clerk, sheet(chair={"c1": 83}))
    assert "83" not in body(client_of(teller).post(f"{BOX}enter/", typed(chair_c1="99")))


def test_settling_shows_nothing_before_the_second_sheet_is_in(
    box: Box, clerk: User, second_clerk: User, client_of: Clients
) -> None:
    enter(box, clerk, sheet(chair={"c1": 83}))
    text = body(client_of(second_clerk).get(f"{BOX}settle/"))
    assert "83" not in text
    assert "<form method" not in text.split("</main")[0]


def test_who_has_entered_a_box_is_not_given_its_form_again(box: Box, clerk: User, client_of: Clients) -> None:
    enter(box, clerk, sheet())
    client = client_of(clerk)
    assert "data-sheet" not in client.get(f"{BOX}enter/").content.decode()
    answer = client.post(f"{BOX}enter/", typed())
    assert answer.status_code == 409
    assert codes(answer) == {"__all__": ["second_person_needed"]}


def test_before_the_end_of_voting_there_is_no_form(
    box: Box, clerk: User, client_of: Clients, on_the_day: Clock
) -> None:
    on_the_day(at(2021, 1, 20, 11))
    client = client_of(clerk)
    assert "data-sheet" not in client.get(f"{BOX}enter/").content.decode()
    assert codes(client.post(f"{BOX}enter/", typed())) == {"__all__": ["voting_not_over"]}


# --- settling


RULERS = {"scrutineers": "肖国华、成桂英", "chief": "谭国安"}


@pytest.fixture
def differing(box: Box, clerk: User, teller: User) -> Box:
    enter(box, clerk, sheet(chair={"c1": 60, "c2": 30}, member={"m1": 71, "m2": 65}))
    enter(box, teller, sheet(chair={"c1": 62, "c2": 30}, member={"m1": 71, "m2": 65, "w:周涛": 2}))
    return box


def test_only_what_differs_is_asked_again(differing: Box, clerk: User, client_of: Clients) -> None:
    answer = client_of(clerk).get(f"{BOX}settle/")
    assert [row.difference.name for row in answer.context["form"].rows()] == ["chair-c1", "member-w:周涛"]
    text = body(answer)
    assert "60" in text
    assert "62" in text
    assert "71" not in text


def test_a_clerk_settles_by_sheet_or_by_a_third_figure(
    differing: Box, clerk: User, client_of: Clients
) -> None:
    values = {
        "chair-c1": "second",
        "member-w:周涛": "other",
        "member-w:周涛-other": "1",
        "scrutineers": "肖国华、成桂英",
        "chief": "谭国安",
        "reason": "与监票人复点",
    }
    assert client_of(clerk).post(f"{BOX}settle/", values).status_code == 302
    assert "肖国华、成桂英" in body(client_of(clerk).get(f"/villages/{VILLAGE}/votes/"))
    differing.refresh_from_db()
    assert differing.agreed["positions"]["chair"]["votes"]["c1"] == 62
    assert differing.agreed["positions"]["member"]["votes"]["w:周涛"] == 1


def test_an_unsettled_figure_is_named_and_the_rest_is_kept(
    differing: Box, clerk: User, client_of: Clients
) -> None:
    answer = client_of(clerk).post(f"{BOX}settle/", {"chair-c1": "second", "reason": "与监票人复点"} | RULERS)
    assert answer.status_code == 409
    assert codes(answer) == {"member-w:周涛": ["figure_unsettled"]}
    text = answer.content.decode()
    assert "与监票人复点" in text
    assert text.count(" checked") == 1


def test_a_teller_does_not_see_the_page_for_settling(
    differing: Box, teller: User, client_of: Clients
) -> None:
    assert client_of(teller).get(f"{BOX}settle/").status_code == 404


# --- counting again


def test_a_count_that_cannot_be_is_told_and_its_box_counted_again(
    box: Box, mobile: Box, clerk: User, teller: User, client_of: Clients
) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING | {"issued": 21})
    run_jobs()
    client = client_of(clerk)
    problem = Outcome.objects.get().data["problems"][0]["text"]["zh"]
    assert problem in client.get(f"/villages/{VILLAGE}/votes/").content.decode()
    url = f"/villages/{VILLAGE}/votes/1/boxes/2/reopen/"
    assert client.post(url, {"reason": ""}).status_code == 409
    assert client.post(url, {"reason": "发出票数记错"}).status_code == 302
    mobile.refresh_from_db()
    assert (mobile.version, mobile.agreed) == (2, None)


def test_a_tally_that_broke_off_is_started_by_a_button(
    box: Box, mobile: Box, clerk: User, teller: User, client_of: Clients
) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING)
    Job.objects.update(state="failed", ended_at=COUNTED)
    client = client_of(clerk)
    url = f"/villages/{VILLAGE}/votes/1/tally/"
    assert f'action="{url}"' in client.get(f"/villages/{VILLAGE}/votes/").content.decode()
    client.post(url)
    assert Job.objects.count() == 2
