"""What the steps of the vote show on the schedule, stage by stage."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from elections.enums import State, Step
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.steps import evidence_of
from tests.cast import at
from tests.voting.ballots import COUNTED, NOTHING, counted, enter, sheet
from voting.models import Contest
from voting.services.runoff import open_runoff


def state(election: Election, step: Step) -> State:
    return progress_of_one(election, COUNTED).steps[step].standing.state


def done_at(election: Election, step: Step) -> Any:
    return progress_of_one(election, COUNTED).steps[step].evidence.done_at


def test_before_the_count_nothing_is_done_and_no_further_round_applies(
    open_contest: Contest, election: Election
) -> None:
    assert [done_at(election, step) for step in (Step.VOTING, Step.COUNT, Step.RESULT)] == [None] * 3
    assert state(election, Step.RUNOFF) == State.NA


def test_the_first_sheet_shows_that_voting_was_held_in_its_hours(
    open_contest: Contest, clerk: User, election: Election
) -> None:
    enter(open_contest.boxes.get(number=1), clerk, sheet())
    assert done_at(election, Step.VOTING) == at(2021, 1, 20, 12)
    assert done_at(election, Step.COUNT) is None


def test_the_tally_is_the_count_and_its_figures_are_told(
    open_contest: Contest, clerk: User, teller: User, election: Election
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    progress = progress_of_one(election, COUNTED).steps[Step.COUNT]
    assert progress.standing.state == State.DONE
    assert "108" in str(progress.evidence.remark)


def test_a_shortfall_makes_the_runoff_a_step_until_it_is_counted(
    open_contest: Contest, clerk: User, teller: User, election: Election
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    assert state(election, Step.RUNOFF) != State.NA
    open_runoff(by=clerk, contest=open_contest, day=date(2021, 1, 22), now=COUNTED)
    assert done_at(election, Step.RUNOFF) is None
    assert done_at(election, Step.RESULT) is None


def test_a_full_count_needs_no_further_round_and_waits_for_the_township(
    open_contest: Contest, clerk: User, teller: User, election: Election
) -> None:
    full = {"m1": 70, "m2": 65, "m3": 58}
    counted(open_contest, clerk, teller, sheet(member=full), NOTHING)
    assert state(election, Step.RUNOFF) == State.NA
    assert state(election, Step.RESULT) == State.WAIT


def test_the_evidence_of_many_elections_takes_no_more_queries_than_that_of_one(
    open_contest: Contest, election: Election, second_election: Election, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as alone:
        evidence_of([election])
    with django_assert_num_queries(len(alone)):
        evidence_of([election, second_election])
