"""The team's pages: the board, a combination that is tried, what is stated, targets, the township's sums."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from candidates.models import Candidacy, SeatApproval, SeatPlan, TeamFact, TeamTarget
from elections.models import Cycle, Election, LedgerEntry
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.cast import OTHER_VILLAGE, VILLAGE, at
from tests.programs import Program
from villages.models import Cadre, Division, Resident

TEAM = f"/villages/{VILLAGE}/candidates/team/"
SEATS = f"/villages/{VILLAGE}/candidates/seats/"
API = f"villages/{VILLAGE}/candidates/team/"
Browsers = Callable[[User], Client]
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def standing(election: Election, people: list[Resident]) -> list[Candidacy]:
    """A woman for director, two more for member, one of them for secretary, too."""
    posts = [
        (0, "chair", "committee"),
        (1, "member", "committee"),
        (6, "member", "committee"),
        (6, "secretary", "party"),
    ]
    return [
        Candidacy.objects.create(
            election=election,
            body=body,
            post=post,
            resident=people[number],
            name=people[number].name,
            sex=people[number].sex,
            votes=9,
            changed_at=at(2020, 12, 24),
        )
        for number, post, body in posts
    ]


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_board_tells_each_rule_with_its_clause(
    standing: list[Candidacy], clerk: User, client_of: Browsers
) -> None:
    shown = client_of(clerk).get(TEAM)
    keys = {found.key: found.clause for found in shown.context["board"].findings}
    assert keys["women_committee"] == "A-TGT-04"
    assert keys["young_cadre"] == "A-TGT-02"
    assert "A-TGT-03" in page(shown)
    assert standing[0].name in page(shown)
    assert client_of(clerk).get(f"{TEAM}?view=nobody").status_code == 404


@pytest.mark.parametrize("view", ["sitting", "standing", "elected"])
def test_an_empty_team_says_what_to_do(
    view: str, election: Election, clerk: User, client_of: Browsers
) -> None:
    shown = client_of(clerk).get(f"{TEAM}?view={view}")
    assert shown.status_code == 200
    assert f"{TEAM}try/" in page(shown)


def test_not_ones_own_village_is_not_there(
    standing: list[Candidacy], clerk: User, client_of: Browsers
) -> None:
    assert client_of(clerk).get(TEAM.replace(VILLAGE, OTHER_VILLAGE)).status_code == 404


def test_a_combination_is_answered_and_nothing_is_written(
    standing: list[Candidacy], people: list[Resident], clerk: User, client_of: Browsers
) -> None:
    browser = client_of(clerk)
    browser.get(f"{TEAM}try/")
    before = LedgerEntry.objects.count()
    asked = {
        "try": [f"chair:{people[7].pk}", f"member:{people[8].pk}", f"secretary:{people[7].pk}", "-", "x:1"]
    }
    with CaptureQueriesContext(
        connection,
    ) as asked_of:
        answer = browser.get(f"{TEAM}try/", asked, headers={"HX-Request": "true", "HX-Target": "tried"})
    assert answer.status_code == 200
    assert "<html" not in page(answer)
    assert [q["sql"] for q in asked_of if q["sql"].startswith(WRITES)] == []
    assert len(asked_of) <= 20, "\n".join(q["sql"] for q in asked_of)
    board = answer.context["board"]
    assert (board.figures.persons, board.figures.one_shoulder, board.figures.women) == (2, True, 0)
    assert "women_committee" in [found.key for found in board.findings if found.binds]
    assert LedgerEntry.objects.count() == before
    assert Candidacy.objects.count() == len(standing)


def test_the_trial_begins_with_those_who_stand_and_adds_from_the_register(
    standing: list[Candidacy], people: list[Resident], clerk: User, client_of: Browsers
) -> None:
    browser = client_of(clerk)
    begun = browser.get(f"{TEAM}try/")
    assert {person.pk for person, _choices in begun.context["rows"]} == {c.resident_id for c in standing}
    assert begun.context["board"].figures.persons == 3
    found = browser.get(f"{TEAM}try/", {"q": people[9].name})
    assert people[9].pk in {person.pk for person, _choices in found.context["rows"]}


def test_a_person_of_another_village_cannot_be_tried(
    standing: list[Candidacy], clerk: User, client_of: Browsers, other_village: Any
) -> None:
    stranger = standing[0].resident_id + 10**6
    answer = client_of(clerk).get(f"{TEAM}try/", {"try": [f"chair:{stranger}"]})
    assert answer.context["board"].figures.persons == 0


def test_what_no_register_says_is_stated_on_a_page(
    standing: list[Candidacy], clerk: User, county_office: User, client_of: Browsers
) -> None:
    address = f"{TEAM}{standing[0].resident_id}/"
    assert client_of(clerk).get(address).status_code == 200
    done = client_of(clerk).post(
        address, {"computer": "yes", "womens_chair": "", "source": "returned_worker"}
    )
    assert done.status_code == 302
    fact = TeamFact.objects.get()
    assert (fact.computer, fact.womens_chair, fact.source) == (True, None, "returned_worker")
    assert client_of(county_office).get(address).status_code == 404


def test_the_seats_of_both_bodies_are_set_on_a_page(
    election: Election, township: User, clerk: User, client_of: Browsers, move: Callable[[Any], None]
) -> None:
    move(at(2020, 12, 2))
    browser = client_of(township)
    offered = browser.get(SEATS)
    assert offered.context["form"].initial["seats-secretary"] == 1
    typed = {f"{what}-{post}": 1 for what in ("seats", "extra") for post in ("chair", "deputy", "member")}
    both = {"seats-secretary": 1, "seats-party_member": 2, "cross_posted": 3, "one_shoulder": "on"}
    assert browser.post(SEATS, {**typed, **both}).status_code == 302
    assert SeatPlan.objects.filter(body="party").count() == 2
    shown = client_of(clerk).get(f"{SEATS}plan/")
    assert shown.context["planned"].persons == 3
    assert client_of(clerk).get(f"{SEATS}approval/").status_code == 404
    approval = {
        "approver": "township_party_committee",
        "number": 1,
        "document": "白党发〔2020〕31号",
        "decided_on": "2020-12-01",
    }
    assert browser.get(f"{SEATS}approval/").status_code == 200
    assert browser.post(f"{SEATS}approval/", approval).status_code == 302
    assert SeatApproval.objects.get().number == 1


def test_the_township_sees_all_villages_together(
    standing: list[Candidacy],
    second_election: Election,
    township: User,
    county_office: User,
    clerk: User,
    client_of: Browsers,
) -> None:
    browser = client_of(township)
    shown = browser.get("/teams/")
    assert len(shown.context["found"].rows) == 3
    assert shown.context["found"].kin_allowed is None, "plan A warns of nobody as a nominee"
    told = {found.key: found.clause for found in shown.context["found"].findings}
    assert told == {
        "women_share": "A-TGT-06",
        "women_directors": "A-TGT-07",
        "women_principals": "A-TGT-05",
        "dispatched_secretaries": "A-ORG-17",
    }
    with CaptureQueriesContext(connection) as three:
        browser.get("/teams/")
    assert len(three) <= 25, "\n".join(q["sql"] for q in three)
    sheet = browser.get("/teams/sheet/?view=sitting")
    assert sheet.content.decode("utf-8-sig").count("\n") == 4
    assert client_of(county_office).get("/teams/").status_code == 200
    assert client_of(clerk).get("/teams/").status_code == 404


def test_the_program_reads_tries_and_states(
    standing: list[Candidacy],
    people: list[Resident],
    clerk: User,
    township: User,
    move: Callable[[Any], None],
) -> None:
    move(at(2020, 12, 28))
    program = Program(clerk)
    read = program.get(API).json()
    assert (read["figures"]["persons"], read["people"][0]["posts"]) == (3, ["secretary", "member"])
    tried = {"people": [{"resident": people[7].pk, "posts": ["chair", "secretary"]}]}
    assert program.post(f"{API}try/", tried).json()["figures"]["one_shoulder"] is True
    stated = program.put(
        f"{API}{people[0].pk}/", {"computer": True, "came_from": "local_graduate", "origin": "local"}
    )
    assert stated.json() == {
        "computer": True,
        "womens_chair": None,
        "came_from": "local_graduate",
        "reserve": None,
        "origin": "local",
        "origin_reason": "",
    }
    assert len(Program(township).get("teams/").json()["villages"]) == 3


def test_plan_c_files_targets_with_the_numbers_of_the_sitting_team(
    under_c: Election, clerk: User, people: list[Resident], client_of: Browsers
) -> None:
    Cadre.objects.create(
        village=under_c.village, resident=people[0], body="committee", post="chair", since=date(2017, 1, 1)
    )
    browser = client_of(clerk)
    offered = browser.get(f"{TEAM}targets/")
    assert offered.context["form"].initial["age_before"] == "45.0"
    typed = {
        "age_before": "45.0",
        "age_target": "42.5",
        "schooled_before": "100",
        "schooled_target": "100",
        "filed_on": "2020-09-01",
    }
    assert browser.post(f"{TEAM}targets/", typed).status_code == 302
    assert str(TeamTarget.objects.get().age_target) == "42.5"
    assert "42.5" in page(browser.get(f"{TEAM}?view=sitting"))


@pytest.fixture
def under_c(township: User, township_place: Division, people: list[Resident]) -> Election:
    opened = at(2020, 9, 1)
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("city-town-2020", opened),
        name="演练",
        training=True,
        now=opened,
    )
    Cycle.objects.filter(pk=cycle.pk).update(clock=opened)
    return cycle.elections.select_related("cycle__township", "village").get(village=VILLAGE)


@pytest.fixture
def move(cycle: Cycle) -> Callable[[Any], None]:
    def to(moment: Any) -> None:
        cycle.clock = moment
        cycle.save()

    return to
