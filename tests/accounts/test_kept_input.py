"""What was typed when a step closed is kept, offered again on its page, put back, sent or thrown away."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.enums import Role
from accounts.models import KeptInput, User
from accounts.refusals import Refusal
from accounts.services.kept_input import LARGEST, keep_input, kept_of
from candidates.models import SeatPlan
from elections.models import Cycle, Election, StepRecord
from elections.refusals import ElectionDayNotSet, RecordedAlready, StepClosed, StepNeedsReason, StepNotReady
from tests.candidates.conftest import two_more
from tests.cast import TOWNSHIP, VILLAGE, at, on_record

SEATS = f"/villages/{VILLAGE}/candidates/seats/"
STEP = f"/villages/{VILLAGE}/steps/bodies/"
OPEN, CLOSED = at(2020, 12, 3), at(2021, 1, 20, 0)
TYPED = {
    **{
        f"{what}-{post}": n
        for what, n in (("seats", 1), ("extra", 1))
        for post in ("chair", "deputy", "member")
    },
    "reason": "居住分散，工作量大",
    "extra_reason": "scattered_dwellings",
}
RECORD = {"held_on": "2020-12-01", "people": "镇换届办", "note": "机构已成立", "signers": "王晓梅 书记"}


class Shut(Refusal):
    code = "shut"
    keeps_input = True


@pytest.fixture
def office(township: User, election: Election, client_of: Callable[[User], Client]) -> Client:
    return client_of(township)


@pytest.fixture
def move(cycle: Cycle) -> Callable[[datetime], None]:
    def to(moment: datetime) -> None:
        cycle.clock = moment
        cycle.save()

    return to


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def refused(office: Client, move: Any) -> KeptInput:
    """The seats are typed and sent when the nomination is locked."""
    move(CLOSED)
    answer = office.post(SEATS, TYPED)
    assert answer.status_code == 409
    assert "已留存" in page(answer)
    return KeptInput.objects.get()


def test_what_is_refused_for_its_time_is_kept_with_the_reason(
    office: Client, move: Any, township: User
) -> None:
    kept = refused(office, move)
    assert (kept.user, kept.path, kept.kept_at) == (township, SEATS, CLOSED)
    assert kept.data["reason"] == ["居住分散，工作量大"]
    assert (kept.refusal["code"], kept.refusal["clause"]) == ("step_closed", "A-REV-11")


def test_it_is_offered_on_the_same_page_in_both_languages(office: Client, move: Any) -> None:
    kept = refused(office, move)
    chinese = page(office.get(SEATS))
    assert f'href="?kept={kept.pk}"' in chinese
    assert "放回去" in chinese and "丢弃" in chinese
    assert kept.refusal["text"]["zh"] in chinese
    office.cookies["django_language"] = "en"
    english = page(office.get(SEATS))
    assert "Put it back" in english and "Throw it away" in english
    assert "“Nomination” closed on" in english


def test_put_back_it_stands_in_the_form_and_nothing_is_sent(office: Client, move: Any) -> None:
    kept = refused(office, move)
    answer = office.get(SEATS, {"kept": kept.pk})
    assert answer.status_code == 200
    assert "居住分散，工作量大" in page(answer)
    assert answer.context["form"]["seats-member"].value() == "1"
    assert not SeatPlan.objects.exists()
    assert KeptInput.objects.count() == 1


def test_sent_in_time_it_is_forgotten(office: Client, move: Any, township: User, election: Election) -> None:
    refused(office, move)
    move(OPEN)
    two_more(township, election)
    assert office.post(SEATS, TYPED).status_code == 302
    assert SeatPlan.objects.count() == 3
    assert not KeptInput.objects.exists()


def test_thrown_away_it_is_gone_and_the_page_comes_again(office: Client, move: Any) -> None:
    kept = refused(office, move)
    answer = office.post(f"/kept/{kept.pk}/throw-away/", {"next": SEATS})
    assert (answer.status_code, answer["Location"]) == (302, SEATS)
    assert not KeptInput.objects.exists()
    assert "?kept=" not in page(office.get(SEATS))


def test_after_throwing_away_nobody_is_led_to_a_foreign_address(office: Client, move: Any) -> None:
    kept = refused(office, move)
    answer = office.post(f"/kept/{kept.pk}/throw-away/", {"next": "https://example.com/"})
    assert answer["Location"] == "/kept/"


def test_of_one_page_the_last_is_kept(office: Client, move: Any) -> None:
    refused(office, move)
    office.post(SEATS, TYPED | {"reason": "第二次"})
    assert KeptInput.objects.get().data["reason"] == ["第二次"]


def test_another_officer_sees_nothing_of_it(
    office: Client, move: Any, officer: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    kept = refused(office, move)
    other = client_of(officer(Role.TOWNSHIP_OFFICE, TOWNSHIP, "second-township"))
    for shown in (other.get(SEATS), other.get(SEATS, {"kept": kept.pk}), other.get("/kept/")):
        assert "居住分散，工作量大" not in page(shown)
    assert other.post(f"/kept/{kept.pk}/throw-away/").status_code == 404
    assert KeptInput.objects.count() == 1


def test_all_that_is_kept_stands_on_one_page(office: Client, move: Any) -> None:
    assert "没有留存" in page(office.get("/kept/"))
    kept = refused(office, move)
    shown = page(office.get("/kept/"))
    assert f'href="{SEATS}?kept={kept.pk}"' in shown
    assert "居住分散，工作量大" in shown
    assert 'href="/kept/"' in page(office.get("/"))


def test_a_form_that_is_sent_elsewhere_is_offered_on_the_page_where_it_stands(
    office: Client, move: Any, township: User, election: Election
) -> None:
    host = {"headers": {"Referer": f"http://testserver{STEP}"}}
    assert office.post(STEP + "record/", RECORD, **host).status_code == 409
    again = {"headers": {"Referer": f"http://testserver{STEP}record/"}}
    assert office.post(STEP + "record/", RECORD | {"note": "机构都已成立"}, **again).status_code == 409
    kept = KeptInput.objects.get()
    assert (kept.path, kept.sent_to) == (STEP, STEP + "record/")
    assert "机构都已成立" in page(office.get(STEP, {"kept": kept.pk}))
    on_record(township, election, "audit", held_on=at(2020, 12, 1).date(), now=at(2020, 12, 2))
    assert office.post(STEP + "record/", RECORD, **host).status_code == 302
    assert StepRecord.objects.filter(step="bodies").exists()
    assert not KeptInput.objects.exists()


def test_a_page_named_by_a_foreign_site_is_not_believed(office: Client, move: Any) -> None:
    move(CLOSED)
    office.post(SEATS, TYPED, headers={"Referer": "https://example.com/elsewhere/"})
    assert KeptInput.objects.get().path == SEATS


def test_what_is_wrong_at_any_time_is_not_kept(office: Client, move: Any) -> None:
    move(OPEN)
    answer = office.post(SEATS, TYPED | {"seats-chair": 2})
    assert answer.status_code == 409
    assert not KeptInput.objects.exists()
    assert "已留存" not in page(answer)


@pytest.mark.parametrize(
    ("refusal", "kept"),
    [
        (StepClosed, True),
        (StepNotReady, True),
        (StepNeedsReason, True),
        (ElectionDayNotSet, True),
        (RecordedAlready, False),
    ],
)
def test_a_refusal_says_itself_whether_another_time_would_do(refusal: type[Refusal], kept: bool) -> None:
    assert refusal.keeps_input is kept


def test_passwords_and_tokens_are_never_kept() -> None:
    typed = {"csrfmiddlewaretoken": ["t"], "password": ["p"], "new_password1": ["p"], "note": ["n"]}
    assert kept_of(typed) == {"note": ["n"]}


def test_nothing_typed_and_too_much_typed_are_not_kept(clerk: User) -> None:
    def keep(typed: dict[str, list[str]]) -> KeptInput | None:
        return keep_input(
            by=clerk, page="/p/", sent_to="/p/", typed=typed, refusal=Shut("shut"), now=at(2021, 1, 1)
        )

    assert keep({"csrfmiddlewaretoken": ["t"], "key": ["k"], "note": [""]}) is None
    assert keep({"note": ["字" * LARGEST]}) is None
    assert keep({"note": ["n" * (LARGEST // 2)]}) is not None


def test_files_are_not_kept(
    office: Client, move: Any, clerk: User, client_of: Callable[[User], Client]
) -> None:
    move(CLOSED)
    village = client_of(clerk)
    answer = village.post(
        STEP + "record/", RECORD | {"attached": SimpleUploadedFile("scan.pdf", b"%PDF scan")}
    )
    assert answer.status_code == 409
    assert "scan" not in str(KeptInput.objects.values_list("data", flat=True))
