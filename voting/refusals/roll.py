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


class NothingToCorrect(Refusal):
    """There is no published roll, or no open correction of one."""

    code: ClassVar[str] = "nothing_to_correct"


class RollConfirmed(Refusal):
    """The published roll was confirmed as final; a postponement that renews it opens it again (A-ROLL-22)."""

    code: ClassVar[str] = "roll_confirmed"


class RollPublished(Refusal):
    """The roll is published: it is not drawn up anew, but corrected person by person."""

    code: ClassVar[str] = "roll_published"


class RegisterEmpty(Refusal):
    """The register holds nobody of age, so there is nothing to draw the roll up from."""

    code: ClassVar[str] = "register_empty"


class AppealsNotOver(Refusal):
    """The roll is final only when the time for objections is over, every one is decided and published."""

    code: ClassVar[str] = "appeals_not_over"


class EvidenceMissing(Refusal):
    """What the category needs is not on record; the data name the needs, or the numbers of the people."""

    code: ClassVar[str] = "evidence_missing"


class ResidenceTooShort(Refusal):
    """Not here for as long as the category asks, counted to the day the rulebook says (AMB-28)."""

    code: ClassVar[str] = "residence_too_short"


class PeopleToAsk(Refusal):
    """Some who live elsewhere were not heard on taking part; the data name their numbers."""

    code: ClassVar[str] = "people_to_ask"
