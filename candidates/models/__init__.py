from candidates.models.approval import Approval, KinDecision
from candidates.models.candidacy import Answer, Candidacy, Review
from candidates.models.nomination import Nomination, NominationVote
from candidates.models.proposal import Proposal
from candidates.models.seats import SeatPlan
from candidates.models.statement import Statement

__all__ = [
    "Answer",
    "Approval",
    "Candidacy",
    "KinDecision",
    "Nomination",
    "NominationVote",
    "Proposal",
    "Review",
    "SeatPlan",
    "Statement",
]
