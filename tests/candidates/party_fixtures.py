"""A village at the beginning of the Party's path, under each plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from elections.models import Election
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.candidates.party import (
    Path,
    enlist,
    seat,
)
from tests.cast import LAUNCH, PREPARED, VILLAGE, at, on_record, under_changed_rules
from villages.models import Division, Resident, Village

Walk = Callable[..., Path]


@pytest.fixture
def officers(clerk: User, township: User, county_office: User, county_reviewer: User) -> dict[str, User]:
    return {
        "village_clerk": clerk, "township_office": township,
        "county_office": county_office, "county_reviewer": county_reviewer,
    }  # fmt: skip


@pytest.fixture
def a(election: Election, people: list[Resident], officers: dict[str, User]) -> Path:
    """Plan A, everything before the first recommendation on record, five seats."""
    on_record(
        officers["township_office"],
        election,
        *LAUNCH,
        *PREPARED,
        held_on=date(2020, 12, 1),
        now=at(2020, 12, 2),
    )
    seat(election)
    enlist(people)
    return Path(election, people, officers)


@pytest.fixture
def under(
    township_place: Division, village: Village, people: list[Resident], officers: dict[str, User]
) -> Walk:
    def make(plan: str, *before: str) -> Path:
        cycle = open_cycle(
            by=officers["township_office"], township=township_place, edition=shipped_edition(plan, at(2020, 9, 20)),
            name="换届", training=True, now=at(2020, 9, 20),
        )  # fmt: skip
        election = cycle.elections.select_related("cycle__township", "village").get(village_id=VILLAGE)
        on_record(
            officers["township_office"], election, *before, held_on=date(2020, 10, 5), now=at(2020, 10, 6)
        )
        seat(election)
        enlist(people)
        return Path(election, people, officers)

    return make


@pytest.fixture
def b(under: Walk) -> Path:
    path = under("district-town-2020", "analysis", "risk_check", "audit", "talks", "bodies", "training")
    path.posts = ("secretary", "secretary", "party_deputy", "party_member", "party_member", "party_member")
    return path


@pytest.fixture
def c(under: Walk) -> Path:
    return under("city-town-2020", "audit", "training", "announcement", "party_register")


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.refusals]


def changed(path: Path, **values: Any) -> None:
    """The rulebook of the path's cycle with other readings: section__field = value."""

    def change(data: dict[str, Any]) -> None:
        for name, value in values.items():
            place = data
            *way, last = name.split("__")
            for step in way:
                place = place[step]
            place[last]["value"] = value

    under_changed_rules(path.election.cycle, change)


# SC-07
