"""The persons intended for the committee: recommended, named on the lists of plan A, shown, told and printed."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path as File

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import Refusals
from candidates.enums import VoteAbout
from candidates.models import PartyDecision, SeatPlan
from candidates.papers.of_party import list_notification, recommendation_report
from candidates.queries.intended import intended_offered, least_intended
from candidates.services.names import VoteLine
from candidates.services.party_list import Named
from candidates.services.stage import stage_of
from tests.candidates.party import Path
from tests.candidates.party_fixtures import a, b, codes, officers, under
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at
from villages.enums import Body
from villages.models import PartyMember, Resident
from voting.queries.recorded import recorded_votes

__all__ = ["a", "b", "officers", "under"]
COMMITTEE = ("chair", "member", "member", "member")
URL = f"/villages/{VILLAGE}/candidates/party/"
API = f"/api/v1/villages/{VILLAGE}/candidates/party/"


def seat_committee(path: Path) -> None:
    """A chair and two members: with the differential four are named."""
    for rank, (post, seats) in enumerate((("chair", 1), ("member", 2)), start=1):
        SeatPlan.objects.create(
            election=path.election, body=Body.COMMITTEE, post=post, rank=rank, seats=seats
        )


def meet(path: Path, *votes: int) -> None:
    """The Party's six, and so many votes for each of the first people for the committee."""
    lines = [VoteLine(p, r.name, 60, r.pk) for p, r in path.pairs()]
    lines += [
        VoteLine(post, r.name, number, r.pk)
        for post, r, number in zip(COMMITTEE, path.people, votes, strict=False)
    ]
    path.meet(at(2020, 12, 18), lines=lines)


def intended(people: Sequence[Resident]) -> list[Named]:
    return [Named(post, r.name, r.pk) for post, r in zip(COMMITTEE, people, strict=False)]


def listed(path: Path) -> list[Named]:
    return [Named(p, r.name, r.pk) for p, r in path.pairs()]


def village_list(path: Path, people: Sequence[Resident]) -> PartyDecision:
    return path.decide("organisation_list", at(2020, 12, 19), [*listed(path), *intended(people)])


@pytest.fixture
def planned(a: Path) -> Path:
    seat_committee(a)
    return a


def test_a_nom_04_who_is_no_member_or_has_half_only_is_refused_by_name(planned: Path) -> None:
    meet(planned, 50, 41, 41, 40)
    PartyMember.objects.filter(resident=planned.people[1]).delete()
    own = [each for each in listed(planned) if each.resident_id != planned.people[1].pk]
    with pytest.raises(Refusals) as refused:
        planned.decide("organisation_list", at(2020, 12, 19), [*own, *intended(planned.people)])
    found = [each for each in refused.value.refusals if each.code != "too_few_names"]
    assert [(each.code, each.field, each.clause) for each in found] == [
        ("not_a_party_member", "name-6", "A-NOM-04"),
        ("not_enough_votes", "name-8", "A-NOM-04"),
    ]


def test_a_nom_04_a_fifth_more_than_the_committees_seats_are_intended(planned: Path) -> None:
    meet(planned, 50, 45, 45, 41)
    assert least_intended(planned.election) == 4
    with pytest.raises(Refusals) as refused:
        village_list(planned, planned.people[:3])
    assert [(each.code, each.field, each.clause, each.data) for each in refused.value.refusals] == [
        ("too_few_names", "intended", "A-NOM-04", {"have": 3, "least": 4})
    ]
    made = village_list(planned, planned.people[:4])
    assert [(each["post"], each["name"], each["votes"]) for each in made.intended_people] == [
        (post, person.name, votes)
        for post, person, votes in zip(COMMITTEE, planned.people, (50, 45, 45, 41), strict=False)
    ]
    assert {each["candidacy"] for each in made.names}, "those for the Party stand as before"
    assert not planned.election.candidacies.filter(body=Body.COMMITTEE).exists()


def test_too_few_recommended_all_of_them_will_do_and_the_township_adds(planned: Path) -> None:
    """A-NOM-05: the township suggests as many as seats and differential ask for, and may name anybody of the village."""
    meet(planned, 50, 45, 40)
    village_list(planned, planned.people[:2])
    with pytest.raises(Refusals) as refused:
        planned.decide("township_recommendation", at(2020, 12, 22))
    assert [(each.code, each.clause) for each in refused.value.refusals] == [("too_few_names", "A-NOM-05")]
    PartyMember.objects.filter(resident=planned.people[7]).delete()
    four = [*planned.people[:3], planned.people[7]]
    made = planned.decide("township_recommendation", at(2020, 12, 22), [*listed(planned), *intended(four)])
    assert [each["name"] for each in made.intended_people] == [person.name for person in four]


def test_nobody_is_intended_for_two_posts(planned: Path) -> None:
    meet(planned, 50, 45, 45, 41)
    twice = Named("member", planned.people[0].name, planned.people[0].pk)
    with pytest.raises(Refusals) as refused:
        planned.decide(
            "organisation_list",
            at(2020, 12, 19),
            [*listed(planned), *intended(planned.people[:4]), twice],
        )
    assert codes(refused) == ["post_not_planned"]


def test_before_the_committees_seats_are_set_nobody_is_intended(a: Path) -> None:
    meet(a, 50)
    with pytest.raises(Refusals) as refused:
        village_list(a, a.people[:1])
    assert codes(refused) == ["seats_not_planned"]
    a.first_list("organisation_list", at(2020, 12, 19))


def test_a_list_decided_again_without_them_leaves_those_named_before(planned: Path) -> None:
    meet(planned, 50, 45, 45, 41)
    first = village_list(planned, planned.people[:4])
    again = planned.decide("organisation_list", at(2020, 12, 20), listed(planned))
    assert again.number == 2 and again.intended_people == first.intended_people


def test_plan_b_intends_nobody_for_a_committee(b: Path) -> None:
    b.meet(at(2020, 10, 10))
    with pytest.raises(Refusals) as refused:
        b.decide("organisation_list", at(2020, 10, 11), [*listed(b), *intended(b.people[:1])])
    assert codes(refused) == ["post_not_planned"]


def test_the_votes_for_the_committee_are_kept_with_the_tallys_outcome(planned: Path) -> None:
    meet(planned, 50, 40)
    (vote,) = recorded_votes(planned.election, VoteAbout.RECOMMENDATION)
    ahead = [[str(row.name) for row in post.rows] for post in vote.told.posts]
    assert [planned.people[0].name] in ahead[3:4] and len(ahead) == 5


def test_they_are_printed_in_report_and_notification(planned: Path, tmp_path: File) -> None:
    """DOC-61, DOC-62."""
    planned.election.election_day = date(2021, 3, 20)
    planned.election.save()
    meet(planned, 50, 45, 45, 41)
    village_list(planned, planned.people[:4])
    four = [*planned.people[1:4], planned.people[7]]
    planned.decide("township_recommendation", at(2020, 12, 22), [*listed(planned), *intended(four)])
    sheets = {
        "recommendation_report": (planned.officers["village_clerk"], "村民委员会班子成员意向人选："),
        "list_notification": (planned.officers["township_office"], "村民委员会候选人建议人选："),
    }
    told = {}
    for kind, (by, heading) in sheets.items():
        (tmp_path / kind).mkdir()
        told[kind] = text_of(issued(by, kind, planned.election, planned.election), tmp_path / kind)
        assert heading in told[kind]
    assert f"主任{planned.people[0].name}" in told["recommendation_report"]
    assert f"主任{planned.people[1].name}" in told["list_notification"]
    assert planned.people[7].name in told["list_notification"].split("建议人选：")[1]


def test_what_older_records_say_in_words_is_still_read(
    planned: Path, clerk: User, client_of: Callable[[User], Client]
) -> None:
    planned.election.election_day = date(2021, 3, 20)
    planned.election.save()
    meet(planned, 50, 45)
    village_list(planned, planned.people[:2])
    township = [*listed(planned), *intended(planned.people[:4])]
    planned.decide("township_recommendation", at(2020, 12, 22), township)
    PartyDecision.objects.update(intended="主任张三、委员李四", intended_people=[])
    for paper in (recommendation_report, list_notification):
        sheet = paper(planned.election, date(2020, 12, 23))
        assert "主任张三、委员李四" in "".join(sheet.closing) and not sheet.intended
    assert "主任张三、委员李四" in client_of(clerk).get(f"{URL}organisation_list/").content.decode()


def test_the_pages_offer_who_may_be_named_and_a_program_reads_them(
    planned: Path, clerk: User, township: User, client_of: Callable[[User], Client]
) -> None:
    meet(planned, 50, 45, 45, 40)
    offered = intended_offered(planned.election, stage_of(planned.election, "organisation_list", "list"))
    assert [(each.resident_id, each.post) for each in offered] == [
        (person.pk, post) for person, post in zip(planned.people[:3], COMMITTEE, strict=False)
    ]
    cycle = planned.election.cycle
    cycle.clock = at(2020, 12, 23)
    cycle.save()
    village, town = client_of(clerk), client_of(township)
    own = {f"listed-{r.pk}": p for p, r in planned.pairs()} | {"held_on": "2020-12-19", "note": "研究确定"}
    page = village.get(f"{URL}organisation_list/").content.decode()
    assert f'name="intended-{planned.people[2].pk}"' in page and "more_intended" not in page
    assert village.post(f"{URL}organisation_list/", own).status_code == 409
    for person, post in zip(planned.people[:3], COMMITTEE, strict=False):
        own[f"intended-{person.pk}"] = post
    assert village.post(f"{URL}organisation_list/", own).status_code == 302
    more = {"held_on": "2020-12-22", "more_intended": f"委员 {planned.people[7].name}"}
    answer = town.post(f"{URL}township_recommendation/", own | more)
    assert answer.status_code == 302, answer.content.decode()
    told = {each["key"]: each["intended"] for each in village.get(API).json()["stages"]}
    assert [each["name"] for each in told["organisation_list"]] == [r.name for r in planned.people[:3]]
    assert told["township_recommendation"][-1] == {
        "resident_id": planned.people[7].pk, "name": planned.people[7].name, "post": "member", "votes": 0,
    }  # fmt: skip
    assert told["request"] == []
    assert planned.people[7].name in village.get(f"{URL}township_recommendation/").content.decode()
