"""The election day put off: everything that counts from it moves; what hangs on the board is listed for correction."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.rules import require
from documents.models import Posting
from documents.services.posting import post_paper
from elections.calendar import build_calendar
from elections.models import Cycle, Election, Postponement, StepRecord
from elections.queries.days import days_of
from elections.queries.possible import contradicted
from elections.queries.postponement import preview_of, to_correct
from elections.queries.progress import progress_of_one
from elections.refusals import DayConflicts, ElectionDayNotPossible
from elections.services.election import postpone_election, set_days
from tests.cast import ELECTION_DAY, VILLAGE, at
from tests.documents.plain_paper import Memory, issued
from tests.voting.roll_fixtures import launch, published
from tests.voting.roll_sheets import row

pytest_plugins = ["tests.documents.plain_paper"]

Browser = Callable[[User], Client]
NOW = at(2020, 12, 30)
DONE = {"reason": "疫情防控", "approval": "县换届选举工作领导小组〔2021〕3号"}


def put_off(by: User, election: Election, to: date, now: datetime = NOW, **more: object) -> Postponement:
    return postpone_election(by=by, election=election, to=to, now=now, **(DONE | more))  # type: ignore[arg-type]


def choose(by: User, election: Election, now: datetime, **days: date | None) -> Election:
    given = {"registration_day": None, "party_day": None, "election_day": ELECTION_DAY} | days
    return set_days(by=by, election=election, now=now, **given)  # type: ignore[arg-type]


@pytest.fixture
def with_roll(election: Election, township: User, clerk: User) -> Election:
    """棠兴村 with its roll published on 28 December."""
    published(clerk, launch(election, township), row(2))
    return election


@pytest.mark.parametrize(("days", "anew"), [(29, False), (30, True), (31, True)])
def test_amb_24_exactly_thirty_days_ask_for_a_new_roll_and_29_do_not(
    with_roll: Election, township: User, days: int, anew: bool
) -> None:
    made = put_off(township, with_roll, ELECTION_DAY + timedelta(days=days))
    assert (made.days, made.renews_roll) == (days, anew)
    with_roll.refresh_from_db()
    roll = progress_of_one(with_roll, NOW).steps["roll_publication"]
    assert (roll.evidence.done_at is None) == anew


def test_a_new_roll_has_its_twenty_days_before_the_new_day(with_roll: Election, township: User) -> None:
    now = at(2021, 2, 1)
    with pytest.raises(ElectionDayNotPossible) as refused:
        put_off(township, with_roll, date(2021, 2, 20), now)
    assert (refused.value.clause, refused.value.field) == ("A-ROLL-17", "to")
    assert put_off(township, with_roll, date(2021, 2, 21), now).renews_roll


def test_sc_49_a_roll_posted_on_the_31st_keeps_the_vote_off_the_19th(
    election: Election, township: User
) -> None:
    with pytest.raises(ElectionDayNotPossible):
        choose(township, election, at(2020, 12, 31), election_day=date(2021, 1, 19))
    assert choose(township, election, at(2020, 12, 31), election_day=date(2021, 1, 21)).election_day


@pytest.fixture
def notice_posted(election: Election, township: User, clerk: User) -> Election:
    """棠兴村 with the notice of its prospective candidates posted on 29 December; what comes before is forced."""
    posted = date(2020, 12, 29)
    StepRecord.objects.create(
        election=election,
        step="party_notice",
        parts=[part.key for part in election.cycle.rules.step("party_notice").parts],
        held_on=posted,
        people="村党组织",
        note="公示",
        recorded_at=at(2020, 12, 29),
        recorded_by=clerk,
    )
    return election


def test_sc_10_a_notice_posted_on_the_29th_keeps_the_assembly_off_2_january(
    notice_posted: Election, township: User
) -> None:
    for early in (2, 3):
        with pytest.raises(DayConflicts) as refused:
            choose(township, notice_posted, NOW, party_day=date(2021, 1, early))
        assert refused.value.field == "party_day"
        assert "candidate_notice_ends" in refused.value.data["keys"]
    assert choose(township, notice_posted, NOW, party_day=date(2021, 1, 4)).party_day == date(2021, 1, 4)


def test_sc_09_a_list_posted_on_the_13th_serves_the_20th_and_not_the_19th(election: Election) -> None:
    before = progress_of_one(election, at(2021, 1, 13))
    posted = build_calendar(
        before.calendar.rulebook,
        election_day=ELECTION_DAY,
        events={"formal_candidates_published": date(2021, 1, 13)},
    )
    after = posted.on(election_day=date(2021, 1, 19), party_day=None)
    (refused,) = contradicted(posted, after)
    assert refused.clause == "A-REV-11"
    assert not list(contradicted(posted, posted.on(election_day=date(2021, 1, 21), party_day=None)))


def test_a_contradiction_that_stands_already_does_not_keep_a_later_day_off(
    with_roll: Election, township: User
) -> None:
    """The roll came after the days for nomination (AMB-40); no other election day mends that."""
    assert put_off(township, with_roll, date(2021, 1, 25)).days == 5


def test_the_preview_tells_what_moves_before_it_moves(with_roll: Election) -> None:
    preview = preview_of(progress_of_one(with_roll, NOW), date(2021, 1, 27), None, NOW)
    assert preview is not None
    moved = {m.after.key: (m.before.not_after, m.after.not_after) for m in preview.moved}
    assert moved["formal_candidates_published"] == (date(2021, 1, 13), date(2021, 1, 20))
    assert moved["handover_done"] == (date(2021, 1, 30), date(2021, 2, 6))
    assert "roll_appeals_close" not in moved
    assert (preview.days, preview.renews_roll, preview.refusals) == (7, False, [])


def test_the_preview_of_thirty_days_has_the_appeals_wait_for_the_new_roll(with_roll: Election) -> None:
    preview = preview_of(progress_of_one(with_roll, NOW), ELECTION_DAY + timedelta(days=30), None, NOW)
    assert preview is not None
    assert preview.renews_roll
    appeals = next(m for m in preview.moved if m.after.key == "roll_appeals_close")
    assert (appeals.before.not_after, appeals.after.state) == (date(2021, 1, 2), "waiting")


def test_there_is_no_preview_of_an_earlier_day(election: Election) -> None:
    assert preview_of(progress_of_one(election, NOW), ELECTION_DAY, None, NOW) is None


def posted(by: User, kind: str = "内容") -> Posting:
    office = require(by, "paper.post", VILLAGE)
    return post_paper(by=by, office=office, paper=issued(by), now=at(2020, 12, 29))


def test_what_hung_before_is_listed_for_correction_until_it_is_issued_anew(
    memory: Memory, election: Election, township: User, clerk: User
) -> None:
    hung = posted(clerk)
    assert to_correct([election], NOW) == {}
    put_off(township, election, date(2021, 1, 27))
    assert to_correct([election], at(2020, 12, 31)) == {VILLAGE: [hung]}
    (row,) = days_of([election], at(2020, 12, 31))
    assert list(row.wrong) == [hung]
    issued(clerk, now=at(2020, 12, 31))
    assert to_correct([election], at(2021, 1, 1)) == {}


def test_what_was_posted_after_it_or_taken_down_is_not_listed(
    memory: Memory, election: Election, township: User, clerk: User
) -> None:
    put_off(township, election, date(2021, 1, 27), now=at(2020, 12, 28))
    posted(clerk)
    assert to_correct([election], NOW) == {}


def test_the_page_first_shows_what_moves_and_then_puts_it_off(
    with_roll: Election, cycle: Cycle, township: User, client_of: Browser
) -> None:
    cycle.clock = NOW
    cycle.save()
    browser, address = client_of(township), reverse("elections:postpone", args=[VILLAGE])
    sent = {"to": "2021-02-19", **DONE}
    looked = browser.post(address, sent | {"act": "look"})
    told = looked.content.decode()
    assert looked.status_code == 200
    assert "A-ROLL-22" in told
    assert "AMB-24" in told
    assert not Postponement.objects.exists()
    assert browser.post(address, sent | {"act": "put_off"}).status_code == 302
    assert Postponement.objects.get().renews_roll


def test_the_page_shows_a_refusal_beside_the_day(
    with_roll: Election, cycle: Cycle, township: User, client_of: Browser
) -> None:
    cycle.clock = at(2021, 2, 1)
    cycle.save()
    address = reverse("elections:postpone", args=[VILLAGE])
    answer = client_of(township).post(address, {"to": "2021-02-20", **DONE, "act": "put_off"})
    assert answer.status_code == 409
    assert "A-ROLL-17" in answer.content.decode()
    early = client_of(township).post(address, {"to": "2021-01-20", **DONE, "act": "look"})
    assert early.status_code == 409


def test_a_party_day_that_what_was_posted_forbids_is_refused_beside_its_field(
    election: Election, township: User
) -> None:
    with pytest.raises(DayConflicts) as refused:
        choose(township, election, at(2020, 12, 20), party_day=date(2021, 1, 20))
    assert refused.value.field == "party_day"
