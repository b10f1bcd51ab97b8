"""The teams of all villages in sight, together: what a township or county office sees of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from candidates.models import TeamTarget
from candidates.queries.team import View, teams_of
from candidates.structure import Figures, Finding, Sums, figures_of, sums_of, township_findings
from elections.models import Cycle, Election
from elections.queries.cycle import elections_for


@dataclass(frozen=True)
class VillageTeam:
    """One village's team beside the sitting one, with the targets it filed."""

    election: Election
    now: Figures
    before: Figures
    target: TeamTarget | None


@dataclass(frozen=True)
class TownshipTeams:
    """All teams in sight in a view, their sums, and what the rulebook finds of them."""

    rows: Sequence[VillageTeam]
    now: Sums
    before: Sums
    findings: Sequence[Finding]
    targets: bool

    @property
    def not_filed(self) -> int:
        return sum(row.target is None for row in self.rows)


def township_teams(user: User, cycle: Cycle, view: str) -> TownshipTeams:
    """The teams of the villages that the officer looks after: as many queries however many villages."""
    elections = list(elections_for(user, cycle).order_by("village_id"))
    now, before = teams_of(elections, view), teams_of(elections, View.SITTING)
    targets = {t.election_id: t for t in TeamTarget.objects.filter(election__in=[e.pk for e in elections])}
    sums, sitting = sums_of(list(now.values())), sums_of(list(before.values()))
    return TownshipTeams(
        rows=[
            VillageTeam(e, figures_of(now[e.pk]), figures_of(before[e.pk]), targets.get(e.pk))
            for e in elections
        ],
        now=sums,
        before=sitting,
        findings=township_findings(cycle.rules, sums, sitting),
        targets=bool(cycle.rules.structure.targets_filed.stated),
    )
