from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from elections.enums import State, Step
from elections.models import Cycle
from overview.queries.village import schedule_of
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from tests.overview.conftest import election_of, with_day

NOW = at(2020, 12, 29, 14, 52)


def schedule(cycle: Cycle, user: User):
    return schedule_of(election_of(cycle, VILLAGE), user, NOW)


def test_the_most_urgent_step_stands_on_the_card_with_the_time_since(town: Cycle, clerk: User) -> None:
    current = schedule(town, clerk).current
    assert current.row.step.step == Step.REGISTRATION
    assert (current.days, current.hours) == (8, 14)
    assert [step.step for step in current.before] == ["election_committee"]
    assert Step.ROLL_PUBLICATION in [step.step for step in current.after]


def test_the_card_leads_the_clerk_to_the_act_and_others_to_nothing(
    town: Cycle, clerk: User, township: User
) -> None:
    assert schedule(town, clerk).current.row.page.acts
    assert not schedule(town, township).current.row.page.acts


def test_steps_that_do_not_apply_are_left_out(town: Cycle, clerk: User) -> None:
    states = {row.step.step: row.step.standing.state for row in schedule(town, clerk).rows}
    assert Step.RUNOFF not in states
    assert State.NA not in states.values()


def test_the_countdown_names_days_left_to_the_vote(town: Cycle, clerk: User) -> None:
    assert schedule(town, clerk).days_left == 22


def test_the_strip_of_time_holds_today_and_the_vote_and_no_bar_covers_another(
    town: Cycle, clerk: User
) -> None:
    line = schedule(town, clerk).wide
    assert line.vote is not None
    assert 74 < float(line.today.x) < float(line.vote.x) < line.width
    for lane in line.lanes:
        spans = sorted((bar.y, float(bar.x), float(bar.x) + float(bar.width)) for bar in lane.bars)
        for (y, _start, end), (next_y, start, _end) in zip(spans, spans[1:], strict=False):
            assert y != next_y or end <= start + 1


def test_lengths_in_the_strip_are_never_written_with_a_comma(town: Cycle, clerk: User, client_of) -> None:
    page = client_of(clerk).get(f"/villages/{VILLAGE}/").content.decode()
    assert 'viewBox="0 0 1324 ' in page


def test_without_an_election_day_the_page_says_who_sets_it(
    town: Cycle, clerk: User, township: User, client_of
) -> None:
    with_day(election_of(town, VILLAGE), None)
    assert f"/days/{VILLAGE}/" in client_of(township).get(f"/villages/{VILLAGE}/").content.decode()
    assert f"/days/{VILLAGE}/" not in client_of(clerk).get(f"/villages/{VILLAGE}/").content.decode()


def test_another_village_is_not_there(town: Cycle, clerk: User, client_of) -> None:
    assert client_of(clerk).get(f"/villages/{SECOND_VILLAGE}/").status_code == 404


def test_the_list_names_every_village_with_its_most_urgent_step(
    town: Cycle, township: User, client_of
) -> None:
    page = client_of(township).get("/villages/").content.decode()
    for name in ("棠兴村", "五一村", "长青社区"):
        assert name in page
    assert page.count('class="st late') == 3


def test_the_list_asks_few_queries(
    town: Cycle, township: User, client_of, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(township)
    with django_assert_max_num_queries(27):
        client.get("/villages/")
