"""The teams of all villages in sight, together: what a township or county office sees of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from accounts.models import User
from candidates.models import KinDecision, TeamTarget
from candidates.queries.team import View, teams_of
from candidates.source_rules import source_clauses
from candidates.structure import Figures, Finding, Sums, figures_of, sums_of, township_findings
from elections.models import Cycle, Election
from elections.queries.cycle import elections_for
from elections.rulebook import Rulebook

NEPOTISM: Final = "nepotism"


@dataclass(frozen=True)
class VillageTeam:
    """One village's team beside the sitting one, with the targets it filed.

    `kin_allowed`: pairs of relatives who may both stand by a decision, against what the plan says in principle.
    """

    election: Election
    now: Figures
    before: Figures
    target: TeamTarget | None
    kin_allowed: int


@dataclass(frozen=True)
class TownshipTeams:
    """All teams in sight in a view, their sums, and what the rulebook finds of them."""

    rows: Sequence[VillageTeam]
    now: Sums
    before: Sums
    findings: Sequence[Finding]
    targets: bool
    kin_clauses: Sequence[str]
    source_clauses: Sequence[str]

    @property
    def not_filed(self) -> int:
        return sum(row.target is None for row in self.rows)

    @property
    def kin_allowed(self) -> int | None:
        """How many warnings on relatives were overridden (C-KIN-03); None where the plan warns of none."""
        return sum(row.kin_allowed for row in self.rows) if self.kin_clauses else None


def township_teams(user: User, cycle: Cycle, view: str) -> TownshipTeams:
    """The teams of the villages that the officer looks after: as many queries however many villages."""
    elections = list(elections_for(user, cycle).order_by("village_id"))
    now, before = teams_of(elections, view), teams_of(elections, View.SITTING)
    targets = {t.election_id: t for t in TeamTarget.objects.filter(election__in=[e.pk for e in elections])}
    both = KinDecision.objects.filter(election__in=[e.pk for e in elections], yields=None)
    allowed = Counter(both.values_list("election_id", flat=True))
    sums, sitting = sums_of(list(now.values())), sums_of(list(before.values()))
    return TownshipTeams(
        rows=[
            VillageTeam(e, figures_of(now[e.pk]), figures_of(before[e.pk]), targets.get(e.pk), allowed[e.pk])
            for e in elections
        ],
        now=sums,
        before=sitting,
        findings=township_findings(cycle.rules, sums, sitting),
        targets=bool(cycle.rules.structure.targets_filed.stated),
        kin_clauses=_kin_clauses(cycle.rules),
        source_clauses=source_clauses(cycle.rules, sorted({e.village.kind for e in elections})),
    )


def _kin_clauses(rules: Rulebook) -> list[str]:
    """Where relatives may both be nominees only by an approval (C-KIN-01): that rule, and what forbids nepotism (C-KIN-03)."""
    stage, forbidden = rules.kin.stage, rules.discipline.forbidden_conduct
    if not stage.stated or stage.value != "nominees" or stage.approver is None:
        return []
    named = forbidden.also if forbidden.stated and NEPOTISM in forbidden.value else ()
    return [stage.clause, *named]
