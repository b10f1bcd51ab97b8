"""The official holidays of a year: entered by an office, corrected with a reason; until then what needs them waits."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act, State
from elections.models import AnnouncedHolidays, Cycle, Election, LedgerEntry
from elections.queries.allowances import holidays_of
from elections.queries.progress import progress_of_one
from elections.refusals import HolidaysKnown, HolidaysNotAnnounced
from elections.rulebook import load_rulebook, shipped_text
from elections.rulebook.dating import redated
from elections.rulebook.moving import changes_of
from elections.services.cycle import open_cycle
from elections.services.gate import gate
from elections.services.holidays import enter_holidays
from elections.services.rulebook import make_edition
from tests.cast import COUNTY, TOWNSHIP, VILLAGE, at, on_record
from villages.models import Division, Village

YEAR = 2048
NOW = at(2047, 11, 20)
OFF, WORKED = f"{YEAR}-10-01—{YEAR}-10-07\n{YEAR}-11-24", f"{YEAR}-11-22"
VOTE = date(YEAR, 11, 20)
Browser = Callable[[User], Client]


def enter(by: User, **more: object) -> AnnouncedHolidays:
    given = {
        "owner": TOWNSHIP,
        "year": YEAR,
        "off": OFF,
        "worked": WORKED,
        "source": "国办发明电〔2047〕12号",
    }
    return enter_holidays(by=by, now=NOW, **(given | more))  # type: ignore[arg-type]


@pytest.fixture
def far_cycle(township: User, township_place: Division, village: Village) -> Cycle:
    """Plan B moved by 28 years of 52 weeks: the holidays of its year are not announced."""
    book = load_rulebook("district-town-2020")
    changes = [new for _, new in changes_of(book, 28 * 364)]
    text = redated(shipped_text(book.name), book, changes, version="1.0.1")
    edition = make_edition(by=township, owner=TOWNSHIP, text=text, reason="后移", now=NOW)
    return open_cycle(
        by=township,
        township=township_place,
        edition=edition,
        name="白果镇2048年演练",
        training=True,
        now=at(YEAR, 9, 1),
        clock=at(YEAR, 11, 21),
    )


@pytest.fixture
def far_election(far_cycle: Cycle, village: Village) -> Election:
    election = far_cycle.elections.get(village=village)
    election.election_day = VOTE
    election.save()
    return election


def test_an_office_enters_a_year_and_the_ledger_remembers_it(township: User) -> None:
    kept = enter(township)
    assert (kept.off[0], kept.off[-1], kept.worked) == ("2048-10-01", "2048-11-24", ["2048-11-22"])
    assert "2048-10-03" not in kept.off
    entry = LedgerEntry.objects.get(act=Act.HOLIDAYS_ENTERED)
    assert (entry.chain, entry.subject, entry.data["off"]) == (TOWNSHIP, "2048", kept.off)
    work = holidays_of(VILLAGE)
    assert work.is_working_day(date(YEAR, 11, 22))
    assert not work.is_working_day(date(YEAR, 11, 24))


def test_every_line_that_cannot_stand_is_told_at_once_and_nothing_is_kept(township: User) -> None:
    with pytest.raises(Refusals) as refused:
        enter(township, off="2048-10-03\nsoon", worked="2048-11-24")
    assert [r.field for r in refused.value.refusals] == ["off", "off", "worked", "off"]
    assert {r.code for r in refused.value.refusals} == {"holidays_faulty"}
    assert not AnnouncedHolidays.objects.exists()


def test_a_known_year_is_corrected_only_with_a_reason(township: User) -> None:
    enter(township)
    with pytest.raises(HolidaysKnown):
        enter(township, off=OFF + f"\n{YEAR}-11-25")
    enter(township, off=OFF + f"\n{YEAR}-11-25", reason="通知有更正")
    assert AnnouncedHolidays.objects.get().off[-1] == "2048-11-25"
    last = LedgerEntry.objects.filter(act=Act.HOLIDAYS_ENTERED).latest("seq")
    assert (last.data["reason"], last.data["before"]["off"][-1]) == ("通知有更正", "2048-11-24")
    assert LedgerEntry.objects.filter(act=Act.HOLIDAYS_ENTERED).count() == 2


def test_a_year_that_comes_with_the_application_wants_a_reason_too(township: User) -> None:
    days = {"year": 2021, "off": "2021-10-01—2021-10-07", "worked": ""}
    with pytest.raises(HolidaysKnown):
        enter(township, **days)
    assert enter(township, **days, reason="省里另有安排").year == 2021


def test_correcting_without_a_change_is_refused(township: User) -> None:
    enter(township)
    with pytest.raises(Exception) as refused:
        enter(township, reason="再录一次")
    assert getattr(refused.value, "code", "") == "holidays_faulty"


def test_only_offices_that_may_enter_and_only_for_their_own_places(clerk: User, township: User) -> None:
    with pytest.raises(NotThere):
        enter(clerk)
    with pytest.raises(NotThere):
        enter(township, owner="430423102")


def test_what_the_county_enters_holds_in_its_townships(county_office: User) -> None:
    enter(county_office, owner=COUNTY)
    assert holidays_of(VILLAGE).is_working_day(date(YEAR, 11, 22))


def test_an_unknown_year_stops_the_step_that_needs_it_and_no_other(far_election: Election) -> None:
    steps = progress_of_one(far_election, at(YEAR, 11, 21)).steps
    assert (steps["appointment"].window.unannounced, steps["appointment"].standing.state) == (YEAR, State.OFF)
    assert [key for key, step in steps.items() if step.window.unannounced] == ["appointment"]


def test_the_gate_refuses_by_name_until_the_year_is_entered(far_election: Election, township: User) -> None:
    now = at(YEAR, 11, 30)
    done = [rule.key for rule in far_election.cycle.rules.steps if not rule.marks]
    done = done[: done.index("appointment")]
    on_record(township, far_election, *done, held_on=VOTE, now=now)
    with transaction.atomic(), pytest.raises(HolidaysNotAnnounced) as refused:
        gate("appointment", far_election, now)
    assert (refused.value.code, refused.value.data["year"]) == ("calendar_not_announced", YEAR)
    assert "2048" in refused.value.text("zh-hans")
    assert "2048" in refused.value.text("en")
    enter(township)
    # Posted on Friday the 20th: Sunday the 22nd is worked and Tuesday the 24th off, so 22, 23, 25, 26, 27 November.
    ends = progress_of_one(far_election, now).calendar["result_notice_ends"]
    assert ends.not_after == date(YEAR, 11, 27)
    with transaction.atomic():
        assert gate("appointment", far_election, now).window.unannounced is None


def test_no_page_breaks_over_an_unknown_year(
    far_election: Election, township: User, clerk: User, client_of: Browser
) -> None:
    office, village = client_of(township), client_of(clerk)
    for address in ("/", "/board/", "/villages/", "/days/", f"/days/{VILLAGE}/", "/rulebook/"):
        assert office.get(address).status_code == 200, address
    assert village.get(f"/villages/{VILLAGE}/").status_code == 200
    assert Client().get(f"/public/{VILLAGE}/").status_code == 200
    told = village.get(f"/villages/{VILLAGE}/").content.decode()
    assert "2048" in told


def test_the_page_lists_the_years_and_enters_one(township: User, client_of: Browser) -> None:
    browser, address = client_of(township), reverse("elections:holidays")
    page = browser.get(address).content.decode()
    assert "2021" in page
    given = {"year": YEAR, "off": OFF, "worked": WORKED, "source": "国办发明电〔2047〕12号"}
    assert browser.post(address, given).status_code == 302
    assert "国办发明电〔2047〕12号" in browser.get(address).content.decode()


def test_the_page_shows_what_cannot_stand_and_keeps_what_was_typed(
    township: User, client_of: Browser
) -> None:
    given = {"year": YEAR, "off": f"{YEAR}-10-03", "worked": "", "source": "通知"}
    answer = client_of(township).post(reverse("elections:holidays"), given)
    assert answer.status_code == 409
    assert f"{YEAR}-10-03" in answer.content.decode()


def test_a_year_opens_in_the_form_for_correction(township: User, client_of: Browser) -> None:
    page = client_of(township).get(reverse("elections:holidays") + "?year=2021").content.decode()
    assert "2021-02-11" in page
    enter(township)
    assert (
        "2048-11-24"
        in client_of(township).get(reverse("elections:holidays") + f"?year={YEAR}").content.decode()
    )


def test_the_page_asks_the_database_the_same_however_many_years_there_are(
    township: User, client_of: Browser, django_assert_num_queries: Callable
) -> None:
    browser, address = client_of(township), reverse("elections:holidays")
    enter(township)
    browser.get(address)
    for year in (2049, 2050, 2051):
        enter(township, year=year, off=f"{year}-10-01—{year}-10-07", worked="")
    with django_assert_num_queries(7):
        browser.get(address)
