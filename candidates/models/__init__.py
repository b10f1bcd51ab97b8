from candidates.models.approval import Approval, KinDecision
from candidates.models.candidacy import Answer, Candidacy, Review
from candidates.models.nomination import Nomination, NominationVote
from candidates.models.proposal import Proposal
from candidates.models.seats import SeatApproval, SeatPlan, TeamPlan
from candidates.models.statement import Statement
from candidates.models.team import TeamFact, TeamTarget

__all__ = [
    "Answer",
    "Approval",
    "Candidacy",
    "KinDecision",
    "Nomination",
    "NominationVote",
    "Proposal",
    "Review",
    "SeatApproval",
    "SeatPlan",
    "Statement",
    "TeamFact",
    "TeamPlan",
    "TeamTarget",
]
