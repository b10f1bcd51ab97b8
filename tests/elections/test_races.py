"""Acts at the last second, on real connections: the second of two sees what the first has done.

Each race is run again without the lock on the election, and must then come out otherwise.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from candidates.seating import PlannedPost
from candidates.services.seats import plan_seats
from documents.services import job
from elections.models import Cycle, Election, LedgerEntry, StepExtension, StepRecord
from elections.services import election as planning
from elections.services import extension, gate, rulebook, step
from elections.services.election import postpone_election
from elections.services.extension import ask_extension, grant_extension, refuse_extension
from elections.services.rulebook import amend_cycle
from elections.services.step import Signer, record_step
from tests.candidates.conftest import two_more
from tests.cast import at
from tests.races import AT_MOST, at_once, held_until, meeting_after
from tests.voting.roll_fixtures import REGISTERING, draft, launch
from tests.voting.roll_sheets import row
from voting.services import roll as roll_service
from voting.services.roll import publish_roll

pytestmark = pytest.mark.django_db(transaction=True)

Race = Callable[[], list[str]]
SEATS = (PlannedPost("chair", 1, 1), PlannedPost("deputy", 1, 1), PlannedPost("member", 3, 1))


@pytest.fixture(autouse=True)
def nobody_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "ring", lambda job_id: None)


def unlocked(found: Election) -> Election:
    return Election.objects.select_related("cycle__township", "village").get(pk=found.pk)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (gate, roll_service, planning):
        monkeypatch.setattr(module, "lock_election", unlocked)


class Held:
    """Lets one act stand still inside its transaction, done but not committed, until the other waits for it or has ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        self.written = threading.Event()
        original = getattr(module, name)

        def stand_still(*args: Any, **kwargs: Any) -> Any:
            result = original(*args, **kwargs)
            if not self.written.is_set():
                self.written.set()
                held_until(lambda: False)
            return result

        monkeypatch.setattr(module, name, stand_still)

    def after(self, act: Callable[[], Any]) -> Callable[[], Any]:
        """The other act: it begins when the first has written."""

        def wait_and_act() -> Any:
            assert self.written.wait(AT_MOST)
            return act()

        return wait_and_act


# (a) more time is granted while a write comes after the last second


CLOSED = at(2021, 1, 14, 0)


@pytest.fixture
def grant_against_write(
    monkeypatch: pytest.MonkeyPatch, election: Election, clerk: User, township: User
) -> Race:
    asked = ask_extension(
        by=clerk,
        election=election,
        step="nomination",
        wanted=date(2021, 1, 16),
        reason="雪",
        now=at(2021, 1, 13),
    )
    two_more(township, election)
    held = Held(monkeypatch, extension, "_answer")
    write = {
        "by": township,
        "election": election,
        "posts": SEATS,
        "extra_reason": "scattered_dwellings",
        "reason": "居住分散",
    }
    return lambda: at_once(
        lambda: grant_extension(
            by=township, extension=asked, until=date(2021, 1, 16), answer="同意", now=CLOSED
        ),
        held.after(lambda: plan_seats(**write, now=CLOSED)),
    )


def test_a_write_waits_for_the_grant_that_is_being_written(grant_against_write: Race) -> None:
    assert grant_against_write() == ["done", "done"]
    assert list(LedgerEntry.objects.order_by("-pk").values_list("act", flat=True)[:2]) == [
        "election.seats_set",
        "extension.granted",
    ]


def test_without_the_lock_the_write_does_not_see_the_grant(grant_against_write: Race, no_locks: None) -> None:
    assert grant_against_write() == ["done", "step_closed"]


# (b) the election is put off while the roll is published after its last day


@pytest.fixture
def postponement_against_roll(
    monkeypatch: pytest.MonkeyPatch, election: Election, clerk: User, township: User
) -> Race:
    launch(election, township)
    roll = draft(clerk, election, row(2))
    now = at(2021, 1, 1, 0)
    held = Held(monkeypatch, planning, "_forget_kept_windows")
    return lambda: at_once(
        lambda: postpone_election(
            by=township, election=election, to=date(2021, 1, 25), reason="大雪", approval="县", now=now
        ),
        held.after(lambda: publish_roll(by=clerk, roll=roll, now=now)),
    )


def test_the_roll_waits_for_the_postponement_that_is_being_written(postponement_against_roll: Race) -> None:
    assert postponement_against_roll() == ["done", "done"]


def test_without_the_lock_the_roll_is_judged_by_the_day_that_was(
    postponement_against_roll: Race, no_locks: None
) -> None:
    assert postponement_against_roll() == ["done", "step_closed"]


# (c) the rulebook is amended while a step is put on record


@pytest.fixture
def amendment_against_record(
    monkeypatch: pytest.MonkeyPatch, cycle: Cycle, election: Election, township: User
) -> Race:
    text = cycle.edition.text.replace('version = "1.0"', 'version = "1.1"', 1)
    amended = text.replace(
        'closes = { item = "phase_preparation" }\n',
        'closes = { item = "phase_preparation" }\nprerequisites = [{ step = "audit", clause = "A-PRE-13" }]\n',
        1,
    )
    held = Held(monkeypatch, rulebook, "_keep_closed_windows")
    return lambda: at_once(
        lambda: amend_cycle(by=township, cycle=cycle, text=amended, reason="县委通知", now=at(2020, 10, 20)),
        held.after(lambda: recorded(township, election, "talks", at(2020, 10, 20))),
    )


def recorded(by: User, election: Election, key: str, now: datetime, *parts: str) -> StepRecord:
    return record_step(
        by=by,
        election=election,
        step=key,
        held_on=date(2020, 10, 15),
        people="王晓梅",
        note="已办",
        signers=[Signer("王晓梅", "书记")],
        parts=parts or None,
        now=now,
    )


def test_a_record_is_judged_by_the_amendment_that_is_being_written(amendment_against_record: Race) -> None:
    assert amendment_against_record() == ["done", "step_not_ready"]


def test_without_the_lock_it_is_judged_by_the_rules_that_were(
    amendment_against_record: Race, no_locks: None
) -> None:
    assert amendment_against_record() == ["done", "done"]


# (d) two offices answer one request


@pytest.fixture
def two_answers(
    monkeypatch: pytest.MonkeyPatch, election: Election, clerk: User, township: User, county_office: User
) -> Race:
    now = at(2021, 1, 13)
    asked = ask_extension(
        by=clerk, election=election, step="nomination", wanted=date(2021, 1, 16), reason="雪", now=now
    )
    meeting_after(monkeypatch, extension, "_waiting")
    return lambda: at_once(
        lambda: grant_extension(
            by=township, extension=asked, until=date(2021, 1, 16), answer="同意", now=now
        ),
        lambda: refuse_extension(by=county_office, extension=asked, answer="不同意", now=now),
    )


def test_of_two_answers_the_first_holds(two_answers: Race) -> None:
    assert two_answers() == ["done", "extension_answered"]
    assert LedgerEntry.objects.filter(act__in=["extension.granted", "extension.refused"]).count() == 1


def test_without_the_locks_both_answer(
    two_answers: Race, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = StepExtension.objects
    monkeypatch.setattr(
        type(rows), "select_for_update", lambda self, *args, **kwargs: self.get_queryset(), raising=False
    )
    assert two_answers() == ["done", "done"]


# (e) two people put the same part on record


@pytest.fixture
def two_records(
    monkeypatch: pytest.MonkeyPatch, election: Election, township: User, county_office: User
) -> Race:
    meeting_after(monkeypatch, step, "_parts")
    return lambda: at_once(
        lambda: recorded(township, election, "audit", REGISTERING, "finished"),
        lambda: recorded(township, election, "audit", REGISTERING, "finished"),
    )


def test_a_part_is_put_on_record_once(two_records: Race) -> None:
    assert two_records() == ["done", "recorded_already"]
    assert StepRecord.objects.count() == 1


def test_without_the_lock_it_stands_there_twice(two_records: Race, no_locks: None) -> None:
    assert two_records() == ["done", "done"]
