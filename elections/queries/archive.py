from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.rules import offices_with
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from elections.retention import Holding, holdings


@dataclass(frozen=True)
class Held:
    """One sort of personal data, and how many rows of it there are or were."""

    holding: Holding
    rows: int


def closed_cycles_for(user: User) -> QuerySet[Cycle]:
    """The closed cycles of the townships whose office may archive them, the newest first."""
    townships = [office.scope for office in offices_with(user, "cycle.archive")]
    closed = Cycle.objects.filter(township__in=townships, closed_at__isnull=False)
    return closed.select_related("township").order_by("-closed_at", "-pk")


def held_by(cycle: Cycle) -> Sequence[Held]:
    """What archiving would delete, each sort with its count."""
    return [Held(holding, holding.count(cycle)) for holding in holdings()]


def deleted_of(cycle: Cycle) -> Sequence[Held]:
    """What was deleted when the cycle was archived, as the ledger has it."""
    entry = LedgerEntry.objects.filter(cycle=cycle, act=Act.CYCLE_ARCHIVED).order_by("-pk").first()
    counts: dict[str, Any] = entry.data["deleted"] if entry else {}
    return [Held(holding, counts[holding.key]) for holding in holdings() if holding.key in counts]
