"""The rolls in figures: by group, sex, age and ground, against the version before and against the population."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from elections.models import Election
from tests.cast import ELECTION_DAY, SECOND_VILLAGE, VILLAGE
from tests.voting.registers import put
from tests.voting.test_roll_changes import version
from villages.models import Village
from voting.models import Roll
from voting.queries.roll_figures import figures_of_all, figures_of_roll


@pytest.fixture
def roll(election: Election) -> Roll:
    """Four voters of two groups, two people who are not, after a version with one of them."""
    put(version(election, 1), 1, sex="M", birth_date=date(2003, 1, 20))
    made = version(election, 2, "published")
    put(made, 1, sex="M", birth_date=date(2003, 1, 20))
    put(made, 2, birth_date=date(1991, 1, 21))
    put(made, 3, birth_date=date(1991, 1, 20), category="V2", group=2)
    put(made, 4, birth_date=date(1931, 1, 1), category="V3", group=2)
    put(made, 5, not_registered="多方联系未果", refusal="unreachable")
    put(made, 6, not_registered="迁出")
    return made


def test_a_roll_in_figures(roll: Roll, django_assert_num_queries: Any) -> None:
    Village.objects.filter(pk=VILLAGE).update(population=1000)
    roll.election.village.refresh_from_db()
    with django_assert_num_queries(7):
        told = figures_of_roll(roll, ELECTION_DAY)
    assert (told.voters, told.men, told.women, told.away, told.foreign) == (4, 1, 3, 1, 1)
    assert (told.not_registered, told.grounds) == (2, {"unreachable": 1, "other": 1})
    assert (told.added, told.removed, told.voters_before) == (3, 0, 1)
    assert told.share == 4
    assert [(bar.label, bar.men, bar.women) for bar in told.groups] == [("1", 1, 1), ("2", 0, 2)]


def test_ages_are_those_of_election_day_in_bands_from_the_voting_age(roll: Roll) -> None:
    ages = {bar.label: (bar.men, bar.women) for bar in figures_of_roll(roll, ELECTION_DAY).ages}
    assert ages["18–29"] == (1, 1)
    assert ages["30–39"] == (0, 1)
    assert ages["80+"] == (0, 1)
    assert sum(map(sum, ages.values())) == 4


def test_the_longest_bar_fills_its_line(roll: Roll) -> None:
    told = figures_of_roll(roll, ELECTION_DAY)
    assert max(bar.width_men + bar.width_women for bar in told.groups) == 1000
    assert max(max(bar.width_men, bar.width_women) for bar in told.ages) == 1000


def test_an_empty_roll_has_figures_too(election: Election) -> None:
    told = figures_of_roll(version(election, 1), ELECTION_DAY)
    assert (told.voters, told.groups, told.grounds, told.before) == (0, [], {}, None)


def test_all_villages_stand_in_one_table_of_the_office(
    roll: Roll, township: User, clerk: User, second_election: Election, django_assert_num_queries: Any
) -> None:
    put(version(second_election, 1, "draft", digest="", published_at=None), 1)
    with django_assert_num_queries(2):
        rows = figures_of_all(township, roll.election.cycle)
    told = {
        row.election.village_id: (row.voters, row.not_registered, row.roll and row.roll.version)
        for row in rows
    }
    assert told[VILLAGE] == (4, 2, 2) and told[SECOND_VILLAGE] == (1, 0, 1)
    assert len(rows) == 3
    assert [row.election.village_id for row in figures_of_all(clerk, roll.election.cycle)] == [VILLAGE]


def test_a_correction_does_not_hide_the_roll_in_force(roll: Roll, township: User) -> None:
    put(version(roll.election, 3, "draft", digest="", published_at=None), 1)
    row = next(r for r in figures_of_all(township, roll.election.cycle) if r.election.village_id == VILLAGE)
    assert row.roll == roll


def test_the_pages_show_them(
    roll: Roll,
    township: User,
    clerk: User,
    client_of: Callable[[User], Client],
    django_assert_num_queries: Any,
) -> None:
    page = client_of(clerk).get(reverse("voting:roll_figures", args=[VILLAGE])).content.decode()
    assert "18–29" in page and "<svg" in page
    assert (
        client_of(clerk).get(f"{reverse('voting:roll_figures', args=[VILLAGE])}?version=1").status_code == 200
    )
    assert (
        client_of(clerk).get(f"{reverse('voting:roll_figures', args=[VILLAGE])}?version=9").status_code == 404
    )
    browser = client_of(township)
    with django_assert_num_queries(7):
        page = browser.get(reverse("voting:roll_figures_all")).content.decode()
    assert "棠兴村" in page and "五一村" in page
