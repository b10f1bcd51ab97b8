"""What shows that the bodies after the vote are elected, in the steps and parts of the plan that ask for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef
from django.db.models.functions import JSONObject
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from candidates.models import SupportingBody
from candidates.queries.supporting import done_at
from candidates.supporting_rules import BodyRules, bodies_in_plan
from elections.models import Election
from elections.steps import Evidence, Worked


@dataclass(frozen=True)
class Stood:
    """How far a body has come."""

    body: str
    filed_at: datetime | None
    received_at: datetime | None
    published_at: datetime | None
    held_on: date | None


def supporting_column() -> ArraySubquery:
    """The bodies of an election, for the one query that reads what has come of its candidates."""
    told = JSONObject(
        body="body",
        filed_at="filed_at",
        received_at="received_at",
        published_at="published_at",
        held_on=Max("meetings__held_on"),
    )
    found = SupportingBody.objects.filter(election=OuterRef("pk")).order_by().values("pk")
    return ArraySubquery(found.annotate(told=told).values("told"))


def read_supporting(found: Iterable[dict[str, Any]] | None) -> dict[str, Stood]:
    """The bodies from the column, by their names."""
    return {each["body"]: _stood(each) for each in found or ()}


def _stood(told: dict[str, Any]) -> Stood:
    moments = {
        name: datetime.fromisoformat(told[name]) if told[name] else None
        for name in ("filed_at", "received_at", "published_at")
    }
    held = date.fromisoformat(told["held_on"]) if told["held_on"] else None
    return Stood(told["body"], held_on=held, **moments)


def worked_in(election: Election, stood: Mapping[str, Stood]) -> list[Worked]:
    """The bodies that were elected in the application in the place of a record."""
    return [
        Worked(
            rules.step.key,
            [rules.part.key] if rules.part else [],
            here.held_on,
            moment,
            format_lazy(_("{body} elected"), body=rules.body.label),
        )
        for rules in bodies_in_plan(election)
        if rules.step.offline
        and (here := stood.get(rules.body)) is not None
        and here.held_on is not None
        and (moment := done_at(here, rules.ways)) is not None
    ]


def with_bodies(election: Election, step: str, shown: Evidence, stood: Mapping[str, Stood]) -> Evidence:
    """The evidence of a step that is worked in the application, done only with the bodies that it asks for too."""
    asked = [rules for rules in bodies_in_plan(election) if rules.step.key == step]
    wanting = [rules for rules in asked if _done(rules, stood) is None]
    if shown.done_at is None or not wanting:
        moments = [moment for rules in asked if (moment := _done(rules, stood)) is not None]
        return replace(shown, done_at=max([shown.done_at, *moments])) if shown.done_at else shown
    waits = [each.filed_at for rules in wanting if (each := stood.get(rules.body)) and each.filed_at]
    return replace(
        shown,
        done_at=None,
        waiting_since=shown.waiting_since or min(waits, default=None),
        waiting_for=shown.waiting_for or (Role.TOWNSHIP_OFFICE.value if waits else ""),
        remark=_still(wanting),
    )


def _done(rules: BodyRules, stood: Mapping[str, Stood]) -> datetime | None:
    here = stood.get(rules.body)
    return done_at(here, rules.ways) if here else None


def _still(wanting: Sequence[BodyRules]) -> Any:
    return format_lazy(_("Still to be elected: {body}"), body=wanting[0].body.label)
