"""Whether a village may add to the negative list, and which of its meetings does."""

from collections.abc import Sequence

from elections.rulebook import Rulebook

MEETINGS = ("villagers_meeting", "representatives_meeting")


def bars_allowed(rules: Rulebook) -> bool:
    """Where a plan does not speak of it, no village bars people beyond the plan's list (A-NEG-12, C-QUAL-03)."""
    stated = rules.qualification.local_additions
    return bool(stated.stated and stated.value)


def meetings_of(rules: Rulebook) -> Sequence[str]:
    """The meetings that adopt the election method, in which the addition stands (A-MET-05, C-MET-03)."""
    stated = rules.method.adopted_by
    return stated.value if stated.stated else MEETINGS
