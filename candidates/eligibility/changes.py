"""What the findings were when a person was last decided on, and what has changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from candidates.eligibility.model import Finding, Outcome

Snapshot = Mapping[str, Mapping[str, Any]]
# No facts of the person: who of the departments has answered, for what they found makes the outcome, and the day of asking.
NOT_COMPARED = ("answered", "unanswered", "counted_on", "counted_from")


@dataclass(frozen=True)
class Change:
    """A rule that is found otherwise than before. `was` is None for one that was not asked then."""

    finding: Finding
    was: Outcome | None

    @property
    def same_outcome(self) -> bool:
        """Whether only the facts have changed."""
        return self.was == self.finding.outcome


def snapshot(found: Sequence[Finding]) -> dict[str, dict[str, Any]]:
    """The findings as they are kept beside a verdict: outcome and facts by rule."""
    return {
        one.key: {
            "outcome": one.outcome.value,
            "by_verdict": one.by_verdict,
            "facts": _plain(one.facts),
        }
        for one in found
    }


def changes(before: Snapshot, now: Sequence[Finding]) -> list[Change]:
    """The rules whose outcome or facts differ from a snapshot, gravest first.

    What a verdict itself has stated meanwhile is no change, nor that it was taken back and states it no longer, nor that
    the departments found nothing, nor that days went by.
    """
    return [change for one in now if (change := _change(before.get(one.key), one)) is not None]


def _change(before: Mapping[str, Any] | None, now: Finding) -> Change | None:
    if before is None:
        return Change(now, None)
    was = Outcome(before["outcome"])
    same = _compared(before["facts"]) == _compared(_plain(now.facts))
    stated = (before["by_verdict"] and now.outcome == Outcome.PASS) or (
        now.by_verdict and was == Outcome.PASS
    )
    if same and (was == now.outcome or stated):
        return None
    return Change(now, was)


def _compared(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts used that tell of the person."""
    return {key: fact for key, fact in facts.items() if key not in NOT_COMPARED}


def _plain(value: Any) -> Any:
    """Facts as JSON keeps them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
