"""The pages, the API and the papers of the bodies after the vote, by role."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from candidates.models import BodyMember, SupportingBody
from candidates.papers import of_supporting
from documents.papers import kind_of
from documents.refusals import PaperNotReady
from elections.models import Cycle, Election
from elections.queries.posts import posts_for
from tests.candidates.supporting import HELD, NOW, group_people, opened_step, represented, sits
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at
from tests.programs import Program
from villages.models import Cadre, Resident

BODIES = f"/villages/{VILLAGE}/bodies/"
Browse = Callable[[User], Client]


@pytest.fixture
def place(cycle: Cycle, election: Election, people: list[Resident]) -> Election:
    sits(people[10], "chair")
    sits(people[11], "secretary", "party")
    represented(election)
    opened_step(election)
    election.cycle.clock = NOW
    election.cycle.save()
    return election


def typed(person: Resident, chair: str, **more: Any) -> dict[str, Any]:
    """A group's meeting as the page sends it."""
    return {
        "held_on": HELD.isoformat(),
        "chaired_by": chair,
        "basis": "adults",
        "entitled": "30",
        "present": "24",
        "places": "1",
        "name-0": person.name,
        "votes-0": "20",
        **more,
    }


def test_the_leaders_from_their_meetings_to_publication(
    place: Election, clerk: User, township: User, auditor: User, people: list[Resident], client_of: Browse
) -> None:
    own, office = client_of(clerk), client_of(township)
    page = own.get(BODIES).content.decode()
    assert "尚未推选" in page
    assert "A-POST-03" in page
    assert "VCOL-28.1" in page
    first = f"{BODIES}meetings/group_leader/1/"
    assert own.get(first).status_code == 200
    answer = own.post(first, typed(group_people(place, 2)[0], people[10].name))
    assert answer.status_code == 409
    assert "不是本小组的代表" in answer.content.decode()
    pasted = typed(group_people(place, 1)[0], people[10].name, act="paste", pasted="王某 3\n没有票数\n")
    assert "王某" in own.post(first, pasted).content.decode()
    for number in (1, 2, 3):
        address = f"{BODIES}meetings/group_leader/{number}/"
        assert own.post(address, typed(group_people(place, number)[0], people[10].name)).status_code == 302
    assert own.post(f"{BODIES}group_leaders/file/", {}).status_code == 302
    assert "受理备案" in office.get(BODIES).content.decode()
    office.post(f"{BODIES}group_leaders/receive/")
    own.post(f"{BODIES}group_leaders/publish/")
    book = SupportingBody.objects.get()
    assert None not in (book.filed_at, book.received_at, book.published_at)
    one = BodyMember.objects.filter(state="elected").first()
    assert own.get(f"{BODIES}people/{one.pk}/").status_code == 200
    gone = {"on": NOW.date().isoformat(), "reason": "外出"}
    assert own.post(f"{BODIES}people/{one.pk}/", gone).status_code == 302
    assert "须再次公布" in client_of(auditor).get(BODIES).content.decode()


def test_equal_votes_are_shown_to_choose_from(
    place: Election, clerk: User, people: list[Resident], client_of: Browse
) -> None:
    pair, own = group_people(place, 1)[:2], client_of(clerk)
    address = f"{BODIES}meetings/councillor/1/"
    rows = typed(pair[0], "", **{"name-1": pair[1].name, "votes-1": "20"})
    answer = own.post(address, rows)
    assert answer.status_code == 409
    assert f'name="decided" value="{pair[1].pk}"' in answer.content.decode()
    decided = rows | {"decided": str(pair[1].pk), "decision": "再次投票"}
    assert own.post(address, decided).status_code == 302


def test_what_stands_against_handing_in_is_told_beside_the_body(
    place: Election, clerk: User, client_of: Browse
) -> None:
    answer = client_of(clerk).post(f"{BODIES}council/file/", {})
    assert answer.status_code == 409
    assert "尚未登记" in answer.content.decode()
    assert client_of(clerk).post(f"{BODIES}unknown/file/", {}).status_code in (404, 409)


def test_only_the_village_records_and_only_the_township_files(
    place: Election, township: User, clerk: User, auditor: User, client_of: Browse
) -> None:
    assert client_of(township).post(f"{BODIES}council/file/", {}).status_code == 404
    assert client_of(clerk).post(f"{BODIES}council/receive/").status_code == 404
    assert client_of(auditor).get(f"{BODIES}meetings/councillor/1/").status_code == 404
    assert client_of(clerk).get(f"{BODIES}meetings/councillor/9/").status_code == 404
    assert client_of(clerk).get(f"{BODIES}meetings/convener/1/").status_code == 404


def test_the_step_leads_there_and_the_english_page_is_english(
    place: Election, clerk: User, client_of: Browse
) -> None:
    own = client_of(clerk)
    assert BODIES in own.get(f"/villages/{VILLAGE}/steps/supporting_bodies/").content.decode()
    own.post("/language/", {"language": "en", "next": BODIES})
    page = own.get(BODIES, headers={"accept-language": "en"}).content.decode()
    assert "Group leaders" in page


def test_a_program_does_the_same(
    place: Election, clerk: User, township: User, people: list[Resident]
) -> None:
    own, office, root = Program(clerk), Program(township), f"villages/{VILLAGE}/bodies/"
    for number in (1, 2, 3):
        one = group_people(place, number)[0]
        told = own.post(
            f"{root}meetings/",
            {
                "post": "group_leader",
                "group": number,
                "held_on": HELD.isoformat(),
                "chaired_by": people[10].name,
                "basis": "adults",
                "entitled": 30,
                "present": 24,
                "lines": [{"name": one.name, "votes": 20, "resident_id": one.pk}],
            },
        )
        assert told.status_code == 201, told.content.decode()
    assert own.post(f"{root}group_leaders/filing/", {}).status_code == 201
    assert office.post(f"{root}group_leaders/receipt/", {}).status_code == 201
    assert own.post(f"{root}group_leaders/publication/", {}).status_code == 201
    leaders = next(each for each in own.get(root).json()["bodies"] if each["body"] == "group_leaders")
    assert [len(unit["people"]) for unit in leaders["units"]] == [1, 1, 1]
    assert leaders["target"] is None or leaders["target"] > "2021-01-01"
    person = leaders["units"][0]["people"][0]["id"]
    gone = own.post(f"{root}people/{person}/leaving/", {"on": "2021-01-29", "reason": "外出"})
    assert gone.status_code == 201
    assert posts_for(place).filter(body="group_leaders", until=None).count() == 2
    assert not Cadre.objects.filter(body="group_leaders", until=None).exists(), "a training cycle"


def test_the_register_and_the_announcement_print_who_was_elected(
    place: Election, clerk: User, township: User, people: list[Resident], client_of: Browse, tmp_path: Path
) -> None:
    own = client_of(clerk)
    for number in (1, 2, 3):
        address = f"{BODIES}meetings/group_leader/{number}/"
        own.post(address, typed(group_people(place, number)[0], people[10].name))
    own.post(f"{BODIES}group_leaders/file/", {})
    book = SupportingBody.objects.select_related("election__cycle__township", "election__village").get()
    with pytest.raises(PaperNotReady):
        of_supporting.body_notice(book, HELD)
    assert [each.subject for each in kind_of("body_register").occasions(VILLAGE)] == [book]
    assert not list(kind_of("body_notice").occasions(VILLAGE))
    own.post(f"{BODIES}group_leaders/publish/")
    told = text_of(issued(clerk, "body_register", book, place), tmp_path)
    assert "村民小组长登记册" in told
    assert "应到30，实到24" in told
    book.refresh_from_db()
    told = text_of(issued(clerk, "body_notice", book, place), tmp_path)
    assert "共3人" in told
    assert all(group_people(place, number)[0].name in told for number in (1, 2, 3))


def test_before_the_result_nothing_is_entered(
    election: Election, cycle: Cycle, clerk: User, people: list[Resident], client_of: Browse
) -> None:
    cycle.clock = at(2021, 1, 5)
    cycle.save()
    sits(people[10], "chair")
    represented(election)
    own = client_of(clerk)
    answer = own.post(
        f"{BODIES}meetings/group_leader/1/", typed(group_people(election, 1)[0], people[10].name)
    )
    assert answer.status_code == 409
    assert "确认和公布结果" in answer.content.decode()
