from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.test import Client

from accounts.models import User
from tests.cast import VILLAGE, at
from tests.voting.ballots import BEFORE, COUNTED, NOTHING, PLACES, agree, counted, enter, run_jobs, sheet
from voting.models import Contest
from voting.services.box import set_time_and_place

VOTES = f"/villages/{VILLAGE}/votes/"
Clients = Callable[[User], Client]
Clock = Callable[[datetime], None]
QUERIES = 30


def page(client: Client, url: str = VOTES, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_before_the_formal_list_the_page_says_what_prepares_the_vote(
    election: Any, clerk: User, client_of: Clients
) -> None:
    text = page(client_of(clerk))
    assert f"/villages/{VILLAGE}/candidates/" in text
    assert 'class="panel empty"' in text


def test_the_one_button_leads_to_what_comes_next(
    contest: Contest, clerk: User, teller: User, client_of: Clients, on_the_day: Clock
) -> None:
    clients = client_of(clerk), client_of(teller)
    assert f'href="{VOTES}1/places/"' in page(clients[0])
    assert f'href="{VOTES}1/places/"' not in page(clients[1])


def test_every_stage_of_a_vote_has_its_page(
    open_contest: Contest, clerk: User, teller: User, client_of: Clients, on_the_day: Clock
) -> None:
    client = client_of(clerk)
    on_the_day(BEFORE)
    assert "btn-primary" not in page(client)
    on_the_day(COUNTED)
    assert f'href="{VOTES}1/boxes/1/enter/"' in page(client)
    first, mobile = open_contest.boxes.all()
    enter(first, clerk, sheet())
    assert f'class="btn btn-primary wide-btn" href="{VOTES}1/boxes/2/enter/"' in page(client)
    enter(first, teller, sheet(chair={"c1": 1}))
    agree(mobile, clerk, teller, NOTHING)
    assert f'class="btn btn-primary wide-btn" href="{VOTES}1/boxes/1/settle/"' in page(client)
    assert page(client).count("btn-primary") == 1


def test_a_tally_under_way_is_watched_and_its_end_leads_to_the_result(
    open_contest: Contest, clerk: User, teller: User, client_of: Clients, on_the_day: Clock
) -> None:
    client = client_of(clerk)
    on_the_day(COUNTED)
    for box, data in zip(open_contest.boxes.all(), (sheet(), NOTHING), strict=True):
        agree(box, clerk, teller, data)
    assert "hx-get" in page(client)
    run_jobs()
    text = page(client)
    assert "hx-get" not in text
    assert f'class="btn btn-primary wide-btn" href="{VOTES}1/"' in text


def test_another_villages_votes_are_not_there(
    contest: Contest, other_clerk: User, client_of: Clients
) -> None:
    page(client_of(other_clerk), status=404)


def test_the_votes_page_takes_a_fixed_number_of_queries(
    open_contest: Contest,
    clerk: User,
    teller: User,
    client_of: Clients,
    on_the_day: Clock,
    django_assert_max_num_queries: Any,
) -> None:
    on_the_day(COUNTED)
    client = client_of(clerk)
    with django_assert_max_num_queries(QUERIES):
        page(client)
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    with django_assert_max_num_queries(QUERIES):
        page(client)


# --- hours and places


def form(boxes: list[tuple[str, str, str]], opens: str = "08:00", closes: str = "12:00") -> dict[str, str]:
    rows = {
        f"form-{number}-{name}": value
        for number, box in enumerate(boxes)
        for name, value in zip(("kind", "name", "address"), box, strict=True)
    }
    total = {"form-TOTAL_FORMS": str(len(boxes)), "form-INITIAL_FORMS": "0"}
    return {"opens_at": opens, "closes_at": closes} | total | rows


def test_a_clerk_sets_looks_at_and_publishes_hours_and_places(
    contest: Contest, clerk: User, client_of: Clients, on_the_day: Clock
) -> None:
    on_the_day(BEFORE)
    client = client_of(clerk)
    boxes = [("venue", "中心会场", "村部礼堂"), ("mobile", "流动票箱", ""), ("station", "", "")]
    answer = client.post(f"{VOTES}1/places/", form(boxes))
    assert answer.url == f"{VOTES}1/places/"
    assert [box.name for box in contest.boxes.all()] == ["中心会场", "流动票箱"]
    assert f"{VOTES}1/places/publish/" in page(client, f"{VOTES}1/places/")
    assert client.post(f"{VOTES}1/places/publish/").url == VOTES
    contest.refresh_from_db()
    assert contest.places_published_at == BEFORE
    assert "<form method" not in page(client, f"{VOTES}1/places/").split("<main")[1].split("</main")[0]


def test_refused_hours_keep_what_was_typed(
    contest: Contest, clerk: User, client_of: Clients, on_the_day: Clock
) -> None:
    on_the_day(BEFORE)
    answer = client_of(clerk).post(
        f"{VOTES}1/places/", form([("mobile", "流动票箱", "")], opens="14:00", closes="09:30")
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "place_needed" in text
    assert 'value="09:30"' in text
    assert 'value="流动票箱"' in text


def test_a_place_without_an_address_is_asked_for_it(
    contest: Contest, clerk: User, client_of: Clients, on_the_day: Clock
) -> None:
    on_the_day(BEFORE)
    answer = client_of(clerk).post(f"{VOTES}1/places/", form([("venue", "中心会场", "")]))
    assert answer.status_code == 409
    assert answer.context["rows"].forms[0].errors.as_data()["address"][0].code == "required"
    assert not contest.boxes.exists()


def test_publishing_too_late_tells_why_on_the_page(
    contest: Contest, clerk: User, client_of: Clients, on_the_day: Clock
) -> None:
    set_time_and_place(
        by=clerk, contest=contest, opens_at=time(8), closes_at=time(12), boxes=PLACES, now=BEFORE
    )
    on_the_day(at(2021, 1, 25))
    answer = client_of(clerk).post(f"{VOTES}1/places/publish/")
    assert answer.status_code == 409
    assert "step_closed" in answer.content.decode()
