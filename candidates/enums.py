from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CandidacyState(TextChoices):
    """How far a person has come; states.py moves it, docs/candidacy.md draws it."""

    NOMINATED = "nominated", _("Nominated")
    PROPOSED = "proposed", _("Waiting for the township")
    TOWNSHIP_PASSED = "township_passed", _("Waiting for the county")
    COUNTY_PASSED = "county_passed", _("Passed review")
    PROSPECTIVE = "prospective", _("Prospective candidate")
    FORMAL = "formal", _("Formal candidate")
    RETURNED = "returned", _("Returned")
    REJECTED = "rejected", _("Not passed")
    DECLINED = "declined", _("Did not accept")
    LEFT_OUT = "left_out", _("Not taken onto the list")
    WITHDRAWN = "withdrawn", _("Withdrew")
    CANCELLED = "cancelled", _("Candidacy cancelled")


class WithdrawalCause(TextChoices):
    """How somebody came to stand no longer: by their own letter, or by a decision against them."""

    LETTER = "letter", _("By letter")
    DECISION = "decision", _("Candidacy cancelled")


class ReviewLevel(TextChoices):
    TOWNSHIP = "township", _("Township review")
    COUNTY = "county", _("County joint review")


class Verdict(TextChoices):
    PASS = "pass", _("Pass")
    RETURN = "return", _("Return for evidence")
    REJECT = "reject", _("Do not pass")


class FailureWay(TextChoices):
    """What becomes of the place of somebody who failed the joint review (C-REV-07, AMB-49)."""

    NEXT = "next", _("The next by votes moves up")
    ANEW = "anew", _("Somebody is nominated anew")
    SHORTER = "shorter", _("The list is shorter")


class Preselectors(TextChoices):
    """Who votes in a preselection: the plan names nobody (C-NOM-06)."""

    VOTERS = "voters", _("Registered voters")
    REPRESENTATIVES = "representatives", _("Representatives’ meeting")


class IntroductionWay(TextChoices):
    """How candidates are made known: the committee's to the voters, the Party's to its electors (A-REV-12, B-NOM-03)."""

    MEETING = "meeting", _("Meeting of the candidates with the voters")
    STATEMENT = "statement", _("Statements before a meeting of villagers or representatives")
    ORAL = "oral", _("Told, by broadcast or from house to house")
    WRITTEN = "written", _("In writing, posted or handed out")
    SELF_INTRODUCTION = "self_introduction", _("Introducing oneself")
    QUESTIONS_AND_ANSWERS = "questions_and_answers", _("Questions and answers on the spot")
    CAMPAIGN_SPEECH = "campaign_speech", _("Speech for the post")


class IntroductionState(TextChoices):
    """How far the sheet that introduces a candidate has come; docs/candidacy.md draws it."""

    WAITING = "waiting", _("Waiting for the township’s check")
    RETURNED = "returned", _("Returned")
    READY = "ready", _("Ready to publish")
    PUBLISHED = "published", _("Published")


class Allotment(TextChoices):
    """How the places of representatives are allotted to electing units."""

    HOUSEHOLDS = "households", _("By households")
    GROUPS = "groups", _("By groups")


class RepresentativeState(TextChoices):
    """How somebody with votes for representative stands; docs/bodies.md draws it."""

    ELECTED = "elected", _("Representative")
    WAITING = "waiting", _("Next in line")
    YIELDED = "yielded", _("Gave way within the household")
    LEFT = "left", _("Left")


class MeetingBasis(TextChoices):
    """Who comes together to elect a body: those present are a share of them."""

    ADULTS = "adults", _("Residents of 18 and over")
    HOUSEHOLDS = "households", _("Representatives of the households")
    REPRESENTATIVES = "representatives", _("Representatives of the place")


class MemberState(TextChoices):
    """How somebody stands to the election committee; docs/bodies.md draws it."""

    PROPOSED = "proposed", _("Proposed by the township")
    SERVING = "serving", _("Member of the election committee")
    RESERVE = "reserve", _("Next in the original order")
    LEFT = "left", _("Left the election committee")


class MemberRole(TextChoices):
    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    MEMBER = "member", _("Ordinary member")


class LeavingCause(TextChoices):
    """Why a member leaves the election committee."""

    CANDIDATE = "candidate", _("Stands as a candidate")
    RELATIVE = "relative", _("Relative of a candidate")
    ABSENCES = "absences", _("Stayed away from meetings")
    OTHER = "other", _("Another reason")


class DepartmentVerdict(TextChoices):
    """What a department of the joint review answers about a person."""

    PASS = "pass", _("Nothing found")
    CONCERN = "concern", _("Concern")
    FAIL = "fail", _("On the negative list")


class FeedbackLevel(TextChoices):
    """Whom the result of the joint review has reached in writing, level by level (A-REV-02)."""

    TOWNSHIP = "township", _("Township Party committee")
    VILLAGE = "village", _("Party organisation of the place")


class NoticeKind(TextChoices):
    """What a public notice is about."""

    CANDIDATES = "candidates", _("Notice of the prospective candidates")
    SECRETARY = "secretary", _("Notice of the secretary’s candidate")
    ELECTED = "elected", _("Notice of those elected")


class NoticeChannel(TextChoices):
    """How an objection came in."""

    OFFICE = "office", _("Brought to an office")
    PUBLIC = "public", _("On the public page")


class NoticeDecision(TextChoices):
    """What came of an objection."""

    UPHELD = "upheld", _("Upheld: the person is taken off")
    DISMISSED = "dismissed", _("Not upheld")
    WITHDRAWN = "withdrawn", _("Taken back")


class Expectation(TextChoices):
    """Whether a Party member is expected at the assembly (A-ASM-05, C-ASM-01)."""

    EXPECTED = "expected", _("Expected")
    LEFT_OUT = "left_out", _("Not counted, approved")
    NO_VOTE = "no_vote", _("Without a vote")
    OBSERVER = "observer", _("Observer")


class TermEnd(TextChoices):
    """Why a term does not stand on its election any more."""

    INVALID = "invalid", _("Election declared invalid")
    YIELDED = "yielded", _("Gave way to a relative")


class VoteAbout(TextChoices):
    """Which recorded vote; before the dot the section that it belongs to.

    That of a body beside the committees is told by the body and the post.
    """

    RECOMMENDATION_ATTENDANCE = "recommendation.attendance", _("Who came")
    RECOMMENDATION = "recommendation", _("Recommendation meeting")
    FORMAL_LIST = "formal_list", _("Opinion on the formal candidates")
    NOMINATION = "nomination", _("Nomination")
    PRESELECTION = "preselection", _("Preselection")
    REPRESENTATIVES = "representatives", _("Representatives")
    COMMITTEE = "election_committee", _("Election committee")
    COMMITTEE_FILLED = "election_committee.filled", _("Free places filled")
    COMMITTEE_CHAIR = "election_committee.chair", _("Choice of the chair")
