from typing import ClassVar

from accounts.refusals import Refusal


class StepClosed(Refusal):
    """The act's step is outside its window; the data name step, window, now and who may extend."""

    code: ClassVar[str] = "step_closed"


class StepNotReady(Refusal):
    """A step that must be done before is not; the data name the missing steps."""

    code: ClassVar[str] = "step_not_ready"


class ElectionDayNotSet(Refusal):
    """The act's step counts from the election day, and there is none yet."""

    code: ClassVar[str] = "election_day_not_set"


class ElectionDayNeedsReason(Refusal):
    """The day lies outside the plan's window; it is taken with a recorded reason."""

    code: ClassVar[str] = "election_day_needs_reason"


class ElectionDayNotPossible(Refusal):
    """The day leaves no time for the minimum periods."""

    code: ClassVar[str] = "election_day_not_possible"


class ElectionDayFixed(Refusal):
    """The election day was published and may not be changed at will (A-VOTE-03)."""

    code: ClassVar[str] = "election_day_fixed"


class CycleRunning(Refusal):
    """The township has a cycle that is not finished."""

    code: ClassVar[str] = "cycle_running"


class CycleClosed(Refusal):
    code: ClassVar[str] = "cycle_closed"


class ClockOnlyInTraining(Refusal):
    """A real cycle runs on the server's clock; nobody moves it."""

    code: ClassVar[str] = "clock_only_in_training"


class RecordedAlready(Refusal):
    code: ClassVar[str] = "recorded_already"


class DateInTheFuture(Refusal):
    code: ClassVar[str] = "date_in_the_future"
