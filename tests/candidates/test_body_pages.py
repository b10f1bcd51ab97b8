"""The pages, the API and the papers of representatives and election committee, by role."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates.models import CommitteeMember, Representative
from candidates.papers import of_bodies
from candidates.queries.election_committee import roster_of
from candidates.queries.representative import register_of
from candidates.services.representative import (
    file_representatives,
    publish_representatives,
    receive_representatives,
)
from candidates.services.representative_places import UnitPlan
from candidates.services.representative_votes import UnitCount, record_unit_votes
from documents.papers import kind_of
from elections.models import Cycle, Election
from tests.candidates.bodies import HELD, NOW, allot, announced, choose, elected, form, lines, ready
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at, body_on_record
from villages.models import Resident

REPRESENTATIVES, COMMITTEE = (
    f"/villages/{VILLAGE}/representatives/",
    f"/villages/{VILLAGE}/election-committee/",
)
Browse = Callable[[User], Client]


@pytest.fixture
def place(cycle: Cycle, election: Election, township: User, people: list[Resident]) -> Election:
    cycle.clock = NOW
    cycle.save()
    return ready(township, election)


def test_the_representatives_from_places_to_publication(
    place: Election, clerk: User, township: User, people: list[Resident], client_of: Browse
) -> None:
    own, office = client_of(clerk), client_of(township)
    assert "尚未分配" in own.get(REPRESENTATIVES).content.decode()
    units = {"mode": "households"}
    for row, (name, places) in enumerate((("第一片", 2), ("第二片", 1))):
        units |= {f"name-{row}": name, f"households-{row}": "20", f"places-{row}": str(places)}
        units |= {f"women-{row}": "1"}
    answer = own.post(f"{REPRESENTATIVES}places/", units | {"households-0": "200"})
    assert answer.status_code == 409
    assert "A-REP-01" in answer.content.decode()
    assert own.post(f"{REPRESENTATIVES}places/", units).status_code == 302
    pasted = f"{people[6].name} 30票\n{people[0].name}\t20\n{people[7].name},10\n没有票数\n"
    page = own.post(f"{REPRESENTATIVES}units/1/", {"act": "paste", "pasted": pasted, "held_on": "2020-12-14"})
    assert people[7].name in page.content.decode()
    assert "4" in page.content.decode()
    rows = {"held_on": "2020-12-14"}
    for row, (person, votes) in enumerate(((people[6], 30), (people[0], 20), (people[7], 20))):
        rows |= {f"name-{row}": person.name, f"votes-{row}": str(votes)}
    assert own.post(f"{REPRESENTATIVES}units/1/", rows).status_code == 302
    second = {"held_on": "2020-12-14", "name-0": people[1].name, "votes-0": "9"}
    assert own.post(f"{REPRESENTATIVES}units/2/", second).status_code == 302
    assert own.post(f"{REPRESENTATIVES}file/", {}).status_code == 302
    assert "登记册备案" in office.get(REPRESENTATIVES).content.decode()
    office.post(f"{REPRESENTATIVES}receive/")
    own.post(f"{REPRESENTATIVES}publish/")
    register = register_of(place)
    assert register is not None
    assert None not in (register.book.received_at, register.book.published_at)
    person = Representative.objects.get(resident=people[6])
    assert own.get(f"{REPRESENTATIVES}{person.pk}/").status_code == 200
    assert own.post(f"{REPRESENTATIVES}{person.pk}/", {"reason": "外出"}).status_code == 302
    assert "须再次公布" in own.get(REPRESENTATIVES).content.decode()


def test_equal_votes_are_shown_to_choose_from(
    place: Election, clerk: User, people: list[Resident], client_of: Browse
) -> None:
    allot(clerk, place, [UnitPlan("第一片", 15, 1, 1)])
    rows = {"held_on": "2020-12-14", "name-0": people[0].name, "votes-0": "9"}
    rows |= {"name-1": people[1].name, "votes-1": "9"}
    own = client_of(clerk)
    answer = own.post(f"{REPRESENTATIVES}units/1/", rows)
    assert answer.status_code == 409
    assert f'name="decided" value="{people[1].pk}"' in answer.content.decode()
    decided = rows | {"decided": str(people[1].pk), "decision": "抽签"}
    assert own.post(f"{REPRESENTATIVES}units/1/", decided).status_code == 302


def test_the_committee_from_its_election_to_the_announcement(
    place: Election, clerk: User, township: User, people: list[Resident], client_of: Browse
) -> None:
    body_on_record(place, "representatives", HELD, NOW)
    own, office = client_of(clerk), client_of(township)
    assert "尚未产生" in own.get(COMMITTEE).content.decode()
    given = {
        "formed_by": "representatives_meeting",
        "held_on": "2020-12-14",
        "presided_by": "王晓梅",
        "size": "5",
    }
    for row, person in enumerate(people[1:7]):
        given |= {f"name-{row}": person.name, f"votes-{row}": str(40 - row)}
    assert own.get(f"{COMMITTEE}form/").status_code == 200
    assert own.post(f"{COMMITTEE}form/", given | {"size": "4"}).status_code == 409
    assert own.post(f"{COMMITTEE}form/", given).status_code == 302
    members = list(CommitteeMember.objects.order_by("place"))
    chair: dict[str, Any] = {"held_on": "2020-12-14", "chair": members[0].pk, "deputies": [members[1].pk]}
    chair |= {"category": "other_party_member", f"votes-{members[0].pk}": "5"}
    assert own.get(f"{COMMITTEE}chair/").status_code == 200
    assert own.post(f"{COMMITTEE}chair/", chair).status_code == 409
    assert own.post(f"{COMMITTEE}chair/", chair | {"reason": "公认"}).status_code == 302
    own.post(f"{COMMITTEE}file/")
    office.post(f"{COMMITTEE}receive/")
    own.post(f"{COMMITTEE}announce/")
    roster = roster_of(place)
    assert roster is not None
    assert None not in (roster.committee.received_at, roster.committee.announced_at)
    assert own.get(f"{COMMITTEE}members/{members[2].pk}/").status_code == 200
    leaving = {"cause": "other", "reason": "迁出"}
    assert own.post(f"{COMMITTEE}members/{members[2].pk}/", leaving).status_code == 302
    assert members[5].name in own.get(COMMITTEE).content.decode()


def test_the_township_is_told_that_it_appoints_nobody(
    place: Election, township: User, people: list[Resident], client_of: Browse
) -> None:
    given = {"held_on": "2020-12-14", "name-0": people[0].name}
    answer = client_of(township).post(f"{COMMITTEE}propose/", given)
    assert answer.status_code == 409
    assert "任何组织不得" in answer.content.decode()


def test_a_program_reads_and_writes_what_the_pages_do(
    place: Election, clerk: User, township: User, people: list[Resident], client_of: Browse
) -> None:
    own, office, api = client_of(clerk), client_of(township), f"/api/v1/villages/{VILLAGE}/"

    def send(by: Client, path: str, body: object, method: str = "post") -> Any:
        return getattr(by, method)(f"{api}{path}", body, "application/json")

    unit = {"name": "第一片", "households": 15, "places": 2, "women_places": 1}
    places = {"mode": "households", "units": [unit]}
    assert send(own, "representatives/places/", places, "put").status_code == 200
    voted = [{"name": people[6].name, "votes": 30}, {"name": people[0].name, "votes": 20}]
    count = {"counts": [{"number": 1, "held_on": "2020-12-14", "lines": voted}]}
    answer = send(own, "representatives/votes/", count)
    assert [one["state"] for one in answer.json()["units"][0]["people"]] == ["elected", "elected"]
    for by, path in ((own, "filing/"), (office, "receipt/"), (own, "publication/")):
        assert send(by, f"representatives/{path}", {}).status_code == 201
    again = send(own, "representatives/publication/", {})
    assert (again.status_code, again.json()["code"]) == (409, "published_already")
    body = {
        "formed_by": "representatives_meeting",
        "held_on": "2020-12-14",
        "presided_by": "王晓梅",
        "size": 5,
        "lines": [{"name": one.name, "votes": 40 - n} for n, one in enumerate(people[1:7])],
    }
    members = send(own, "election-committee/formation/", body).json()["members"]
    chair = {
        "held_on": "2020-12-14",
        "votes": [{"member": members[0]["id"], "votes": 5}],
        "chair": members[0]["id"],
        "category": "other_party_member",
        "reason": "公认",
    }
    assert send(own, "election-committee/chair/", chair).json()["presider"]["id"] == members[0]["id"]
    for by, path in ((own, "filing/"), (office, "receipt/"), (own, "announcement/")):
        assert send(by, f"election-committee/{path}", {}).status_code == 201
    left = send(
        own,
        f"election-committee/members/{members[2]['id']}/leaving/",
        {"cause": "other", "reason": "迁出"},
    )
    assert [one["state"] for one in left.json()["members"]][2:] == ["left", "serving", "serving", "serving"]
    assert own.get(f"{api}representatives/").json()["women"] == 1


@pytest.fixture
def done(place: Election, clerk: User, township: User, people: list[Resident]) -> Election:
    """Representatives and committee, filed and announced."""
    allot(clerk, place, [UnitPlan("第一片", 30, 3, 1), UnitPlan("第二片", 15, 1, 1)])
    counts = [
        UnitCount(1, HELD, lines([people[6], people[7], people[0], people[8]], [30, 25, 20, 5])),
        UnitCount(2, HELD, lines(people[1:3], [20, 10])),
    ]
    record_unit_votes(by=clerk, election=place, counts=counts, now=NOW)
    file_representatives(by=clerk, election=place, now=NOW)
    receive_representatives(by=township, election=place, now=NOW)
    publish_representatives(by=clerk, election=place, now=NOW)
    form(clerk, place, elected(people[2:9], 5))
    choose(clerk, place)
    announced(clerk, township, place)
    return place


def test_the_papers_tell_who_was_elected_and_who_issues_them(done: Election) -> None:
    day = at(2020, 12, 15).date()
    notice = of_bodies.committee_notice(done, day)
    assert [one.role for one in notice.people][:2] == ["主任", "副主任"]
    assert (notice.title, notice.issuer) == ("村民选举委员会成员公告", notice.heading.issuer)
    register = of_bodies.representative_register(done, day)
    assert (register.number, register.women) == (4, 2)
    assert register.issuer.endswith("棠兴村村民委员会")
    keys = ("representative_register", "representative_notice", "committee_filing", "committee_notice")
    for key in keys:
        assert len(list(kind_of(key).occasions(VILLAGE))) == 1, key


def test_the_page_of_the_committee_tells_its_duties(
    done: Election, clerk: User, client_of: Callable[[User], Client]
) -> None:
    """A-COM-11: as they are found in the text."""
    page = client_of(clerk).get(reverse("candidates:election_committee", args=[VILLAGE])).content.decode()
    assert "将候选人名单报镇党委" in page and "A-COM-11" in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("representative_register", "共4人，其中妇女2人、党员0人，联系45户。"),
        ("representative_notice", "共4人，其中妇女2人。现将代表名单公布如下"),
        ("committee_filing", "产生方式村民代表会议"),
        ("committee_notice", "村民选举委员会由5人组成，主任由成员推选产生"),
        ("committee_notice", "村民选举委员会的职责：制定选举办法；办理选民登记"),
    ],
)
def test_each_paper_is_set(done: Election, clerk: User, tmp_path: Path, kind: str, said: str) -> None:
    assert said in text_of(issued(clerk, kind, done, done), tmp_path)
