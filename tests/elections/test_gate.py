from datetime import date, timedelta

import pytest

from accounts.models import User
from elections.enums import Act, Step
from elections.models import Election, LedgerEntry, StepRecord
from elections.refusals import (
    DateInTheFuture,
    ElectionDayNeedsReason,
    ElectionDayNotPossible,
    ElectionDayNotSet,
    RecordedAlready,
    StepClosed,
    StepNotReady,
)
from elections.services.election import set_days
from elections.services.gate import gate
from elections.services.step import Signer, record_step
from tests.cast import ELECTION_DAY, LAUNCH, at, on_record


@pytest.fixture
def launched(election: Election, clerk: User, township: User) -> Election:
    """The preparation, the bodies, the representatives and the election committee are on record."""
    on_record(township, election, *LAUNCH, held_on=at(2020, 12, 1).date(), now=at(2020, 12, 2))
    return election


def test_sc_01_an_audit_that_is_not_finished_keeps_the_launch_shut(election: Election) -> None:
    with pytest.raises(StepNotReady) as refused:
        gate("election_committee", election, at(2020, 12, 10))
    assert refused.value.data["missing"] == ["audit"]


def test_a_step_counts_from_an_election_day_that_must_be_set(launched: Election) -> None:
    launched.election_day = None
    launched.save()
    with pytest.raises(ElectionDayNotSet):
        gate(Step.ROLL_PUBLICATION, launched, at(2020, 12, 10))


def test_a_step_is_open_inside_its_window(launched: Election) -> None:
    assert gate(Step.REGISTRATION, launched, at(2020, 12, 15)).step == Step.REGISTRATION


def test_past_its_lock_a_step_is_closed_and_says_since_when_and_who_may_extend(launched: Election) -> None:
    gate(Step.REGISTRATION, launched, at(2020, 12, 31, 23, 59))
    with pytest.raises(StepClosed) as refused:
        gate(Step.REGISTRATION, launched, at(2021, 1, 1, 0))
    told = refused.value
    assert told.data["closes"].startswith("2021-01-01T00:00")
    assert told.data["extender"] == "township_office"
    assert "2020年12月31日24:00" in told.text("zh-hans")
    assert "31 Dec 2020" in told.text("en")


def test_a_recorded_step_leaves_its_record_and_a_line_in_the_ledger(
    election: Election, township: User
) -> None:
    record_step(
        by=township,
        election=election,
        step="audit",
        held_on=date(2020, 12, 1),
        people="王晓梅",
        note="已办",
        signers=[Signer("王晓梅", "村党组织书记")],
        now=at(2020, 12, 2),
    )
    kept = StepRecord.objects.get(election=election, step="audit")
    assert kept.people == "王晓梅"
    assert LedgerEntry.objects.filter(act=Act.STEP_RECORDED, step="audit").count() == 1


def test_a_step_is_recorded_once_and_not_ahead_of_its_day(launched: Election, township: User) -> None:
    again = {
        "by": township,
        "election": launched,
        "people": "王晓梅",
        "note": "已办",
        "signers": [Signer("王晓梅", "村党组织书记")],
        "now": at(2020, 12, 14),
    }
    with pytest.raises(RecordedAlready):
        record_step(step="bodies", held_on=at(2020, 12, 1).date(), **again)
    with pytest.raises(DateInTheFuture):
        record_step(step="publicity", held_on=at(2020, 12, 20).date(), **again)


def test_an_election_day_outside_the_plan_is_taken_with_a_reason_only(
    election: Election, township: User
) -> None:
    days = {
        "by": township,
        "election": election,
        "registration_day": None,
        "party_day": None,
        "now": at(2020, 12, 1),
    }
    later = at(2021, 2, 9).date()
    with pytest.raises(ElectionDayNeedsReason) as refused:
        set_days(election_day=later, **days)
    assert refused.value.clause == "A-VOTE-11"
    assert set_days(election_day=later, reason="疫情防控", **days).day_reason == "疫情防控"


def test_an_election_day_whose_roll_is_overdue_is_refused(election: Election, township: User) -> None:
    with pytest.raises(ElectionDayNotPossible) as refused:
        set_days(
            by=township,
            election=election,
            registration_day=None,
            party_day=None,
            election_day=ELECTION_DAY + timedelta(days=1),
            now=at(2021, 1, 2),
        )
    assert refused.value.clause == "A-ROLL-17"
