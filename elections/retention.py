"""What the archive of a closed cycle does not keep. A package registers its own in its `retention` module.

The plans say nothing of how long personal data are kept. The default here, told on the page: until the township
archives the closed cycle; then what is listed is deleted, and what proves the election stays.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.discovery import discover
from elections.models import Cycle
from elections.services import retention


@dataclass(frozen=True)
class Holding:
    """One sort of personal data of a cycle. `key` is its name in the ledger; `forget` deletes and counts as `count` does."""

    key: str
    label: Promise | str
    count: Callable[[Cycle], int]
    forget: Callable[[Cycle], int]


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> Holding:
    """Add a sort of data that the archive does not keep."""
    _holdings[holding.key] = holding
    return holding


def holdings() -> list[Holding]:
    """All of them, in the order of their keys, which is also the order of deleting."""
    discover("retention")
    return [_holdings[key] for key in sorted(_holdings)]


register(
    Holding(
        "inputs",
        _("What officers had typed on pages of these places when a step closed"),
        retention.count_inputs,
        retention.forget_inputs,
    )
)
register(
    Holding(
        "register_sheets",
        _("Household registers that were sent in as sheets, with their identity numbers and faults"),
        retention.count_register_sheets,
        retention.forget_register_sheets,
    )
)
