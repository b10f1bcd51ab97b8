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


class NotPublished(Refusal):
    """The formal list is not published yet, so there is nothing to change or to introduce."""

    code = "list_not_published"


class WithdrawalTooLate(Refusal):
    """The letter came after the last day for withdrawals, or the vote has begun (ZJ-19)."""

    code = "withdrawal_too_late"


class CancellingNotInPlan(Refusal):
    """By the rulebook nobody's candidacy is cancelled before the vote (A-RES-04)."""

    code = "cancelling_not_in_plan"


class CancelledTooLate(Refusal):
    """The last day is over or the vote is open: the ballot stands, who is elected is declared invalid (A-RES-04)."""

    code = "cancelled_too_late"


class CancelGroundUnknown(Refusal):
    """No candidacy is cancelled on this ground."""

    code = "cancel_ground_unknown"


class CandidacyCancelled(Refusal):
    """Whose candidacy was cancelled does not stand again in this election (A-RES-04)."""

    code = "candidacy_cancelled"


class NothingChanged(Refusal):
    """Nobody left the formal list and nobody is to be put on it."""

    code = "nothing_changed"


class ListFixed(Refusal):
    """On polling day the list stands as it is."""

    code = "list_fixed"


class IntroductionTooEarly(Refusal):
    """Candidates are introduced from the formal list on, the Party's from the prospective one (A-REV-12, A-REV-14)."""

    code = "introduction_too_early"


class IntroductionTooLate(Refusal):
    """Introductions end the day before the vote at the latest, the Party's with the assembly (A-REV-12, A-VOTE-10, A-ASM-09)."""

    code = "introduction_too_late"


class WayNotOffered(Refusal):
    """The candidates of this body are introduced in other ways (A-REV-12)."""

    code = "introduction_way_not_offered"


class SheetNotInPlan(Refusal):
    """The plan names nothing that is to be told of a candidate in writing."""

    code = "introduction_sheet_not_in_plan"


class HeadingMissing(Refusal):
    """Nothing is written under a heading that the plan names (A-REV-12, A-REV-14)."""

    code = "introduction_heading_missing"


class HeadingUnknown(Refusal):
    """The plan names no such heading for the introduction of a candidate."""

    code = "introduction_heading_unknown"


class SheetPublished(Refusal):
    """The sheet is published; what the voters have read stays."""

    code = "introduction_sheet_published"


class SheetNotWaiting(Refusal):
    """The sheet does not wait for the township: it is not entered, was returned, or is decided already."""

    code = "introduction_sheet_not_waiting"


class SheetsNotReady(Refusal):
    """The candidates are introduced alike: the sheet of somebody on the list is still to be written or to be checked."""

    code = "introduction_sheets_not_ready"


class NotANominee(Refusal):
    """Votes for a line that is not among the nominees of the preselection."""

    code = "not_a_nominee"
