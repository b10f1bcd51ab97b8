from candidates.models.candidacy import Answer, Candidacy, Review
from candidates.models.nomination import Nomination, NominationVote
from candidates.models.party_path import Inspection, PartyDecision
from candidates.models.proposal import Proposal
from candidates.models.recommendation import Recommendation, RecommendationVote
from candidates.models.seats import SeatPlan

__all__ = [
    "Answer",
    "Candidacy",
    "Inspection",
    "Nomination",
    "NominationVote",
    "PartyDecision",
    "Proposal",
    "Recommendation",
    "RecommendationVote",
    "Review",
    "SeatPlan",
]
