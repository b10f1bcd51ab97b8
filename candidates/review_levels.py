"""Which levels of review a plan has for a person, and which verdict of each stands. Pure: rulebook and verdicts in."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from candidates.enums import ReviewLevel
from candidates.party_path import needed_levels
from elections.enums import Step
from elections.rulebook import Rulebook
from villages.enums import Body

STEP: dict[ReviewLevel, Step] = {
    ReviewLevel.TOWNSHIP: Step.TOWNSHIP_REVIEW,
    ReviewLevel.COUNTY: Step.COUNTY_REVIEW,
}


def last_level(rules: Rulebook, body: str, post: str) -> ReviewLevel:
    """The highest level that reviews people of a post: its passing verdict states what no office has stated.

    That is the county's joint review (A-REV-01, C-REV-01), or the township's where the plan has no other (B-SCH-02).
    A plan without any review leaves it to the county.
    """
    if body == Body.PARTY:
        levels = needed_levels(rules, post)
    else:
        levels = [level.value for level, step in STEP.items() if rules.has_step(step)]
    return ReviewLevel(levels[-1]) if levels else ReviewLevel.COUNTY


class Decided(Protocol):
    """A verdict as far as it is asked here."""

    level: str
    sent_back: bool


V = TypeVar("V", bound=Decided)


def latest_of(verdicts: Iterable[V]) -> dict[str, V]:
    """The verdict of each level that stands, of one person's verdicts with the earliest first.

    Whoever was sent back has no pass of any level: that verdict stands for all levels that had decided before.
    """
    latest: dict[str, V] = {}
    for verdict in verdicts:
        levels = [verdict.level, *latest] if verdict.sent_back else [verdict.level]
        latest |= dict.fromkeys(levels, verdict)
    return latest
