"""What the page of a vote says comes next, while a worker tallies beside it."""

import pytest

from documents.enums import JobState
from documents.models import Job
from tests.cast import VILLAGE
from voting.models import Contest
from voting.rounds import COMMITTEE
from voting.views.next_act import Village, _tallying


@pytest.mark.parametrize(
    ("state", "result", "told"),
    [
        (JobState.WAITING, {}, "tallying"),
        (JobState.RUNNING, {}, "tallying"),
        (JobState.DONE, {"status": "valid"}, "tallying"),
        (JobState.DONE, {"status": "inconsistent"}, "recount"),
        (JobState.FAILED, {}, "broken"),
        (JobState.CANCELLED, {}, "broken"),
    ],
)
def test_a_tally_that_ended_after_the_round_was_read_did_not_break_off(
    state: JobState, result: dict[str, str], told: str
) -> None:
    """The round was read as counting, its tally a moment later as done: the page looks again and tells the result."""
    at, contest = Village(VILLAGE, COMMITTEE, 1), Contest(number=1, body=COMMITTEE)
    assert _tallying(at, contest, Job(state=state, result=result)).code == told


def test_without_any_tally_it_is_asked_for_again() -> None:
    at, contest = Village(VILLAGE, COMMITTEE, 1), Contest(number=1, body=COMMITTEE)
    assert _tallying(at, contest, None).code == "broken"
