import csv
import io

from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from candidates.models import RepresentativeBook
from elections.enums import State
from elections.models import Cycle, StepRecord
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from overview.queries.board import Board, board_of
from tests.cast import COMMUNITY, SECOND_VILLAGE, VILLAGE, Role, at
from tests.overview.conftest import election_of, with_day

NOW = at(2020, 12, 29, 14, 52)
BOARD_QUERIES = 12


def board(user: User, cycle: Cycle) -> Board:
    found = board_of(user, cycle, NOW)
    assert found is not None
    return found


def cell(found: Board, village: str, key: str):
    row = next(row for row in found.rows if row.election.village_id == village)
    return next(cell for cell in row.cells if cell.group.key == key)


def test_rows_are_villages_by_code_and_columns_the_groups_of_the_rulebook(
    town: Cycle, township: User
) -> None:
    found = board(township, town)
    assert [row.election.village_id for row in found.rows] == sorted([COMMUNITY, VILLAGE, SECOND_VILLAGE])
    assert [column.group.number for column in found.columns] == list(range(1, 15))
    assert sum(span for _phase, span in found.phases) == 14


def test_a_cell_shows_the_worst_step_of_its_group(town: Cycle, township: User) -> None:
    late = cell(board(township, town), VILLAGE, "registration")
    assert (late.state, late.number) == (State.LATE, 9)
    assert cell(board(township, town), VILLAGE, "representatives").state == State.DONE


def test_a_group_is_done_only_when_all_its_steps_are(town: Cycle, township: User, recorded) -> None:
    recorded(election_of(town, VILLAGE), "archive", at(2020, 12, 28))
    assert cell(board(township, town), VILLAGE, "handover").state != State.DONE


def test_a_cell_that_is_not_open_shows_its_planned_day_by_the_villages_own_election_day(
    town: Cycle, township: User
) -> None:
    with_day(election_of(town, SECOND_VILLAGE), at(2021, 1, 22).date())
    found = board(township, town)
    assert cell(found, VILLAGE, "candidates").planned == at(2021, 1, 13).date()
    assert cell(found, SECOND_VILLAGE, "candidates").planned == at(2021, 1, 15).date()


def test_a_cell_that_only_an_earlier_step_blocks_shows_no_day(town: Cycle, township: User) -> None:
    review = cell(board(township, town), VILLAGE, "review")
    assert (review.state, review.planned) == (State.OFF, None)


def test_what_may_be_done_early_is_still_told_as_planned(town: Cycle, township: User) -> None:
    vote = cell(board(township, town), VILLAGE, "vote")
    assert (vote.state, vote.planned) == (State.OFF, at(2021, 1, 20).date())


def test_the_head_counts_the_villages_that_are_through(town: Cycle, township: User) -> None:
    RepresentativeBook.objects.filter(election__village=VILLAGE).delete()
    columns = {column.group.key: column.done for column in board(township, town).columns}
    assert (columns["representatives"], columns["bodies_and_plans"]) == (2, 3)


def test_filters_leave_rows_and_keep_their_counts(town: Cycle, township: User, client_of) -> None:
    StepRecord.objects.filter(election__village=VILLAGE, step="audit").delete()
    client = client_of(township)
    every, some = client.get("/board/").content.decode(), client.get("/board/?cadre=nobody").content.decode()
    assert every.count('class="v">') > some.count('class="v">')
    assert "<table" in client.get("/board/?show=late").content.decode()
    assert "<table" not in client.get("/board/?show=back").content.decode()
    assert client.get("/board/?show=nonsense").status_code == 200


def test_a_filter_by_election_day_leaves_those_who_vote_then(town: Cycle, township: User, client_of) -> None:
    with_day(election_of(town, VILLAGE), at(2021, 1, 22).date())
    page = client_of(township).get("/board/?vote=2021-01-22").content.decode()
    assert f"/villages/{VILLAGE}/" in page
    assert f"/villages/{SECOND_VILLAGE}/" not in page


def test_a_county_sees_the_villages_of_all_its_townships(
    town: Cycle, county_office: User, officer, other_village
) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, other_village.township_id, "other-township")
    open_cycle(
        by=other,
        township=other_village.township,
        edition=shipped_edition("county-town-2020", at(2020, 11, 20)),
        name="东湖镇换届演练",
        training=True,
        now=at(2020, 12, 1),
    )
    places = {row.election.village.township_id for row in board(county_office, town).rows}
    assert places == {town.township_id, other_village.township_id}


def test_a_training_cycle_never_stands_beside_a_real_one(
    town: Cycle, county_office: User, officer, other_village
) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, other_village.township_id, "other-township")
    open_cycle(
        by=other,
        township=other_village.township,
        edition=shipped_edition("county-town-2020", at(2020, 11, 20)),
        name="东湖镇换届",
        training=False,
        now=at(2020, 12, 1),
    )
    assert {row.election.cycle_id for row in board(county_office, town).rows} == {town.pk}


def test_the_card_of_a_cell_tells_last_day_and_clause(town: Cycle, township: User, client_of) -> None:
    page = client_of(township).get(f"/board/{VILLAGE}/5/").content.decode()
    assert "12月20日" in page
    assert "A-SCH-115" in page


def test_there_is_no_card_for_an_unknown_group_or_another_townships_village(
    town: Cycle, township: User, client_of, other_village
) -> None:
    client = client_of(township)
    assert client.get(f"/board/{VILLAGE}/99/").status_code == 404
    assert client.get(f"/board/{other_village.pk}/5/").status_code == 404


def test_the_sheet_has_a_line_for_each_village_and_a_column_for_each_group(
    town: Cycle, township: User, client_of
) -> None:
    text = client_of(township).get("/board.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 1 + 3
    assert {len(line) for line in lines} == {4 + 14 + 1}


def test_no_cell_of_the_sheet_is_taken_for_a_formula(town: Cycle, township: User, client_of, village) -> None:
    village.linked_cadre = "=1+1"
    village.save()
    text = client_of(township).get("/board.csv").content.decode("utf-8-sig")
    assert "'=1+1" in text


def test_the_queries_of_the_board_are_counted_and_do_not_grow(
    town: Cycle, township: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    board_of(township, town, NOW)
    with django_assert_max_num_queries(BOARD_QUERIES):
        board_of(township, town, NOW)
