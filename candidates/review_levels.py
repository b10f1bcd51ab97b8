"""Which levels of review a plan has for a person. Pure: the rulebook, body and post in, levels out."""

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
