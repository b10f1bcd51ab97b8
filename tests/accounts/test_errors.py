import re

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from accounts.models import User
from accounts.views.errors import fault, forbidden
from tests.cast import SECOND_VILLAGE, VILLAGE

pytestmark = pytest.mark.django_db


def test_another_village_and_a_wrong_address_look_the_same(clerk: User, client_of) -> None:
    client = client_of(clerk)
    answers = [client.get(path) for path in (f"/villages/{SECOND_VILLAGE}/", "/nowhere/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    pages = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert pages[0] == pages[1]


def test_a_visitor_at_a_wrong_address_is_shown_the_way_in() -> None:
    answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    assert 'href="/signin/"' in answer.content.decode()


@pytest.mark.parametrize("path", [f"/api/v1/villages/{VILLAGE}/residents/?after=%00", "/api/v1/nowhere/"])
def test_a_program_is_told_of_a_wrong_address_as_a_problem(path: str, clerk: User, client_of) -> None:
    answer = client_of(clerk).get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_there"


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "系统出错"), ("en", "A fault on our side")])
def test_a_fault_is_told_without_asking_the_database(
    language: str, words: str, django_assert_num_queries
) -> None:
    with translation.override(language), django_assert_num_queries(0):
        answer = fault(HttpRequest())
    assert answer.status_code == 500
    assert words in answer.content.decode()


def test_what_an_office_may_not_do_is_told(clerk: User) -> None:
    request = RequestFactory().get("/")
    request.user, request.cycle, request.resolver_match = clerk, None, None
    assert forbidden(request).status_code == 403


def test_a_form_from_elsewhere_is_refused_with_help(clerk: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/signin/", {"username": "clerk", "password": "a-long-password"})
    assert answer.status_code == 403
    assert 'class="headline"' in answer.content.decode()


def test_no_page_has_a_style_or_script_of_its_own(clerk: User, cycle, client_of) -> None:
    client = client_of(clerk)
    for path in ("/", "/signin/", "/nowhere/"):
        page = client.get(path, follow=True).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]* src=)", page)
        assert not re.search(r"<[^>]* on[a-z]+=", page)
