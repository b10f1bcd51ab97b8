"""The columns that tell how far the Party's path of an election has come."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Max, Min, OuterRef, Q
from django.db.models.functions import JSONObject

from accounts.queries.fixed import Among, FixedQuery
from candidates.enums import ReviewLevel
from candidates.models import Candidacy, Notice, NoticePerson, PartyDecision
from candidates.party_path import ENDED_BY, PartyStand, read
from elections.models import Election
from villages.enums import Body


def party_columns() -> dict[str, Any]:
    """To be told of every election: the meeting, the decisions by stage, the people, the public notices."""
    decided = PartyDecision.objects.filter(election=OuterRef("pk")).order_by("decided_at", "pk")
    told = JSONObject(stage="stage", held_on="held_on", at="decided_at")
    return {
        "party_met": F("recommendation__recorded_at"),
        "party_decided": ArraySubquery(decided.annotate(told=told).values("told")),
        "party_people": ArraySubquery(_people().values("told")),
        "party_posted": ArraySubquery(_posted().values("told")),
    }


def _posted() -> Any:
    undecided = Q(objections__decision="")
    notices = Notice.objects.filter(election=OuterRef("pk"), kind__in=ENDED_BY.values())
    notices = notices.order_by("posted_at", "pk").annotate(
        open=Count("objections", filter=undecided),
        open_since=Min("objections__filed_at", filter=undecided),
        decided_at=Max("objections__decided_at"),
    )
    named = ArraySubquery(NoticePerson.objects.filter(notice=OuterRef("pk")).values("candidacy"))
    columns = {name: name for name in ("pk", "kind", "posted_at", "ends", "open", "open_since", "decided_at")}
    return notices.annotate(told=JSONObject(people=named, **columns))


def _people() -> Any:
    people = Candidacy.objects.filter(election=OuterRef("pk"), body=Body.PARTY).order_by("pk")
    people = people.annotate(
        **{
            f"at_{level}": Max("reviews__reviewed_at", filter=Q(reviews__level=level))
            for level in ReviewLevel.values
        }
    )
    levels = {level: f"at_{level}" for level in ReviewLevel.values}
    columns = {name: name for name in ("pk", "post", "state", "changed_at")}
    told = JSONObject(inspected="inspection__recorded_at", **columns, **levels)
    return people.annotate(told=told)


def party_stand_of(election: Election) -> PartyStand:
    """How far the Party's path of one election has come."""
    (row,) = _stands([election.pk])
    return read(*row)


_stands = FixedQuery(
    lambda elections: (
        Election.objects.filter(Among("pk", elections)).order_by().values_list(*party_columns().values())
    )
)
