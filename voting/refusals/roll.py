from typing import ClassVar

from accounts.refusals import Refusal


class UploadNotReady(Refusal):
    """The upload is still being checked, or has faults."""

    code: ClassVar[str] = "upload_not_ready"


class UploadOvertaken(Refusal):
    """Another sheet was taken over, or this one discarded: what the preview showed no longer holds."""

    code: ClassVar[str] = "upload_overtaken"


class WarningsNotAccepted(Refusal):
    """The sheet has warnings, and no reason was given for taking it over with them."""

    code: ClassVar[str] = "warnings_not_accepted"


class VoterElsewhere(Refusal):
    """Someone on this roll is on the roll of another place (A-ROLL-13); the data name rows or numbers."""

    code: ClassVar[str] = "voter_on_another_roll"


class VoterUnderAge(Refusal):
    """Someone on this roll is too young on the election day as it is now (A-ROLL-03); the data name numbers."""

    code: ClassVar[str] = "voter_under_age"


class RollNotDraft(Refusal):
    """The version is published; a published roll is never changed."""

    code: ClassVar[str] = "roll_not_draft"


class RollEmpty(Refusal):
    code: ClassVar[str] = "roll_empty"


class FingerprintDiffers(Refusal):
    """What was typed is not the fingerprint of the list as it stands: it may have changed since it was looked at."""

    code: ClassVar[str] = "fingerprint_differs"


class NothingToCorrect(Refusal):
    """There is no published roll, or no open correction of one."""

    code: ClassVar[str] = "nothing_to_correct"


class RollConfirmed(Refusal):
    """The published roll was confirmed as final; a postponement that renews it opens it again (A-ROLL-22)."""

    code: ClassVar[str] = "roll_confirmed"
