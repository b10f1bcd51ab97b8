"""What the rulebook says of the joint review, with the reading that is in force where it is silent."""

from collections.abc import Sequence
from datetime import date, datetime

from candidates.enums import ReviewLevel
from candidates.models import Candidacy
from candidates.rules import review_step
from elections.enums import Step
from elections.queries.progress import progress_of_one
from elections.rulebook import Rulebook
from elections.rulebook.sections.candidates import Bar, Department
from elections.states import last_day

WAITS, WITH_REASON = "waits", "with_reason"


def departments_of(rules: Rulebook) -> dict[str, Department]:
    """The departments of the joint review by key, in the order of the rulebook."""
    return {department.key: department for department in rules.review.departments}


def judged_by(rules: Rulebook, bars: Sequence[Bar], key: str) -> Sequence[Bar]:
    """Which of these circumstances of the negative list a department judges: all where the rulebook names none for it.

    Of a department that the rulebook has no more, all.
    """
    if key not in departments_of(rules):
        return bars
    return [bar for bar in bars if key in {each.key for each in rules.judges_of(bar)}]


def unanswered(rules: Rulebook) -> str:
    """Whether an overdue department is waited for, or may be left out with a reason; silent: waited for (AMB-49)."""
    stated = rules.review.unanswered
    return str(stated.value) if stated.stated else WAITS


def once_a_cycle(rules: Rulebook) -> bool:
    """Whether who was reviewed in the Party election is not reviewed again (C-REV-06)."""
    stated = rules.review.party_review_exempts
    return bool(stated.stated and stated.value)


def step_of(candidacy: Candidacy) -> Step:
    """The step in which the departments are asked about this person."""
    return review_step(candidacy, ReviewLevel.COUNTY)


def last_day_to_answer(candidacy: Candidacy, now: datetime) -> date | None:
    """The last day on which the departments' answers are in time: that of the step's window, where it has one."""
    step = progress_of_one(candidacy.election, now).steps.get(step_of(candidacy))
    return last_day(step.window.closes) if step and step.window.closes else None
