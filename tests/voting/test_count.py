import re
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from documents.jobs import handler_of
from documents.models import Job
from elections.enums import Act
from elections.models import LedgerEntry
from elections.refusals import StepClosed
from elections.services import gate
from tests.cast import at
from tests.voting.ballots import BEFORE, COUNTED, NOTHING, PLACES, SIGNED, agree, enter, run_jobs, sheet
from voting.enums import ContestState
from voting.models import Box, Contest, CountEntry, Outcome
from voting.queries.contest import boxes_of
from voting.queries.count import differences_of, entries_of
from voting.refusals.count import (
    BoxEnteredAlready,
    BoxesOpen,
    NothingToReopen,
    NothingToSettle,
    ReasonNeeded,
    RoundFollowed,
    RuledByEntrant,
    SecondPersonNeeded,
    StalePage,
    TimeAndPlaceNotPublished,
    VotingNotOver,
)
from voting.services import count
from voting.services.box import set_time_and_place
from voting.services.count import enter_count, reopen_box, settle_count
from voting.services.runoff import open_runoff
from voting.services.tally import tally_again

REASON = "与监票人一起重点了选票"


# --- entering


def test_the_first_sheet_opens_the_count(box: Box, clerk: User) -> None:
    entry = enter(box, clerk, sheet(), scrutineers="肖国华、成桂英")
    assert (entry.turn, entry.scrutineers) == (1, "肖国华、成桂英")
    assert Contest.objects.get().state == ContestState.COUNTING
    box.refresh_from_db()
    assert box.agreed is None


def test_equal_sheets_of_two_people_agree_at_once(box: Box, clerk: User, teller: User) -> None:
    agree(box, clerk, teller, sheet(member={"m1": 5, "w:周涛": 2}))
    box.refresh_from_db()
    assert box.agreed["positions"]["member"]["votes"]["w:周涛"] == 2
    assert (box.agreed_by, box.settled_reason) == (teller, "")


def test_the_same_person_does_not_enter_a_box_twice(box: Box, clerk: User) -> None:
    enter(box, clerk, sheet())
    with pytest.raises(SecondPersonNeeded):
        enter(box, clerk, sheet())
    assert CountEntry.objects.count() == 1


def test_a_third_sheet_is_refused(box: Box, clerk: User, second_clerk: User, teller: User) -> None:
    agree(box, clerk, second_clerk, sheet())
    with pytest.raises(BoxEnteredAlready):
        enter(box, teller, sheet())


def test_a_sheet_sent_twice_is_one_entry(box: Box, clerk: User) -> None:
    key = uuid4()
    one = enter_count(by=clerk, box=box, data=sheet(), key=key, scrutineers=SIGNED, now=COUNTED)
    again = enter_count(by=clerk, box=box, data=sheet(issued=99), key=key, scrutineers=SIGNED, now=COUNTED)
    assert one == again
    assert CountEntry.objects.get().data["issued"] == 100


def test_a_page_used_for_one_counting_does_not_serve_another(box: Box, mobile: Box, clerk: User) -> None:
    key = uuid4()
    enter_count(by=clerk, box=box, data=sheet(), key=key, scrutineers=SIGNED, now=COUNTED)
    with pytest.raises(StalePage):
        enter_count(by=clerk, box=mobile, data=NOTHING, key=key, scrutineers=SIGNED, now=COUNTED)


def test_boxes_are_opened_after_voting_only(box: Box, clerk: User) -> None:
    with pytest.raises(StepClosed):
        enter(box, clerk, sheet(), at(2021, 1, 19, 23, 59))
    with pytest.raises(VotingNotOver) as refused:
        enter(box, clerk, sheet(), at(2021, 1, 20, 11, 59))
    assert refused.value.clause == "A-VOTE-08"
    assert enter(box, clerk, sheet(), at(2021, 1, 20, 12))


def test_what_was_not_published_is_not_counted(contest: Contest, clerk: User) -> None:
    set_time_and_place(
        by=clerk, contest=contest, opens_at=time(8), closes_at=time(12), boxes=PLACES, now=BEFORE
    )
    with pytest.raises(TimeAndPlaceNotPublished):
        enter(contest.boxes.get(number=1), clerk, sheet())


def test_errors_and_warnings_are_told_together_and_nothing_is_kept(box: Box, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        enter(box, clerk, sheet(issued=90, chair={"c1": 99}))
    assert [r.code for r in refused.value.refusals] == [
        "votes_over_papers",
        "marks_over_seats",
        "more_returned_than_issued",
    ]
    assert not CountEntry.objects.exists()
    assert Contest.objects.get().state == ContestState.PREPARED


def test_a_warning_that_was_seen_is_taken(box: Box, clerk: User) -> None:
    data = sheet(issued=90)
    with pytest.raises(Refusals) as refused:
        enter(box, clerk, data)
    codes = [r.code for r in refused.value.refusals]
    assert codes == ["more_returned_than_issued"]
    assert enter(box, clerk, data, accepted=codes).turn == 1


def test_accepting_a_warning_does_not_accept_an_error(box: Box, clerk: User) -> None:
    with pytest.raises(Refusals):
        enter(box, clerk, sheet(issued=121), accepted=["issued_over_electors"])


@pytest.mark.parametrize("who", ["other_clerk", "township", "county_reviewer", "auditor"])
def test_only_the_villages_own_people_count(box: Box, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotThere):
        enter(box, request.getfixturevalue(who), sheet())


# --- blind


def test_what_is_known_of_a_box_while_it_is_entered_holds_no_figure(box: Box, clerk: User) -> None:
    enter(box, clerk, sheet(chair={"c1": 77}))
    with CaptureQueriesContext(connection) as queries:
        progress = boxes_of([box.contest])[box.contest_id][0]
    assert not any('"data"' in q["sql"] or '"agreed"' in q["sql"] for q in queries)
    assert [(e.turn, e.by, e.name) for e in progress.entered] == [(1, clerk.pk, clerk.name)]
    told = re.sub(r"\b(?:by|pk|id)=\d+", "", repr(progress))
    assert not re.search(r"\b77\b", told)


def test_nothing_is_compared_before_the_second_sheet_is_in(box: Box, clerk: User) -> None:
    enter(box, clerk, sheet())
    assert differences_of(box) == []


def test_the_ledger_holds_the_first_sheets_digest_and_no_figure_until_the_second_is_in(
    box: Box, clerk: User, teller: User
) -> None:
    enter(box, clerk, sheet())
    first = LedgerEntry.objects.get(act=Act.BOX_ENTERED)
    assert set(first.data) == {"round", "box", "turn", "version", "sheet"}
    enter(box, teller, sheet())
    second = LedgerEntry.objects.filter(act=Act.BOX_ENTERED).last()
    assert second.data["agreed"] is True
    assert second.data["figures"] == sheet()
    assert second.data["sheet"] == first.data["sheet"]


# --- settling


@pytest.fixture
def differing(box: Box, clerk: User, teller: User) -> Box:
    """The first box with two sheets that differ in three figures."""
    enter(box, clerk, sheet(chair={"c1": 60, "c2": 30}, member={"m1": 70, "w:周涛": 2}))
    enter(box, teller, sheet(chair={"c1": 61, "c2": 30}, member={"m1": 76}))
    return box


def settled(box: Box, by: User, values: dict[str, int], **changed: str) -> Box:
    """The scrutineers' ruling as the clerk takes it down."""
    ruled = {"scrutineers": SIGNED, "chief": "谭国安", "reason": REASON} | changed
    return settle_count(by=by, box=box, values=values, now=COUNTED, **ruled)


def test_only_the_differing_figures_are_told(differing: Box) -> None:
    told = [(d.name, d.post, str(d.label), d.first, d.second) for d in differences_of(differing)]
    assert told == [
        ("chair-c1", "chair", "陈立新", 60, 61),
        ("member-m1", "member", "李桂香", 70, 76),
        ("member-w:周涛", "member", "周涛", 2, 0),
    ]


def test_each_figure_is_settled_for_the_first_the_second_or_a_third_value(
    differing: Box, clerk: User
) -> None:
    values = {"chair-c1": 61, "member-m1": 70, "member-w:周涛": 3}
    settled(differing, clerk, values)
    differing.refresh_from_db()
    assert differing.agreed["positions"]["chair"]["votes"]["c1"] == 61
    assert differing.agreed["positions"]["member"]["votes"] == {
        "m1": 70, "m2": 0, "m3": 0, "m4": 0, "w:周涛": 3,
    }  # fmt: skip
    assert differing.settled_reason == REASON
    assert [e.data["positions"]["chair"]["votes"]["c1"] for e in CountEntry.objects.order_by("turn")] == [
        60,
        61,
    ]
    entry = LedgerEntry.objects.get(act=Act.BOX_SETTLED)
    assert entry.data["settled"]["member-m1"] == {"first": 70, "second": 76, "right": 70}
    assert (entry.data["scrutineers"], entry.data["chief"]) == (SIGNED, "谭国安")
    assert (differing.settled_scrutineers, differing.settled_chief) == (SIGNED, "谭国安")


def test_scrutineers_and_chief_who_ruled_are_named(differing: Box, clerk: User) -> None:
    """A-CNT-04: told together with the figures that nobody decided on."""
    values = {"chair-c1": 61, "member-m1": 70}
    with pytest.raises(Refusals) as refused:
        settled(differing, clerk, values, scrutineers=" ", chief="")
    assert [(r.code, r.field, r.clause) for r in refused.value.refusals] == [
        ("names_needed", "scrutineers", "A-CNT-04"),
        ("names_needed", "chief", "A-CNT-04"),
        ("figure_unsettled", "member-w:周涛", None),
    ]


@pytest.mark.parametrize("scrutineers", ["{clerk}", "{teller}、{clerk}"])
def test_nobody_rules_alone_on_what_they_typed_themselves(
    differing: Box, clerk: User, teller: User, scrutineers: str
) -> None:
    values = {"chair-c1": 61, "member-m1": 70, "member-w:周涛": 2}
    typed = scrutineers.format(clerk=clerk.name, teller=teller.name)
    with pytest.raises(RuledByEntrant) as refused:
        settled(differing, clerk, values, scrutineers=typed, chief=clerk.name)
    assert (refused.value.field, refused.value.clause) == ("scrutineers", "A-CNT-04")
    settled(differing, clerk, values, scrutineers=typed, chief="谭国安")
    differing.refresh_from_db()
    assert differing.settled_chief == "谭国安"


def test_a_box_counted_once_more_forgets_who_ruled(differing: Box, clerk: User) -> None:
    settled(differing, clerk, {"chair-c1": 61, "member-m1": 70, "member-w:周涛": 2})
    reopen_box(by=clerk, box=differing, reason=REASON, now=COUNTED)
    differing.refresh_from_db()
    assert (differing.version, differing.agreed) == (2, None)
    assert (differing.settled_scrutineers, differing.settled_chief, differing.settled_reason) == ("", "", "")


def test_sheets_that_agree_are_not_taken_without_scrutineers(box: Box, clerk: User) -> None:
    """A-CNT-04, also while nobody stands on the staff list; told with what does not add up."""
    with pytest.raises(Refusals) as refused:
        enter(box, clerk, sheet(issued=90), scrutineers=" ")
    assert [(r.code, r.field, r.clause) for r in refused.value.refusals][0] == (
        "names_needed",
        "scrutineers",
        "A-CNT-04",
    )
    assert len(refused.value.refusals) == 2
    assert not CountEntry.objects.exists()


def test_every_differing_figure_must_be_settled(differing: Box, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        settled(differing, clerk, {"chair-c1": 61})
    assert [(r.code, r.field) for r in refused.value.refusals] == [
        ("figure_unsettled", "member-m1"),
        ("figure_unsettled", "member-w:周涛"),
    ]


def test_settling_needs_a_reason(differing: Box, clerk: User) -> None:
    values = {"chair-c1": 61, "member-m1": 70, "member-w:周涛": 2}
    with pytest.raises(ReasonNeeded):
        settled(differing, clerk, values, reason="  ")


def test_what_is_settled_must_add_up(differing: Box, clerk: User) -> None:
    values = {"chair-c1": 97, "member-m1": 70, "member-w:周涛": 2}
    with pytest.raises(Refusals) as refused:
        settled(differing, clerk, values)
    assert [r.code for r in refused.value.refusals] == ["votes_over_papers", "marks_over_seats"]


def test_figures_that_do_not_differ_are_not_changed_by_settling(differing: Box, clerk: User) -> None:
    values = {"chair-c1": 61, "member-m1": 70, "member-w:周涛": 2, "chair-c2": 1, "issued": 1}
    settled(differing, clerk, values)
    differing.refresh_from_db()
    assert differing.agreed["issued"] == 100
    assert differing.agreed["positions"]["chair"]["votes"]["c2"] == 30


def test_nothing_is_settled_before_both_sheets_or_after_agreement(
    box: Box, clerk: User, teller: User
) -> None:
    enter(box, clerk, sheet())
    with pytest.raises(NothingToSettle):
        settled(box, clerk, {})
    enter(box, teller, sheet())
    with pytest.raises(NothingToSettle):
        settled(box, clerk, {})


def test_a_teller_enters_but_does_not_settle(differing: Box, teller: User) -> None:
    with pytest.raises(NotThere):
        settled(differing, teller, {})


# --- the tally starts


def test_the_tally_starts_when_the_last_box_is_agreed(
    box: Box, mobile: Box, clerk: User, teller: User, django_capture_on_commit_callbacks
) -> None:
    agree(box, clerk, teller, sheet())
    assert not Job.objects.exists()
    with django_capture_on_commit_callbacks() as rung:
        agree(mobile, clerk, teller, NOTHING)
    assert Job.objects.get().kind == "count.tally"
    assert len(rung) == 1


def test_the_job_tallies_once_however_often_it_runs(box: Box, mobile: Box, clerk: User, teller: User) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING)
    job = Job.objects.get()
    handler = handler_of("count.tally")
    assert handler(job, lambda *_: None, COUNTED) == {"status": "valid"}
    first = Outcome.objects.get()
    assert handler(job, lambda *_: None, at(2021, 1, 20, 15)) == {"status": "tallied"}
    assert Outcome.objects.get().computed_at == first.computed_at
    assert LedgerEntry.objects.filter(act=Act.COUNT_TALLIED).count() == 1


def test_a_tally_that_broke_off_is_asked_for_again(box: Box, mobile: Box, clerk: User, teller: User) -> None:
    agree(box, clerk, teller, sheet())
    with pytest.raises(BoxesOpen):
        tally_again(by=clerk, contest=box.contest, now=COUNTED)
    agree(mobile, clerk, teller, NOTHING)
    job = Job.objects.get()
    assert tally_again(by=clerk, contest=box.contest, now=COUNTED) == job
    Job.objects.update(state="failed")
    again = tally_again(by=clerk, contest=box.contest, now=COUNTED)
    assert again != job
    assert [done.result for done in run_jobs()] == [{"status": "valid"}]


# --- counting once more


def test_a_count_that_cannot_be_stays_open_and_names_the_ground(
    box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING | {"issued": 21})
    assert [job.result for job in run_jobs()] == [{"status": "inconsistent"}]
    assert Contest.objects.get().state == ContestState.COUNTING
    assert [p["code"] for p in Outcome.objects.get().data["problems"]] == ["issued_over_electors"]


def test_a_box_is_counted_once_more_and_both_countings_stay(
    box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING | {"issued": 21})
    run_jobs()
    reopen_box(by=clerk, box=mobile, reason="发出票数记错", now=COUNTED)
    mobile.refresh_from_db()
    assert (mobile.version, mobile.agreed) == (2, None)
    agree(mobile, clerk, teller, NOTHING)
    assert [job.result for job in run_jobs()] == [{"status": "valid"}]
    assert Contest.objects.get().state == ContestState.TALLIED
    assert list(mobile.entries.values_list("version", "turn")) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    told = LedgerEntry.objects.get(act=Act.BOX_REOPENED)
    assert told.data["figures"]["issued"] == 21


def test_a_tallied_round_opens_again_with_its_box(box: Box, mobile: Box, clerk: User, teller: User) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING)
    run_jobs()
    reopen_box(by=clerk, box=box, reason="监票人要求复点", now=COUNTED)
    assert Contest.objects.get().state == ContestState.COUNTING


def test_a_box_nobody_entered_is_not_reopened(box: Box, clerk: User) -> None:
    with pytest.raises(NothingToReopen):
        reopen_box(by=clerk, box=box, reason=REASON, now=COUNTED)


def test_a_round_that_another_follows_is_not_counted_again(
    box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    agree(box, clerk, teller, sheet())
    agree(mobile, clerk, teller, NOTHING)
    run_jobs()
    open_runoff(by=clerk, contest=Contest.objects.get(), day=at(2021, 1, 22).date(), now=COUNTED)
    with pytest.raises(RoundFollowed):
        reopen_box(by=clerk, box=box, reason=REASON, now=COUNTED)


# --- two at once


@pytest.mark.django_db(transaction=True)
def test_two_clerks_sending_at_the_same_moment_are_first_and_second(
    box: Box, clerk: User, second_clerk: User
) -> None:
    assert race(box, clerk, second_clerk) == [1, 2]
    box.refresh_from_db()
    assert box.agreed is not None


@pytest.mark.django_db(transaction=True)
def test_one_clerk_sending_twice_at_the_same_moment_is_entered_once(box: Box, clerk: User) -> None:
    assert race(box, clerk, clerk) == [1, "second_person_needed"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_be_first(
    box: Box, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the two above: only the database's constraint still holds."""
    looked = Barrier(2)

    def look(box: Box) -> list[CountEntry]:
        found = entries_of(box)
        looked.wait(timeout=10)
        return found

    monkeypatch.setattr(count, "lock_box", lambda box: (box.contest, box))
    monkeypatch.setattr(gate, "lock_election", lambda election: election)
    monkeypatch.setattr(count, "entries_of", look)
    assert race(box, clerk, second_clerk) == [1, "IntegrityError"]


def race(box: Box, *people: User) -> list[object]:
    """What comes of it when these people send a sheet of the box at the same moment: a turn or a refusal's code."""
    together = Barrier(len(people))

    def send(user: User) -> object:
        mine = Box.objects.select_related("contest__election__cycle", "contest__election__village").get(
            pk=box.pk
        )
        together.wait(timeout=10)
        try:
            return enter(mine, user, sheet()).turn
        except Refusal as refusal:
            return refusal.code
        except IntegrityError as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return sorted(pool.map(send, people), key=str)
