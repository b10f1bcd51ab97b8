"""Who should attend the recommendation meeting, by the registers of the place (A-NOM-02, A-NOM-03)."""

from dataclasses import dataclass
from datetime import date

from candidates.enums import RepresentativeState
from candidates.models import Representative
from candidates.queries.assembly import expected_at
from elections.models import Election


@dataclass(frozen=True, slots=True)
class Registered:
    """How many of each group the registers name; None where there is no register of it."""

    members: int | None
    representatives: int | None


def registered_at(election: Election, day: date) -> Registered:
    """Members with the standing for the assembly, and representatives of the filed register."""
    expected = expected_at(election, day)
    filed = Representative.objects.filter(
        unit__book__election=election, unit__book__filed_at__isnull=False, state=RepresentativeState.ELECTED
    )
    return Registered(expected.number if expected.rows else None, filed.count() or None)
