import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from candidates.models import ElectionCommittee
from elections.enums import State, Step
from elections.models import Cycle
from elections.queries.progress import progress_of_one
from overview.queries.today import Today, today_of
from overview.step_pages import page_of
from tests.cast import COMMUNITY, ELECTION_DAY, SECOND_VILLAGE, VILLAGE, at
from tests.overview.conftest import election_of, with_day

NOW = at(2020, 12, 29, 14, 52)


def today(user: User, cycle: Cycle | None) -> Today:
    return today_of(user, cycle, NOW)


def steps(matters: list) -> list[tuple[Step, int]]:
    return [(matter.first.step, matter.villages) for matter in matters]


def test_what_is_late_in_three_villages_alike_is_one_matter(town: Cycle, township: User) -> None:
    late = today(township, town).work.late
    assert (Step.REGISTRATION, 3) in steps(late)
    assert all(matter.first.standing.state == State.LATE for matter in late)


def test_what_is_late_only_because_something_before_it_is_does_not_stand_beside_it(
    town: Cycle, clerk: User
) -> None:
    found = today(clerk, town)
    assert [matter.first.step for matter in found.work.late] == [Step.REGISTRATION, "first_recommendation"]


def test_the_latest_matter_stands_first(town: Cycle, township: User) -> None:
    ElectionCommittee.objects.filter(election__village=VILLAGE).delete()
    days = [matter.first.standing.number for matter in today(township, town).work.late]
    assert days == sorted(days, reverse=True)
    assert days[0] > days[-1]


def test_a_clerk_sees_the_own_village_only(town: Cycle, clerk: User) -> None:
    found = today(clerk, town)
    assert found.villages == 1
    work = found.work
    everything = [part for m in work.late + work.soon + work.under_way for part in m.parts]
    assert {part.election.village_id for part in everything} == {VILLAGE}


def test_a_clerk_is_sent_to_the_page_where_the_step_is_done(town: Cycle, clerk: User) -> None:
    registration = next(m for m in today(clerk, town).work.late if m.first.step == Step.REGISTRATION)
    assert registration.page.acts
    assert registration.page.url == f"/villages/{VILLAGE}/roll/"


def test_the_township_looks_at_what_only_the_clerk_does(town: Cycle, township: User) -> None:
    registration = next(m for m in today(township, town).work.late if m.first.step == Step.REGISTRATION)
    assert not registration.page.acts
    assert registration.page.url == "/board/?show=late"


def test_an_off_line_step_is_recorded_by_the_township_too(town: Cycle, township: User) -> None:
    election_of(town, VILLAGE).step_records.filter(step="election_method").delete()
    method = next(m for m in today(township, town).work.late if m.first.step == "election_method")
    assert method.page.acts
    assert method.page.url == f"/villages/{VILLAGE}/steps/election_method/"


def test_the_next_days_tell_what_ends_and_where(town: Cycle, township: User) -> None:
    with_day(election_of(town, VILLAGE), at(2021, 1, 21).date())
    days = {day.on: day.events for day in today(township, town).days}
    ends = {d.day: [e.places for e in es if e.title.en == "Voter roll publication"] for d, es in days.items()}
    assert ends[31] == [["长青社区", "五一村"]]
    assert ends[1] == [["棠兴村"]]


def test_the_day_of_the_vote_is_told_once_and_not_by_its_steps(town: Cycle, township: User) -> None:
    town.clock = at(2021, 1, 15)
    found = today_of(township, town, town.clock)
    events = next(day.events for day in found.days if day.on == ELECTION_DAY)
    assert [event.kind for event in events] == ["vote"]
    assert events[0].everywhere


def test_the_next_days_begin_tomorrow_and_are_seven(town: Cycle, township: User) -> None:
    days = [day.on for day in today(township, town).days]
    assert min(days) >= at(2020, 12, 30).date()
    assert max(days) <= at(2021, 1, 5).date()


def test_the_next_deadline_is_where_the_training_clock_may_go(town: Cycle, township: User) -> None:
    assert today(township, town).next_deadline == at(2020, 12, 30).date()


def test_phases_count_the_villages_that_are_through_or_not_late(town: Cycle, township: User) -> None:
    found = {phase.title.en: phase for phase in today(township, town).phases}
    assert (found["Preparation"].state, found["Preparation"].through) == (State.DONE, 3)
    assert (found["Launch"].state, found["Launch"].through) == (State.LATE, 0)
    assert found["Follow-up"].state == State.OFF
    assert [p.title.en for p in found.values() if p.current] == ["Choosing people"]


def test_figures_are_those_of_the_data(town: Cycle, township: User) -> None:
    figures = today(township, town).figures
    assert figures is not None
    assert (figures.villages, figures.voters, figures.rolls, figures.candidates) == (3, 0, 0, 0)
    assert not figures.women_enough


def test_without_a_cycle_the_page_says_who_opens_one(township: User, clerk: User, client_of) -> None:
    assert "/cycle/" in client_of(township).get("/").content.decode()
    assert "/cycle/" not in client_of(clerk).get("/").content.decode()


def test_the_first_vote_is_the_nearest_still_to_come(town: Cycle, township: User) -> None:
    with_day(election_of(town, SECOND_VILLAGE), at(2021, 1, 19).date())
    with_day(election_of(town, COMMUNITY), at(2020, 12, 1).date())
    first = today(township, town).first_vote
    assert first is not None
    assert (first.village_id, first.election_day) == (SECOND_VILLAGE, at(2021, 1, 19).date())
    assert first.election_day < ELECTION_DAY


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_today(town: Cycle, officer, client_of, role: Role) -> None:
    scope = VILLAGE if role in (Role.VILLAGE_CLERK, Role.TELLER) else "430423"
    user = officer(role, town.township_id if role == Role.TOWNSHIP_OFFICE else scope, f"one-{role.value}")
    assert client_of(user).get("/", follow=True).status_code == 200


def test_the_page_of_the_township_asks_few_queries(
    town: Cycle, township: User, client_of, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(township)
    with django_assert_max_num_queries(28):
        client.get("/")


def test_every_step_leads_every_role_to_a_page_it_may_open(
    town: Cycle, clerk: User, teller: User, auditor: User, county_reviewer: User, client_of
) -> None:
    steps = progress_of_one(election_of(town, VILLAGE), NOW).steps.values()
    for user in (clerk, teller, auditor, county_reviewer):
        client = client_of(user)
        urls = {
            page_of(step, user).url for step in steps if user is not teller or Role.TELLER in step.rule.who
        }
        answers = {url: client.get(url).status_code for url in urls}
        assert set(answers.values()) <= {200, 302, 409}, (user, answers)
