"""What the rulebook says of the nomination and of the preselection that may follow it. Pure."""

from elections.rulebook import Rulebook

PER_GROUP = "per_group"
PRESELECTION = "preselection"


def counts_per_group(rules: Rulebook) -> bool:
    """Whether more than half must take part in each group where groups nominate apart (AMB-39); else of the whole."""
    base = rules.nomination.participation_base
    return bool(base.stated and base.value == PER_GROUP)


def needs_preselection(rules: Rulebook, nominees: int, places: int) -> bool:
    """Whether a post's nominees are cut by a preselection: more of them than seats + differential (C-NOM-06)."""
    how = rules.nomination.decided_by
    return bool(how.stated and how.value == PRESELECTION and nominees > places)
