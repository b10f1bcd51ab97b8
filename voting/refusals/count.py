from typing import ClassVar

from accounts.refusals import Refusal


class ContestExists(Refusal):
    """The vote of this election is prepared already; further rounds are opened from its result."""

    code: ClassVar[str] = "contest_exists"


class RollNotPublished(Refusal):
    """There is no published roll, so nobody knows how many voters there are."""

    code: ClassVar[str] = "roll_not_published"


class NotInThisState(Refusal):
    """The round does not move from its state to the one asked for; the data name both."""

    code: ClassVar[str] = "contest_state"


class TimeAndPlaceFixed(Refusal):
    """Hours and places were published and may not be changed at will (A-VOTE-03)."""

    code: ClassVar[str] = "time_and_place_fixed"


class TimeAndPlaceNotSet(Refusal):
    code: ClassVar[str] = "time_and_place_not_set"


class TimeAndPlaceNotPublished(Refusal):
    code: ClassVar[str] = "time_and_place_not_published"


class ClosesBeforeItOpens(Refusal):
    code: ClassVar[str] = "closes_before_it_opens"


class PlaceNeeded(Refusal):
    """Mobile boxes only supplement an assembly or polling stations (A-VOTE-04, A-VOTE-05)."""

    code: ClassVar[str] = "place_needed"


class PlaceNamedTwice(Refusal):
    code: ClassVar[str] = "place_named_twice"


class GroupVotesTwice(Refusal):
    """A group is put down for two places; its voters would stand on two lists."""

    code: ClassVar[str] = "group_votes_twice"


class GroupVotesNowhere(Refusal):
    """A group is put down for no place, and no place takes the rest."""

    code: ClassVar[str] = "group_votes_nowhere"


class RestVotesTwice(Refusal):
    """Two places take the groups that no other names."""

    code: ClassVar[str] = "rest_votes_twice"


class GroupNotOnRoll(Refusal):
    """A place, or papers of a nomination, name a group of which nobody is on the roll."""

    code: ClassVar[str] = "group_not_on_roll"


class MobileBoxNotAllowed(Refusal):
    code: ClassVar[str] = "mobile_box_not_allowed"


class VotingNotOver(Refusal):
    """Boxes are opened after voting has ended (A-VOTE-08)."""

    code: ClassVar[str] = "voting_not_over"


class SecondPersonNeeded(Refusal):
    """A sheet is entered by two different people."""

    code: ClassVar[str] = "second_person_needed"


class BoxEnteredAlready(Refusal):
    """Both sheets of the box are in."""

    code: ClassVar[str] = "box_entered_already"


class NothingToSettle(Refusal):
    """The two sheets of the box are not both in, or it is agreed already."""

    code: ClassVar[str] = "nothing_to_settle"


class FigureUnsettled(Refusal):
    code: ClassVar[str] = "figure_unsettled"


class RuledByEntrant(Refusal):
    """Figures that differ are ruled on by nobody but those who typed the sheets (A-CNT-04)."""

    code: ClassVar[str] = "ruled_by_entrant"


class ReasonNeeded(Refusal):
    code: ClassVar[str] = "reason_needed"


class NothingToReopen(Refusal):
    """Nothing was entered for the box yet."""

    code: ClassVar[str] = "nothing_to_reopen"


class RoundFollowed(Refusal):
    """A further round was opened on this outcome; neither its count nor who gave way in it is taken up again."""

    code: ClassVar[str] = "round_followed"


class BoxesOpen(Refusal):
    """Not every box of the round is agreed, so there is nothing to tally."""

    code: ClassVar[str] = "boxes_open"


class StalePage(Refusal):
    """A sheet was sent from a page that was used for another counting already."""

    code: ClassVar[str] = "stale_page"
