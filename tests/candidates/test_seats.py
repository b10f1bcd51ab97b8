from collections.abc import Callable, Sequence
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.models import Nomination, SeatPlan
from candidates.queries.seats import usual_seats
from candidates.seating import PlannedPost
from candidates.services.seats import plan_seats
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.rulebook import load_rulebook
from tests.candidates.conftest import SEATS, two_more
from tests.cast import at
from villages.models import Village

RULES = load_rulebook("county-town-2020")
Planner = Callable[..., list[SeatPlan]]


def posts(*seats: int, extra: int = 1) -> list[PlannedPost]:
    return [PlannedPost(post, n, extra) for post, n in zip(("chair", "deputy", "member"), seats, strict=True)]


@pytest.fixture
def plan(election: Election, township: User) -> Planner:
    def make(wanted: Sequence[PlannedPost], **more: Any) -> list[SeatPlan]:
        return plan_seats(
            **{"by": township, "election": election, "posts": wanted, "now": at(2020, 12, 1)} | more
        )

    return make


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize(
    ("kind", "population", "seats"),
    [
        ("village", 999, [1, 0, 2]),
        ("village", 1000, [1, 0, 2]),
        ("village", 1001, [1, 1, 2]),
        ("village", 3000, [1, 1, 2]),
        ("village", 3001, [1, 1, 3]),
        ("community", 800, [1, 0, 4]),
    ],
)
def test_the_usual_seats_follow_the_population(kind: str, population: int, seats: list[int]) -> None:
    found = usual_seats(RULES, Village(kind=kind, population=population))
    assert [post.seats for post in found] == seats
    assert {post.extra for post in found} == {1}


def test_posts_stand_by_rank_and_those_without_seats_are_left_out(plan: Planner) -> None:
    assert [(p.post, p.rank, p.seats) for p in plan(posts(1, 0, 2))] == [("chair", 1, 1), ("member", 2, 2)]


def test_setting_them_again_replaces_them_and_both_are_acts(plan: Planner, election: Election) -> None:
    plan(posts(1, 0, 2))
    plan(posts(1, 1, 1))
    assert [p.post for p in election.seat_plan.all()] == ["chair", "deputy", "member"]
    assert LedgerEntry.objects.filter(act=Act.SEATS_SET).count() == 2


def test_only_the_township_sets_them(plan: Planner, clerk: User) -> None:
    with pytest.raises(NotThere):
        plan(posts(1, 0, 2), by=clerk)


def test_a_committee_has_three_members_at_least_and_seven_at_most(plan: Planner) -> None:
    with pytest.raises(Refusals) as refused:
        plan(posts(1, 0, 1))
    assert (codes(refused), refused.value.refusals[0].clause) == (["committee_too_small"], "A-ORG-14")
    with pytest.raises(Refusals) as refused:
        plan(posts(1, 1, 6))
    assert "committee_too_large" in codes(refused)


@pytest.mark.parametrize("chairs", [0, 2])
def test_a_committee_has_one_director(plan: Planner, chairs: int) -> None:
    with pytest.raises(Refusals) as refused:
        plan(posts(chairs, 0, 3 - chairs))
    assert codes(refused) == ["chair_not_one"]


def test_more_candidates_stand_than_there_are_seats(plan: Planner) -> None:
    with pytest.raises(Refusals) as refused:
        plan(posts(1, 0, 2, extra=0))
    assert codes(refused) == ["differential_too_small"] * 2
    assert refused.value.refusals[0].field == "extra-chair"


def test_a_ground_the_plan_does_not_know_is_none(plan: Planner, election: Election, township: User) -> None:
    two_more(township, election)
    with pytest.raises(Refusals) as refused:
        plan(posts(1, 1, 3), extra_reason="because", reason="工作需要")
    assert codes(refused) == ["reason_needed"]


def test_a_plan_within_the_usual_keeps_no_reason(plan: Planner) -> None:
    assert {post.reason for post in plan(posts(1, 0, 2), reason="不需要")} == {""}


def test_once_people_are_nominated_seats_do_not_change(plan: Planner, nomination: Nomination) -> None:
    with pytest.raises(refusals.SeatsFixed):
        plan(SEATS)
