"""After the count: ballots under seal, and results found invalid later."""

from typing import ClassVar

from accounts.refusals import Refusal


class NotCounted(Refusal):
    """Ballots are sealed when the round is counted."""

    code: ClassVar[str] = "not_counted"


class SealedAlready(Refusal):
    """The ballots of the round are under seal; a recount breaks it first."""

    code: ClassVar[str] = "sealed_already"


class SealedTooEarly(Refusal):
    """Sealed before the round was voted, or in the future."""

    code: ClassVar[str] = "sealed_at_wrong_time"


class NoPackets(Refusal):
    """At least one packet is sealed."""

    code: ClassVar[str] = "no_packets"


class KeptTooShort(Refusal):
    """The day until which ballots are kept lies before they were sealed."""

    code: ClassVar[str] = "kept_too_short"


class NotConfirmed(Refusal):
    """Only a result that was announced on the spot or confirmed is declared invalid."""

    code: ClassVar[str] = "result_not_confirmed"


class GroundUnknown(Refusal):
    """The plan does not know this ground, or not for the whole result."""

    code: ClassVar[str] = "ground_unknown"


class NotElectedHere(Refusal):
    """The person does not hold a seat of this post by this round."""

    code: ClassVar[str] = "not_elected_here"


class DeclaredAlready(Refusal):
    """This was declared invalid already."""

    code: ClassVar[str] = "declared_already"
