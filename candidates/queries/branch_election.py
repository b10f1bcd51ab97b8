"""The sub-branches of a place after the new Party organisation: which have elected, which still have to (A-ASM-04)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from candidates.models import BranchElection
from elections.models import Election
from elections.queries.progress import StepProgress
from elections.rulebook import Rulebook
from elections.rulebook.events import ASSEMBLY_HELD
from villages.models import PartyOrganisation


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A sub-branch with the record of its election; None while it has none."""

    branch: PartyOrganisation
    record: BranchElection | None


def branches_elect(rules: Rulebook) -> bool:
    """Whether the plan has the sub-branches elect after the Party organisation."""
    rule = rules.followup.branches_elected
    return bool(rule.stated and rule.value)


def organisation_elected_on(steps: Iterable[StepProgress]) -> date | None:
    """The day on which the new Party organisation was elected, here or off-line; None before that."""
    days = (step.evidence.happened.get(ASSEMBLY_HELD) for step in steps)
    return next(filter(None, days), None)


def rows_of(election: Election) -> list[BranchRow]:
    """The sub-branches of the place by number, each with its record; two queries."""
    kept = {each.branch_id: each for each in election.branch_elections.select_related("secretary__resident")}
    branches = PartyOrganisation.objects.filter(
        village=election.village_id, parent__isnull=False, ended_on=None
    )
    return [BranchRow(branch, kept.get(branch.pk)) for branch in branches.order_by("number")]


def still_to_elect() -> QuerySet[PartyOrganisation]:
    """As part of a query of elections: the sub-branches of each that have no record yet."""
    kept = BranchElection.objects.filter(election=OuterRef(OuterRef("pk")), branch=OuterRef("pk"))
    branches = PartyOrganisation.objects.filter(parent__isnull=False, ended_on=None)
    return branches.filter(~Exists(kept), village=OuterRef("village"))
