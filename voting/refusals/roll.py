from typing import ClassVar

from accounts.refusals import Refusal


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
