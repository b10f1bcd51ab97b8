"""What holds of every gate: more time never shuts it, and its decision follows from rules, days, events and moment."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.refusals import Refusal
from elections.calendar import Window, build_calendar, step_windows
from elections.models import Cycle, Election, StepRecord
from elections.queries.allowances import extended
from elections.queries.progress import calendar_kind
from elections.rulebook import Rulebook, Strength, load_rulebook
from elections.services.gate import gate
from tests.cast import SHANGHAI, VILLAGE
from tests.programs import Program

RULES = load_rulebook("county-town-2020")
MOMENTS = st.datetimes(datetime(2020, 9, 1), datetime(2021, 3, 31)).map(lambda m: m.replace(tzinfo=SHANGHAI))
ENDS = st.none() | MOMENTS
DAYS = st.dates(date(2020, 9, 1), date(2021, 6, 30))
ELECTION_DAYS = st.dates(date(2021, 1, 5), date(2021, 2, 20))


@given(opens=ENDS, closes=ENDS, locks=ENDS, until=DAYS, now=MOMENTS)
def test_more_time_never_shuts_an_open_step_nor_makes_it_late(
    opens: datetime | None, closes: datetime | None, locks: datetime | None, until: date, now: datetime
) -> None:
    window = Window(opens, closes, locks, "A-SCH-01")
    longer = extended(window, until)
    assert not window.is_open(now) or longer.is_open(now)
    assert window.is_late(now) or not longer.is_late(now)
    assert longer.opens == window.opens


@given(day=ELECTION_DAYS, until=DAYS, now=MOMENTS)
def test_nor_any_step_of_a_plan(day: date, until: date, now: datetime) -> None:
    for window in step_windows(build_calendar(RULES, election_day=day)).values():
        assert not window.is_open(now) or extended(window, until).is_open(now)


@given(day=ELECTION_DAYS, first=DAYS, second=DAYS)
def test_of_two_extensions_the_longer_holds_in_whatever_order(day: date, first: date, second: date) -> None:
    for window in step_windows(build_calendar(RULES, election_day=day)).values():
        both = extended(extended(window, first), second)
        assert both == extended(extended(window, second), first) == extended(window, max(first, second))


# The decision, three times over: by the pure calendar alone, by the service, by page and API.

OFFLINE = [rule.key for rule in RULES.steps if rule.offline and not rule.marks]


def decided(rules: Rulebook, step: str, day: date | None, done: Mapping[str, date], now: datetime) -> str:
    """The code with which a step's gate answers, from rulebook, day, events and moment alone; "" if it opens."""
    rule = rules.step(step)
    if rule.counts_from_election_day and day is None:
        return "election_day_not_set"
    wanting = [
        p
        for p in rule.prerequisites
        if p.step not in done and not rules.step(p.step).marks and not rules.step(p.step).conditional
    ]
    if any(p.strength == Strength.HARD for p in wanting):
        return "step_not_ready"
    if any(p.strength == Strength.SOFT for p in wanting):
        return "step_needs_reason"
    events = {rules.step(key).event: held for key, held in done.items() if rules.step(key).event}
    events |= {p.event: held for key, held in done.items() for p in rules.step(key).parts if p.event}
    window = step_windows(build_calendar(rules, election_day=day, events=events))[step]
    return "" if window.is_open(now) else "step_closed"


@pytest.fixture
def office(township: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(township)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    step=st.sampled_from(OFFLINE),
    day=st.none() | ELECTION_DAYS,
    done=st.dictionaries(
        st.sampled_from(OFFLINE), st.dates(date(2020, 9, 1), date(2020, 12, 20)), max_size=12
    ),
    now=MOMENTS,
)
def test_the_gate_follows_from_rules_day_events_and_moment_whichever_way_one_comes(
    step: str,
    day: date | None,
    done: dict[str, date],
    now: datetime,
    election: Election,
    cycle: Cycle,
    township: User,
    office: Client,
) -> None:
    done.pop(step, None)
    assert calendar_kind(election.village) == "village"
    with transaction.atomic():
        _stage(election, cycle, township, day, done, now)
        expected = decided(RULES, step, day, done, now)
        assert [_by_service(step, election, now) for _time in range(2)] == [expected] * 2
        assert _by_api(step, township) == expected
        assert _by_page(step, office) == expected
        transaction.set_rollback(True)


def _stage(
    election: Election, cycle: Cycle, by: User, day: date | None, done: Mapping[str, date], now: datetime
) -> None:
    Election.objects.filter(pk=election.pk).update(election_day=day)
    Cycle.objects.filter(pk=cycle.pk).update(clock=now)
    StepRecord.objects.bulk_create(
        StepRecord(
            election=election,
            step=key,
            parts=[part.key for part in RULES.step(key).parts],
            held_on=held,
            people="刘",
            note="已办",
            recorded_at=datetime.combine(held, datetime.min.time(), tzinfo=SHANGHAI) + timedelta(hours=9),
            recorded_by=by,
        )
        for key, held in done.items()
    )


def _by_service(step: str, election: Election, now: datetime) -> str:
    try:
        gate(step, election, now)
    except Refusal as refusal:
        return refusal.code
    return ""


def _rolled_back(act: Callable[[], Any]) -> Any:
    with transaction.atomic():
        answer = act()
        transaction.set_rollback(True)
    return answer


def _by_api(step: str, by: User) -> str:
    body = {
        "held_on": "2020-09-01",
        "people": "刘",
        "note": "已办",
        "signers": [{"name": "王晓梅", "post": "书记"}],
    }
    answer = _rolled_back(lambda: Program(by).post(f"villages/{VILLAGE}/steps/{step}/records/", body))
    return "" if answer.status_code == 201 else answer.json()["code"]


def _by_page(step: str, office: Client) -> str:
    parts = [part.key for part in RULES.step(step).parts]
    form = {"held_on": "2020-09-01", "people": "刘", "note": "已办", "signers": "王晓梅 书记", "parts": parts}
    answer = _rolled_back(lambda: office.post(f"/villages/{VILLAGE}/steps/{step}/record/", form))
    if answer.status_code == 302:
        return ""
    (error,) = answer.context["record_form"].non_field_errors().as_data()
    return str(error.refusal.code)
