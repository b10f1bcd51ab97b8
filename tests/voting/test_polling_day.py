"""Polling day: places looked over, boxes shown empty before the first ballot, papers that add up, turnout by the hour."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from elections.refusals import StepClosed
from tests.cast import at, under_changed_rules
from tests.voting.ballots import COUNTED, agree, counted, enter, publish, sheet
from tests.voting.proxies import codes, entrust, entry
from tests.voting.test_ballot import OPEN, hand
from voting.models import Box, BoxRecord, Contest, IssuedBallot, PlaceTick, TurnoutReport
from voting.queries.manner import manners_of
from voting.queries.polling_day import curve_of, polling_day_of
from voting.refusals.ballot import CountBegun
from voting.refusals.count import TimeAndPlaceNotPublished, VotingNotOver
from voting.refusals.polling_day import AccountClosed, BoxNotShown, RegisterKept
from voting.services.polling import polling_begins
from voting.services.polling_day import Account, Shown, account_for_papers, look_over_place, show_box
from voting.services.turnout import report_turnout

EARLY = at(2021, 1, 20, 7, 40)
SEEN = {"secret_booth": "王晓梅", "venue_ready": "刘建明"}
SHOWN = Shown(EARLY, "F001", "王晓梅", "刘建明、陈大有", 120)
FITS = Account(issued=100, replaced=3, left=17, destroyed_by="王晓梅、刘建明")


@pytest.fixture
def unshown(contest: Contest, clerk: User) -> Box:
    """The assembly's box, of which nothing is on record yet."""
    return publish(contest, clerk, shown=False).boxes.get(number=1)


def shown(by: User, box: Box, now: datetime = EARLY, **more: Any) -> BoxRecord:
    look_over_place(by=by, box=box, seen=SEEN, now=now)
    return show_box(by=by, box=box, shown=replace(SHOWN, **more), now=now)


def reported(by: User, box: Box, issued: int, hour: int, now: datetime | None = None) -> TurnoutReport:
    moment = at(2021, 1, 20, hour)
    return report_turnout(by=by, box=box, issued=issued, at=moment, now=now or moment)


# --- the place and the box


def test_the_first_ballot_waits_until_the_box_is_shown_empty(unshown: Box, teller: User) -> None:
    with pytest.raises(BoxNotShown):
        hand(teller, unshown, 7)
    shown(teller, unshown)
    assert hand(teller, unshown, 7).box == unshown
    told = LedgerEntry.objects.get(act=Act.BOX_SHOWN_EMPTY)
    assert (told.data["seal"], told.data["received"]) == ("F001", 120)


def test_a_rulebook_may_let_ballots_out_before_that(unshown: Box, teller: User, cycle: Cycle) -> None:
    def change(data: dict[str, Any]) -> None:
        data["voting"]["box_shown_before_ballots"] = {"value": False, "clause": "A-VOTE-08"}

    under_changed_rules(cycle, change)
    assert hand(teller, Box.objects.get(pk=unshown.pk), 7).box == unshown


def test_a_place_without_a_secret_booth_is_not_opened(unshown: Box, teller: User) -> None:
    """A-VOTE-07."""
    look_over_place(by=teller, box=unshown, seen={"venue_ready": "刘建明"}, now=EARLY)
    with pytest.raises(Refusals) as refused:
        show_box(by=teller, box=unshown, shown=SHOWN, now=EARLY)
    assert [(r.code, r.clause, r.data) for r in refused.value.refusals] == [
        ("place_not_ready", "A-VOTE-07", {"check": "secret_booth"})
    ]


def test_a_mobile_box_needs_no_place(unshown: Box, teller: User) -> None:
    mobile = unshown.contest.boxes.get(number=2)
    assert show_box(by=teller, box=mobile, shown=SHOWN, now=EARLY).seal == "F001"
    with pytest.raises(Refusals) as refused:
        look_over_place(by=teller, box=mobile, seen={"secret_booth": "王晓梅"}, now=EARLY)
    assert codes(refused) == ["check_unknown"]


def test_what_was_seen_can_be_taken_back_and_only_changes_are_told(unshown: Box, teller: User) -> None:
    look_over_place(by=teller, box=unshown, seen=SEEN, now=EARLY)
    look_over_place(by=teller, box=unshown, seen=SEEN, now=EARLY)
    assert LedgerEntry.objects.filter(act=Act.PLACE_TICKED).count() == 1
    look_over_place(by=teller, box=unshown, seen={"venue_ready": "陈大有"}, now=EARLY)
    assert list(PlaceTick.objects.values_list("check_code", "person")) == [("venue_ready", "陈大有")]


def test_all_that_an_opening_lacks_is_told_at_once(unshown: Box, teller: User) -> None:
    other = unshown.contest.boxes.get(number=2)
    show_box(by=teller, box=other, shown=SHOWN, now=EARLY)
    faulty = replace(SHOWN, shown_at=at(2021, 1, 20, 9), shown_by=" ", witnesses="")
    with pytest.raises(Refusals) as refused:
        show_box(by=teller, box=unshown, shown=faulty, now=EARLY)
    assert codes(refused) == [
        "not_on_the_day",
        "place_not_ready",
        "words_needed",
        "words_needed",
        "seal_twice",
    ]


def test_an_opening_is_put_right_until_the_papers_are_accounted_for(unshown: Box, teller: User) -> None:
    shown(teller, unshown)
    assert shown(teller, unshown, received=130).received == 130
    account_for_papers(by=teller, box=unshown, account=replace(FITS, left=27), now=COUNTED)
    with pytest.raises((AccountClosed, StepClosed)):
        show_box(by=teller, box=unshown, shown=SHOWN, now=EARLY)


def test_nothing_is_opened_before_the_places_are_published(contest: Contest, clerk: User) -> None:
    box = Box.objects.create(contest=contest, number=1, kind="venue", name="会场")
    with pytest.raises(TimeAndPlaceNotPublished):
        look_over_place(by=clerk, box=box, seen=SEEN, now=EARLY)


def test_once_a_box_is_counted_the_record_of_the_day_stands(box: Box, clerk: User) -> None:
    enter(box, clerk, sheet())
    with pytest.raises(CountBegun):
        look_over_place(by=clerk, box=box, seen=SEEN, now=EARLY)


def test_only_the_village_itself_keeps_the_record(unshown: Box, other_clerk: User, township: User) -> None:
    for officer in (other_clerk, township):
        with pytest.raises(NotThere):
            shown(officer, unshown)


# --- the papers


def test_papers_received_are_issued_replaced_or_left(box: Box, teller: User) -> None:
    done = account_for_papers(by=teller, box=box, account=FITS, now=COUNTED)
    assert (done.issued, done.replaced, done.left) == (100, 3, 17)
    assert LedgerEntry.objects.get(act=Act.PAPERS_ACCOUNTED).data["received"] == 120


@pytest.mark.parametrize(("left", "word"), [(16, "少1张"), (19, "多2张")])
def test_an_account_that_does_not_add_up_names_the_cell(left: int, word: str, box: Box, teller: User) -> None:
    with pytest.raises(Refusals) as refused:
        account_for_papers(by=teller, box=box, account=replace(FITS, left=left), now=COUNTED)
    [fault] = refused.value.refusals
    assert (fault.code, fault.field, fault.data["sum"]) == ("account_off", "left", 103 + left)
    assert word in fault.text("zh-hans")
    record = BoxRecord.objects.get(box=box)
    assert record.issued is None
    with pytest.raises(IntegrityError), transaction.atomic():
        BoxRecord.objects.filter(pk=record.pk).update(
            issued=100, replaced=3, left=left, accounted_by=teller, accounted_at=COUNTED
        )


def test_an_account_is_closed_after_voting_and_of_a_box_that_was_shown(unshown: Box, teller: User) -> None:
    with pytest.raises(BoxNotShown):
        account_for_papers(by=teller, box=unshown, account=FITS, now=COUNTED)
    shown(teller, unshown)
    with pytest.raises(VotingNotOver):
        account_for_papers(by=teller, box=unshown, account=FITS, now=OPEN)


def test_who_destroyed_the_papers_left_is_named(box: Box, teller: User) -> None:
    with pytest.raises(Refusals) as refused:
        account_for_papers(by=teller, box=box, account=replace(FITS, destroyed_by=""), now=COUNTED)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("words_needed", "destroyed_by")]


def test_an_account_beside_the_register_says_why(box: Box, teller: User) -> None:
    hand(teller, box, 7)
    with pytest.raises(Refusals) as refused:
        account_for_papers(by=teller, box=box, account=FITS, now=COUNTED)
    assert [(r.code, r.data) for r in refused.value.refusals] == [
        ("account_differs", {"issued": 100, "register": 1})
    ]
    noted = replace(FITS, note="断网期间纸质登记99张")
    assert account_for_papers(by=teller, box=box, account=noted, now=COUNTED).note == noted.note


def test_the_count_is_held_against_the_account(box: Box, clerk: User, teller: User) -> None:
    account_for_papers(by=teller, box=box, account=replace(FITS, issued=99, replaced=4), now=COUNTED)
    with pytest.raises(Refusals) as refused:
        enter(box, clerk, sheet())
    assert codes(refused) == ["issued_off_account"]
    agree(box, clerk, teller, sheet(), accepted=["issued_off_account"])
    here = polling_day_of(box.contest).boxes[0]
    assert here.off_count == (99, 100)


def test_an_account_after_the_count_says_why_it_differs(box: Box, clerk: User, teller: User) -> None:
    agree(box, clerk, teller, sheet())
    with pytest.raises(Refusals) as refused:
        account_for_papers(by=teller, box=box, account=replace(FITS, issued=99, replaced=4), now=COUNTED)
    assert codes(refused) == ["account_differs"]
    assert account_for_papers(by=teller, box=box, account=FITS, now=COUNTED).issued == 100


# --- turnout


def test_turnout_is_told_against_the_exact_number_needed(box: Box, teller: User) -> None:
    """A-CNT-12: more than half of 120 registered voters is 61."""
    reported(teller, box, 40, 9)
    reported(teller, box, 60, 10)
    day = polling_day_of(box.contest)
    assert (day.mark, day.issued, day.to_go, day.mark_clause) == (61, 60, 1, "A-CNT-12")
    reported(teller, box, 61, 11)
    assert polling_day_of(box.contest).to_go == 0
    assert [told.issued for told in polling_day_of(box.contest).reports] == [40, 60, 61]


def test_places_are_added_up_as_each_last_told(box: Box, mobile: Box, teller: User) -> None:
    reported(teller, box, 40, 9)
    reported(teller, mobile, 3, 10)
    reported(teller, box, 50, 11)
    day = polling_day_of(box.contest)
    assert [told.issued for told in day.reports] == [40, 43, 53] and day.issued == 53
    assert curve_of(day, polling_begins(day.contest)).line == "0,180 150,120 300,116 450,101"


def test_a_report_sent_again_is_put_right(box: Box, teller: User) -> None:
    reported(teller, box, 40, 9)
    reported(teller, box, 41, 9, now=at(2021, 1, 20, 10))
    assert [told.issued for told in TurnoutReport.objects.all()] == [41]
    assert LedgerEntry.objects.filter(act=Act.TURNOUT_REPORTED).count() == 2


def test_figures_that_cannot_be_are_told_at_once(box: Box, mobile: Box, teller: User) -> None:
    reported(teller, mobile, 10, 9)
    reported(teller, box, 40, 9)
    with pytest.raises(Refusals) as refused:
        reported(teller, box, 39, 11, now=at(2021, 1, 20, 10))
    assert codes(refused) == ["not_on_the_day", "turnout_falls"]
    with pytest.raises(Refusals) as refused:
        reported(teller, box, 121, 10)
    assert codes(refused) == ["turnout_too_high", "turnout_too_high"]
    with pytest.raises(Refusals) as refused:
        reported(teller, box, 111, 10)
    assert codes(refused) == ["turnout_too_high"]


def test_where_the_register_is_kept_it_tells_the_turnout(box: Box, teller: User) -> None:
    hand(teller, box, 7)
    hand(teller, box, 8, at(2021, 1, 20, 10, 5))
    with pytest.raises(RegisterKept):
        reported(teller, box, 40, 11)
    day = polling_day_of(box.contest)
    assert [(told.at, told.issued) for told in day.reports] == [
        (at(2021, 1, 20, 10), 1),
        (at(2021, 1, 20, 11), 2),
    ]


def test_no_turnout_before_the_box_is_shown_empty(unshown: Box, teller: User) -> None:
    with pytest.raises(BoxNotShown):
        reported(teller, unshown, 5, 9)


# --- how ballots were taken


def test_shares_by_manner_are_the_registers_where_every_box_has_one(
    box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    """A-VOTE-06: the assembly, the mobile box, and proxies apart."""
    election = box.contest.election
    asked = at(2021, 1, 11)
    proxies = iter([entrust(clerk, election, 6, 30, asked), entrust(clerk, election, 7, 31, asked)])
    manners = [*[(box, "in_person")] * 5, *[(box, "proxy")] * 2, (mobile, "mobile")]
    for number, (where, manner) in enumerate(manners, start=1):
        voter = entry(election, number)
        IssuedBallot.objects.create(
            contest=box.contest, box=where, voter_index=bytes(voter.id_index), name=voter.name, group=1,
            number=number, manner=manner, issued_at=OPEN, issued_by=teller,
            proxy=next(proxies) if manner == "proxy" else None,
        )  # fmt: skip
    told = manners_of(box.contest)
    assert told.by_register
    assert [(str(share.label), share.ballots, share.percent) for share in told.shares] == [
        ("选举大会", 5, "62.5"),
        ("受委托", 2, "25.0"),
        ("流动票箱", 1, "12.5"),
    ]


def test_without_a_register_the_shares_are_those_of_the_boxes_and_proxies_are_not_told(
    box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    assert manners_of(box.contest).shares == ()
    reported(teller, box, 60, 10)
    assert [share.ballots for share in manners_of(box.contest).shares] == [60]
    counted(box.contest, clerk, teller, sheet(90, 90, 0), sheet(10, 10, 0, chair={}, member={}))
    told = manners_of(Contest.objects.get())
    assert not told.by_register
    assert [(share.ballots, share.percent) for share in told.shares] == [(90, "90.0"), (10, "10.0")]
