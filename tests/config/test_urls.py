"""Every URL declares who may come in, and keeps to it for every role."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.enums import Role
from accounts.models import User
from accounts.rules import PERMISSIONS
from elections.models import Cycle
from tests.cast import COUNTY, SECOND_VILLAGE, TOWNSHIP, VILLAGE
from voting.rounds import COMMITTEE

SCOPES = {
    Role.COUNTY_OFFICE: COUNTY,
    Role.COUNTY_REVIEWER: COUNTY,
    Role.COUNTY_DEPARTMENT: COUNTY,
    Role.TOWNSHIP_OFFICE: TOWNSHIP,
    Role.VILLAGE_CLERK: VILLAGE,
    Role.TELLER: VILLAGE,
    Role.AUDITOR: COUNTY,
}


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        inner = f"{namespace}{pattern.namespace}:" if getattr(pattern, "namespace", None) else namespace
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, inner)
        else:
            yield f"{inner}{pattern.name}", pattern


ALL = dict(patterns(get_resolver()))


def rule_of(pattern: URLPattern) -> Any:
    view = pattern.callback
    return getattr(view, "access_rule", None) or getattr(getattr(view, "cls", None), "access_rule", None)


def arguments(pattern: URLPattern) -> set[str]:
    return set(pattern.pattern.converters)


@pytest.mark.parametrize("name", ALL)
def test_every_view_declares_its_rule(name: str) -> None:
    rule = rule_of(ALL[name])
    assert rule, f"{name}: decorate the view with accounts.access"
    permission, scope = rule
    assert permission in {"public", "signed_in", *PERMISSIONS}
    assert scope is None or scope in arguments(ALL[name])


GUARDED = {
    name: rule_of(pattern)
    for name, pattern in ALL.items()
    if rule_of(pattern) and rule_of(pattern)[0] in PERMISSIONS and arguments(pattern) <= {"village_code"}
}


PAGES = [name for name in GUARDED if not name.startswith("api:")]
PROGRAMS = [name for name in ALL if name.startswith("api:")]

# Allowed, and yet there is nothing to show before there is a vote, a seat plan, a body.
NEEDS_MORE = {
    "voting:announce",
    "voting:confirm",
    "voting:write_in",
    "voting:proxy_voters",
    "candidates:nomination_row",
    "candidates:seat_approval",
    "candidates:targets",
    "api:representatives",
    "api:committee",
}


def address(name: str, village: str = VILLAGE) -> str:
    return reverse(name, args=[village] if arguments(ALL[name]) else [])


@pytest.fixture
def browsers(
    cycle: Cycle, election: object, officer: Callable[..., User], client_of: Callable[[User], Client]
) -> dict[Role, Client]:
    return {role: client_of(officer(role, scope, f"walk-{role.value}")) for role, scope in SCOPES.items()}


def test_each_role_reaches_what_the_table_allows_and_nothing_else(browsers: dict[Role, Client]) -> None:
    wrong = []
    for name, (permission, _scope) in GUARDED.items():
        for role, browser in browsers.items():
            status = browser.get(address(name)).status_code
            expected = role in PERMISSIONS[permission]
            if status == 404 and expected and name in NEEDS_MORE:
                continue
            if expected != (status != 404) or status >= 500:
                wrong.append((name, role.value, status))
    assert not wrong


def test_another_villages_page_is_not_there(browsers: dict[Role, Client]) -> None:
    of_village = [name for name in GUARDED if arguments(ALL[name])]
    assert of_village
    for name in of_village:
        assert browsers[Role.VILLAGE_CLERK].get(address(name, SECOND_VILLAGE)).status_code == 404, name


def test_a_visitor_is_sent_to_sign_in(db: None) -> None:
    for name in PAGES:
        answer = Client().get(address(name))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith(reverse("accounts:sign_in")), name


def some_address(name: str) -> str:
    """An address of this name; what it names need not be there."""
    given = {
        "village_code": VILLAGE,
        "key": uuid4(),
        "paper": uuid4(),
        "step": "audit",
        "post": "chair",
        "body": COMMITTEE,
    }
    return reverse(name, kwargs={argument: given.get(argument, 1) for argument in arguments(ALL[name])})


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_without_a_session_is_told_to_sign_in(name: str, db: None) -> None:
    answer = Client().post(some_address(name), {}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("name", [name for name in PROGRAMS if rule_of(ALL[name])[1]])
def test_another_villages_address_is_not_there_for_a_program(
    name: str, election: object, other_clerk: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(other_clerk)
    for method in ("get", "post", "put"):
        answer = getattr(browser, method)(some_address(name))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_there")
