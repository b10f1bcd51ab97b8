"""Objections made through the services, for the tests of appeals."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from elections.models import Election
from tests.cast import at
from tests.voting.roll_fixtures import published
from tests.voting.roll_sheets import row
from voting.models import Appeal, Roll
from voting.services.appeal import Objection, decide_appeal, file_appeal

FILED = at(2020, 12, 30)
GUIYING, CHANGGEN, LEFT = "王桂英", "刘长根", "周明亮"


def objection(**changes: Any) -> Objection:
    """刘长根, who is listed as not registered, says that he should be on the roll."""
    usual = {
        "about": "not_registered",
        "appellant": CHANGGEN,
        "appellant_group": 2,
        "text": "我户口在本村，一直在村里住。",
    }
    return Objection(**usual | changes)


def posted_roll(clerk: User, election: Election) -> Roll:
    """Published on 28 December: 王桂英 votes, 刘长根 is listed as not registered."""
    return published(
        clerk,
        election,
        row(2, name=GUIYING),
        row(4, name=CHANGGEN, group=2, not_registered="多方联系未果"),
    )


def file(
    by: User, election: Election, *, now: datetime = FILED, key: UUID | None = None, **changes: Any
) -> Appeal:
    return file_appeal(by=by, election=election, objection=objection(**changes), key=key or uuid4(), now=now)


def decide(
    by: User, appeal: Appeal, outcome: str = "explained", *, now: datetime = FILED, answer: str = "已核实。"
) -> Appeal:
    return decide_appeal(by=by, appeal=appeal, outcome=outcome, answer=answer, now=now)
