"""The list of messages: unread ones counted in the head of every page, read when looked at, nobody else's."""

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from elections.models import Cycle
from overview.models import Digest
from overview.services.digest import make_digest
from tests.cast import at

QUERIES = 10


@pytest.fixture
def digest(town: Cycle, clerk: User) -> Digest:
    made = make_digest(clerk, at(2020, 12, 29, 7))
    assert made is not None
    return made


def test_an_unread_message_is_counted_in_the_menu_of_every_page(
    digest: Digest, clerk: User, client_of
) -> None:
    client = client_of(clerk)
    for path in ("/", "/messages/", "/me/"):
        assert '<span class="ring">1<span class="sr"> 条提醒未读' in client.get(path).content.decode()
    client.get(f"/messages/{digest.pk}/")
    assert "条提醒未读" not in client.get("/").content.decode()


def test_looking_at_it_marks_it_as_read_once(digest: Digest, clerk: User, client_of) -> None:
    client = client_of(clerk)
    client.get(f"/messages/{digest.pk}/")
    digest.refresh_from_db()
    first = digest.read_at
    assert first is not None
    client.get(f"/messages/{digest.pk}/")
    digest.refresh_from_db()
    assert digest.read_at == first


def test_all_are_marked_as_read_at_once(digest: Digest, clerk: User, client_of) -> None:
    make_digest(clerk, at(2020, 12, 30, 7))
    client = client_of(clerk)
    assert "2</em>条提醒未读" in client.get("/messages/").content.decode()
    client.post("/messages/read/")
    assert "提醒都已读" in client.get("/messages/").content.decode()


def test_a_message_of_somebody_else_is_not_there(digest: Digest, second_clerk: User, client_of) -> None:
    client = client_of(second_clerk)
    assert client.get(f"/messages/{digest.pk}/").status_code == 404
    client.post("/messages/read/")
    digest.refresh_from_db()
    assert digest.read_at is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("2020年12月29日 周二：逾期2件", "选民登记", "12月20日 24:00截止")),
        ("en", ("Tue 29 Dec 2020: 2 late", "Voter registration", "Last day 20 Dec, 24:00.")),
    ],
)
def test_it_is_read_in_either_language(
    digest: Digest, clerk: User, client_of, language: str, words: tuple[str, ...]
) -> None:
    client = client_of(clerk)
    client.cookies["django_language"] = language
    page = client.get(f"/messages/{digest.pk}/").content.decode()
    assert [word for word in words if word not in page] == []


def test_training_is_named(digest: Digest, clerk: User, client_of) -> None:
    page = client_of(clerk).get("/messages/").content.decode()
    assert '<span class="meta">演练</span>' in page


def test_before_the_first_message_the_page_says_what_comes(town: Cycle, clerk: User, client_of) -> None:
    page = client_of(clerk).get("/messages/").content.decode()
    assert "还没有提醒" in page
    assert "每天早上在这里列出" in page


def test_a_visitor_is_sent_to_sign_in(db: None, client) -> None:
    for path in ("/messages/", "/messages/1/"):
        assert client.get(path).status_code == 302


def test_the_list_asks_few_queries_however_long_it_is(
    digest: Digest, clerk: User, client_of, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(clerk)
    for day in range(1, 29):
        make_digest(clerk, at(2021, 1, day, 7))
    with django_assert_max_num_queries(QUERIES):
        page = client.get("/messages/").content.decode()
    assert page.count('<li class="unread">') == 20
