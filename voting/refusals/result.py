from typing import ClassVar

from accounts.refusals import Refusal


class CountRunning(Refusal):
    """A round is not counted to the end; partial figures are no result."""

    code: ClassVar[str] = "count_running"


class RoundPending(Refusal):
    """A further round must be held first; the data name its kind and posts."""

    code: ClassVar[str] = "round_pending"


class NoRoundPending(Refusal):
    """The outcome asks for no further round."""

    code: ClassVar[str] = "no_round_pending"


class DayPassed(Refusal):
    code: ClassVar[str] = "day_passed"


class DayTooLate(Refusal):
    """The day lies behind the last one for a further round."""

    code: ClassVar[str] = "day_too_late"


class WriteInReviewNeeded(Refusal):
    """A person elected by write-in is not reviewed yet (A-REV-13); the data name post and person."""

    code: ClassVar[str] = "write_in_review_needed"


class NoWriteInToReview(Refusal):
    """Nobody of that name was elected to that post without having been on the formal list."""

    code: ClassVar[str] = "no_write_in_to_review"


class SexNeeded(Refusal):
    """For the seat elected among women the review states whether the person is a woman (C-NOM-08)."""

    code: ClassVar[str] = "sex_needed"


class ManWrittenIn(Refusal):
    """A man written in for the seat elected among women does not pass the review (C-NOM-08)."""

    code: ClassVar[str] = "man_written_in"


class ReviewedAlready(Refusal):
    code: ClassVar[str] = "reviewed_already"


class ResultConfirmed(Refusal):
    """The result is confirmed; nothing of it changes."""

    code: ClassVar[str] = "result_confirmed"


class WriteInUnknown(Refusal):
    """Nobody of that name was elected by write-in and passed the review."""

    code: ClassVar[str] = "write_in_unknown"


class WriteInElsewhere(Refusal):
    """Who is said to have been written in is no resident of the place."""

    code: ClassVar[str] = "write_in_elsewhere"
