"""Proxies for the tests: a published roll of numbered voters, and proxies between them made through the services."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import Refusals
from elections.models import Cycle, Election
from elections.services.cycle import open_cycle
from elections.services.election import set_days
from elections.services.rulebook import shipped_edition
from tests.cast import at
from tests.voting.ballots import add_roll
from villages.models import Division, Village
from voting.models import Proxy, Roll, RollEntry
from voting.services.proxy import approve_proxy, publish_proxies, request_proxy
from voting.services.proxy_checks import ProxyDraft

ASKED, REVIEWED, PUBLISHED = at(2021, 1, 5), at(2021, 1, 6), at(2021, 1, 7)
UNDER_C, OPENED = at(2021, 3, 3), at(2020, 9, 15)


def entry(election: Election, number: int) -> RollEntry:
    """The voter of this number on the roll in force."""
    return RollEntry.objects.get(roll__election=election, roll__state="published", number=number)


def draft(election: Election, principal: int, holder: int, **more: Any) -> ProxyDraft:
    """A proxy without fault between two voters, whose relation is declared."""
    usual = {
        "reason": "away",
        "medium": "letter",
        "note": "在广东务工",
        "relation": "sibling",
        "relation_proof": "户口簿，第2组组长证明",
        "form_name": "委托书第1号",
    }
    people = {"principal": entry(election, principal), "holder": entry(election, holder)}
    return ProxyDraft(**(people | usual | more))


def entrust(
    by: User, election: Election, principal: int, holder: int, now: datetime = ASKED, **more: Any
) -> Proxy:
    """Take a proxy in."""
    given = draft(election, principal, holder, **more)
    return request_proxy(by=by, election=election, draft=given, key=uuid4(), now=now)


def approved(by: User, election: Election, principal: int, holder: int, now: datetime = REVIEWED) -> Proxy:
    return approve_proxy(by=by, proxy=entrust(by, election, principal, holder), now=now)


def published(by: User, election: Election, *pairs: tuple[int, int]) -> list[Proxy]:
    """Proxies between these, approved and published."""
    for principal, holder in pairs:
        approved(by, election, principal, holder)
    return publish_proxies(by=by, election=election, now=PUBLISHED)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def roll_c(township: User, township_place: Division, village: Village) -> Iterator[Roll]:
    """Under plan C: 棠兴村 votes on 20 March 2021, its roll of 20 voters published on 28 February."""
    cycle: Cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("city-town-2020", OPENED),
        name="演练",
        training=True,
        now=OPENED,
    )
    cycle.clock = UNDER_C
    cycle.save()
    set_days(
        by=township,
        election=cycle.elections.get(village=village),
        registration_day=None,
        party_day=at(2021, 1, 20).date(),
        election_day=at(2021, 3, 20).date(),
        now=at(2020, 12, 1),
    )
    election = cycle.elections.select_related("cycle__township", "village").get(village=village)
    roll = add_roll(election, 20)
    roll.published_at = at(2021, 2, 28)
    roll.save()
    roll.election = election
    yield roll
