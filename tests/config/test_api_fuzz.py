"""Whatever is sent to the API: no answer is a fault of ours, and each is what the schema says."""

from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings

from accounts.enums import Role
from accounts.models import Office, User
from candidates.models import Candidacy, Nomination, SeatPlan
from elections.models import Cycle, Election
from tests.cast import COUNTY, TOWNSHIP, VILLAGE, at
from tests.voting.papers import opened
from villages.models import Resident
from voting.models import Box

CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]
KEY = str(uuid4())
STEPS = ("audit", "party_election", "no step")
FORM = ("input_faulty", "method_unknown", "media_type_unknown", "body_unreadable")
NOT_READ = ("x-schemathesis-testcaseid", "cookie", "host")
MOMENTS = (at(2020, 12, 29), at(2021, 1, 20, 13, 30), at(2021, 3, 1))

described = SchemaGenerator().get_schema(request=None, public=True)
schema: Any = schemathesis.openapi.from_dict(described)
# Who has no session is refused before the body is read: it needs no faulty case of every field.
at_the_door: Any = schemathesis.openapi.from_dict(
    described, config=schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": False}}})
)


def request_of(case: Any) -> requests.PreparedRequest:
    """What a case asks."""
    given = case.as_transport_kwargs(base_url="http://localhost")
    return requests.Request(
        given["method"],
        given["url"],
        headers=dict(given["headers"]),
        params=given.get("params"),
        json=given.get("json"),
        data=given.get("data"),
        files=given.get("files"),
    ).prepare()


def sameness(asked: requests.PreparedRequest) -> tuple[Any, ...]:
    """All of a request that reaches the application; the number of the case does not matter to it."""
    headers = {name.lower(): value for name, value in asked.headers.items()} | dict.fromkeys(NOT_READ)
    return asked.method, asked.url, asked.body, frozenset(headers.items())


def sent(asked: requests.PreparedRequest, client: Client) -> schemathesis.Response:
    """The answer to a request, asked within the process and the test's transaction."""
    body = asked.body.encode() if isinstance(asked.body, str) else asked.body or b""
    headers = {
        k: v for k, v in asked.headers.items() if k.lower() not in ("content-type", "content-length", "host")
    }
    path = unquote(asked.path_url.partition("?")[0])
    told = client.generic(
        asked.method,
        path,
        body,
        content_type=asked.headers.get("Content-Type", "application/octet-stream"),
        query_params=parse_qs(urlsplit(asked.url).query),
        headers={k: v for k, v in headers.items() if k.lower() != "cookie"},
    )
    return schemathesis.Response(
        status_code=told.status_code,
        headers={name.lower(): [value] for name, value in told.headers.items()},
        content=told.content,
        request=asked,
        elapsed=0.0,
        verify=False,
    )


@pytest.fixture
def everybody(clerk: User) -> User:
    """An officer of every office, so that nothing is refused for want of a right."""
    offices = (
        (Role.TOWNSHIP_OFFICE, TOWNSHIP),
        (Role.COUNTY_OFFICE, COUNTY),
        (Role.COUNTY_REVIEWER, COUNTY),
        (Role.AUDITOR, COUNTY),
    )
    for role, scope in offices:
        Office.objects.create(user=clerk, role=role, scope=scope, title=role.label)
    return clerk


@pytest.fixture
def staged(box: Box, election: Election, clerk: User) -> Election:
    """A village with a vote prepared, its places published, a box opened, a seat plan and a person who stands."""
    opened(box, clerk)
    SeatPlan.objects.create(election=election, post="chair", rank=1, seats=1)
    Nomination.objects.create(
        election=election,
        held_on=date(2020, 12, 23),
        registered=100,
        issued=90,
        returned=80,
        recorded_at=at(2020, 12, 24),
    )
    person = Resident.objects.filter(village=VILLAGE).first()
    Candidacy.objects.create(
        election=election,
        post="chair",
        name=person.name,
        sex=person.sex,
        resident=person,
        votes=10,
        changed_at=at(2020, 12, 24),
    )
    return election


@pytest.fixture
def session(everybody: User, staged: Election) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(everybody, backend="accounts.backends.OfficerBackend")
    return client


@pytest.fixture
def known(staged: Election) -> dict[str, Any]:
    """What the places of an address are filled with, so that it is there; the step is that of the moment."""
    return {
        "village_code": VILLAGE,
        "post": "chair",
        "body": "votes",
        "number": 1,
        "box": 1,
        "id": staged.candidacies.get().pk,
        "key": KEY,
        "paper": KEY,
        "item": "count",
        "stage": "organisation_list",
        "objection": 1,
        "kind": "group_leaders",
        "signing": "committee",
        "group": "two_committee_members",
    }


@pytest.fixture
def asked() -> set[tuple[Any, ...]]:
    """What a test has asked: nothing of a request stays, so that the same one has the same answer."""
    return set()


@schema.parametrize()
@settings(
    max_examples=8,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
def test_no_input_gives_a_fault_of_ours(
    case: Any, session: Client, cycle: Cycle, known: dict[str, Any], asked: set[tuple[Any, ...]]
) -> None:
    """At every moment, to what is there. Cases that differ only in what is not there are one request.

    What is refused for its form is refused before anything of the moment is read, so it is asked once.
    """
    for moment, step in zip(MOMENTS, STEPS, strict=True):
        case.path_parameters = {name: (known | {"step": step})[name] for name in case.path_parameters}
        request = request_of(case)
        if (same := (moment, *sameness(request))) in asked:
            continue
        asked.add(same)
        if refused_for_its_form(_ask(case, request, session, cycle, moment)):
            return


def _ask(
    case: Any, request: requests.PreparedRequest, session: Client, cycle: Cycle, moment: datetime
) -> schemathesis.Response:
    """The answer at a moment, which is what the schema says; nothing of it stays."""
    with transaction.atomic():
        Cycle.objects.filter(pk=cycle.pk).update(clock=moment)
        answer = sent(request, session)
        transaction.set_rollback(True)
    case.validate_response(answer, checks=CHECKS)
    return answer


def refused_for_its_form(answer: schemathesis.Response) -> bool:
    return answer.status_code >= 400 and answer.json().get("code") in FORM


@at_the_door.parametrize()
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_nobody_is_let_in_without_a_session(case: Any, client: Client, db: None) -> None:
    answer = sent(request_of(case), client)
    assert answer.status_code == 401
    case.validate_response(answer, checks=CHECKS)


@pytest.mark.parametrize("path", ["elections/", "ledger/", f"villages/{VILLAGE}/ledger/"])
def test_a_page_has_an_end_however_much_is_asked_for(path: str, session: Client) -> None:
    asked = {"limit": 10**30, "offset": 10**30}
    assert session.get(f"/api/v1/{path}", asked).status_code == 200
    told = session.get(f"/api/v1/{path}", {"limit": 10**30}).json()
    assert len(told["results"]) == told["count"]


@pytest.mark.parametrize("path", ["election/", "steps/audit/", "calendar/", "votes/", "candidates/"])
def test_a_place_that_is_no_place_is_not_there(path: str, session: Client) -> None:
    for code in ("0", "430423101299", "x" * 300, "%00", VILLAGE + "1", "..", "４３０４２３１０１２０９"):
        assert session.get(f"/api/v1/villages/{code}/{path}").status_code == 404
