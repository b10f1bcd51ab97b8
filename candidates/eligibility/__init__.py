"""May this person stand? Facts and a rulebook in, findings with clause out; no database, no clock."""

from candidates.eligibility.engine import findings
from candidates.eligibility.model import Facts, Finding, Outcome

__all__ = ["Facts", "Finding", "Outcome", "findings"]
