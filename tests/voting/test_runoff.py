from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from tests.cast import VILLAGE, at
from tests.voting.ballots import NOTHING, Sheet, counted, made_final, sheet
from voting.enums import BoxKind, ContestState, Round
from voting.models import Contest
from voting.queries.result import elected_of, vote_of
from voting.refusals.confirmation import NoFurtherRound
from voting.refusals.result import CountRunning, DayPassed, DayTooLate, NoRoundPending
from voting.rounds import COMMITTEE
from voting.services.box import BoxDraft, publish_time_and_place
from voting.services.further import decide_further
from voting.services.result import review_write_in
from voting.services.runoff import open_runoff

EVENING = at(2021, 1, 20, 17)
RUNOFF_DAY = date(2021, 1, 24)
RUNOFF_NIGHT = at(2021, 1, 24, 14)


def member_sheet(votes: dict[str, int], returned: int = 90) -> Sheet:
    """A sheet of a runoff for one member's seat."""
    return {
        "issued": returned,
        "returned": returned,
        "spoilt": 0,
        "positions": {"member": {"invalid": 0, "votes": votes}},
    }


@pytest.fixture
def short(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that leaves a member's seat empty: 唐小明 40 and 罗志勇 30 of 108."""
    return counted(open_contest, clerk, teller, sheet(), NOTHING)


def opened(contest: Contest, by: User, **more: Any) -> Contest:
    return open_runoff(by=by, contest=contest, **{"day": RUNOFF_DAY, "now": EVENING} | more)


@pytest.fixture
def runoff(short: Contest, clerk: User) -> Contest:
    """The runoff with one box, published."""
    made = opened(short, clerk, boxes=[BoxDraft(BoxKind.VENUE, "中心会场")])
    return publish_time_and_place(by=clerk, contest=made, now=EVENING)


def test_the_runoff_is_for_the_seats_left_among_those_with_most_votes(short: Contest, clerk: User) -> None:
    made = opened(short, clerk)
    position = made.positions.get()
    assert (made.round, made.number, made.parent) == (Round.RUNOFF, 2, short)
    assert (position.post, position.rank, position.seats) == ("member", 2, 1)
    assert [line.choice.key for line in position.lines.all()] == ["m3", "m4"]
    assert made.rule["threshold"] == {"of": "returned", "at_least": "1/3"}


def test_hours_and_boxes_are_those_of_the_round_before_until_published(short: Contest, clerk: User) -> None:
    made = opened(short, clerk)
    assert [(box.kind, box.name) for box in made.boxes.all()] == [
        ("venue", "中心会场"),
        ("mobile", "流动票箱"),
    ]
    assert (made.opens_at, made.closes_at, made.places_published_at) == (
        short.opens_at,
        short.closes_at,
        None,
    )


def test_opening_is_an_act_in_the_ledger_and_opens_the_step(
    short: Contest, clerk: User, election: Election
) -> None:
    opened(short, clerk)
    assert LedgerEntry.objects.get(act=Act.RUNOFF_OPENED).data["positions"][0]["seats"] == 1
    assert progress_of_one(election, EVENING).steps[Step.RUNOFF].evidence.done_at is None


@pytest.mark.parametrize(("votes", "elected"), [(30, ["唐小明"]), (29, [])])
def test_the_runoff_elects_with_at_least_a_third_of_the_papers(
    runoff: Contest, clerk: User, teller: User, votes: int, elected: list[str]
) -> None:
    """Article 15: not less than a third of the votes cast; 30 of 90 is a third, 29 is not."""
    counted(runoff, clerk, teller, member_sheet({"m3": votes, "m4": 20}), now=RUNOFF_NIGHT)
    assert [e.name for e in elected_of(runoff.election) if e.number == 2] == elected


def test_after_the_runoff_the_township_confirms_both_rounds(
    runoff: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    counted(runoff, clerk, teller, member_sheet({"m3": 50, "m4": 20}), now=RUNOFF_NIGHT)
    assert progress_of_one(election, RUNOFF_NIGHT).steps[Step.RUNOFF].evidence.done_at is not None
    made_final(election, township, RUNOFF_NIGHT)
    assert set(Contest.objects.values_list("state", flat=True)) == {ContestState.CONFIRMED}
    assert [(e.post, e.name, e.round) for e in elected_of(election)] == [
        ("chair", "陈立新", "first"),
        ("member", "李桂香", "first"),
        ("member", "彭建军", "first"),
        ("member", "唐小明", "runoff"),
    ]


def test_a_seat_that_the_runoff_leaves_empty_does_not_stop_the_confirmation(
    runoff: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    counted(runoff, clerk, teller, member_sheet({"m3": 20, "m4": 20}), now=RUNOFF_NIGHT)
    made_final(election, township, RUNOFF_NIGHT)
    assert LedgerEntry.objects.get(act=Act.RESULT_CONFIRMED).data["vacant"] == 1


def test_the_township_may_decide_to_vote_once_more_on_a_seat_left_empty(
    runoff: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    """AMB-35: after the second round a further one is held by decision of the township, with its document."""
    decide = {"election": election, "now": RUNOFF_NIGHT}
    words = {"reason": "村委会缺员", "decision": "白镇党〔2021〕5号"}
    with pytest.raises(CountRunning):
        decide_further(by=township, **decide, **words)
    counted(runoff, clerk, teller, member_sheet({"m3": 20, "m4": 20}), now=RUNOFF_NIGHT)
    with pytest.raises(NotThere):
        decide_further(by=clerk, **decide, **words)
    with pytest.raises(Refusals) as refused:
        decide_further(by=township, reason=" ", decision="", **decide)
    assert [each.code for each in refused.value.refusals] == ["words_needed", "words_needed"]
    decide_further(by=township, **decide, **words)
    with pytest.raises(NoFurtherRound):
        decide_further(by=township, **decide, **words)
    third = opened(runoff, clerk, day=date(2021, 1, 25), now=RUNOFF_NIGHT)
    assert (third.round, third.number) == (Round.RUNOFF, 3)
    assert {line.choice.key for line in third.positions.get().lines.all()} == {"m3", "m4"}
    assert LedgerEntry.objects.get(act=Act.FURTHER_DECIDED).data["posts"] == {"member": 1}


def test_the_page_offers_that_decision_to_the_township_alone_and_then_the_round_to_the_clerk(
    runoff: Contest, clerk: User, teller: User, township: User, client_of: Callable[[User], Client]
) -> None:
    counted(runoff, clerk, teller, member_sheet({"m3": 20, "m4": 20}), now=RUNOFF_NIGHT)
    Cycle.objects.update(clock=RUNOFF_NIGHT)
    page = reverse("voting:result", args=[VILLAGE, COMMITTEE, 2])
    decide = reverse("voting:further_decision", args=[VILLAGE, COMMITTEE])
    opens = reverse("voting:runoff", args=[VILLAGE, 2])
    office, village = client_of(township), client_of(clerk)
    assert f'action="{decide}"' in office.get(page).content.decode()
    shown = village.get(page).content.decode()
    assert "AMB-35" in shown and decide not in shown and opens not in shown
    without = office.post(decide, {"reason": "村委会缺员"})
    assert list(without.context["further"].errors) == ["decision"]
    assert "村委会缺员" in without.content.decode()  # what was typed stays
    words = {"reason": "村委会缺员", "decision": "白镇党〔2021〕5号"}
    assert office.post(decide, words).url == page
    assert decide not in office.get(page).content.decode()
    assert opens in village.get(page).content.decode()


def test_a_tie_in_the_first_round_opens_a_revote_of_those_level(
    open_contest: Contest, clerk: User, teller: User
) -> None:
    level = sheet(98, 98, 2, member={"m1": 80, "m2": 70, "m3": 62, "m4": 62})
    counted(open_contest, clerk, teller, level, NOTHING)
    made = opened(open_contest, clerk)
    assert made.round == Round.REVOTE
    assert made.rule["threshold"] is None
    assert {line.choice.key for line in made.positions.get().lines.all()} == {"m3", "m4"}
    publish_time_and_place(by=clerk, contest=made, now=EVENING)
    none = member_sheet({"m3": 0, "m4": 0}, 0)
    seen = ["nothing_returned"]
    counted(made, clerk, teller, member_sheet({"m3": 2, "m4": 1}, 3), none, now=RUNOFF_NIGHT, accepted=seen)
    assert [e.name for e in elected_of(made.election) if e.number == 2] == ["唐小明"]


def test_a_member_written_in_for_chair_in_the_runoff_takes_it_and_leaves_the_seat(
    open_contest: Contest, clerk: User, teller: User, client: Client
) -> None:
    """Who sits as member and is elected chair in a further round holds one post; the other is voted on again."""
    short = sheet(chair={"c1": 50, "c2": 40}, member={"m1": 80, "m2": 70, "m3": 62, "m4": 20})
    counted(open_contest, clerk, teller, short, sheet(10, 10, 0, chair={}, member={}))
    runoff = opened(open_contest, clerk, boxes=[BoxDraft(BoxKind.VENUE, "中心会场")])
    publish_time_and_place(by=clerk, contest=runoff, now=EVENING)
    votes = {"chair": {"invalid": 0, "votes": {"c1": 20, "c2": 10, "w:李桂香": 60}}}
    told = {"issued": 90, "returned": 90, "spoilt": 0, "positions": votes}
    counted(runoff, clerk, teller, told, now=RUNOFF_NIGHT)
    assert [(e.post, e.name) for e in elected_of(runoff.election)] == [
        ("chair", "李桂香"),
        ("member", "彭建军"),
        ("member", "唐小明"),
    ]
    page = reverse("voting:result", args=[VILLAGE, COMMITTEE, 1])
    client.force_login(clerk, backend="accounts.backends.OfficerBackend")
    shown = client.get(page).content.decode()
    assert "还当选更高职务，就任该职务" in shown and shown.count("已当选更高职务") == 1
    further = opened(runoff, clerk)
    assert [(p.post, p.seats) for p in further.positions.all()] == [("member", 1)]
    assert [line.choice.key for line in further.positions.get().lines.all()] == ["m4"]


def test_a_void_round_is_held_anew_as_a_first_round(open_contest: Contest, clerk: User, teller: User) -> None:
    few = sheet(60, 60, 0, chair={"c1": 50}, member={})
    none = sheet(0, 0, 0, chair={}, member={})
    counted(open_contest, clerk, teller, few, none, accepted=["nothing_returned"])
    made = opened(open_contest, clerk)
    assert (made.round, made.number) == (Round.FIRST, 2)
    assert [(p.post, p.seats, p.lines.count()) for p in made.positions.all()] == [
        ("chair", 1, 2),
        ("member", 3, 4),
    ]


def test_a_person_written_in_stands_in_the_runoff_and_is_reviewed_when_elected(
    open_contest: Contest, clerk: User, teller: User, township: User, election: Election
) -> None:
    counted(open_contest, clerk, teller, sheet(member={"m1": 70, "m2": 65, "w:周涛": 40, "m4": 5}), NOTHING)
    made = opened(open_contest, clerk, boxes=[BoxDraft(BoxKind.VENUE, "中心会场")])
    publish_time_and_place(by=clerk, contest=made, now=EVENING)
    assert [(c.key, c.name, c.sex) for c in made.candidates.order_by("pk")][0] == ("x:周涛", "周涛", "")
    counted(made, clerk, teller, member_sheet({"x:周涛": 60, "m4": 5}), now=RUNOFF_NIGHT)
    vote = vote_of(election)
    assert vote is not None
    assert [seat.person for seat in vote.unreviewed] == ["x:周涛"]
    review_write_in(
        by=township,
        election=election,
        post="member",
        name="周涛",
        passed=True,
        reason="联审通过",
        now=RUNOFF_NIGHT,
    )
    made_final(election, township, RUNOFF_NIGHT)


def test_a_round_opens_once(short: Contest, clerk: User) -> None:
    opened(short, clerk)
    with pytest.raises(CountRunning):
        opened(short, clerk)


def test_without_need_no_round_opens(open_contest: Contest, clerk: User, teller: User) -> None:
    full = sheet(member={"m1": 70, "m2": 65, "m3": 58, "m4": 30})
    counted(open_contest, clerk, teller, full, NOTHING)
    with pytest.raises(NoRoundPending):
        opened(open_contest, clerk)


def test_the_day_of_the_runoff_is_neither_past_nor_too_late(short: Contest, clerk: User) -> None:
    with pytest.raises(DayPassed):
        opened(short, clerk, day=date(2021, 1, 19))
    with pytest.raises(DayTooLate) as refused:
        opened(short, clerk, day=date(2021, 4, 30))
    assert refused.value.clause


def test_a_teller_and_the_township_open_no_round(short: Contest, teller: User, township: User) -> None:
    for nobody in (teller, township):
        with pytest.raises(NotThere):
            opened(short, nobody)
