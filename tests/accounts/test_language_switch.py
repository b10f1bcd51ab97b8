import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_chinese_comes_first_whatever_the_browser_wishes() -> None:
    page = Client(HTTP_ACCEPT_LANGUAGE="en-GB").get("/signin/")
    assert '<html lang="zh-Hans">' in page.content.decode()


def test_the_switch_shows_the_same_page_again_in_english() -> None:
    client = Client()
    answer = client.post("/language/", {"language": "en", "next": "/signin/?next=/villages/"})
    assert answer.headers["Location"] == "/signin/?next=/villages/"
    assert '<html lang="en">' in client.get("/signin/").content.decode()


def test_the_switch_leads_to_no_other_host() -> None:
    answer = Client().post("/language/", {"language": "en", "next": "https://example.org/"})
    assert "example.org" not in answer.headers["Location"]


def test_the_choice_of_an_officer_is_kept_for_other_machines(clerk: User, client_of) -> None:
    client_of(clerk).post("/language/", {"language": "en", "next": "/"})
    clerk.refresh_from_db()
    assert clerk.language == "en"


def test_an_unknown_language_changes_nothing(clerk: User, client_of) -> None:
    client_of(clerk).post("/language/", {"language": "tlh", "next": "/"})
    clerk.refresh_from_db()
    assert clerk.language == ""


def test_looking_at_the_address_changes_nothing(clerk: User, client_of) -> None:
    client = client_of(clerk)
    client.get("/language/?language=en")
    assert '<html lang="zh-Hans">' in client.get("/").content.decode()
