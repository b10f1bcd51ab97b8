from typing import ClassVar

from accounts.refusals import Refusal


class StaffUnknown(Refusal):
    """No voter on the roll in force has this number."""

    code: ClassVar[str] = "staff_unknown"


class StaffNamesakes(Refusal):
    """Several voters bear the name; the data give their numbers."""

    code: ClassVar[str] = "staff_namesakes"


class StaffTwice(Refusal):
    """Somebody is named twice for one duty, or does it already."""

    code: ClassVar[str] = "staff_twice"


class StaffBarred(Refusal):
    """A candidate, or whom of the family the rulebook names, does not serve at the vote."""

    code: ClassVar[str] = "staff_barred"


class StaffNotApart(Refusal):
    """Who oversees the count does not call or count the votes (A-CNT-04)."""

    code: ClassVar[str] = "staff_not_apart"


class StaffPlaceUnknown(Refusal):
    """The last round has no box of this name."""

    code: ClassVar[str] = "staff_place_unknown"


class StaffWithRoute(Refusal):
    """Who carries the mobile box is named with its route."""

    code: ClassVar[str] = "staff_with_route"


class StaffReleased(Refusal):
    """The person does not serve any more."""

    code: ClassVar[str] = "staff_released"


class ScrutineerNotNamed(Refusal):
    """Who signed the count sheet is not named as scrutineer of this box."""

    code: ClassVar[str] = "scrutineer_not_named"


class DutyUnfilled(Refusal):
    """Staff are named, and a duty that the plan asks for before the first ballot or the count has nobody (A-CNT-04)."""

    code: ClassVar[str] = "duty_unfilled"
