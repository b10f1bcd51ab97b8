"""A-ASM-02: the assembly's opinion on everybody of the approved list decides the formal list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import Refusals
from candidates.enums import CandidacyState, VoteAbout
from candidates.models import Candidacy, PartyDecision, SeatPlan
from candidates.queries.party_path import standing_party
from candidates.services.formal_opinion import Opinion
from candidates.services.party_list import Named
from elections.chain import digest
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.rulebook import load_rulebook
from tests.candidates.assembly import Assembly, members
from tests.candidates.party import Path, to_noticed_a
from tests.candidates.party_fixtures import a, changed, codes, officers
from tests.cast import VILLAGE, at
from villages.models import PartyMember
from voting.queries.recorded import KeptVote, recorded_votes

__all__ = ["a", "officers"]

Browser = Callable[[User], Client]
DAY = at(2021, 1, 5)
PRESENT = 41
PAGE = f"/villages/{VILLAGE}/candidates/party/formal_list/"
API = f"/api/v1/villages/{VILLAGE}/candidates/party/formal_list/list/"


@pytest.fixture
def ready(a: Path) -> Path:
    """Plan A with four seats and 46 members; six people are on the list that the township approved."""
    SeatPlan.objects.filter(election=a.election, post="party_member").update(seats=2)
    to_noticed_a(a, at(2020, 12, 27))
    a.stage("request", at(2021, 1, 2))
    a.stage("reply", at(2021, 1, 2, 15))
    members(a.people[0], 46 - PartyMember.objects.filter(village=VILLAGE).count())
    return a


def favour(path: Path, *votes: int) -> dict[int, int]:
    return {person.pk: given for person, given in zip(standing_party(path.election), votes, strict=True)}


def first(path: Path, number: int) -> list[Named]:
    return [Named(p.post, p.name, p.resident_id) for p in standing_party(path.election)[:number]]


def decided(path: Path, *votes: int, number: int = 6, present: int | None = PRESENT) -> PartyDecision:
    return path.decide(
        "formal_list", DAY, first(path, number), opinion=Opinion(favour(path, *votes), present)
    )


def opinion(election: Election) -> KeptVote:
    (kept,) = recorded_votes(election, VoteAbout.FORMAL_LIST)
    return kept


def test_who_has_more_than_half_of_those_present_is_formal_and_who_has_not_is_left_out(ready: Path) -> None:
    last = standing_party(ready.election)[-1]
    made = decided(ready, 41, 40, 39, 38, 21, 20, number=5)
    assert len(ready.formal()) == 5
    assert {each["in_favour"] for each in made.names} == {41, 40, 39, 38, 21}
    assert Candidacy.objects.get(pk=last.pk).state == CandidacyState.LEFT_OUT
    kept = opinion(ready.election)
    votes = {str(row.name): (row.votes, row.mark) for post in kept.told.posts for row in post.rows}
    assert votes[last.name] == (20, "") and sum(mark == "elected" for _votes, mark in votes.values()) == 5
    assert {(post.need, post.of) for post in kept.told.posts} == {(21, PRESENT)}
    assert (kept.contest.electors, kept.contest.present, kept.by_hand) == (46, PRESENT, True)


def test_the_ledger_has_everybodys_count(ready: Path) -> None:
    last = standing_party(ready.election)[-1]
    decided(ready, 41, 40, 39, 38, 21, 20, number=5)
    told = LedgerEntry.objects.filter(act=Act.PARTY_LIST_DECIDED).latest("pk").data
    assert told["opinion"]["present"] == PRESENT
    assert {"candidacy": last.pk, "name": last.name, "votes": 20} in told["opinion"]["in_favour"]
    assert len(told["opinion"]["in_favour"]) == 6
    contest = opinion(ready.election).contest
    assert told["counted"] == [{"count": digest(contest.outcome.count), "outcome": contest.outcome.digest}]


@pytest.mark.parametrize(
    ("votes", "number", "present", "code"),
    [
        ((41, 40, 39, 38, 37, 20), 6, PRESENT, "no_majority"),
        ((41, 40, 39, 38, 37, 21), 5, PRESENT, "majority_left_off"),
        ((42, 40, 39, 38, 37, 36), 6, PRESENT, "votes_over_present"),
        ((30, 30, 30, 30, 30, 30), 6, None, "present_missing"),
        ((30, 30, 30, 30, 30, 30), 6, 36, "no_quorum"),
        ((30, 30, 30, 30, 30, 30), 6, 47, "present_over_expected"),
    ],
)
def test_what_stands_against_the_list(
    ready: Path, votes: tuple[int, ...], number: int, present: int | None, code: str
) -> None:
    with pytest.raises(Refusals) as refused:
        decided(ready, *votes, number=number, present=present)
    assert codes(refused) == [code]
    assert refused.value.refusals[0].clause in ("A-ASM-02", "A-ASM-05")
    assert not ready.formal() and not recorded_votes(ready.election, VoteAbout.FORMAL_LIST)


def test_half_is_not_the_majority(ready: Path) -> None:
    with pytest.raises(Refusals) as refused:
        decided(ready, 40, 40, 40, 40, 40, 20, present=40)
    (fault,) = refused.value.refusals
    person = standing_party(ready.election)[-1]
    assert (fault.code, fault.field, fault.clause) == ("no_majority", f"favour-{person.pk}", "A-ASM-02")
    assert fault.data["need"] == 21


def test_everybodys_count_is_asked_also_of_who_is_not_listed(ready: Path) -> None:
    person = standing_party(ready.election)[-1]
    given = favour(ready, 41, 41, 41, 41, 41, 10)
    del given[person.pk]
    with pytest.raises(Refusals) as refused:
        ready.decide("formal_list", DAY, first(ready, 5), opinion=Opinion(given, PRESENT))
    (fault,) = refused.value.refusals
    assert (fault.code, fault.field) == ("favour_missing", f"favour-{person.pk}")


def test_who_is_not_on_the_approved_list_is_refused_whatever_the_opinion(ready: Path) -> None:
    stranger = Named("party_member", ready.people[8].name, ready.people[8].pk)
    given = Opinion(favour(ready, *[PRESENT] * 6), PRESENT)
    with pytest.raises(Refusals) as refused:
        ready.decide("formal_list", DAY, [*first(ready, 6), stranger], opinion=given)
    assert codes(refused) == ["not_on_the_list"]
    assert refused.value.refusals[0].clause == "A-ASM-02"


def test_where_the_assembly_was_counted_here_its_count_holds(
    ready: Path, clerk: User, township: User
) -> None:
    ready.election.party_day = DAY.date()
    ready.election.save()
    Assembly(ready.election, clerk, township).hold("count", DAY, present=40, without_vote=1)
    decided(ready, 39, 39, 39, 39, 39, 19, number=5, present=46)
    assert opinion(ready.election).contest.present == 39
    assert {post.need for post in opinion(ready.election).told.posts} == {20}


def test_by_the_other_reading_the_majority_is_of_those_expected(ready: Path) -> None:
    changed(ready, assembly__formal_opinion={"of": "electors", "more_than": "1/2"})
    ready.election.refresh_from_db()
    with pytest.raises(Refusals) as refused:
        decided(ready, 41, 41, 41, 41, 41, 23)
    assert (codes(refused), refused.value.refusals[0].data["need"]) == (["no_majority"], 24)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh-hans", ("赞成", "到会有选举权", "“多数党员”", "入围")),
        ("en", ("In favour of", "Present with the right to vote", "the majority of members", "Goes on")),
    ],
)
def test_the_page_asks_for_the_opinion_tells_the_reading_and_shows_what_came_of_it(
    ready: Path, clerk: User, client_of: Browser, language: str, told: tuple[str, ...]
) -> None:
    ready.election.cycle.clock = DAY
    ready.election.cycle.save()
    browser = client_of(clerk)
    browser.cookies["django_language"] = language
    page = browser.get(PAGE).content.decode()
    assert all(words in page for words in told[:3]) and "AMB-56" in page
    people = standing_party(ready.election)
    sent: dict[str, Any] = {"held_on": "2021-01-05", "note": "大会酝酿讨论", "present": PRESENT}
    sent |= {f"listed-{p.resident_id}": p.post for p in people} | {f"favour-{p.pk}": 30 for p in people}
    short = browser.post(PAGE, sent | {f"favour-{people[0].pk}": 20})
    assert short.status_code == 409 and "A-ASM-02" in short.content.decode()
    assert browser.post(PAGE, sent).status_code == 302
    page = browser.get(PAGE).content.decode()
    assert told[3] in page and "30" in page and page.count('class="num"') >= 12


def test_a_program_sends_the_opinion_and_reads_the_count(
    ready: Path, clerk: User, client_of: Browser
) -> None:
    ready.election.cycle.clock = DAY
    ready.election.cycle.save()
    browser, people = client_of(clerk), standing_party(ready.election)
    sent: dict[str, Any] = {
        "held_on": "2021-01-05",
        "note": "大会酝酿讨论",
        "names": [{"post": p.post, "name": p.name, "resident_id": p.resident_id} for p in people],
    }
    bare = browser.post(API, sent, content_type="application/json")
    assert [each["code"] for each in bare.json()["problems"]] == ["present_missing"]
    in_favour = [{"candidacy_id": p.pk, "votes": 33} for p in people]
    answer = browser.post(
        API,
        {**sent, "opinion": {"present": PRESENT, "in_favour": in_favour}},
        content_type="application/json",
    )
    assert answer.status_code == 201, answer.content.decode()
    counted = browser.get(f"/api/v1/villages/{VILLAGE}/candidates/votes-counted/").json()
    (vote,) = [each for each in counted if each["about"] == "formal_list"]
    assert {line["for"] for post in vote["outcome"]["positions"] for line in post["votes"]} == {33}


def test_plans_b_and_c_have_the_list_decided_in_another_way() -> None:
    """B names no assembly for it; C's assembly adopts the whole list by an item of its agenda (C-ASM-08)."""
    assert not load_rulebook("district-town-2020").assembly.formal_opinion.stated
    rules = load_rulebook("city-town-2020")
    assert not rules.assembly.formal_opinion.stated
    (item,) = [item for item in rules.assembly_agenda if "formal_list" in item.votes]
    assert item.clause == "C-ASM-08"
