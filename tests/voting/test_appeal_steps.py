"""How the step of the appeals stands by what the data show, and what stops a vote meanwhile."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import translation

from accounts.models import User
from elections.enums import State, Step
from elections.models import Cycle, Election
from elections.queries.progress import StepProgress, progress_of, progress_of_one
from elections.states import last_day
from tests.cast import at, under_changed_rules
from tests.voting.appeals import FILED, decide, file, posted_roll
from tests.voting.ballots import BEFORE, COUNTED, enter, prepared, publish, sheet
from tests.voting.roll_fixtures import launched
from voting.enums import AppealState
from voting.models import Appeal
from voting.queries.roll import draft_roll, published_roll
from voting.refusals.appeal import AdjustmentUnpublished, AppealsOpen
from voting.services.roll import publish_roll

__all__ = ["launched"]

OVER = at(2021, 1, 3)  # the five days are over


@pytest.fixture
def posted(clerk: User, launched: Election) -> Election:
    posted_roll(clerk, launched)
    return launched


def step(election: Election, now: datetime) -> StepProgress:
    return progress_of_one(election, now).steps[Step.APPEALS]


def told(here: StepProgress) -> str:
    with translation.override("en"):
        return str(here.evidence.remark)


def test_where_nobody_objects_the_step_does_not_apply(posted: Election) -> None:
    assert step(posted, FILED).standing.state == step(posted, OVER).standing.state == State.NA


def test_an_objection_opens_it_until_the_day_of_the_answer(clerk: User, posted: Election) -> None:
    file(clerk, posted, now=FILED)
    here = step(posted, FILED)
    assert (here.standing.state, last_day(here.window.closes), here.window.clause) == (
        State.OPEN,
        at(2021, 1, 2).date(),
        "A-ROLL-20",
    )
    assert told(here) == "Objections to decide: 1"


def test_the_first_answer_that_is_due_counts_and_those_overdue_are_told(
    clerk: User, posted: Election
) -> None:
    file(clerk, posted, now=at(2020, 12, 29))
    file(clerk, posted, now=at(2021, 1, 1))
    here = step(posted, at(2021, 1, 2))
    assert (here.standing.state, here.standing.number) == (State.LATE, 1)
    assert told(here) == "Objections to decide: 2; overdue: 1"


def test_all_answered_it_is_done_when_nobody_can_object_any_more(clerk: User, posted: Election) -> None:
    decide(clerk, file(clerk, posted), now=at(2020, 12, 31))
    assert step(posted, at(2021, 1, 2, 23)).standing.state == State.SOON
    here = step(posted, OVER)
    assert (here.standing.state, here.evidence.done_at) == (State.DONE, at(2020, 12, 31))
    assert told(here) == "Objections, all answered: 1"


def test_it_is_not_done_while_the_changed_roll_is_not_published(clerk: User, posted: Election) -> None:
    decide(clerk, file(clerk, posted), "adjusted")
    here = step(posted, OVER)
    assert (here.standing.state, here.window.clause) == (State.OPEN, "A-ROLL-21")
    assert last_day(here.window.closes) == at(2021, 1, 19).date()
    made = draft_roll(posted)
    assert made is not None
    publish_roll(by=clerk, roll=made, now=OVER)
    assert step(posted, OVER).standing.state == State.DONE


def test_a_late_one_waits_for_the_township_and_then_is_overdue(
    clerk: User, township: User, posted: Election
) -> None:
    file(clerk, posted, now=OVER)
    here = step(posted, at(2021, 1, 5))
    assert (here.standing.state, here.standing.number) == (State.WAIT, 2)
    assert here.evidence.waiting_for == "township_office"
    assert step(posted, at(2021, 1, 7)).standing.state == State.LATE


def test_where_no_text_names_a_time_nothing_is_late(clerk: User, posted: Election, cycle: Cycle) -> None:
    def silent(data: dict[str, Any]) -> None:
        for name in ("appeals_close", "appeal_decided"):
            del data["roll"][name]

    posted.cycle = under_changed_rules(cycle, silent)
    appeal = file(clerk, posted, now=at(2021, 1, 15))
    assert (appeal.late, step(posted, at(2021, 1, 19)).standing.state) == (False, State.OPEN)
    decide(clerk, appeal, now=at(2021, 1, 15))
    assert step(posted, at(2021, 1, 15)).standing.state == State.DONE


def test_looking_at_many_villages_asks_no_more_when_some_have_objections(
    clerk: User, posted: Election, second_election: Election, django_assert_max_num_queries: Any
) -> None:
    """One query for all objections, whatever their number."""
    elections = [posted, second_election]
    with django_assert_max_num_queries(20) as before:
        progress_of(elections, FILED)
    for _each in range(3):
        file(clerk, posted)
    with django_assert_max_num_queries(20) as after:
        progress_of(elections, FILED)
    assert len(after) == len(before)


# --- the vote


def raised(election: Election, state: AppealState = AppealState.RECEIVED, **changes: Any) -> Appeal:
    """An objection put straight into the records: the steps before the vote are made up here."""
    roll = published_roll(election)
    assert roll is not None
    fields = {"channel": "clerk", "about": "detail", "appellant": "选民1", "person": "选民1", "text": "x"}
    return Appeal.objects.create(
        election=election,
        roll=roll,
        number=1,
        receipt="A" * 12,
        filed_at=FILED,
        state=state,
        **fields | changes,
    )


def test_no_vote_is_prepared_while_an_objection_is_open(
    election: Election, roll: object, clerk: User, steps_before: None
) -> None:
    appeal = raised(election)
    with pytest.raises(AppealsOpen):
        prepared(election, clerk)
    Appeal.objects.filter(pk=appeal.pk).update(state="adjusted", answer="已核实", decided_at=FILED)
    with pytest.raises(AdjustmentUnpublished):
        prepared(election, clerk)
    Appeal.objects.filter(pk=appeal.pk).update(state="explained")
    assert prepared(election, clerk).number == 1


def test_no_sheet_is_entered_while_an_objection_is_open(
    election: Election, roll: object, clerk: User, steps_before: None
) -> None:
    contest = publish(prepared(election, clerk), clerk)
    appeal = raised(election)
    box = contest.boxes.first()
    assert box is not None
    with pytest.raises(AppealsOpen):
        enter(box, clerk, sheet())
    Appeal.objects.filter(pk=appeal.pk).update(state="explained", answer="已核实", decided_at=COUNTED)
    assert enter(box, clerk, sheet()).turn == 1
    assert BEFORE < COUNTED
