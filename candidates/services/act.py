from datetime import datetime
from typing import Any

from accounts.models import Office, User
from elections.enums import Act, Step
from elections.models import Election, LedgerEntry
from elections.services.ledger import record


def record_act(
    *,
    by: User,
    office: Office,
    act: Act,
    election: Election,
    data: dict[str, Any],
    now: datetime,
    step: Step | None = None,
    subject: str = "",
) -> LedgerEntry:
    """Add an act to the ledger of an election's village, inside the caller's transaction."""
    return record(
        by=by,
        office=office,
        act=act,
        cycle=election.cycle,
        place_code=election.village_id,
        step=step,
        subject=subject or str(election.village),
        data=data,
        now=now,
    )
