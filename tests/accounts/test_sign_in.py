import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings

from accounts.models import User
from accounts.services.officer import add_officer
from tests.cast import VILLAGE, Role

pytestmark = pytest.mark.django_db
GIVEN = {"username": "clerk", "password": "a-long-password"}


@pytest.fixture
def demo_clerk() -> User:
    return add_officer(
        username="demo-clerk",
        name="刘桂花",
        role=Role.VILLAGE_CLERK,
        scope=VILLAGE,
        title="村选委会",
        encoded=make_password("a-long-password"),
        demo=True,
    )


def test_name_and_password_lead_to_today(clerk: User) -> None:
    answer = Client().post("/signin/", GIVEN)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_after_signing_in_one_is_where_one_wanted_to_go(clerk: User) -> None:
    answer = Client().post("/signin/?next=/villages/", GIVEN)
    assert answer.headers["Location"] == "/villages/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_host(clerk: User, elsewhere: str) -> None:
    assert Client().post("/signin/", GIVEN | {"next": elsewhere}).headers["Location"] == "/"


def test_a_wrong_password_is_refused_and_the_name_stays_typed(clerk: User) -> None:
    answer = Client().post("/signin/", GIVEN | {"password": "wrong"})
    assert answer.status_code == 409
    assert 'value="clerk"' in answer.content.decode()
    assert "wrong" not in answer.content.decode().split("</head>")[1].replace("wrong_sign_in", "")


def test_a_session_ends_by_post_only(clerk: User, client_of) -> None:
    client = client_of(clerk)
    assert client.get("/signout/").status_code == 405
    client.post("/signout/")
    assert client.get("/").status_code == 302


def test_demo_officers_stand_on_the_page_with_their_password(demo_clerk: User) -> None:
    page = Client().get("/signin/").content.decode()
    assert "demo-clerk" in page
    assert "huanjie-demo" in page


def test_real_officers_are_never_listed(clerk: User) -> None:
    page = Client().get("/signin/").content.decode()
    assert 'value="clerk"' not in page
    assert "huanjie-demo" not in page


@override_settings(DEMO_SIGN_IN=False)
def test_where_the_demo_is_off_its_officers_are_neither_listed_nor_let_in(demo_clerk: User) -> None:
    client = Client()
    assert "demo-clerk" not in client.get("/signin/").content.decode()
    assert client.post("/signin/", GIVEN | {"username": "demo-clerk"}).status_code == 409


@override_settings(AXES_ENABLED=True)
def test_after_five_wrong_passwords_the_name_is_locked_at_that_address_only(
    clerk: User, township: User
) -> None:
    client = Client(REMOTE_ADDR="192.0.2.1")
    answers = [client.post("/signin/", GIVEN | {"password": "wrong"}).status_code for _ in range(5)]
    assert answers[-1] == 429
    locked = client.post("/signin/", GIVEN)
    assert locked.status_code == 429
    assert "15" in locked.content.decode()
    assert client.post("/signin/", {"username": "township", "password": "a-long-password"}).status_code == 302
    assert Client(REMOTE_ADDR="192.0.2.2").post("/signin/", GIVEN).status_code == 302
