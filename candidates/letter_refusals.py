"""What commitment letters and talks refuse. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class NobodyChosen(Refusal):
    """Nobody was chosen whom the act is about."""

    code = "nobody_chosen"


class NotACandidate(Refusal):
    """A letter is signed by who stands for that body (A-DISC-13); one for another election does not serve."""

    code = "not_a_candidate"


class TalkerMissing(Refusal):
    """It is not said who held the talk."""

    code = "talker_missing"


class NotOfTheGroup(Refusal):
    """The person is none of those whom the plan names in this group (C-PRE-08)."""

    code = "not_of_the_group"


class InterviewersMissing(Refusal):
    """With the secretary and the director the named offices talk together (A-PRE-05, C-PRE-09)."""

    code = "interviewers_missing"


class WouldBeKnown(Refusal):
    """The resident is on the list of those who wish to stand, or stands."""

    code = "would_be_known"
