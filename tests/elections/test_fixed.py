"""A query of a fixed shape finds what the ordinary one finds, and Django writes its SQL once."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from elections.models import Election, StepRecord
from elections.queries.fixed import Among, FixedQuery
from tests.cast import at, on_record

HELD = date(2020, 12, 10)


def told(of: Any) -> QuerySet[Election, Any]:
    """A moment, a day, JSON, and a list of JSON: whatever Django turns into values of its own."""
    records = StepRecord.objects.filter(election=OuterRef("pk")).order_by("pk")
    return (
        Election.objects.filter(of)
        .order_by("pk")
        .values_list(
            "pk",
            "election_day",
            "cycle__opened_at",
            "cycle__edition__data",
            ArraySubquery(records.values(told=JSONObject(step="step", at="recorded_at"))),
        )
    )


def test_it_finds_what_the_ordinary_query_finds(
    election: Election, second_election: Election, township: User
) -> None:
    on_record(township, election, "audit", "training", held_on=HELD, now=at(2020, 12, 10))
    ask = FixedQuery(lambda pks: told(Among("pk", pks)))
    for asked in ([election.pk, second_election.pk], [second_election.pk], [election.pk], [], [-1]):
        assert ask(asked) == list(told(Among("pk", asked)))
    assert ask([election.pk])[0][1] == election.election_day
    assert [each["step"] for each in ask([election.pk])[0][4]] == ["audit", "training"]


def test_each_value_asked_about_goes_where_it_belongs(election: Election, second_election: Election) -> None:
    ask = FixedQuery(
        lambda pks, villages: Election.objects.filter(
            Among("pk", pks), Among("village", villages)
        ).values_list("pk")
    )
    both = [election.pk, second_election.pk]
    assert ask(both, [second_election.village_id]) == [(second_election.pk,)]
    assert ask([election.pk], [second_election.village_id]) == []


def test_the_query_is_built_once_and_asked_each_time(election: Election) -> None:
    built: list[object] = []

    def build(pks: Any) -> QuerySet[Election, Any]:
        built.append(pks)
        return Election.objects.filter(Among("pk", pks)).values_list("pk")

    ask = FixedQuery(build)
    with CaptureQueriesContext(connection) as queries:
        assert [ask([election.pk]) for _ in range(3)] == [[(election.pk,)]] * 3
    assert len(built) == 1
    assert len(queries) == 3
