"""The board by steps, folded where places are many, within a fixed number of queries."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from elections.enums import Asked, State
from elections.models import AnnouncedHolidays, Cycle, Election, StepExtension, StepWaiver
from overview.drawn import Pen
from overview.models import Digest
from overview.queries.board import Board, Cell, board_of
from overview.queries.columns import By
from overview.queries.folding import folds_of
from tests.cast import COUNTY, VILLAGE, at
from tests.overview.conftest import election_of
from tests.overview.county import TOWNSHIPS, VILLAGES, county_of, more_time
from voting.enums import Round
from voting.models import Contest
from voting.rounds import COMMITTEE

NOW = at(2020, 12, 29, 14, 52)
STEPS = 50
MOST_QUERIES = 12


def board(user: User, cycle: Cycle) -> Board:
    found = board_of(user, cycle, NOW, By.STEP)
    assert found is not None
    return found


def cell(found: Board, village: str, key: str) -> Cell:
    row = next(row for row in found.rows if row.election.village_id == village)
    return next(cell for cell in row.cells if cell.column.key == key)


def test_each_step_has_a_column_and_those_of_a_group_stand_together(town: Cycle, township: User) -> None:
    found = board(township, town)
    assert len(found.columns) == STEPS
    assert [head.column.number for head in found.columns] == list(range(1, STEPS + 1))
    assert sum(span for _group, span in found.groups) == sum(span for _phase, span in found.phases) == STEPS
    numbers = [head.group.number for head in found.columns]
    assert numbers == sorted(numbers)


def test_every_state_has_its_cell(town: Cycle, township: User) -> None:
    found = board(township, town)
    states = {
        key: cell(found, VILLAGE, key).state
        for key in (
            "audit",
            "registration",
            "party_commitment",
            "rectification",
            "party_election",
            "nomination",
        )
    }
    assert states == {
        "audit": State.DONE,
        "registration": State.LATE,
        "party_commitment": State.SOON,
        "rectification": State.NA,
        "party_election": State.OFF,
        "nomination": State.LATE,
    }


def test_a_marked_village_has_the_steps_that_its_mark_asks_for(town: Cycle, township: User) -> None:
    election = election_of(town, VILLAGE)
    election.weak = True
    election.save()
    assert cell(board(township, town), VILLAGE, "rectification").state == State.LATE


def test_the_head_of_a_step_tells_its_last_day_or_how_far_it_is_from_the_vote(
    town: Cycle, township: User
) -> None:
    heads = {head.column.key: head.column.window.zh for head in board(township, town).columns}
    assert heads["registration"] == "12-20"
    assert heads["roll_publication"] == "投票前20日"
    assert heads["voting"] == "投票日"


def test_more_time_and_force_are_told_by_the_cell(town: Cycle, township: User, clerk: User) -> None:
    election = election_of(town, VILLAGE)
    StepExtension.objects.create(
        election=election, step="registration", wanted=date(2021, 1, 1), reason="雨天", asked_at=NOW,
        asked_by=clerk, state=Asked.GRANTED, until=date(2021, 1, 1), answered_at=NOW, answered_by=township,
    )  # fmt: skip
    StepWaiver.objects.create(
        election=election, step="nomination", over="audit", clause="A-PRE-13", reason="r", approval="a",
        forced=True, violation="F06", made_at=NOW, made_by=township,
    )  # fmt: skip
    found = board(township, town)
    pen = Pen(found)
    registration, nomination = (cell(found, VILLAGE, key) for key in ("registration", "nomination"))
    assert (registration.state, registration.extended) == (State.OPEN, True)
    assert "已顺延" in pen.words(registration)
    assert "强制办理" in pen.words(nomination)


def test_the_toggle_keeps_the_filters_and_the_filters_the_toggle(
    town: Cycle, township: User, client_of: Callable[[User], Client]
) -> None:
    page = client_of(township).get("/board/?show=late&by=step").content.decode()
    assert 'href="?show=late"' in page
    assert 'href="?show=soon&amp;by=step"' in page
    assert page.count('class="cell') == 3 * STEPS


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "逾9天"), ("en", "9 days late")])
def test_a_cell_says_village_step_state_and_number(
    town: Cycle, township: User, client_of, language: str, words: str
) -> None:
    client = client_of(township)
    client.cookies["django_language"] = language
    title = "选民登记" if language == "zh-hans" else "Voter registration"
    page = client.get("/board/?by=step").content.decode()
    village = "棠兴村" if language == "zh-hans" else "Tangxing Village"
    comma = "，" if language == "zh-hans" else ", "
    assert f'aria-label="{comma.join((village, title, words))}"' in page


def test_the_card_of_a_step_tells_that_step_alone(town: Cycle, township: User, client_of) -> None:
    client = client_of(township)
    page = client.get(f"/board/{VILLAGE}/publicity/").content.decode()
    assert "宣传动员" in page
    assert "选民登记" not in page
    assert client.get(f"/board/{VILLAGE}/nonsense/").status_code == 404


def test_the_sheet_follows_the_toggle(town: Cycle, township: User, client_of) -> None:
    text = client_of(township).get("/board.csv?by=step").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert {len(line) for line in lines} == {4 + STEPS + 1}
    assert "逾9天" in lines[1]


# --- a whole county


@pytest.fixture
def county(county_office: User) -> list[Cycle]:
    return county_of(county_office)


def test_many_places_fold_by_township_and_one_opens_at_a_time(
    county: list[Cycle], county_office: User
) -> None:
    found = board(county_office, county[0])
    folds = folds_of(found, found.rows, county[1].township_id)
    assert len(found.rows) == VILLAGES
    assert [fold.key for fold in folds] == [cycle.township_id for cycle in county]
    assert [fold.open for fold in folds] == [False, True, *[False] * (TOWNSHIPS - 2)]
    assert sum(len(fold.rows) for fold in folds) == VILLAGES


def test_the_row_of_a_fold_counts_its_villages_by_their_worst_state(
    county: list[Cycle], county_office: User
) -> None:
    found = board(county_office, county[0])
    for fold in folds_of(found, found.rows, ""):
        for number, summary in enumerate(fold.cells):
            states = [row.cells[number].state for row in fold.rows]
            assert summary.villages == states.count(summary.state)
            assert summary.of == len(fold.rows)
        assert dict(fold.counts)[State.LATE] == sum(row.has(State.LATE) for row in fold.rows)


def test_a_township_of_many_villages_folds_by_linked_cadre(township: User) -> None:
    cycle = county_of(township, townships=1)[0]
    found = board(township, cycle)
    folds = folds_of(found, found.rows, "谭国安")
    assert {row.election.village.linked_cadre for row in folds[0].rows} == {folds[0].key}
    assert [fold.key for fold in folds if fold.open] == ["谭国安"]


def test_few_places_are_not_folded(town: Cycle, township: User) -> None:
    found = board(township, town)
    folds = folds_of(found, found.rows, "")
    assert [(fold.key, fold.open, len(fold.rows)) for fold in folds] == [("", True, 3)]


def test_the_page_shows_one_township_or_all(county: list[Cycle], county_office: User, client_of) -> None:
    client = client_of(county_office)
    folded, opened, everything = (
        client.get(f"/board/?by=step{more}").content.decode()
        for more in ("", f"&open={county[0].township_id}", "&open=all")
    )
    rows = [page.count("data-card=") for page in (folded, opened, everything)]
    assert rows == [0, 20, VILLAGES]
    assert all(page.count('class="fold') == TOWNSHIPS for page in (folded, opened, everything))


def fill(user: User, cycles: list[Cycle]) -> None:
    """Something in every table that the board reads: allowances, a vote in each village, a message not read."""
    elections = list(Election.objects.filter(cycle__in=cycles))
    more_time(user, elections)
    StepWaiver.objects.bulk_create(
        StepWaiver(
            election=election,
            step="nomination",
            over="audit",
            clause="A-PRE-13",
            reason="r",
            approval="a",
            forced=True,
            made_at=NOW,
            made_by=user,
        )
        for election in elections[:5]
    )
    AnnouncedHolidays.objects.create(
        owner=COUNTY, year=2030, off=[], worked=[], source="s", entered_at=NOW, entered_by=user
    )
    Contest.objects.bulk_create(
        Contest(
            election=election,
            body=COMMITTEE,
            round=Round.FIRST,
            number=1,
            day=election.election_day,
            electors=900,
            rule={},
            created_at=NOW,
        )
        for election in elections
    )
    Digest.objects.create(user=user, cycle=cycles[0], day=NOW.date(), data={}, made_at=NOW)


@pytest.mark.parametrize("who", ["county_office", "county_reviewer", "auditor"])
@pytest.mark.parametrize("by", ["group", "step"])
def test_153_villages_and_50_steps_load_in_twelve_queries(
    county: list[Cycle],
    request: pytest.FixtureRequest,
    client_of,
    who: str,
    by: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """All of the request is counted: session, user, offices, cycle, head of the page. An edition is read once a process."""
    user = request.getfixturevalue(who)
    fill(user, county)
    client = client_of(user)
    address = f"/board/?by={by}&open=all"
    client.get(address)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(address)
    assert page.content.decode().count('class="cell') >= VILLAGES * (STEPS if by == "step" else 14)


def test_a_township_of_153_villages_loads_in_twelve_queries(
    township: User, client_of, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    county_of(township, townships=1)
    client = client_of(township)
    client.get("/board/?by=step&open=all")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get("/board/?by=step&open=all")
    assert page.content.decode().count("data-card=") == VILLAGES


def test_each_township_is_shown_on_its_own_clock(county: list[Cycle], county_office: User) -> None:
    before = board(county_office, county[0])
    Cycle.objects.filter(pk=county[1].pk).update(clock=at(2021, 1, 10))
    after = board(county_office, county[0])
    other = next(row.election.village_id for row in after.rows if row.election.cycle_id == county[1].pk)
    own = next(row.election.village_id for row in after.rows if row.election.cycle_id == county[0].pk)
    assert cell(after, other, "registration").number == cell(before, other, "registration").number + 12
    assert cell(after, own, "registration").number == cell(before, own, "registration").number
