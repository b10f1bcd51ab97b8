"""A deadline falls at 24:00 in Asia/Shanghai by the server's clock; no other clock matters."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from elections.models import Cycle, Election
from elections.refusals import StepClosed
from elections.services.gate import gate_ahead
from tests.cast import VILLAGE
from tests.programs import ROOT, problem

SEATS = f"villages/{VILLAGE}/candidates/seats/"
END = datetime(2021, 1, 13, 16, tzinfo=UTC)  # 24:00 of 13 January in Asia/Shanghai
LAST = END - timedelta(microseconds=1)
FORM = {
    **{
        f"{what}-{post}": n
        for what, n in (("seats", 1), ("extra", 1))
        for post in ("chair", "deputy", "member")
    },
    "seats-member": 1,
}
BODY = {
    "posts": [{"post": p, "seats": n, "extra": 1} for p, n in (("chair", 1), ("deputy", 1), ("member", 1))],
}
# What a browser or a proxy may say of the time.
LIES = {
    "HTTP_DATE": "Wed, 01 Dec 2020 00:00:00 GMT",
    "HTTP_X_NOW": "2020-12-01T00:00:00Z",
    "HTTP_TIME_ZONE": "America/New_York",
    "HTTP_X_TIMEZONE": "America/New_York",
}


@pytest.fixture
def real(cycle: Cycle, election: Election) -> Election:
    """The same election on the server's clock."""
    cycle.training, cycle.clock = False, None
    cycle.save()
    election.refresh_from_db()
    return election


@pytest.fixture
def office(real: Election, township: User, client_of: Callable[[User], Client]) -> Client:
    client = client_of(township)
    client.session.save()
    return client


@pytest.mark.parametrize(("moment", "status"), [(LAST, 302), (END, 409)])
def test_a_page_is_open_to_the_last_microsecond_and_shut_at_midnight(
    office: Client, moment: datetime, status: int
) -> None:
    with time_machine.travel(moment, tick=False):
        assert _signed_in(office).post("/" + SEATS, FORM).status_code == status


@pytest.mark.parametrize(("moment", "status"), [(LAST, 200), (END, 409)])
def test_so_is_the_api(office: Client, moment: datetime, status: int) -> None:
    with time_machine.travel(moment, tick=False):
        answer = _signed_in(office).put(ROOT + SEATS, BODY, content_type="application/json")
    assert answer.status_code == status
    if status == 409:
        assert problem(answer)["data"]["now"] == "2021-01-14T00:00:00+08:00"


@pytest.mark.parametrize(("moment", "status"), [(LAST, 302), (END, 409)])
def test_no_other_clock_matters(office: Client, moment: datetime, status: int) -> None:
    office.cookies["timezone"] = "America/New_York"
    office.cookies["django_timezone"] = "America/New_York"
    typed = FORM | {"now": "2020-12-01T09:00", "at": "2020-12-01", "timezone": "America/New_York"}
    with time_machine.travel(moment, tick=False):
        assert _signed_in(office).post("/" + SEATS + "?now=2020-12-01", typed, **LIES).status_code == status


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_the_zone_of_a_moment_is_only_how_it_is_written(real: Election, zone: str) -> None:

    written = ZoneInfo(zone)
    assert gate_ahead("nomination", real, LAST.astimezone(written)).step == "nomination"
    with pytest.raises(StepClosed):
        gate_ahead("nomination", real, END.astimezone(written))


def test_nothing_switches_the_zone() -> None:
    """Everybody's day is that of Asia/Shanghai."""
    packages = (
        "accounts",
        "documents",
        "villages",
        "elections",
        "voting",
        "candidates",
        "overview",
        "config",
    )
    root = Path(__file__).resolve().parents[2]
    modules = [path for package in packages for path in (root / package).rglob("*.py")]
    switches = re.compile(r"timezone\.(activate|override)\(")
    assert [path for path in modules if switches.search(path.read_text(encoding="utf-8"))] == []
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"


def _signed_in(client: Client) -> Any:
    """The session was begun on the machine's clock; it is carried over to the moment of the test."""
    session = client.session
    session.set_expiry(8 * 60 * 60)
    session.save()
    return client
