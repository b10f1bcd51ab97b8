from candidates.models.candidacy import Candidacy, Review
from candidates.models.nomination import Nomination, NominationVote
from candidates.models.seats import SeatPlan

__all__ = ["Candidacy", "Nomination", "NominationVote", "Review", "SeatPlan"]
