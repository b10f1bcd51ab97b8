from candidates.models.candidacy import Answer, Candidacy, Review
from candidates.models.department import DepartmentReview, VerdictSheet
from candidates.models.nomination import Nomination, NominationVote
from candidates.models.notice import Notice, NoticeObjection, NoticePerson
from candidates.models.proposal import Proposal
from candidates.models.seats import SeatPlan
from candidates.models.sign_off import SignOff

__all__ = [
    "Answer",
    "Candidacy",
    "DepartmentReview",
    "Nomination",
    "NominationVote",
    "Notice",
    "NoticeObjection",
    "NoticePerson",
    "Proposal",
    "Review",
    "SeatPlan",
    "SignOff",
    "VerdictSheet",
]
