"""How an act on the registers is entered in the ledger, which stands on a floor above this one.

A package above registers the recorder in its `register_acts` module; found like admin.py.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts.discovery import discover
from accounts.models import Office, User

Recorder = Callable[..., None]
_recorders: list[Recorder] = []


def records_acts(recorder: Recorder) -> Recorder:
    """Register what enters an act; it is called with the arguments of `remember`. Raises RuntimeError for a second."""
    if _recorders:
        raise RuntimeError("The acts on the registers have their recorder already.")
    _recorders.append(recorder)
    return recorder


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
    """Enter an act (villages.enums.RegisterAct) in the ledger of a place, inside the caller's transaction.

    `data` is JSON-able and never holds an identity number. Raises RuntimeError outside a transaction, or when no
    package records acts.
    """
    discover("register_acts")
    if not _recorders:
        raise RuntimeError("No package records the acts on the registers.")
    _recorders[0](by=by, office=office, act=act, place_code=place_code, subject=subject, data=data, now=now)
