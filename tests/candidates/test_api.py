"""The API of the candidates, from the seats to the formal list."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from candidates.models import Candidacy, Nomination, SeatPlan
from candidates.services.names import VoteLine
from elections.models import Cycle, Election
from tests.candidates.conftest import NOMINATED, PROPOSED, REVIEWED, turnout
from tests.candidates.passed import inspected
from tests.cast import VILLAGE, at
from tests.programs import Program, problem

HERE = f"villages/{VILLAGE}/candidates/"
SEATS = [
    {"post": "chair", "seats": 1, "extra": 1},
    {"post": "deputy", "seats": 1, "extra": 1},
    {"post": "member", "seats": 3, "extra": 1},
]


@pytest.fixture
def move(cycle: Cycle) -> Callable[[Any], None]:
    def to(moment: Any) -> None:
        cycle.clock = moment
        cycle.save()

    return to


def test_the_township_sets_the_seats(township: User, launched: Election, move: Any) -> None:
    move(at(2020, 12, 3))
    office = Program(township)
    told = problem(office.put(f"{HERE}seats/", {"posts": SEATS}))
    approval = {
        "approver": "township_party_committee",
        "number": 2,
        "document": "白党发〔2020〕31号",
        "decided_on": "2020-12-01",
    }
    assert office.post(f"{HERE}seats/approvals/", approval).json()["approvals"][0]["number"] == 2
    assert "reason_needed" in {each["code"] for each in told.get("problems", [told])}
    reason = {"extra_reason": "scattered_dwellings", "reason": "居住分散"}
    plan = office.put(f"{HERE}seats/", {"posts": SEATS, **reason}).json()
    assert [post["seats"] for post in plan["posts"]] == [1, 1, 3]
    assert (plan["persons"], plan["departures"][0]["clause"]) == (5, "A-ORG-07")
    assert office.get(f"{HERE}seats/").json() == plan
    assert SeatPlan.objects.count() == 3


def result(election: Election, lines: list[VoteLine]) -> dict[str, Any]:
    return {
        "held_on": "2020-12-23",
        "issued": turnout(election) + 5,
        "returned": turnout(election),
        "lines": [{"post": line.post, "name": line.name, "votes": line.votes} for line in lines],
    }


def test_a_nomination_is_recorded(clerk: User, seats: Election, lines: list[VoteLine], move: Any) -> None:
    move(NOMINATED)
    told = Program(clerk).post(f"{HERE}nomination/", result(seats, lines))
    assert told.status_code == 201
    assert {person["state"] for post in told.json() for person in post["people"]} == {"nominated"}
    assert Nomination.objects.get().votes.count() == len(lines)


def test_every_fault_of_a_nomination_names_its_line(
    clerk: User, seats: Election, lines: list[VoteLine], move: Any
) -> None:
    move(NOMINATED)
    body = result(seats, lines)
    body["lines"][0] |= {"name": "无此人"}
    body["lines"][1] |= {"votes": 999_999}
    told = problem(Program(clerk).post(f"{HERE}nomination/", body))
    assert told["code"] == "refused"
    assert {("not_a_resident", "name-0"), ("votes_over_returned", "votes-1")} <= {
        (each["code"], each["field"]) for each in told["problems"]
    }
    assert not Nomination.objects.exists()


def test_nominees_are_proposed_reviewed_and_published(
    clerk: User, township: User, county_reviewer: User, nomination: Nomination, move: Any
) -> None:
    village, office, county = Program(clerk), Program(township), Program(county_reviewer)
    move(PROPOSED)
    people = [person for post in village.get(HERE).json() for person in post["people"]]
    body = {
        "held_on": "2020-12-26",
        "note": "同意上报",
        "replies": [{"candidacy_id": person["id"], "accepted_on": "2020-12-26"} for person in people],
    }
    assert village.post(f"{HERE}proposal/", body).status_code == 201
    move(REVIEWED)
    for person in people:
        address = f"{HERE}{person['id']}/reviews/"
        early = {"level": "county", "verdict": "pass", "on_paper": "各部门书面复函存档"}
        assert problem(office.post(address, early))["code"] == "not_there"
        assert (
            office.post(address, {"level": "township", "verdict": "pass"}).json()["state"]
            == "township_passed"
        )
        assert county.post(address, early).json()["state"] == "county_passed"
    inspected(Candidacy.objects.all(), township, REVIEWED)
    move(at(2021, 1, 10))
    told = village.post(f"{HERE}publication/").json()
    assert {person["state"] for post in told for person in post["people"]} == {"formal"}


def test_a_returned_person_is_handed_in_again(
    clerk: User, township: User, candidacy: Candidacy, move: Any
) -> None:
    move(REVIEWED)
    address = f"{HERE}{candidacy.pk}/"
    back = {"level": "township", "verdict": "return"}
    assert problem(Program(township).post(f"{address}reviews/", back))["code"] == "reason_needed"
    Program(township).post(f"{address}reviews/", back | {"reason": "缺学历证明"})
    told = Program(clerk).post(f"{address}answers/", {"text": "已补学历证明"})
    assert (told.status_code, told.json()["state"]) == (201, "proposed")


def test_nobody_moves_up_where_no_place_is_free(clerk: User, nomination: Nomination, move: Any) -> None:
    move(PROPOSED)
    assert problem(Program(clerk).post(f"{HERE}next/chair/", {"next": 1}))["code"] == "not_there"
