"""The register of ballots: nobody takes two, each at the own place, in the hours; and the count is held against it."""

from datetime import datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import StepClosed, StepNotReady
from tests.cast import at
from tests.voting.ballots import COUNTED, PLACES, enter, publish, sheet
from tests.voting.proxies import codes, entrust, entry
from tests.voting.test_mobile import ask
from voting.enums import AppealAbout, AppealChannel, BoxKind
from voting.models import Appeal, Box, Contest, IssuedBallot, Proxy, RollEntry
from voting.places import places_of
from voting.queries.ballot import at_desk, handed_out, register_figures
from voting.refusals.appeal import AppealsOpen
from voting.refusals.ballot import (
    BallotTaken,
    BallotTakenBack,
    BoxNotOfRound,
    CountBegun,
    NotOnMobileList,
    NotOnRollInForce,
    OtherPlace,
    OutsideVotingHours,
    ProxyNotUsable,
)
from voting.refusals.count import ReasonNeeded
from voting.services.ballot import issue_ballot, take_back_ballot
from voting.services.box import BoxDraft, set_time_and_place
from voting.services.mobile import confirm_mobile
from voting.services.proxy import approve_proxy

OPEN, READY = at(2021, 1, 20, 9, 12), at(2021, 1, 15)


def hand(by: User, box: Box, number: int, now: datetime = OPEN, **more: Any) -> IssuedBallot:
    usual = {"key": uuid4(), "voter": entry(box.contest.election, number)}
    return issue_ballot(by=by, box=box, now=now, **(usual | more))


def usable(by: User, election: Election, principal: int, holder: int) -> Proxy:
    return approve_proxy(by=by, proxy=entrust(by, election, principal, holder, READY), now=READY)


# --- in person


def test_a_ballot_is_handed_out_and_told_in_the_ledger(box: Box, teller: User) -> None:
    made = hand(teller, box, 7)
    assert (made.name, made.number, made.manner, made.box) == ("选民7", 7, "in_person", box)
    told = LedgerEntry.objects.get(act=Act.BALLOT_ISSUED)
    assert told.data == {"round": 1, "box": 1, "number": 7, "manner": "in_person"}


def test_nobody_takes_two(box: Box, teller: User, clerk: User) -> None:
    first = hand(teller, box, 7)
    with pytest.raises(BallotTaken) as refused:
        hand(clerk, box, 7, at(2021, 1, 20, 10))
    assert refused.value.data == {"at": first.issued_at.isoformat(), "box": "中心会场", "manner": "in_person"}
    assert "09:12" in refused.value.text("zh-hans") and "中心会场" in refused.value.text("zh-hans")
    with pytest.raises(IntegrityError):
        IssuedBallot.objects.create(
            contest=box.contest,
            box=box,
            voter_index=first.voter_index,
            name="选民7",
            group=1,
            number=7,
            manner="in_person",
            issued_at=OPEN,
            issued_by=clerk,
        )


def test_the_same_key_is_one_ballot(box: Box, teller: User) -> None:
    key = uuid4()
    assert hand(teller, box, 7, key=key) == hand(teller, box, 7, key=key)
    assert IssuedBallot.objects.count() == 1


@pytest.mark.parametrize("moment", [at(2021, 1, 20, 7, 59), at(2021, 1, 20, 12)])
def test_ballots_are_handed_out_in_the_published_hours(moment: datetime, box: Box, teller: User) -> None:
    with pytest.raises(OutsideVotingHours):
        hand(teller, box, 7, moment)


def test_not_before_the_day(box: Box, teller: User) -> None:
    with pytest.raises(StepClosed):
        hand(teller, box, 7, at(2021, 1, 19, 9))


def test_nobody_takes_a_ballot_while_an_objection_is_open(box: Box, clerk: User, teller: User) -> None:
    """A-ROLL-20: the vote was prepared, and an objection in time came to be open after it."""
    election = box.contest.election
    Appeal.objects.create(
        election=election,
        roll=election.rolls.get(state="published"),
        number=1,
        receipt="ABCDEFGHJKLM",
        channel=AppealChannel.CLERK,
        about=AppealAbout.LEFT_OFF,
        appellant="选民1",
        person="选民1",
        text="漏登",
        filed_at=at(2021, 1, 3),
    )
    with pytest.raises(AppealsOpen):
        hand(teller, box, 7)
    assert not IssuedBallot.objects.exists()


def test_who_is_not_on_the_roll_in_force_takes_none(box: Box, teller: User) -> None:
    with pytest.raises(NotOnRollInForce):
        hand(teller, box, 121)
    struck = entry(box.contest.election, 7)
    RollEntry.objects.filter(pk=struck.pk).update(not_registered="死亡")
    with pytest.raises(NotOnRollInForce):
        hand(teller, box, 7, voter=struck)


def test_only_tellers_and_clerk_of_the_village_hand_out(box: Box, township: User, other_clerk: User) -> None:
    for by in (township, other_clerk):
        with pytest.raises(NotThere):
            hand(by, box, 7)


# --- by proxy


def test_a_holder_takes_the_own_ballot_and_those_entrusted(box: Box, clerk: User, teller: User) -> None:
    election = box.contest.election
    given = [usable(clerk, election, n, 10) for n in (1, 2)]
    hand(teller, box, 10)
    for proxy in given:
        made = hand(teller, box, proxy.principal_number, proxy=proxy)
        assert (made.manner, made.proxy) == ("proxy", proxy)
    figures = register_figures(box.contest)[0]
    assert (figures.in_person, figures.proxy, figures.mobile, figures.all) == (1, 2, 0, 3)
    with pytest.raises(BallotTaken):
        hand(teller, box, 1)


def test_a_principal_who_comes_takes_the_ballot_and_the_proxy_cannot_be_used(
    box: Box, clerk: User, teller: User
) -> None:
    proxy = usable(clerk, box.contest.election, 1, 10)
    hand(teller, box, 1)
    with pytest.raises(BallotTaken):
        hand(teller, box, 1, proxy=proxy)


def test_a_proxy_that_is_not_approved_or_of_somebody_else_brings_no_ballot(
    box: Box, clerk: User, teller: User
) -> None:
    election = box.contest.election
    waiting = entrust(clerk, election, 1, 10, READY)
    with pytest.raises(ProxyNotUsable):
        hand(teller, box, 1, proxy=waiting)
    approve_proxy(by=clerk, proxy=waiting, now=READY)
    with pytest.raises(ProxyNotUsable):
        hand(teller, box, 2, proxy=waiting)


def test_a_holder_who_left_the_roll_brings_no_ballot(box: Box, clerk: User, teller: User) -> None:
    proxy = usable(clerk, box.contest.election, 1, 10)
    RollEntry.objects.filter(number=10).update(not_registered="死亡")
    with pytest.raises(ProxyNotUsable):
        hand(teller, box, 1, proxy=proxy)


# --- from the mobile box


def test_the_mobile_box_serves_the_confirmed_alone(box: Box, mobile: Box, clerk: User, teller: User) -> None:
    election = box.contest.election
    confirm_mobile(by=clerk, voter=ask(clerk, election, 3, now=READY), now=READY)
    assert hand(teller, mobile, 3).manner == "mobile"
    with pytest.raises(NotOnMobileList):
        hand(teller, mobile, 4)
    with pytest.raises(BoxNotOfRound):
        hand(teller, mobile, 1, proxy=usable(clerk, election, 1, 10))


# --- places


TWO_PLACES = (
    BoxDraft(BoxKind.VENUE, "中心会场", "村部"),
    BoxDraft(BoxKind.STATION, "第一投票站", "小学", (2,)),
)


@pytest.fixture
def two_places(contest: Contest, clerk: User) -> Contest:
    """Group 2 (numbers from 61 on) votes at the station, the rest at the assembly."""
    RollEntry.objects.filter(number__gt=60).update(group=2)
    return publish(contest, clerk, boxes=TWO_PLACES)


def test_a_voter_of_another_place_is_sent_there_by_name(two_places: Contest, teller: User) -> None:
    venue, station = two_places.boxes.all()
    assert hand(teller, station, 61).box == station
    for box, number, place in ((station, 1, "中心会场"), (venue, 62, "第一投票站")):
        with pytest.raises(OtherPlace) as refused:
            hand(teller, box, number)
        assert refused.value.data == {"places": [place]}


def test_what_is_entrusted_is_taken_where_the_holder_votes(
    two_places: Contest, clerk: User, teller: User
) -> None:
    proxy = usable(clerk, two_places.election, 61, 1)
    venue, station = two_places.boxes.all()
    with pytest.raises(OtherPlace):
        hand(teller, station, 61, proxy=proxy)
    assert hand(teller, venue, 61, proxy=proxy).box == venue


def test_without_groups_every_place_is_open_to_all(open_contest: Contest) -> None:
    boxes = list(open_contest.boxes.all())
    assert [box.name for box in places_of(boxes, 1)] == ["中心会场"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ((1, 2), (2,), "group_votes_twice"),
        ((1,), (3,), "group_not_on_roll"),
        ((1,), (1,), "group_votes_nowhere"),
    ],
)
def test_every_group_votes_at_one_place(
    first: tuple[int, ...], second: tuple[int, ...], code: str, contest: Contest, clerk: User
) -> None:
    RollEntry.objects.filter(number__gt=60).update(group=2)
    boxes = (
        BoxDraft(BoxKind.VENUE, "中心会场", "村部", first),
        BoxDraft(BoxKind.STATION, "第一投票站", "小学", second),
    )
    with pytest.raises(Refusals) as refused:
        publish(contest, clerk, boxes=boxes)
    assert code in codes(refused)


def test_one_place_alone_takes_the_rest(contest: Contest, clerk: User) -> None:
    RollEntry.objects.filter(number__gt=60).update(group=2)
    boxes = (
        *TWO_PLACES,
        BoxDraft(BoxKind.STATION, "第二投票站", "祠堂"),
    )
    with pytest.raises(Refusals) as refused:
        publish(contest, clerk, boxes=boxes)
    assert codes(refused) == ["rest_votes_twice"]


def test_nothing_is_handed_out_before_the_places_are_published(contest: Contest, clerk: User) -> None:
    set_time_and_place(
        by=clerk, contest=contest, opens_at=time(8), closes_at=time(12), boxes=PLACES, now=READY
    )
    with pytest.raises(StepNotReady):
        hand(clerk, contest.boxes.all()[0], 7)


# --- taking back, and the count


def test_a_ballot_taken_back_may_be_handed_out_again(box: Box, teller: User, clerk: User) -> None:
    made = hand(teller, box, 7)
    with pytest.raises(ReasonNeeded):
        take_back_ballot(by=teller, ballot=made, reason=" ", now=OPEN)
    gone = take_back_ballot(by=teller, ballot=made, reason="登记错人", now=OPEN)
    assert gone.taken_back_because == "登记错人"
    with pytest.raises(BallotTakenBack):
        take_back_ballot(by=teller, ballot=made, reason="登记错人", now=OPEN)
    assert hand(clerk, box, 7).pk != made.pk
    assert handed_out(box) == 1
    assert LedgerEntry.objects.get(act=Act.BALLOT_TAKEN_BACK).data["reason"] == "登记错人"


def test_the_sheet_is_held_against_the_register(box: Box, clerk: User, teller: User) -> None:
    for number in range(1, 4):
        hand(teller, box, number)
    with pytest.raises(Refusals) as refused:
        enter(box, clerk, sheet())
    assert codes(refused) == ["issued_off_register"]
    told = refused.value.refusals[0].text("zh-hans") + refused.value.refusals[0].text("en")
    assert "100" in told and "3" in told
    assert enter(box, clerk, sheet(), accepted=["issued_off_register"])


def test_where_no_register_was_kept_nothing_is_compared(
    box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    hand(teller, box, 1)
    assert handed_out(mobile) is None
    assert enter(mobile, clerk, sheet(10, 10, 0, chair={"c1": 5}, member={"m1": 6}))


def test_once_a_sheet_is_entered_the_register_is_closed(box: Box, clerk: User, teller: User) -> None:
    made = hand(teller, box, 1)
    enter(box, clerk, sheet(), COUNTED, accepted=["issued_off_register"])
    with pytest.raises(CountBegun):
        take_back_ballot(by=teller, ballot=made, reason="登记错人", now=COUNTED)


# --- the desk


def test_the_desk_finds_by_number_name_pinyin_and_initials(box: Box) -> None:
    RollEntry.objects.filter(number=5).update(name="王桂英", pinyin="wangguiying")
    contest = box.contest
    for words in ("5", "桂英", "wanggui", "wgy", " W G "):
        assert [voter.entry.number for voter in at_desk(contest, words)][:1] == [5], words
    assert at_desk(contest, "121") == [] and at_desk(contest, "") == []


def test_the_desk_tells_how_each_ballot_stands_in_a_fixed_number_of_queries(
    box: Box, clerk: User, teller: User, django_assert_num_queries: Any
) -> None:
    election = box.contest.election
    usable(clerk, election, 1, 10)
    usable(clerk, election, 2, 10)
    hand(teller, box, 3)
    with django_assert_num_queries(9):
        (holder,) = at_desk(box.contest, "10")
    assert [(one.principal.number, one.place) for one in holder.holds] == [(1, 1), (2, 2)]
    with django_assert_num_queries(9):
        found = at_desk(box.contest, "选民")
    assert len(found) == 20 and found[2].ballot is not None and found[0].given is not None
