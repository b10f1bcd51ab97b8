"""What is refused between the nomination and the vote: preselection, withdrawals, changes of the list, introductions."""

from accounts.refusals import Refusal


class NoPreselection(Refusal):
    """No post has more nominees than places, or the rulebook knows no preselection (C-NOM-06)."""

    code = "no_preselection"


class PreselectionRecorded(Refusal):
    code = "preselection_recorded"


class PreselectionMissing(Refusal):
    """A post has more nominees than places; nobody is proposed or listed before the preselection (C-NOM-06)."""

    code = "preselection_missing"


class PreselectionVoteMissing(Refusal):
    """A nominee has no number of votes; where nobody voted for the person it is 0."""

    code = "preselection_vote_missing"


class NotANominee(Refusal):
    """Votes for a line that is not among the nominees of the preselection."""

    code = "not_a_nominee"
