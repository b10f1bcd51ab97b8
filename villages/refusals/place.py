from typing import ClassVar

from accounts.refusals import Refusal


class GroupThere(Refusal):
    """A group of this number is there already."""

    code: ClassVar[str] = "group_there"


class PlaceClosed(Refusal):
    """The place was merged or given another code: its registers are kept, and changed no more."""

    code: ClassVar[str] = "place_closed"
