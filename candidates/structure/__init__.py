"""How a team looks against the rulebook: people in, findings out, no database."""

from candidates.structure.figures import Figures, figures_of
from candidates.structure.findings import findings_of
from candidates.structure.found import Finding, Standing
from candidates.structure.model import Member, Team
from candidates.structure.sums import Sums, sums_of, township_findings
from candidates.structure.supervisors import supervisors_counted, with_director

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
    "supervisors_counted",
    "township_findings",
    "with_director",
]
