"""Votes on the way to the candidates and to the bodies are contests: kept with count and outcome, told on a page of their own."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from candidates.counted import counted
from candidates.enums import VoteAbout
from candidates.models import Nomination
from candidates.queries.votes import vote_sections
from candidates.services.representative_places import UnitPlan
from candidates.services.representative_votes import UnitCount, record_unit_votes
from candidates.tallied import NOBODY, committee_asked
from candidates.told import told_name
from elections.chain import digest
from elections.enums import Act
from elections.models import Election, LedgerEntry
from tests.candidates.bodies import HELD, NOW, allot, choose, elected, form, lines, ready
from tests.candidates.real import cycle
from tests.candidates.supporting import elect, group_people, meeting, opened_step, represented, sits
from tests.cast import VILLAGE, at, body_on_record
from villages.models import Resident
from voting.models import Contest
from voting.queries.recorded import recorded_votes
from voting.queries.result import all_votes_of
from voting.tally import tally

__all__ = ["cycle"]

Browser = Callable[[User], Client]
PAGE = f"/villages/{VILLAGE}/candidates/votes-counted/"


@pytest.fixture
def place(election: Election, township: User) -> Election:
    return ready(township, election)


@pytest.fixture
def forming(place: Election) -> Election:
    """Its representatives are on file."""
    body_on_record(place, "representatives", HELD, at(2020, 12, 13))
    return place


def kept(election: Election, about: str) -> list[Contest]:
    return [vote.contest for vote in recorded_votes(election, about)]


def last_entry(election: Election, act: Act) -> dict[str, Any]:
    data: dict[str, Any] = LedgerEntry.objects.filter(cycle=election.cycle, act=act).latest("pk").data
    return data


def test_a_nomination_is_kept_as_the_tally_counted_it(nomination: Nomination) -> None:
    (contest,) = kept(nomination.election, VoteAbout.NOMINATION)
    assert contest.electors == nomination.registered and contest.day == nomination.held_on
    again = tally(contest.outcome.count)
    assert again["totals"] == contest.outcome.data["totals"] and again["status"] == "valid"
    assert [p["elected"] for p in again["positions"]] == [
        p["elected"] for p in contest.outcome.data["positions"]
    ]
    told = last_entry(nomination.election, Act.NOMINATION_RECORDED)["counted"]
    assert told == [{"count": digest(contest.outcome.count), "outcome": contest.outcome.digest}]
    votes = {(vote.post, vote.name): vote.votes for vote in nomination.votes.all() if vote.votes}
    names = contest.outcome.count["candidates"]
    assert votes == {
        (position["id"], names[line["id"]]["name"]): line["for"]
        for position in contest.outcome.data["positions"]
        for line in position["votes"]
    }


def test_it_is_no_round_of_the_committees_vote(nomination: Nomination) -> None:
    assert kept(nomination.election, VoteAbout.NOMINATION)
    assert not Contest.objects.filter(election=nomination.election).exists()
    assert not all_votes_of([nomination.election])
    assert not nomination.election.contests.exists()


def test_units_recorded_anew_keep_the_count_before(
    place: Election, clerk: User, people: list[Resident]
) -> None:
    allot(clerk, place, [UnitPlan("第一片", 30, 2, 1), UnitPlan("第二片", 30, 2, 1)])
    first = UnitCount(1, HELD, lines(people[:4], [9, 8, 7, 6]))
    other = UnitCount(2, HELD, lines(people[4:8], [9, 8, 7, 6]))
    record_unit_votes(by=clerk, election=place, counts=[first, other], now=NOW)
    record_unit_votes(
        by=clerk, election=place, counts=[UnitCount(1, HELD, lines(people[:4], [5, 6, 7, 8]))], now=NOW
    )
    votes = recorded_votes(place, VoteAbout.REPRESENTATIVES)
    assert [(v.contest.unit, v.contest.number, v.latest) for v in votes] == [
        (1, 1, False),
        (2, 1, True),
        (1, 2, True),
    ]
    (section,) = vote_sections(place)
    assert [(one.title[-1], one.latest) for one in section.votes] == [("1", False), ("2", True), ("1", True)]


def test_who_is_taken_among_equals_and_how_is_kept_with_it(
    forming: Election, clerk: User, people: list[Resident]
) -> None:
    votes = [30, 28, 26, 24, 20, 20]
    chosen = people[5].pk
    form(
        clerk,
        forming,
        elected(
            people[:6], 5, lines=lines(people[:6], votes), decided=frozenset({chosen}), decision="再次推选"
        ),
    )
    (vote,) = recorded_votes(forming, VoteAbout.COMMITTEE)
    assert vote.contest.decision == "再次推选" and vote.contest.chosen == [f"member.{chosen}"]
    (post,) = vote.told.posts
    marks = {str(row.name): row.mark for row in post.rows}
    assert marks[people[5].name] == "chosen" and marks[people[4].name] == "tied"


def test_a_committee_agreed_upon_without_a_ballot_has_no_vote(
    forming: Election, clerk: User, people: list[Resident]
) -> None:
    form(clerk, forming, elected(people[:5], 5, lines=lines(people[:5], [0] * 5)))
    assert not kept(forming, VoteAbout.COMMITTEE)


def test_the_choice_of_the_chair_is_a_vote(forming: Election, clerk: User, people: list[Resident]) -> None:
    form(clerk, forming, elected(people[:5], 5))
    choose(clerk, forming)
    (contest,) = kept(forming, VoteAbout.COMMITTEE_CHAIR)
    (position,) = contest.outcome.data["positions"]
    assert len(position["elected"]) == 1 and position["votes"][0]["for"] == 5


def test_a_meeting_of_a_body_keeps_who_came_and_its_vote(
    election: Election, clerk: User, people: list[Resident]
) -> None:
    sits(people[10], "chair")
    sits(people[11], "secretary", "party")
    place = opened_step(election)
    represented(place)
    chosen = group_people(place, 1)[:2]
    elect(clerk, place, meeting("group_leader", 1, chosen, [20, 4], chaired_by=people[10].name))
    came, vote = recorded_votes(place, "group_leaders.group_leader.attendance", "group_leaders.group_leader")
    assert [check.passed for check in came.told.checks] == [True] and not came.told.posts
    assert vote.by_hand and not vote.told.checks  # hands do not balance as papers do
    (section,) = vote_sections(place)
    (held,) = section.votes
    assert [part.contest.pk for part in held.parts] == [came.contest.pk, vote.contest.pk] and held.valid
    (post,) = vote.told.posts
    assert [(str(row.name), row.votes, row.mark) for row in post.rows] == [
        (chosen[0].name, 20, "elected"),
        (chosen[1].name, 4, ""),
    ]


def test_the_database_keeps_no_recorded_vote_that_is_not_counted(nomination: Nomination) -> None:
    (contest,) = kept(nomination.election, VoteAbout.NOMINATION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contest.recorded.filter(pk=contest.pk).update(state="counting", confirmed_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contest.recorded.filter(pk=contest.pk).update(about="", decision="抽签")


def test_only_those_level_can_be_taken_by_a_decision(nomination: Nomination) -> None:
    found = counted(committee_asked(nomination.election.cycle.rules), NOBODY)
    vote = found.recorded("nomination", date(2020, 12, 1), decided={"chair": [1]}, decision="抽签")
    assert vote.chosen == [] and vote.decision == ""


class TestPage:
    def test_it_says_what_will_stand_there(self, client_of: Browser, clerk: User, election: Election) -> None:
        assert "尚无投票记录" in client_of(clerk).get(PAGE).content.decode()

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("zh-hans", ("各次投票计票说明", "登记选民", "A-NOM-09", "入围")),
            ("en", ("How the votes were counted", "registered voters voted", "A-NOM-09", "Goes on")),
        ],
    )
    def test_it_tells_each_vote_in_both_languages(
        self, client_of: Browser, clerk: User, nomination: Nomination, language: str, words: tuple[str, ...]
    ) -> None:
        browser = client_of(clerk)
        browser.cookies["django_language"] = language
        listed = browser.get(reverse("candidates:candidates", args=[VILLAGE])).content.decode()
        assert PAGE in listed
        page = browser.get(PAGE).content.decode()
        for each in words:
            assert each in page
        section = page[page.index("one-vote") :]
        with override(language):
            (told,) = vote_sections(nomination.election)
            assert f"<h2>{told.title}</h2>" in page
        assert "当选" not in section and "lected" not in section  # a nomination elects nobody
        with override(language):
            for vote in nomination.votes.all():
                assert str(told_name(vote.name)) in page
        (contest,) = kept(nomination.election, VoteAbout.NOMINATION)
        assert contest.outcome.digest in page

    def test_programs_read_count_and_outcome(
        self, client_of: Browser, clerk: User, nomination: Nomination
    ) -> None:
        (told,) = client_of(clerk).get(f"/api/v1{PAGE}").json()
        (contest,) = kept(nomination.election, VoteAbout.NOMINATION)
        assert told["about"] == "nomination" and told["latest"] and told["number"] == 1
        assert told["count"] == contest.outcome.count and told["outcome"] == contest.outcome.data

    def test_others_do_not_see_it(self, client: Client, nomination: Nomination) -> None:
        assert client.get(f"/api/v1{PAGE}").status_code in (401, 403)
        assert client.get(PAGE).status_code == 302
