"""The fixed cast: one county, two townships, four villages, officers of every role, one training cycle."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from accounts.services.officer import add_officer
from candidates.models import ElectionCommittee, RepresentativeBook
from elections import chain
from elections.enums import Step
from elections.models import Cycle, Election, RulebookEdition, StepRecord, StepSignature
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from overview.demo.people import Population
from villages.enums import VillageKind
from villages.models import Division, Village
from villages.services.register import ListedPlace, add_village, load_divisions, load_register

PASSWORD = "a-long-password"
SHANGHAI = ZoneInfo("Asia/Shanghai")
TOWNSHIP, OTHER_TOWNSHIP, COUNTY = "430423101", "430423102", "430423"
VILLAGE, SECOND_VILLAGE, COMMUNITY, OTHER_VILLAGE = (
    "430423101209",
    "430423101210",
    "430423101003",
    "430423102200",
)
ELECTION_DAY = date(2021, 1, 20)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in Asia/Shanghai."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def _village(code: str, name: str, kind: VillageKind, township: Division, people: int) -> Village:
    made = add_village(
        place=ListedPlace(code, name, kind),
        township=township,
        population=people or 1500,
        groups=3,
        linked_cadre="谭国安",
    )
    population = Population(Random(int(code[-4:])), int(code[-2:]) % 20, ELECTION_DAY)
    load_register(village=made, rows=population.people(people, 3))
    return made


@pytest.fixture
def township_place(db: None) -> Division:
    return load_divisions(TOWNSHIP)


@pytest.fixture
def village(township_place: Division) -> Village:
    """棠兴村, with 120 residents in three groups."""
    return _village(VILLAGE, "棠兴村", VillageKind.VILLAGE, township_place, 120)


@pytest.fixture
def second_village(township_place: Division) -> Village:
    return _village(SECOND_VILLAGE, "五一村", VillageKind.VILLAGE, township_place, 0)


@pytest.fixture
def community(township_place: Division) -> Village:
    return _village(COMMUNITY, "长青社区", VillageKind.COMMUNITY, township_place, 0)


@pytest.fixture
def other_village(db: None) -> Village:
    """A village of another township of the county."""
    return _village(OTHER_VILLAGE, "东湖村", VillageKind.VILLAGE, load_divisions(OTHER_TOWNSHIP), 0)


Officer = Callable[..., User]


@pytest.fixture
def officer(db: None) -> Officer:
    """Makes an officer: officer(role, scope, username=…, department=…)."""

    def make(role: Role, scope: str, username: str = "", department: str = "") -> User:
        name = username or f"{role.value}-{scope}"
        title = {Role.TOWNSHIP_OFFICE: "镇换届办", Role.VILLAGE_CLERK: "村选委会"}.get(role, role.value)
        return add_officer(
            username=name,
            name="刘桂花",
            role=role,
            scope=scope,
            title=title,
            encoded=make_password(PASSWORD),
            department=department or ("public_security" if role == Role.COUNTY_DEPARTMENT else ""),
        )

    return make


@pytest.fixture
def township(officer: Officer) -> User:
    return officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "township")


@pytest.fixture
def county_office(officer: Officer) -> User:
    return officer(Role.COUNTY_OFFICE, COUNTY, "county-office")


@pytest.fixture
def county_reviewer(officer: Officer) -> User:
    return officer(Role.COUNTY_REVIEWER, COUNTY, "county-reviewer")


@pytest.fixture
def auditor(officer: Officer) -> User:
    return officer(Role.AUDITOR, COUNTY, "auditor")


@pytest.fixture
def clerk(officer: Officer) -> User:
    return officer(Role.VILLAGE_CLERK, VILLAGE, "clerk")


@pytest.fixture
def second_clerk(officer: Officer) -> User:
    return officer(Role.VILLAGE_CLERK, VILLAGE, "second-clerk")


@pytest.fixture
def other_clerk(officer: Officer) -> User:
    """The clerk of another village of the township."""
    return officer(Role.VILLAGE_CLERK, SECOND_VILLAGE, "other-clerk")


@pytest.fixture
def teller(officer: Officer) -> User:
    return officer(Role.TELLER, VILLAGE, "teller")


@pytest.fixture
def cycle(
    township: User, township_place: Division, village: Village, second_village: Village, community: Village
) -> Cycle:
    """A training cycle under plan A, opened on 20 November 2020, its clock on 29 December 2020, 9:00."""
    made = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("county-town-2020", at(2020, 11, 20)),
        name="白果镇2020年换届演练",
        training=True,
        now=at(2020, 11, 20),
    )
    made.clock = at(2020, 12, 29)
    made.save()
    return made


@pytest.fixture
def election(cycle: Cycle, village: Village) -> Election:
    """The election of 棠兴村, voting on 20 January 2021."""
    return _with_day(cycle, village)


@pytest.fixture
def second_election(cycle: Cycle, second_village: Village) -> Election:
    return _with_day(cycle, second_village)


def _with_day(cycle: Cycle, village: Village) -> Election:
    election = cycle.elections.select_related("cycle__township", "village").get(village=village)
    election.election_day = ELECTION_DAY
    election.save()
    return election


BODIES = frozenset({Step.REPRESENTATIVES.value, Step.ELECTION_COMMITTEE.value})


def body_on_record(election: Election, step: str, held_on: date, now: datetime) -> None:
    """Representatives or election committee: on file and announced, without anybody's name."""
    filed = {"filed_at": now, "received_at": now}
    if step == Step.REPRESENTATIVES:
        RepresentativeBook.objects.create(
            election=election, mode="groups", allotted_at=now, published_at=now, **filed
        )
    else:
        ElectionCommittee.objects.create(
            election=election, held_on=held_on, formed_at=now, announced_at=now, **filed
        )


def on_record(by: User, election: Election, *steps: str, held_on: date, now: datetime) -> None:
    """Put these off-line steps on record, all their parts, as the service leaves them; but for the ledger, and
    without the gate, which costs more than all else and is tested where it belongs. Representatives and election
    committee have records of their own: here they are on file and announced, and nobody is named.
    """
    rules = election.cycle.rules
    for step in BODIES.intersection(steps):
        body_on_record(election, step, held_on, now)
    steps = tuple(step for step in steps if step not in BODIES)
    made = StepRecord.objects.bulk_create(
        StepRecord(
            election=election,
            step=step,
            parts=[part.key for part in rules.step(step).parts],
            held_on=held_on,
            people="王晓梅",
            note="已办",
            recorded_at=now,
            recorded_by=by,
        )
        for step in steps
    )
    StepSignature.objects.bulk_create(
        StepSignature(record=record, name="王晓梅", post="村党组织书记") for record in made
    )


def under_changed_rules(cycle: Cycle, change: Callable[[dict[str, Any]], None]) -> Cycle:
    """The cycle under another edition: the frozen data of its own, changed in place by `change`."""
    data = deepcopy(cycle.edition.data)
    change(data)
    digest = chain.digest(data)
    head = {name: data[name] for name in ("name", "version", "kind", "title")}
    cycle.edition, _made = RulebookEdition.objects.get_or_create(
        owner="", digest=digest, defaults={**head, "data": data, "made_at": at(2020, 11, 20)}
    )
    cycle.save()
    return cycle


# What plan A wants on record before the roll is opened, before nomination, and before the vote.
LAUNCH = (
    "audit",
    "bodies",
    "training",
    "representatives",
    "election_committee",
    "election_method",
    "nomination_notice",
)
# And all else that is due by the middle of December.
PREPARED = (
    "investigation",
    "organisation_setup",
    "analysis",
    "talks",
    "implementation_plan",
    "recommendation_plan",
    "division_of_work",
    "election_request",
    "publicity",
)
PARTY = (
    "first_recommendation",
    "second_recommendation",
    "party_review",
    "inspection",
    "party_notice",
)
PARTY_VOTE = ("party_request", "party_election")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which the user is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="accounts.backends.OfficerBackend")
        return client

    return make
