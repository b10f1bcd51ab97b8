from typing import ClassVar

from accounts.refusals import Refusal


class NotAnAppellant(Refusal):
    """Whoever objects stands on no list from which the rulebook takes objections (AMB-25)."""

    code: ClassVar[str] = "not_an_appellant"


class AppealLate(Refusal):
    """The time to object is over, and the rulebook refuses what comes late; the data name the last day."""

    code: ClassVar[str] = "appeal_late"


class IdentityNumberWritten(Refusal):
    """A text that is read and printed holds an identity number."""

    code: ClassVar[str] = "identity_number_written"


class AppealDecided(Refusal):
    """The objection has its answer already."""

    code: ClassVar[str] = "appeal_decided"


class AnswerNeeded(Refusal):
    """An objection is not decided without words for who raised it (A-ROLL-20)."""

    code: ClassVar[str] = "answer_needed"


class OutcomeUnknown(Refusal):
    """The objection cannot end in this way: only a late one is refused for being late."""

    code: ClassVar[str] = "outcome_unknown"


class AppealsOpen(Refusal):
    """Objections that came in time are not decided: until then there is no vote (A-ROLL-20); the data name them."""

    code: ClassVar[str] = "appeals_open"


class AdjustmentUnpublished(Refusal):
    """An objection was upheld and the changed roll is not published again (A-ROLL-21); the data name it."""

    code: ClassVar[str] = "adjustment_unpublished"
