"""Who may review whom."""

from accounts.models import User
from accounts.rules import may
from candidates.enums import ReviewLevel
from candidates.models import Candidacy
from candidates.review_levels import STEP
from elections.enums import Step
from villages.enums import Body, Level
from villages.names.plain import plain

PERMISSION: dict[ReviewLevel, str] = {
    ReviewLevel.TOWNSHIP: "candidate.review_township",
    ReviewLevel.COUNTY: "candidate.review_county",
}


def approval_permission(approver: str) -> str:
    """What it takes to enter the approval of seats by an office of the rulebook: its own level's office does."""
    return "seats.approve_township" if approver.startswith(Level.TOWNSHIP) else "seats.approve_county"


def review_step(candidacy: Candidacy, level: ReviewLevel) -> Step:
    """The step in which a person is reviewed: people of the Party organisation have one of their own."""
    return Step.PARTY_REVIEW if candidacy.body == Body.PARTY else STEP[level]


def answer_step(candidacy: Candidacy) -> Step:
    """The step in which a return is answered."""
    return Step.PARTY_REVIEW if candidacy.body == Body.PARTY else Step.PROPOSAL


def levels_of(user: User, village_code: str) -> list[ReviewLevel]:
    """The levels at which the user may review people of this village."""
    return [level for level, permission in PERMISSION.items() if may(user, permission, village_code)]


def is_own(user: User, candidacy: Candidacy) -> bool:
    """Whether the user could be the candidate (A-COM-07). Officers are known by name: a namesake counts."""
    return plain(user.name) == plain(candidacy.name)
