from typing import ClassVar

from accounts.refusals import Refusal


class MobileReasonUnknown(Refusal):
    """The mobile box is for voters who cannot come for reasons of health or age (A-VOTE-05)."""

    code: ClassVar[str] = "mobile_reason_unknown"


class MobileVoterNotOnRoll(Refusal):
    """Who asks for the mobile box is not on the roll in force."""

    code: ClassVar[str] = "mobile_voter_not_on_roll"


class OnMobileListAlready(Refusal):
    """The voter is down for the mobile box already."""

    code: ClassVar[str] = "on_mobile_list_already"


class HasGivenProxy(Refusal):
    """The voter has given a proxy; the mobile box is for who does not wish to entrust (A-VOTE-05)."""

    code: ClassVar[str] = "has_given_proxy"


class MobileDecided(Refusal):
    """The request was decided already."""

    code: ClassVar[str] = "mobile_decided"


class ApprovalMissing(Refusal):
    """The rulebook has an office above agree to the mobile box, and its paper is not named."""

    code: ClassVar[str] = "mobile_approval_missing"


class StaffTooFew(Refusal):
    """Fewer people carry the box than the rulebook wants."""

    code: ClassVar[str] = "mobile_staff_too_few"


class ReturnsTooEarly(Refusal):
    """The box would be back before it has set out."""

    code: ClassVar[str] = "mobile_returns_too_early"


class RouteMissing(Refusal):
    """The route named is not one of this election."""

    code: ClassVar[str] = "mobile_route_missing"
