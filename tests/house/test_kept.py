"""What tests start from is made once, and no test sees anything of another."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from elections.models import Cycle, Election
from tests.cast import VILLAGE, under_changed_rules
from villages.models import Village

PATCHED = {"on": False}
ran: list[str] = []
made: list[str] = []


@pytest.fixture
def first(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether another test ran before this one; to be asked for last, for what has to do with the single test is never
    the same for two.
    """
    before, ran[:] = ran[:], [request.node.originalname]
    yield before != ran
    made.clear()


@pytest.fixture
def renamed(village: Village) -> Village:
    """The cast's village under another name."""
    made.append("renamed")
    village.name = "新名村"
    village.save()
    return village


@pytest.fixture
def all_villages(renamed: Village) -> QuerySet[Village]:
    """Nothing that could be copied, after the database has been asked."""
    made.append("all_villages")
    renamed.sign = "新签"
    renamed.save()
    return Village.objects.all()


@pytest.fixture
def later(all_villages: QuerySet[Village], renamed: Village) -> Village:
    made.append("later")
    return renamed


@pytest.fixture
def patched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    made.append("patched")
    monkeypatch.setitem(PATCHED, "on", True)
    yield


@pytest.fixture
def looked(patched: None, village: Village) -> bool:
    made.append("looked")
    return PATCHED["on"]


@pytest.fixture
def browser(client_of: Callable[[User], Client], clerk: User) -> Client:
    made.append("browser")
    return client_of(clerk)


@pytest.fixture
def amended(cycle: Cycle) -> Cycle:
    return under_changed_rules(cycle, lambda data: data.update(version="9.9"))


@pytest.mark.parametrize("turn", range(3))
def test_it_is_made_once_and_changes_neither_in_the_database_nor_in_memory(
    turn: int, renamed: Village, village: Village, first: bool
) -> None:
    assert first or not made
    assert renamed is village
    assert Village.objects.get(pk=VILLAGE).name == renamed.name == "新名村"
    renamed.name = "别名村"
    renamed.save()


@pytest.mark.parametrize("turn", range(2))
def test_who_asks_for_less_finds_less(turn: int, village: Village) -> None:
    assert village.name == Village.objects.get(pk=VILLAGE).name == "棠兴村"
    assert not Election.objects.exists()


@pytest.mark.parametrize("turn", range(2))
def test_what_cannot_be_copied_is_made_anew_and_so_is_all_that_follows(
    turn: int, later: Village, first: bool
) -> None:
    assert made[-2:] == ["all_villages", "later"]
    assert Village.objects.get(pk=VILLAGE).sign == "新签"


@pytest.mark.parametrize("turn", range(2))
def test_what_patches_does_so_for_every_test_and_what_was_made_under_it_is_kept(
    turn: int, looked: bool, first: bool
) -> None:
    assert looked and PATCHED["on"]
    assert "patched" in made and (first or "looked" not in made)


def test_what_was_patched_is_as_it_was(village: Village) -> None:
    assert not PATCHED["on"]


@pytest.mark.parametrize("turn", range(2))
def test_a_browser_stays_signed_in(turn: int, browser: Client, clerk: User, first: bool) -> None:
    assert first or not made
    assert browser.session["_auth_user_id"] == str(clerk.pk)
    browser.logout()


@pytest.mark.parametrize("turn", range(2))
def test_a_look_into_a_rulebook_is_the_first_in_every_test(turn: int, amended: Cycle) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert amended.rules.version == "9.9"
    assert len(queries) > 0
