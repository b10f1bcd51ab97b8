"""A query of a fixed shape finds what the ordinary one finds, and Django writes its SQL once."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.queries.fixed import Among, FixedModels, FixedQuery, Like, beginning
from elections.models import Election, StepRecord
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


def test_models_come_with_those_joined_and_with_what_is_annotated(
    election: Election, second_election: Election, township: User
) -> None:
    on_record(township, election, "audit", held_on=HELD, now=at(2020, 12, 10))
    records = StepRecord.objects.filter(election=OuterRef("pk"))

    def build(of: Any) -> QuerySet[Election]:
        found = Election.objects.filter(of).select_related("cycle__township", "village")
        return found.annotate(begun=Exists(records)).order_by("-pk")

    ask = FixedModels(lambda pks: build(Among("pk", pks)))
    keys = [election.pk, second_election.pk]
    with CaptureQueriesContext(connection) as queries:
        found, none = ask(keys), ask.first([-1])
        told = [(one.pk, one.cycle.township.name, one.village.name, one.begun) for one in found]
    assert len(queries) == 2
    assert none is None
    ordinary = build(Among("pk", keys))
    assert told == [(one.pk, one.cycle.township.name, one.village.name, one.begun) for one in ordinary]
    assert [one.begun for one in found] == [False, True]
    assert vars(found[0]).keys() == vars(ordinary[0]).keys()


def test_what_begins_like_a_text_is_found_and_no_letter_of_it_is_a_wildcard(election: Election) -> None:
    ask = FixedModels(lambda codes: Election.objects.filter(Like("village", codes)))
    code = election.village_id
    assert ask(beginning("9", code)) == [election]
    assert ask(beginning("")) == ask(beginning(code[:6])) == list(Election.objects.all())
    for nothing in ([], beginning("%"), beginning("_"), beginning(code + "0"), beginning("\\")):
        assert ask(nothing) == []
