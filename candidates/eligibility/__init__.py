"""May this person stand? Facts and a rulebook in, findings with clause out; no database, no clock."""

from candidates.eligibility.asked.negative import binds
from candidates.eligibility.engine import Judge, findings
from candidates.eligibility.facts import (
    Answered,
    Consent,
    Facts,
    Held,
    Mark,
    Member,
    Relative,
    Said,
    Vouch,
)
from candidates.eligibility.model import Finding, Outcome, StatementKind, Weight

__all__ = [
    "Answered",
    "Consent",
    "Facts",
    "Finding",
    "Held",
    "Judge",
    "Mark",
    "Member",
    "Outcome",
    "Relative",
    "Said",
    "StatementKind",
    "Vouch",
    "Weight",
    "binds",
    "findings",
]
