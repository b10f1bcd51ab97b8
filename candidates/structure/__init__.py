"""How a team looks against the rulebook: people in, findings out, no database."""

from candidates.structure.figures import Figures, figures_of
from candidates.structure.findings import Finding, Standing, findings_of
from candidates.structure.model import Member, Team
from candidates.structure.sums import Sums, sums_of, township_findings

__all__ = [
    "Figures",
    "Finding",
    "Member",
    "Standing",
    "Sums",
    "Team",
    "figures_of",
    "findings_of",
    "sums_of",
    "township_findings",
]
