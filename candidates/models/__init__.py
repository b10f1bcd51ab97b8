from candidates.models.approval import Approval, KinDecision
from candidates.models.assembly import AgendaRecord, NotExpected, NotExpectedApproval
from candidates.models.branch_election import BranchElection
from candidates.models.candidacy import Answer, Candidacy, Review
from candidates.models.department import DepartmentReview, VerdictSheet
from candidates.models.election_committee import CommitteeMember, ElectionCommittee
from candidates.models.failure import FailureDecision
from candidates.models.feedback import FeedbackReceipt
from candidates.models.introduction import Introduction, IntroductionSheet
from candidates.models.letter import CommitmentLetter
from candidates.models.nomination import Nomination, NominationGroup, NominationVote, Preselection
from candidates.models.notice import Notice, NoticeObjection, NoticePerson
from candidates.models.own_bar import OwnBar
from candidates.models.party_path import Inspection, PartyDecision
from candidates.models.proposal import Proposal
from candidates.models.recommendation import Recommendation, RecommendationVote
from candidates.models.representative import ElectingUnit, Representative, RepresentativeBook
from candidates.models.seats import SeatApproval, SeatPlan, TeamPlan
from candidates.models.sign_off import SignOff
from candidates.models.statement import Statement
from candidates.models.supporting import BodyMeeting, BodyMember, SupportingBody
from candidates.models.talk import Talk, WouldBe
from candidates.models.team import TeamFact, TeamTarget
from candidates.models.term import ElectedTerm
from candidates.models.withdrawal import ListChange, Withdrawal

__all__ = [
    "AgendaRecord",
    "Answer",
    "Approval",
    "BodyMeeting",
    "BodyMember",
    "BranchElection",
    "Candidacy",
    "CommitmentLetter",
    "CommitteeMember",
    "DepartmentReview",
    "ElectedTerm",
    "ElectingUnit",
    "ElectionCommittee",
    "FailureDecision",
    "FeedbackReceipt",
    "Inspection",
    "Introduction",
    "IntroductionSheet",
    "KinDecision",
    "ListChange",
    "Nomination",
    "NominationGroup",
    "NominationVote",
    "NotExpected",
    "NotExpectedApproval",
    "Notice",
    "NoticeObjection",
    "NoticePerson",
    "OwnBar",
    "PartyDecision",
    "Preselection",
    "Proposal",
    "Recommendation",
    "RecommendationVote",
    "Representative",
    "RepresentativeBook",
    "Review",
    "SeatApproval",
    "SeatPlan",
    "SignOff",
    "Statement",
    "SupportingBody",
    "Talk",
    "TeamFact",
    "TeamPlan",
    "TeamTarget",
    "VerdictSheet",
    "Withdrawal",
    "WouldBe",
]
