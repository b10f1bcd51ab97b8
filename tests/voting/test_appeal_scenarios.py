"""The scenarios of the specification on objections, each by its number (SC-51 to SC-53)."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from elections.enums import State, Step
from elections.models import Cycle, Election
from elections.queries.progress import StepProgress, progress_of_one
from tests.cast import at, under_changed_rules
from tests.voting.appeals import GUIYING, decide, file
from tests.voting.roll_fixtures import draft, launched
from tests.voting.roll_sheets import row
from voting.enums import AppealState
from voting.models import Roll, RollEntry
from voting.queries.appeal import appeal_list, time_of, unpublished_adjustments
from voting.queries.roll import draft_roll
from voting.refusals.appeal import AdjustmentUnpublished, AppealsOpen, NotAnAppellant
from voting.services.appeal_gate import refuse_unpublished_adjustments, refuse_unsettled_roll
from voting.services.roll import publish_roll

__all__ = ["launched"]

PUBLISHED = at(2020, 12, 30)


@pytest.fixture
def posted(clerk: User, launched: Election) -> Election:
    """A roll published on 30 December for a vote on 20 January; 刘长根 is listed as not registered."""
    people = (row(2, name=GUIYING), row(4, name="刘长根", group=2, not_registered="多方联系未果"))
    publish_roll(by=clerk, roll=draft(clerk, launched, *people), now=PUBLISHED)
    return launched


def first_day_counts(data: dict[str, Any]) -> None:
    data["counting"]["event_day_counts"] |= {"value": True, "reading": 2}


def voters_only(data: dict[str, Any]) -> None:
    data["roll"]["appeals_from"] |= {"value": "voters", "reading": 2}


def last_day(election: Election) -> date | None:
    return time_of(progress_of_one(election, PUBLISHED)).last


def step(election: Election, *moment: int) -> StepProgress:
    return progress_of_one(election, at(*moment)).steps[Step.APPEALS]


def test_sc_51_appeal_window(clerk: User, posted: Election) -> None:
    """Published on 30 December, the day itself not counted: until 4 January; on the 5th it is late (R1)."""
    assert last_day(posted) == date(2021, 1, 4)
    assert not file(clerk, posted, now=at(2021, 1, 4, 23, 59)).late
    assert file(clerk, posted, now=at(2021, 1, 5)).late


def test_sc_51_appeal_window_with_the_day_of_publication_counted(
    clerk: User, posted: Election, cycle: Cycle
) -> None:
    """AMB-23, reading 2: until 3 January."""
    posted.cycle = under_changed_rules(cycle, first_day_counts)
    assert last_day(posted) == date(2021, 1, 3)
    assert not file(clerk, posted, now=at(2021, 1, 3, 23, 59)).late
    assert file(clerk, posted, now=at(2021, 1, 4)).late


def test_sc_51_who_is_not_registered_may_appeal(clerk: User, posted: Election) -> None:
    """AMB-25, reading 1: everybody on either list."""
    assert file(clerk, posted, now=at(2021, 1, 3)).state == AppealState.RECEIVED


def test_sc_51_who_is_not_registered_may_not_where_only_voters_may(
    clerk: User, posted: Election, cycle: Cycle
) -> None:
    """AMB-25, reading 2."""
    under_changed_rules(cycle, voters_only)
    with pytest.raises(NotAnAppellant):
        file(clerk, posted, now=at(2021, 1, 3))
    assert file(clerk, posted, now=at(2021, 1, 3), appellant=GUIYING, appellant_group=1)


def test_sc_52_decision(clerk: User, posted: Election) -> None:
    """Received on 4 January: due on the 7th; open on the 8th: overdue, and no vote while it is open."""
    file(clerk, posted, now=at(2021, 1, 4, 17))
    (row_,) = appeal_list(posted, at(2021, 1, 7, 23)).rows
    assert (row_.due, row_.state, row_.number) == (date(2021, 1, 7), State.SOON, 0)
    (row_,) = appeal_list(posted, at(2021, 1, 8)).rows
    assert (row_.overdue, row_.number) == (True, 1)
    here = step(posted, 2021, 1, 8)
    assert (here.standing.state, here.standing.number) == (State.LATE, 1)
    assert here.window.clause == "A-ROLL-20"
    with pytest.raises(AppealsOpen):
        refuse_unsettled_roll(posted)


def test_sc_52_decision_with_the_day_of_receipt_counted(clerk: User, posted: Election, cycle: Cycle) -> None:
    """AMB-23, reading 2: received on 3 January, due on the 5th."""
    posted.cycle = under_changed_rules(cycle, first_day_counts)
    file(clerk, posted, now=at(2021, 1, 3))
    (row_,) = appeal_list(posted, at(2021, 1, 5)).rows
    assert row_.due == date(2021, 1, 5)


def test_sc_53_adjusted_roll(clerk: User, posted: Election) -> None:
    """Upheld: no voter cards until the changed roll is published again, and no window starts anew (R1)."""
    decide(clerk, file(clerk, posted, now=at(2021, 1, 4)), "adjusted", now=at(2021, 1, 5))
    assert unpublished_adjustments(posted).count() == 1
    with pytest.raises(AdjustmentUnpublished):
        refuse_unpublished_adjustments(posted)
    add_voter(posted)
    made = draft_roll(posted)
    assert made is not None
    publish_roll(by=clerk, roll=made, now=at(2021, 1, 6))
    refuse_unpublished_adjustments(posted)
    assert last_day(posted) == date(2021, 1, 4)
    assert file(clerk, posted, now=at(2021, 1, 6)).late


def add_voter(election: Election) -> None:
    """Put 刘长根 on the roll in the draft of the correction."""
    roll: Roll | None = draft_roll(election)
    RollEntry.objects.filter(roll=roll, name="刘长根").update(not_registered="", refusal="", category="1")
