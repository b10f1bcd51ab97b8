import pytest

from elections.enums import State
from elections.states import Standing, days_left, standing
from elections.steps import NOTHING, Evidence
from tests.cast import at

OPENS, CLOSES = at(2020, 12, 20, 0), at(2021, 1, 1, 0)


def stand(proof: Evidence, now: object, *, ready: bool = True, conditional: bool = False) -> Standing:
    return standing(proof, opens=OPENS, closes=CLOSES, ready=ready, now=now, conditional=conditional)


def test_the_last_day_of_a_window_ends_at_24_00() -> None:
    assert stand(NOTHING, at(2020, 12, 31, 23, 59)) == Standing(State.SOON, 0)
    assert stand(NOTHING, at(2021, 1, 1, 0)) == Standing(State.LATE, 1)


@pytest.mark.parametrize(
    ("day", "state", "left"), [(28, State.OPEN, 3), (29, State.SOON, 2), (30, State.SOON, 1)]
)
def test_three_days_or_fewer_with_today_are_due_soon(day: int, state: State, left: int) -> None:
    assert stand(NOTHING, at(2020, 12, day)) == Standing(state, left)


def test_before_the_window_or_before_its_turn_a_step_is_not_open() -> None:
    assert stand(NOTHING, at(2020, 12, 19)).state == State.OFF
    assert stand(NOTHING, at(2020, 12, 25), ready=False).state == State.OFF


def test_what_is_done_stays_done_after_the_window() -> None:
    assert stand(Evidence(done_at=at(2020, 12, 30)), at(2021, 1, 9)).state == State.DONE


def test_late_takes_precedence_over_returned_and_returned_over_waiting() -> None:
    waiting = Evidence(waiting_since=at(2020, 12, 25), returned=2)
    assert stand(waiting, at(2020, 12, 29)) == Standing(State.BACK, 2)
    assert stand(waiting, at(2021, 1, 2)) == Standing(State.LATE, 2)
    assert stand(Evidence(waiting_since=at(2020, 12, 25)), at(2020, 12, 29)) == Standing(State.WAIT, 4)


def test_a_conditional_step_applies_only_when_something_calls_for_it() -> None:
    assert stand(NOTHING, at(2020, 12, 29), conditional=True).state == State.NA
    assert stand(Evidence(remark="shortfall"), at(2020, 12, 29), conditional=True).state == State.SOON


def test_a_window_without_end_leaves_no_days() -> None:
    assert days_left(None, at(2020, 12, 29)) is None


def test_what_may_not_begin_yet_is_not_late_even_where_the_plan_has_it_end_before() -> None:
    """Plan A ends the reply on 31 December, but a notice posted on the 29th frees it on 4 January (AMB-42)."""
    window = {"opens": at(2021, 1, 4, 0), "closes": at(2021, 1, 1, 0), "ready": True}
    assert standing(NOTHING, **window, now=at(2021, 1, 2)).state == State.OFF
    assert standing(NOTHING, **window, now=at(2021, 1, 4)) == Standing(State.LATE, 4)
