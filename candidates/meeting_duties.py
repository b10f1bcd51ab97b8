"""The scrutineers of the Party members' assembly; found by `voting.meeting_duties`."""

from collections.abc import Sequence

from candidates.queries.assembly import names_on_duty
from elections.models import Election
from voting.meeting_duties import tells_scrutineers

SCRUTINEERS = "scrutineers"


@tells_scrutineers
def adopted_scrutineers(election: Election) -> Sequence[str]:
    """Whom the assembly named (A-ASM-10, A-ASM-12, C-ASM-08)."""
    return names_on_duty(election, SCRUTINEERS)
