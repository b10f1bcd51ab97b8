"""A paper sent by the counters' page against a bare view that inserts one row, in the same run."""

import json
from collections.abc import Callable, Iterator
from time import perf_counter
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from elections.models import Cycle
from tests.cast import VILLAGE
from tests.voting.ballots import COUNTED
from tests.voting.papers import ballot, paper_box
from voting.models import Box, Paper

__all__ = ["paper_box"]

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

SEND = f"/villages/{VILLAGE}/votes/1/boxes/1/papers/1/send/"
CALLS, MOST = 100, 5


@pytest.fixture(autouse=True)
def with_the_bare_view(settings, cycle: Cycle) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.load.urls"
    cycle.clock = COUNTED
    cycle.save()
    yield


def p95(call: Callable[[], HttpResponse]) -> float:
    times = []
    for _call in range(CALLS):
        begun = perf_counter()
        assert call().status_code == 200
        times.append(perf_counter() - begun)
    return sorted(times)[CALLS * 95 // 100]


def test_a_paper_is_taken_in_within_a_few_bare_inserts(
    paper_box: Box, teller: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(teller)

    def a_paper() -> HttpResponse:
        act = {"id": str(uuid4()), "ballot": ballot("c1", member=["m1", "m2"])}
        return browser.post(SEND, {"version": 1, "acts": json.dumps([act])})

    plain = p95(lambda: browser.post("/bare/", {"id": uuid4().hex}))
    taken = p95(a_paper)
    assert Paper.objects.count() == CALLS
    print(f"bare {plain * 1000:.1f} ms, a paper {taken * 1000:.1f} ms, {taken / plain:.1f} times")
    assert taken <= MOST * plain
