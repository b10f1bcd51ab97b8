"""What shows that the commitment letters of a body are signed: every one of them, in place of a record (A-DISC-13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy
from candidates.queries.letters import STEPS, letter_rule, letters_beside
from candidates.states import GONE, SIGNING
from elections.models import Election
from elections.steps import Worked
from villages.enums import TWO_COMMITTEES, Body


@dataclass(frozen=True)
class Signed:
    """How many stand for a body, how many of them are on its list and signed, and when the last letter came."""

    people: int
    signed: int
    held_on: date | None
    entered_at: datetime | None


def letters_column() -> ArraySubquery:
    """The letters of an election by body, for the one query that reads what has come of its candidates."""
    theirs = letters_beside()
    people = (
        Candidacy.objects.filter(election=OuterRef("pk"), body__in=TWO_COMMITTEES)
        .exclude(state__in=GONE)
        .annotate(
            letter_day=Subquery(theirs.values("signed_on")[:1]),
            letter_at=Subquery(theirs.values("entered_at")[:1]),
        )
    )
    told = JSONObject(
        body="body",
        people=Count("pk"),
        signed=Count("pk", filter=Q(state__in=SIGNING, letter_day__isnull=False)),
        held_on=Max("letter_day"),
        entered_at=Max("letter_at"),
    )
    return ArraySubquery(people.order_by().values("body").annotate(told=told).values("told"))


def read_letters(found: Iterable[dict[str, Any]] | None) -> dict[str, Signed]:
    """The letters from the column, by body."""
    return {each["body"]: _signed(each) for each in found or ()}


def _signed(told: dict[str, Any]) -> Signed:
    held, entered = told["held_on"], told["entered_at"]
    return Signed(
        told["people"],
        told["signed"],
        date.fromisoformat(held) if held else None,
        datetime.fromisoformat(entered) if entered else None,
    )


def letters_worked(election: Election, signed: Mapping[str, Signed]) -> list[Worked]:
    """The signings that are complete: all who stand are on the body's list, and each signed.

    A letter names who held the talk, so it shows the talk too where the step has both.
    """
    rules = election.cycle.rules
    return [
        Worked(
            STEPS[body],
            [part.key for part in rules.step(STEPS[body]).parts],
            here.held_on,
            here.entered_at,
            format_lazy(_("Letters signed by all {n} candidates"), n=here.people),
        )
        for body in map(Body, TWO_COMMITTEES)
        if rules.has_step(STEPS[body])
        and letter_rule(rules, body).stated
        and (here := signed.get(body)) is not None
        and here.signed == here.people
        and here.held_on is not None
        and here.entered_at is not None
    ]
