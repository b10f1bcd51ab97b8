from candidates.models.candidacy import Answer, Candidacy, Review
from candidates.models.election_committee import CommitteeMember, ElectionCommittee
from candidates.models.nomination import Nomination, NominationVote
from candidates.models.proposal import Proposal
from candidates.models.representative import ElectingUnit, Representative, RepresentativeBook
from candidates.models.seats import SeatPlan

__all__ = [
    "Answer",
    "Candidacy",
    "CommitteeMember",
    "ElectingUnit",
    "ElectionCommittee",
    "Nomination",
    "NominationVote",
    "Proposal",
    "Representative",
    "RepresentativeBook",
    "Review",
    "SeatPlan",
]
