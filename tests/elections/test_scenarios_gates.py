"""The scenarios on gates and order (part A of the specification), each played through the services."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.models import User
from elections.enums import Act, State, Step
from elections.models import Cycle, Election, LedgerEntry, StepRecord, StepWaiver
from elections.queries.progress import progress_of_one
from elections.refusals import (
    DayConflicts,
    NobodySigned,
    StepCannotBeSkipped,
    StepClosed,
    StepNeedsReason,
    StepNotReady,
)
from elections.services.cycle import open_cycle
from elections.services.election import mark_village, set_days
from elections.services.gate import gate
from elections.services.rulebook import shipped_edition
from elections.services.step import Signer, record_step
from elections.services.waiver import waive_step
from tests.cast import LAUNCH, PARTY, SECOND_VILLAGE, VILLAGE, at, on_record, under_changed_rules
from villages.models import Division, Village

Open = Callable[[str], Cycle]


@pytest.fixture
def under(township: User, township_place: Division, village: Village, second_village: Village) -> Open:
    """Opens a training cycle under a shipped plan: under("city-town-2020")."""

    def make(plan: str) -> Cycle:
        opened = at(2020, 9, 1)
        return open_cycle(
            by=township,
            township=township_place,
            edition=shipped_edition(plan, opened),
            name="演练",
            training=True,
            now=opened,
        )

    return make


def of(cycle: Cycle, code: str = VILLAGE) -> Election:
    return cycle.elections.select_related("cycle__township", "village").get(village=code)


def recorded(by: User, election: Election, step: str, on: date, now: datetime, *parts: str) -> StepRecord:
    return record_step(
        by=by,
        election=election,
        step=step,
        held_on=on,
        people="王晓梅",
        note="已办",
        signers=[Signer("王晓梅", "书记")],
        parts=parts or None,
        document="镇党委〔2021〕5号",
        now=now,
    )


def missing(refused: pytest.ExceptionInfo[StepNotReady]) -> list[str]:
    return refused.value.data["missing"]


def test_sc_01_audit_gate(under: Open, township: User) -> None:
    election = of(under("county-town-2020"))
    now = at(2020, 11, 20)
    recorded(township, election, "audit", date(2020, 10, 30), now, "finished")
    with pytest.raises(StepNotReady) as refused:
        gate("election_committee", election, now)
    assert missing(refused) == ["audit"]
    assert refused.value.clause == "A-PRE-13"
    recorded(township, election, "audit", date(2020, 11, 2), now, "published")
    assert gate("election_committee", election, now).step == "election_committee"


def test_sc_02_audit_gate_not_in_c(under: Open, township: User) -> None:
    election = of(under("city-town-2020"))
    now = at(2020, 12, 7)
    on_record(township, election, "training", held_on=date(2020, 12, 3), now=now)
    with pytest.raises(StepNeedsReason) as refused:
        gate("announcement", election, now)
    assert (missing(refused), refused.value.clause) == (["audit"], "C-PRE-07")
    waived = waive_step(
        by=township,
        election=election,
        step="announcement",
        over="audit",
        reason="审计组月底进村",
        approval="镇党委会议纪要〔2020〕31号",
        now=now,
    )
    assert not waived.forced
    assert gate("announcement", election, now).waivers == (waived,)
    entry = LedgerEntry.objects.get(act=Act.STEP_WAIVED)
    assert entry.data["reason"] == "审计组月底进村"


@pytest.mark.parametrize(
    ("plan", "step", "clause"),
    [
        ("county-town-2020", "representatives", "A-PRE-03"),
        ("city-town-2020", "first_recommendation", "C-PRE-02"),
    ],
)
def test_sc_03_rectification_gate(under: Open, township: User, plan: str, step: str, clause: str) -> None:
    election = mark_village(
        by=township, election=of(under(plan)), weak=True, complex=False, now=at(2020, 10, 1)
    )
    now = at(2020, 12, 10)
    on_record(
        township,
        election,
        "audit",
        *(("training", "announcement") if plan.startswith("city") else ("talks",)),
        held_on=date(2020, 10, 30),
        now=now,
    )
    with pytest.raises(StepNotReady) as refused:
        gate(step, election, now)
    assert (missing(refused), refused.value.clause) == (["rectification"], clause)
    on_record(township, election, "rectification", held_on=date(2020, 12, 9), now=now)
    gate(step, election, now)


def test_sc_03_in_b_it_only_warns(under: Open, township: User) -> None:
    election = of(under("district-town-2020"))
    election = mark_village(by=township, election=election, weak=True, complex=False, now=at(2020, 10, 1))
    now = at(2020, 10, 10)
    on_record(township, election, "risk_check", held_on=date(2020, 10, 5), now=now)
    with pytest.raises(StepNeedsReason) as refused:
        gate("bodies", election, now)
    assert refused.value.clause == "B-PRE-02"


def test_sc_04_training_gate(election: Election, township: User, clerk: User) -> None:
    now = at(2021, 1, 6)
    on_record(township, election, *(s for s in LAUNCH if s != "training"), held_on=date(2020, 12, 1), now=now)
    on_record(township, election, *PARTY, held_on=date(2020, 12, 26), now=now)
    on_record(township, election, "party_request", held_on=date(2021, 1, 4), now=now)
    for step in ("party_election", Step.VOTING):
        with pytest.raises(StepNotReady) as refused:
            gate(step, election, now)
        assert "training" in missing(refused)
        assert "A-PRE-17" in refused.value.data["clauses"]
    recorded(township, election, "training", date(2020, 12, 8), now, "village_cadres")
    with pytest.raises(StepNotReady):
        gate("party_election", election, now)
    recorded(township, election, "training", date(2020, 12, 9), now, "election_committee")
    assert gate("party_election", election, now).step == "party_election"


def test_sc_05_party_first(election: Election, township: User, clerk: User) -> None:
    """The committee's vote waits for the Party election's confirmed result; nomination does not (AMB-01)."""
    now = at(2021, 1, 8, 18)
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=now)
    on_record(township, election, *PARTY, held_on=date(2020, 12, 26), now=now)
    on_record(township, election, "party_request", held_on=date(2021, 1, 4), now=now)
    recorded(clerk, election, "party_election", date(2021, 1, 8), now, "held")
    with pytest.raises(StepNotReady) as refused:
        gate(Step.VOTING, election, at(2021, 1, 20))
    assert "party_election" in missing(refused)
    assert "A-SCH-02" in refused.value.data["clauses"]
    with pytest.raises(StepNotReady) as confirmed:
        gate(Step.TIME_AND_PLACE, election, at(2021, 1, 12))
    assert missing(confirmed) == ["party_election"]
    with pytest.raises(StepNotReady) as before:
        gate(Step.NOMINATION, election, at(2020, 12, 22))
    assert missing(before) == ["registration"]
    recorded(township, election, "party_election", date(2021, 1, 8), now, "approved")
    with pytest.raises(StepNotReady) as still:
        gate(Step.VOTING, election, at(2021, 1, 20))
    assert "party_election" not in missing(still)


def test_sc_05_a_party_election_on_or_after_the_vote_is_refused(
    election: Election, township: User, clerk: User
) -> None:
    now = at(2021, 1, 10)
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=now)
    on_record(township, election, *PARTY, held_on=date(2020, 12, 26), now=now)
    on_record(township, election, "party_request", held_on=date(2021, 1, 4), now=now)
    with pytest.raises(StepClosed) as refused:
        gate("party_election", election, at(2021, 1, 20))
    assert refused.value.clause == "A-SCH-02"


def test_sc_05_a_party_day_on_the_day_of_the_vote_is_not_set(election: Election, township: User) -> None:
    days = {"by": township, "election": election, "registration_day": None, "now": at(2020, 12, 1)}
    with pytest.raises(DayConflicts) as refused:
        set_days(party_day=date(2021, 1, 20), election_day=date(2021, 1, 20), **days)
    assert "A-SCH-02" in refused.value.data["clauses"]
    assert set_days(party_day=date(2021, 1, 8), election_day=date(2021, 1, 20), **days).party_day


def test_sc_06_c_start_trigger(under: Open, township: User) -> None:
    cycle = under("city-town-2020")
    election, now = of(cycle), at(2021, 1, 21)
    ready = ("audit", "training", "announcement", "party_register", "first_recommendation", "party_review")
    on_record(township, election, *ready, "inspection", "party_notice", held_on=date(2020, 12, 18), now=now)
    on_record(township, election, "secretary_notice", "assembly_request", held_on=date(2020, 12, 25), now=now)
    on_record(township, election, "party_election", held_on=date(2021, 1, 20), now=now)
    assert gate("election_committee", election, now).missing == ()

    def whole_township(data: dict) -> None:
        data["scope"]["committee_starts_after"]["value"] = "township"

    under_changed_rules(cycle, whole_township)
    with pytest.raises(StepNotReady) as refused:
        gate("election_committee", of(cycle), now)
    assert (missing(refused), refused.value.clause) == (["party_election"], "C-SCH-08")
    assert of(cycle, SECOND_VILLAGE).step_records.count() == 0


def test_sc_07_step_skipped(election: Election, township: User, clerk: User, county_office: User) -> None:
    now = at(2020, 12, 28)
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=now)
    before = PARTY[: PARTY.index("inspection")]
    on_record(township, election, *before, held_on=date(2020, 12, 26), now=now)
    with pytest.raises(StepNotReady) as refused:
        gate("party_notice", election, now)
    assert missing(refused) == ["inspection"]
    forced = waive_step(
        by=township,
        election=election,
        step="party_notice",
        over="inspection",
        reason="考察组疫情隔离",
        approval="县委组织部电话记录",
        now=now,
    )
    assert (forced.forced, forced.violation) == (True, "F06")
    assert gate("party_notice", election, now).waivers == (forced,)
    assert LedgerEntry.objects.get(act=Act.STEP_FORCED).data["violation"] == "F06"
    assert StepWaiver.objects.filter(election__cycle=election.cycle, forced=True).count() == 1


def test_sc_07_a_step_whose_data_later_ones_need_is_never_skipped(election: Election, township: User) -> None:
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    with pytest.raises(StepCannotBeSkipped):
        waive_step(
            by=township,
            election=election,
            step=Step.ROLL_PUBLICATION,
            over=Step.REGISTRATION,
            reason="来不及",
            approval="无",
            now=at(2020, 12, 28),
        )


def test_sc_08_order_b_vs_a(township: User, election: Election) -> None:
    """In A the review comes first, and the inspection after it."""
    now = at(2020, 12, 27)
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=now)
    on_record(
        township,
        election,
        "first_recommendation",
        "second_recommendation",
        held_on=date(2020, 12, 22),
        now=now,
    )
    with pytest.raises(StepNotReady) as refused:
        gate("inspection", election, now)
    assert missing(refused) == ["party_review"]
    assert gate("party_review", election, now).step == "party_review"


def test_sc_08_in_b_the_inspection_comes_first(under: Open, township: User) -> None:
    election, now = of(under("district-town-2020")), at(2020, 10, 20)
    on_record(
        township,
        election,
        "risk_check",
        "audit",
        "bodies",
        "first_recommendation",
        held_on=date(2020, 10, 5),
        now=now,
    )
    with pytest.raises(StepNotReady) as refused:
        gate("party_review", election, now)
    assert (missing(refused), refused.value.clause) == (["inspection"], "B-SCH-02")
    on_record(township, election, "inspection", "party_review", held_on=date(2020, 10, 20), now=now)


@pytest.mark.parametrize(
    ("election_day", "clear_days", "last"),
    [
        (date(2021, 1, 19), False, date(2021, 1, 12)),
        (date(2021, 1, 20), False, date(2021, 1, 13)),
        (date(2021, 1, 19), True, date(2021, 1, 11)),
        (date(2021, 1, 21), True, date(2021, 1, 13)),
    ],
)
def test_sc_09_formal_notice_with_the_task_timetable(
    election: Election, steps_before: None, election_day: date, clear_days: bool, last: date
) -> None:
    """Posted on 13 January by the plan's task 27: too late for the 19th, in time for the 20th (AMB-43)."""

    def readings(data: dict) -> None:
        data["counting"]["clear_days_before"]["value"] = clear_days

    under_changed_rules(election.cycle, readings)
    election.election_day = election_day
    election.save()
    assert gate(Step.FORMAL_CANDIDATES, election, at(last.year, last.month, last.day, 23, 59))
    with pytest.raises(StepClosed) as refused:
        gate(Step.FORMAL_CANDIDATES, election, at(last.year, last.month, last.day + 1, 0))
    assert refused.value.clause == "A-REV-11"


@pytest.mark.parametrize(("posting_counts", "earliest"), [(False, 4), (True, 3)])
def test_sc_10_five_day_notice_with_the_task_timetable(
    election: Election, township: User, clerk: User, posting_counts: bool, earliest: int
) -> None:
    def readings(data: dict) -> None:
        data["counting"]["event_day_counts"]["value"] = posting_counts

    under_changed_rules(election.cycle, readings)
    now = at(2020, 12, 29)
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=now)
    on_record(township, election, *PARTY, held_on=date(2020, 12, 29), now=now)
    with pytest.raises(StepClosed) as refused:
        gate("party_request", election, at(2020, 12, 31))
    assert refused.value.clause == "A-REV-06"
    with pytest.raises(StepClosed):
        gate("party_request", election, at(2021, 1, earliest - 1, 23, 59))
    assert gate("party_request", election, at(2021, 1, earliest, 0))
    with pytest.raises(DayConflicts) as conflict:
        set_days(
            by=township,
            election=election,
            registration_day=None,
            party_day=date(2021, 1, 2),
            election_day=election.election_day,
            now=now,
        )
    assert conflict.value.field == "party_day"
    assert "A-REV-06" in conflict.value.data["clauses"]


def test_sc_103_a_step_that_nobody_signed_is_not_closed(election: Election, township: User) -> None:
    """A-DISC-16: the record book wants those in charge to sign for every step."""

    def record(*signers: Signer) -> StepRecord:
        return record_step(
            by=township,
            election=election,
            step="investigation",
            held_on=date(2020, 11, 20),
            people="联村干部",
            note="逐户调查摸底",
            signers=signers,
            now=at(2020, 11, 21),
        )

    with pytest.raises(NobodySigned) as refused:
        record()
    assert (refused.value.clause, refused.value.field) == ("A-DISC-16", "signers")
    assert progress_of_one(election, at(2020, 11, 21)).steps["investigation"].evidence.done_at is None
    record(Signer("谭国安", "镇换届办主任"))
    assert progress_of_one(election, at(2020, 11, 21)).steps["investigation"].evidence.done_at is not None


def test_the_nomination_waits_for_the_nomination_method(election: Election, township: User) -> None:
    """A-NOM-07: what was adopted and registered is not enough while the method is not published."""
    now = at(2020, 12, 22)
    on_record(
        township,
        election,
        *(step for step in LAUNCH if step != "nomination_notice"),
        "registration",
        held_on=date(2020, 12, 1),
        now=now,
    )
    with pytest.raises(StepNotReady) as refused:
        gate(Step.NOMINATION, election, now)
    assert (missing(refused), refused.value.clause) == (["nomination_notice"], "A-NOM-07")
    recorded(township, election, "nomination_notice", date(2020, 12, 20), now)
    assert gate(Step.NOMINATION, election, now)


def test_in_c_no_nomination_before_the_announcement_and_the_notice(under: Open, township: User) -> None:
    """C-NOM-01 for the Party organisation; C-NOM-05 for the committee, with all three contents."""
    election, now = of(under("city-town-2020")), at(2020, 12, 10)
    before = ("audit", "training", "party_election", "election_committee", "election_method", "registration")
    on_record(township, election, *before, held_on=date(2020, 12, 1), now=now)
    with pytest.raises(StepNotReady) as party:
        gate(Step.FIRST_RECOMMENDATION, election, now)
    assert (missing(party), party.value.clause) == (["announcement"], "C-NOM-01")
    recorded(township, election, "announcement", date(2020, 12, 8), now)
    assert gate(Step.FIRST_RECOMMENDATION, election, now)

    election.election_day = date(2021, 3, 20)
    election.save()
    recorded(
        township, election, "nomination_notice", date(2020, 12, 9), now, "conditions", "committee_duties"
    )
    with pytest.raises(StepNotReady) as committee:
        gate(Step.NOMINATION, election, now)
    assert (missing(committee), committee.value.clause) == (["nomination_notice"], "C-NOM-05")
    recorded(township, election, "nomination_notice", date(2020, 12, 9), now, "member_duties")
    assert gate(Step.NOMINATION, election, now)


UP_TO_THE_COUNT = ("roll_publication", "formal_candidates", "time_and_place", "party_election", "count")


def counted_under(under: Open, township: User, plan: str, vote: date) -> Election:
    election = of(under(plan))
    election.election_day = vote
    election.save()
    on_record(township, election, *UP_TO_THE_COUNT, held_on=vote, now=at(vote.year, vote.month, vote.day, 20))
    return election


def test_sc_96_elected_list_c_is_overdue_on_the_second_day(under: Open, township: User) -> None:
    election = counted_under(under, township, "city-town-2020", date(2021, 3, 20))
    result = [
        progress_of_one(election, at(2021, 3, day, 12)).steps[Step.RESULT].standing.state for day in (21, 22)
    ]
    assert result == [State.SOON, State.LATE]


def test_sc_99_the_supervisory_body_of_c_is_overdue_after_ten_days(under: Open, township: User) -> None:
    election = counted_under(under, township, "city-town-2020", date(2021, 3, 20))
    on_record(township, election, Step.RESULT, held_on=date(2021, 3, 20), now=at(2021, 3, 20, 21))
    found = [
        progress_of_one(election, now).steps["supervisory_body"].standing.state
        for now in (at(2021, 3, 30, 23), at(2021, 3, 31, 0))
    ]
    assert found == [State.SOON, State.LATE]


def test_the_committees_result_is_reported_and_replied_to_on_the_same_day(
    under: Open, township: User
) -> None:
    """A-RES-03: due on the day the election ends, late after it; not before there is a result."""
    election = counted_under(under, township, "county-town-2020", date(2021, 1, 20))
    with pytest.raises(StepNotReady) as refused:
        recorded(township, election, "result_report", date(2021, 1, 20), at(2021, 1, 20, 21), "reported")
    assert (missing(refused), refused.value.clause) == (["result"], "A-RES-03")
    on_record(township, election, Step.RESULT, held_on=date(2021, 1, 20), now=at(2021, 1, 20, 21))
    recorded(township, election, "result_report", date(2021, 1, 20), at(2021, 1, 20, 22), "reported")
    days = [at(2021, 1, 20, 23), at(2021, 1, 21)]
    states = [progress_of_one(election, now).steps["result_report"].standing.state for now in days]
    assert states[1] == State.LATE != states[0]
    recorded(township, election, "result_report", date(2021, 1, 20), at(2021, 1, 21), "replied")
    assert progress_of_one(election, days[1]).steps["result_report"].standing.state == State.DONE
