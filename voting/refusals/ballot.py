from typing import ClassVar

from accounts.refusals import Refusal


class NotOnRollInForce(Refusal):
    """The person is not on the roll in force."""

    code: ClassVar[str] = "not_on_roll_in_force"


class BallotTaken(Refusal):
    """The voter's ballot of this round was handed out already; the data tell when, where and how."""

    code: ClassVar[str] = "ballot_taken"


class OutsideVotingHours(Refusal):
    """Ballots are handed out in the published hours of the round's day."""

    code: ClassVar[str] = "outside_voting_hours"


class OtherPlace(Refusal):
    """The voter's group votes at another place; the data name it."""

    code: ClassVar[str] = "votes_at_another_place"


class BoxNotOfRound(Refusal):
    """The box is not one of this round, or of another kind than the manner wants."""

    code: ClassVar[str] = "box_not_of_round"


class NotOnMobileList(Refusal):
    """The voter is not confirmed for the mobile box (A-VOTE-05)."""

    code: ClassVar[str] = "not_on_mobile_list"


class ProxyNotUsable(Refusal):
    """The proxy cannot be used: not approved, not published where that is wanted, or one of the two is off the roll."""

    code: ClassVar[str] = "proxy_not_usable"


class BallotTakenBack(Refusal):
    """The ballot was taken back already."""

    code: ClassVar[str] = "ballot_taken_back"


class CountBegun(Refusal):
    """The box is being counted; its register is closed."""

    code: ClassVar[str] = "count_begun"
