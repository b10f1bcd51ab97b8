"""What must be before a result stands: its announcement on the spot, its review, the counting rule it was counted by."""

from typing import ClassVar

from accounts.refusals import Refusal


class NotAnnounced(Refusal):
    """The election committee has not confirmed and announced the result yet (A-VOTE-09, C-RES-04)."""

    code: ClassVar[str] = "result_not_announced"


class AnnouncedAlready(Refusal):
    """The result is announced already."""

    code: ClassVar[str] = "announced_already"


class AnnouncedAtWrongTime(Refusal):
    """A result is announced after voting and not in the future."""

    code: ClassVar[str] = "announced_at_wrong_time"


class NoReviewHere(Refusal):
    """The plan names no office that reviews a result; the election committee's confirmation is final (C-RES-04)."""

    code: ClassVar[str] = "no_review_here"


class CountingUnconfirmed(Refusal):
    """The round was counted by values that the plan does not state and no office has confirmed (AMB-38); the data
    name their paths.
    """

    code: ClassVar[str] = "counting_unconfirmed"


class NothingToConfirm(Refusal):
    """Every value of the counting rule is stated or confirmed."""

    code: ClassVar[str] = "nothing_to_confirm"


class NoFurtherRound(Refusal):
    """No seat was left empty by a further round that could be voted on once more (AMB-35)."""

    code: ClassVar[str] = "no_further_round"
