"""The calendar feed: read back with the library that calendar programs use."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar, Event
from pytest_django import DjangoAssertNumQueries

from accounts.models import FeedLink, User
from accounts.services.feed import make_feed_link, revoke_feed_link
from documents.models import Paper, Posting, Series
from documents.services.file import store
from elections.models import Cycle
from tests.cast import ELECTION_DAY, SECOND_VILLAGE, VILLAGE, at
from tests.overview.conftest import election_of, with_day
from tests.overview.county import VILLAGES, county_of

NOW = at(2020, 12, 29, 9)
QUERIES = 12
Fetch = Callable[..., Calendar]


@pytest.fixture
def fetch() -> Fetch:
    """The officer's feed, read back: fetch(user)."""

    def get(user: User) -> Calendar:
        token = make_feed_link(by=user, now=NOW)
        answer = Client().get(f"/calendar/{token}.ics")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(answer.content)

    return get


def events(calendar: Calendar) -> dict[str, Event]:
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def titled(calendar: Calendar, words: str) -> list[Event]:
    return [event for event in calendar.walk("VEVENT") if words in str(event["summary"])]


def test_a_village_gets_each_steps_last_day_and_the_election_day(
    town: Cycle, clerk: User, fetch: Fetch
) -> None:
    calendar = fetch(clerk)
    (roll,) = titled(calendar, "公布选民名单截止")
    assert roll.decoded("dtstart") == date(2020, 12, 31)
    assert "village" not in str(roll["description"])
    (vote,) = titled(calendar, "选举日")
    assert vote.decoded("dtstart") == ELECTION_DAY
    assert len(events(calendar)) > 20


def test_events_last_all_day_and_take_up_no_time(town: Cycle, clerk: User, fetch: Fetch) -> None:
    for event in fetch(clerk).walk("VEVENT"):
        first, end = event.decoded("dtstart"), event.decoded("dtend")
        assert type(first) is date
        assert end - first == timedelta(days=1)
        assert str(event["transp"]) == "TRANSPARENT"


def test_a_township_gets_a_step_once_for_each_of_its_days(town: Cycle, township: User, fetch: Fetch) -> None:
    with_day(election_of(town, SECOND_VILLAGE), date(2021, 1, 22))
    found = titled(fetch(township), "公布选民名单截止")
    told = {event.decoded("dtstart"): str(event["summary"]) for event in found}
    assert told == {
        date(2020, 12, 31): "〔演练〕公布选民名单截止（长青社区、棠兴村）",
        date(2021, 1, 2): "〔演练〕公布选民名单截止（五一村）",
    }


def test_what_is_done_is_no_date_any_more(town: Cycle, clerk: User, fetch: Fetch) -> None:
    calendar = fetch(clerk)
    assert titled(calendar, "财务清理审计") == []
    assert titled(calendar, "另行选举") == []


def test_the_ends_of_public_notices_are_in_it(town: Cycle, clerk: User, township: User, fetch: Fetch) -> None:
    election = election_of(town, VILLAGE)
    record = election.step_records.get(step="election_method")
    record.pk, record.step, record.held_on = None, "party_notice", date(2020, 12, 28)
    record.parts = [part.key for part in town.rules.step("party_notice").parts]
    record.save()
    (notice,) = titled(fetch(clerk), "预备人选公示期满")
    assert notice.decoded("dtstart") > date(2020, 12, 28)


def test_the_last_day_of_a_posted_paper_is_in_it(town: Cycle, clerk: User, fetch: Fetch) -> None:
    series = Series.objects.create(place_code=VILLAGE, sign="棠选", year=2020, last_number=1)
    paper = Paper.objects.create(
        series=series, number=1, kind="roll_poster", title="选民名单公告", place_code=VILLAGE,
        place_name="棠兴村", subject="elections.election:1", code="7K3M92QD",
        file=store(b"%PDF", "application/pdf"), pages=1, training=True, issued_at=NOW, issued_by=clerk,
        issued_by_office="村选委会",
    )  # fmt: skip
    Posting.objects.create(paper=paper, place_code=VILLAGE, posted_at=NOW, until=at(2021, 1, 5, 0))
    (posted,) = titled(fetch(clerk), "选民名单公告")
    assert posted.decoded("dtstart") == date(2021, 1, 4)


def test_an_event_keeps_its_uid_when_its_day_moves(town: Cycle, clerk: User, fetch: Fetch) -> None:
    before = events(fetch(clerk))
    with_day(election_of(town, VILLAGE), date(2021, 1, 22))
    after = events(fetch(clerk))
    assert set(before) == set(after)
    moved = {uid for uid in before if before[uid].decoded("dtstart") != after[uid].decoded("dtstart")}
    assert any(uid.startswith("vote-") for uid in moved)
    assert any("roll_publication" in uid for uid in moved)


def test_uids_are_unique_and_stamped_with_the_moment_of_telling(
    town: Cycle, township: User, fetch: Fetch
) -> None:
    with time_machine.travel(NOW, tick=False):
        found = list(fetch(township).walk("VEVENT"))
    assert len({str(event["uid"]) for event in found}) == len(found)
    assert {event.decoded("dtstamp") for event in found} == {NOW}


@pytest.mark.parametrize(
    ("language", "title"),
    [("", "〔演练〕公布选民名单截止"), ("en", "[Training] Voter roll publication: last day")],
)
def test_it_speaks_the_officers_language(
    town: Cycle, clerk: User, fetch: Fetch, language: str, title: str
) -> None:
    User.objects.filter(pk=clerk.pk).update(language=language)
    clerk.refresh_from_db()
    assert [str(event["summary"]) for event in titled(fetch(clerk), title)] == [title]


def test_a_real_cycle_bears_no_mark(town: Cycle, clerk: User, fetch: Fetch) -> None:
    town.training, town.clock = False, None
    town.save()
    assert titled(fetch(clerk), "演练") == []


# --- the link


def test_an_unknown_a_renewed_and_a_revoked_link_are_not_there(
    town: Cycle, clerk: User, client: Client
) -> None:
    first = make_feed_link(by=clerk, now=NOW)
    second = make_feed_link(by=clerk, now=NOW)
    assert client.get(f"/calendar/{first}.ics").status_code == 404
    assert client.get(f"/calendar/{second}.ics").status_code == 200
    revoke_feed_link(by=clerk)
    assert client.get(f"/calendar/{second}.ics").status_code == 404
    assert client.get("/calendar/nonsense.ics").status_code == 404


def test_the_link_of_an_officer_who_is_gone_is_dead(town: Cycle, clerk: User, client: Client) -> None:
    token = make_feed_link(by=clerk, now=NOW)
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_only_the_digest_of_the_token_is_kept(clerk: User) -> None:
    token = make_feed_link(by=clerk, now=NOW)
    assert token not in str(FeedLink.objects.values().get())


def test_unchanged_it_answers_that_nothing_changed(town: Cycle, clerk: User, client: Client) -> None:
    address = f"/calendar/{make_feed_link(by=clerk, now=NOW)}.ics"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    with_day(election_of(town, VILLAGE), date(2021, 1, 22))
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_it_opens_no_session_and_is_only_read(town: Cycle, clerk: User, client: Client) -> None:
    address = f"/calendar/{make_feed_link(by=clerk, now=NOW)}.ics"
    assert not client.get(address).cookies
    assert client.post(address).status_code == 405


def test_without_a_cycle_the_calendar_is_empty(clerk: User, fetch: Fetch) -> None:
    assert events(fetch(clerk)) == {}


def test_a_county_of_153_villages_gets_few_events_in_few_queries(
    county_office: User, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    county_of(county_office)
    address = f"/calendar/{make_feed_link(by=county_office, now=NOW)}.ics"
    client.get(address)
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(address)
    found = events(Calendar.from_ical(answer.content))
    assert 100 < len(found) < 10 * VILLAGES
