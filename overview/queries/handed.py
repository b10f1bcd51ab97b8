"""What was handed in or came back beside the steps: introduction sheets, bodies elected after the vote."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import may
from candidates.enums import IntroductionState
from candidates.models import IntroductionSheet, SupportingBody
from elections.models import Election
from elections.queries.progress import Progress


@dataclass(frozen=True)
class Sort:
    """A sort of thing that waits: who it waits for by permission, what is told, where it is looked at."""

    permission: str
    told: Promise | str
    url_name: str


@dataclass(frozen=True)
class Handed:
    """So many things of a sort that wait for the officer at one place."""

    election: Election
    sort: Sort
    number: int

    @property
    def url(self) -> str:
        return reverse(self.sort.url_name, args=[self.election.village_id])


SORTS = (
    Sort("candidate.review_township", _("Introduction sheets to check"), "candidates:introductions"),
    Sort("candidate.propose", _("Introduction sheets returned"), "candidates:introductions"),
    Sort("bodies.file", _("Bodies to take on file"), "candidates:bodies"),
)


def handed_to(user: User, found: Sequence[Progress]) -> list[Handed]:
    """What waits for the officer in the places in sight, in one query; nothing is asked for an office without such work."""
    elections = [progress.election for progress in found]
    if not any(may(user, sort.permission, e.village_id) for sort in SORTS for e in elections):
        return []
    counts = Election.objects.filter(pk__in=[e.pk for e in elections]).values_list(
        "pk",
        _number(_sheets(IntroductionState.WAITING), "candidacy__election"),
        _number(_sheets(IntroductionState.RETURNED), "candidacy__election"),
        _number(SupportingBody.objects.filter(filed_at__isnull=False, received_at=None), "election"),
    )
    numbers = {pk: rest for pk, *rest in counts}
    return [
        Handed(election, sort, number)
        for election in elections
        for sort, number in zip(SORTS, numbers.get(election.pk, ()), strict=False)
        if number and may(user, sort.permission, election.village_id)
    ]


def _sheets(state: IntroductionState) -> QuerySet[IntroductionSheet]:
    return IntroductionSheet.objects.filter(state=state)


def _number(rows: QuerySet[IntroductionSheet] | QuerySet[SupportingBody], path: str) -> Subquery:
    """How many of the rows an election has, as part of another query; None for none."""
    here = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(here.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
