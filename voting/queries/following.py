"""What follows a confirmed result by the rulebook: report and reply, approval, filing, what is signed; with what is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from accounts.said import Said
from elections.models import Election, StepRecord
from elections.queries.step import PartStanding
from elections.rulebook import Rulebook, StepRule
from elections.rulebook.events import ASSEMBLY_HELD
from voting.rounds import COMMITTEE

# The papers that go with what follows the committee's result; all others go with the Party organisation's.
COMMITTEE_PAPERS: Final = frozenset({"result_report", "result_reply"})


@dataclass(frozen=True, slots=True)
class Following:
    """The acts of a step that follow a result. `reading` is how an open text is read, with the key of its ambiguity."""

    step: StepRule
    parts: Sequence[PartStanding]
    reading: Said | None
    amb: str


def following(election: Election, body: str) -> list[Following]:
    """What the rulebook has follow the result of a body's vote, in its order; one query, none where it has nothing."""
    rules = election.cycle.rules
    steps = [step for step in rules.steps if _follows(step, body)]
    if not steps:
        return []
    kept = list(
        StepRecord.objects.filter(election=election, step__in=[step.key for step in steps], withdrawn_at=None)
    )
    reading, amb = _reading(rules) if body == COMMITTEE else (None, "")
    return [Following(step, _parts(step, kept), reading, amb) for step in steps]


def _follows(step: StepRule, body: str) -> bool:
    papers = {kind for part in step.parts for kind in part.papers}
    return bool(papers & COMMITTEE_PAPERS if body == COMMITTEE else papers - COMMITTEE_PAPERS)


def _parts(step: StepRule, kept: Sequence[StepRecord]) -> list[PartStanding]:
    shown = {(record.step, part): record for record in kept for part in record.parts}
    return [
        PartStanding(part, shown.get((step.key, part.key)))
        for part in step.parts
        if part.event != ASSEMBLY_HELD
    ]


def _reading(rules: Rulebook) -> tuple[Said | None, str]:
    """How it is read when the report is replied to (AMB-45)."""
    replied = rules.result.replied_by
    if not replied.stated or not replied.amb or not replied.reading:
        return None, ""
    asked = next(each for each in rules.ambiguities if each.key == replied.amb)
    return Said(asked.readings[replied.reading - 1]), replied.amb
