"""Polling day: the place, the box, its ballot papers, how many were handed out."""

from typing import ClassVar

from accounts.refusals import Refusal


class NotOnTheDay(Refusal):
    """A box is shown empty, and ballots are handed out, on the day of the round and not in the future."""

    code: ClassVar[str] = "not_on_the_day"


class PlaceNotReady(Refusal):
    """Something without which a polling place is not opened was not seen there (A-VOTE-07, C-VOTE-04)."""

    code: ClassVar[str] = "place_not_ready"


class CheckUnknown(Refusal):
    """A polling place of this kind is not looked over for that."""

    code: ClassVar[str] = "check_unknown"


class BoxNotShown(Refusal):
    """Nothing is on record of the box having been shown empty and sealed."""

    code: ClassVar[str] = "box_not_shown"


class SealTwice(Refusal):
    """Another box of the round bears this seal."""

    code: ClassVar[str] = "seal_twice"


class WordsNeeded(Refusal):
    """A name or number that a record needs is missing."""

    code: ClassVar[str] = "words_needed"


class AccountClosed(Refusal):
    """The papers of the box are accounted for; the record of its opening stands."""

    code: ClassVar[str] = "account_closed"


class AccountOff(Refusal):
    """Papers received are not those issued, replaced and left; the data give every figure."""

    code: ClassVar[str] = "account_off"


class AccountDiffers(Refusal):
    """The account differs from the register of ballots or from the count; taken with a note that says why."""

    code: ClassVar[str] = "account_differs"


class RegisterKept(Refusal):
    """The register of ballots is kept at this box and counts by itself."""

    code: ClassVar[str] = "register_kept"


class TurnoutFalls(Refusal):
    """Fewer ballots than were reported for an earlier moment, or more than for a later one."""

    code: ClassVar[str] = "turnout_falls"


class TurnoutTooHigh(Refusal):
    """More ballots than the place received, or than there are voters."""

    code: ClassVar[str] = "turnout_too_high"
