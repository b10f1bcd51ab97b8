"""What speaks against registering a person, or against listing one as not registered."""

from typing import ClassVar

from accounts.refusals import Refusal


class CategoryUnknown(Refusal):
    """The rulebook has no such category for places of this kind."""

    code: ClassVar[str] = "category_unknown"


class RegisterSaysOtherwise(Refusal):
    """The household register contradicts the category."""

    code: ClassVar[str] = "register_says_otherwise"


class RelocatedElsewhere(Refusal):
    """A relocated person votes in another place (A-ROLL-11)."""

    code: ClassVar[str] = "relocated_elsewhere"


class RightsRestored(Refusal):
    """The deprivation of political rights is over before election day (A-ROLL-12)."""

    code: ClassVar[str] = "rights_restored"


class ConsentMissing(Refusal):
    """Nobody is left off as incapable without the guardian's consent and the committee's confirmation (A-ROLL-14)."""

    code: ClassVar[str] = "consent_missing"


class ProofMissing(Refusal):
    """What shows the ground is not on record."""

    code: ClassVar[str] = "proof_missing"


class NotReached(Refusal):
    """Who is said to be beyond reach was not sought in more than one way (A-ROLL-16)."""

    code: ClassVar[str] = "contacts_missing"


class VoterTwice(Refusal):
    """The person stands on this list already."""

    code: ClassVar[str] = "voter_twice"
