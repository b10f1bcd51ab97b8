"""A combination of names tried in a village of two thousand, against the bare SQL that fetches the same rows."""

from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from candidates.queries.team import board_of_team, tried_team
from elections.models import Election
from overview.demo.people import Population
from tests.bench.in_turns import best_of
from tests.cast import ELECTION_DAY
from villages.models import Resident
from villages.services.register import load_register

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

PEOPLE, TRIED, ROUNDS, RATIO, QUERIES = 2_000, 12, 7, 10, 5
# The request asks also for session, officer, rights, seats and relatives.
PAGE_QUERIES, PAGE_RATIO = 30, 10


@pytest.fixture
def chosen(second_election: Election) -> dict[int, set[str]]:
    """Twelve people of a village of two thousand, each in a post."""
    population = Population(Random(7), 7, ELECTION_DAY)
    load_register(village=second_election.village, rows=population.people(PEOPLE, 3))
    people = Resident.objects.filter(village=second_election.village).order_by("pk")[:: PEOPLE // TRIED]
    posts = ["secretary", "party_member", "chair", "member"]
    return {person.pk: {posts[number % 4]} for number, person in enumerate(people)}


def bare(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def test_a_combination_is_answered_within_a_few_times_the_bare_sql(
    second_election: Election, chosen: dict[int, set[str]]
) -> None:
    election = second_election
    rules = election.cycle.rules

    def answer() -> int:
        return len(board_of_team(rules, tried_team(election, chosen)).findings)

    with CaptureQueriesContext(connection) as asked:
        assert answer()
    statements = [query["sql"] for query in asked]
    assert len(statements) <= QUERIES, "\n".join(statements)
    taken, fetched = best_of(ROUNDS, answer, lambda: bare(statements))
    assert taken <= RATIO * fetched, f"{taken / fetched:.1f} times the bare SQL"


def test_the_page_answers_what_is_tried_within_a_few_times_its_bare_sql(
    second_election: Election, chosen: dict[int, set[str]], township: User, client: Client
) -> None:
    """The whole request with rights, board and template, as the page asks it after each change of a name."""
    client.force_login(township, backend="accounts.backends.OfficerBackend")
    page = reverse("candidates:try", args=[second_election.village_id])
    marks = {"try": [f"{post}:{resident}" for resident, posts in chosen.items() for post in posts]}

    def answer() -> bytes:
        return client.get(page, marks, headers={"HX-Request": "true", "HX-Target": "tried"}).content

    with CaptureQueriesContext(connection) as asked:
        told = answer().decode()
    assert "<html" not in told and "A-KIN-01" in told
    statements = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert len(statements) <= PAGE_QUERIES, "\n".join(statements)
    taken, fetched = best_of(ROUNDS, answer, lambda: bare(statements))
    assert taken <= PAGE_RATIO * fetched, f"{taken / fetched:.1f} times the bare SQL"
