"""An officer's own preferences: address, digest, calendar link; for every role."""

import re

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import FeedLink, User
from accounts.queries.feed import officer_of
from elections.models import Cycle
from tests.cast import COUNTY, TOWNSHIP, VILLAGE

URL = "/me/"
SCOPES = {Role.TOWNSHIP_OFFICE: TOWNSHIP, Role.VILLAGE_CLERK: VILLAGE, Role.TELLER: VILLAGE}


def address_in(page: str) -> str:
    found = re.search(r'id="feed-address" value="([^"]+)"', page)
    return found[1] if found else ""


@pytest.mark.parametrize("role", list(Role))
def test_every_officer_has_preferences(cycle: Cycle, officer, client_of, role: Role) -> None:
    user = officer(role, SCOPES.get(role, COUNTY), f"one-{role.value}")
    page = client_of(user).get(URL)
    assert page.status_code == 200
    assert f'href="{URL}"' in client_of(user).get("/", follow=True).content.decode()


def test_address_and_wish_are_kept(clerk: User, client_of) -> None:
    answer = client_of(clerk).post(URL, {"email": "liu@example.cn"})
    assert answer.status_code == 302
    clerk.refresh_from_db()
    assert (clerk.email, clerk.wants_digest) == ("liu@example.cn", False)


def test_an_address_that_is_none_is_refused_and_stands_as_typed(clerk: User, client_of) -> None:
    answer = client_of(clerk).post(URL, {"email": "liu at example", "wants_digest": "on"})
    assert answer.status_code == 409
    assert 'value="liu at example"' in answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.email == ""


def test_the_link_is_shown_once_and_not_kept_in_the_browser(clerk: User, client_of) -> None:
    client = client_of(clerk)
    answer = client.post("/me/calendar/")
    address = address_in(answer.content.decode())
    token = address.rsplit("/", 1)[-1].removesuffix(".ics")
    assert officer_of(token) == clerk
    assert "no-store" in answer["Cache-Control"]
    again = client.get(URL).content.decode()
    assert address_in(again) == ""
    assert token not in again


def test_made_anew_the_earlier_link_is_dead(clerk: User, client_of) -> None:
    client = client_of(clerk)
    first, second = (address_in(client.post("/me/calendar/").content.decode()) for _time in range(2))
    assert first != second
    assert FeedLink.objects.count() == 1
    assert officer_of(first.rsplit("/", 1)[-1].removesuffix(".ics")) is None


def test_a_link_is_revoked(clerk: User, client_of) -> None:
    client = client_of(clerk)
    client.post("/me/calendar/")
    assert "撤销链接" in client.get(URL).content.decode()
    client.post("/me/calendar/revoke/")
    assert FeedLink.objects.count() == 0
    assert "撤销链接" not in client.get(URL).content.decode()


def test_it_is_the_own_link_that_is_revoked(clerk: User, second_clerk: User, client_of) -> None:
    client_of(clerk).post("/me/calendar/")
    client_of(second_clerk).post("/me/calendar/revoke/")
    assert FeedLink.objects.get().user == clerk


@pytest.mark.parametrize("path", [URL, "/me/calendar/", "/me/calendar/revoke/"])
@pytest.mark.django_db
def test_a_visitor_is_sent_to_sign_in(path: str) -> None:
    assert Client().post(path).status_code == 302


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "日历订阅链接"), ("en", "Calendar link")])
def test_the_page_is_told_in_both_languages(clerk: User, client_of, language: str, words: str) -> None:
    client = client_of(clerk)
    client.cookies["django_language"] = language
    assert words in client.get(URL).content.decode()
