"""Enters the acts on the registers in the ledger: they hold beyond one cycle."""

from datetime import datetime
from typing import Any

from accounts.models import Office, User
from elections.enums import Act
from elections.services.ledger import record
from villages.acts import records_acts


@records_acts
def remember(
    *,
    by: User,
    office: Office,
    act: str,
    place_code: str,
    subject: str,
    data: dict[str, Any],
    now: datetime,
) -> None:
    """Enter one act in the chain of its place. Raises ValueError for an act that the ledger does not know."""
    record(
        by=by,
        office=office,
        act=Act(act),
        cycle=None,
        place_code=place_code,
        subject=subject,
        data=data,
        now=now,
    )
