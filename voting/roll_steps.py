"""What shows that registration and the publication of the roll are done."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, Subquery
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from elections.enums import Step
from elections.models import Election, Postponement
from elections.steps import Evidence, evidence, once
from voting.enums import RollState
from voting.models import Roll, RollUpload


@evidence(Step.REGISTRATION)
def registration(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done with the first list taken over, at the latest with the first roll published."""
    taken = _earliest(RollUpload.objects.filter(election__in=elections), "committed_at")
    return {pk: Evidence(done_at=at) for pk, at in (once(_published, elections) | taken).items()}


@evidence(Step.ROLL_PUBLICATION)
def roll_publication(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done with the first publication; later versions correct it and do not move the date."""
    remarks = _remarks(elections)
    return {
        pk: Evidence(done_at=at, remark=remarks.get(pk, "")) for pk, at in once(_published, elections).items()
    }


def _published(elections: Collection[Election]) -> dict[int, datetime]:
    """When each roll was first published; after a postponement that asks for a new one, when that was (A-ROLL-22)."""
    renewed = Postponement.objects.filter(election=OuterRef("election"), renews_roll=True).order_by(
        "-made_at"
    )
    rolls = Roll.objects.filter(election__in=elections).annotate(
        renewed=Subquery(renewed.values("made_at")[:1])
    )
    return _earliest(rolls.filter(Q(renewed=None) | Q(published_at__gte=F("renewed"))), "published_at")


def _earliest(rows: Any, moment: str) -> dict[int, datetime]:
    first = (
        rows.filter(**{f"{moment}__isnull": False}).order_by().values("election").annotate(first=Min(moment))
    )
    return {row["election"]: row["first"] for row in first}


def _remarks(elections: Collection[Election]) -> dict[int, Any]:
    rolls = Roll.objects.filter(election__in=elections, state=RollState.PUBLISHED).order_by()
    counted = rolls.values_list("election").annotate(
        voters=Count("entries", filter=Q(entries__not_registered="")),
        others=Count("entries", filter=~Q(entries__not_registered="")),
    )
    told = _("{voters} voters, {others} not registered")
    return {
        pk: format_lazy(told, voters=f"{voters:,}", others=f"{others:,}") for pk, voters, others in counted
    }
