"""A villager objects to the roll without signing in, and asks by the receipt number how it stands."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from redis.exceptions import ConnectionError as StoreGone

from accounts.models import User
from elections.models import Cycle, Election
from tests.cast import SECOND_VILLAGE, VILLAGE, at, under_changed_rules
from tests.voting.appeals import CHANGGEN, GUIYING, LEFT, decide, posted_roll
from tests.voting.roll_fixtures import launched
from voting.models import Appeal
from voting.queries.appeal import shown_receipt
from voting.queries.roll import draft_roll
from voting.services.roll import publish_roll

__all__ = ["launched"]

OBJECT, ASK = f"/public/{VILLAGE}/object/", f"/public/{VILLAGE}/objection/"
RECEIPT = re.compile(r"\b[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}\b")


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def posted(clerk: User, launched: Election) -> Election:
    """A roll published on 28 December; the training clock stands on the 30th."""
    posted_roll(clerk, launched)
    move(launched.cycle, 2020, 12, 30)
    return launched


def move(cycle: Cycle, *moment: int) -> None:
    cycle.clock = at(*moment)
    cycle.save()


def typed(**changes: Any) -> dict[str, Any]:
    usual = {
        "appellant": CHANGGEN,
        "appellant_group": 2,
        "about": "not_registered",
        "text": "我户口在本村，一直在村里住。",
        "contact": "13800001111",
        "key": str(uuid4()),
    }
    return usual | changes


def send(language: str = "zh-hans", **changes: Any) -> HttpResponse:
    client = Client()
    client.cookies["django_language"] = language
    return client.post(OBJECT, typed(**changes))


def ask(receipt: str, language: str = "zh-hans") -> HttpResponse:
    client = Client()
    client.cookies["django_language"] = language
    return client.post(ASK, {"receipt": receipt})


def told(answer: HttpResponse) -> str:
    return answer.content.decode()


def codes(answer: HttpResponse) -> set[str]:
    errors = answer.context["form"].errors.as_data().values()
    return {getattr(error, "refusal", error).code for found in errors for error in found}


def test_whoever_objects_gets_a_receipt_number_and_the_day_of_the_answer(posted: Election) -> None:
    answer = send()
    appeal = Appeal.objects.get()
    assert (appeal.channel, appeal.contact, appeal.person) == ("public", "13800001111", CHANGGEN)
    assert answer.status_code == 200
    assert set(RECEIPT.findall(told(answer))) == {"7K3M-92QD-VX4P", shown_receipt(appeal.receipt)}
    assert "2021年1月2日" in told(answer)


def test_it_is_told_in_english_too(posted: Election) -> None:
    answer = told(send("en"))
    assert "Your objection is taken in" in answer and "2 Jan 2021" in answer


def test_the_page_sent_again_shows_the_same_receipt(posted: Election) -> None:
    form = typed()
    first, second = Client().post(OBJECT, form), Client().post(OBJECT, form)
    assert set(RECEIPT.findall(told(first))) == set(RECEIPT.findall(told(second)))
    assert Appeal.objects.count() == 1


def test_by_the_receipt_number_one_is_told_state_and_answer_and_nothing_else(
    posted: Election, clerk: User
) -> None:
    send(person=LEFT, text="请把周明亮列入。")
    appeal = Appeal.objects.get()
    open_ = told(ask(shown_receipt(appeal.receipt).lower()))
    assert "pb-open" in open_
    decide(clerk, appeal, answer="经核实户口已迁出。")
    answered = told(ask(appeal.receipt))
    assert "经核实户口已迁出。" in answered
    for secret in ("13800001111", CHANGGEN, LEFT, "请把", clerk.name):
        assert secret not in open_ + answered


def test_one_upheld_is_told_with_the_version_that_holds_the_change(posted: Election, clerk: User) -> None:
    send()
    decide(clerk, Appeal.objects.get(), "adjusted")
    receipt = Appeal.objects.get().receipt
    assert "The changed roll is not posted yet." in told(ask(receipt, "en"))
    made = draft_roll(posted)
    assert made is not None
    publish_roll(by=clerk, roll=made, now=at(2020, 12, 31))
    assert "The changed roll is posted as version 2." in told(ask(receipt, "en"))


@pytest.mark.parametrize("receipt", ["2222-2222-2222", "1", "王桂英", "' OR 1=1"])
def test_a_number_that_nobody_has_finds_nothing(posted: Election, receipt: str) -> None:
    send()
    answer = ask(receipt)
    assert answer.status_code == 200 and "pb-miss" in told(answer) and "pb-hit" not in told(answer)


def test_a_number_of_another_village_finds_nothing(posted: Election, second_election: Election) -> None:
    send()
    answer = Client().post(f"/public/{SECOND_VILLAGE}/objection/", {"receipt": Appeal.objects.get().receipt})
    assert "pb-miss" in told(answer)


def test_a_stranger_is_refused_with_advice_and_keeps_what_was_typed(posted: Election) -> None:
    answer = send(appellant="赵无名", text="名单不对")
    assert (answer.status_code, codes(answer)) == (409, {"not_an_appellant"})
    assert "赵无名" in told(answer) and "名单不对" in told(answer)
    assert not Appeal.objects.exists()


def test_who_is_on_neither_list_may_say_to_be_missing(posted: Election) -> None:
    assert send(appellant=LEFT, about="left_off").status_code == 200


def test_an_identity_number_is_refused_with_advice(posted: Election) -> None:
    answer = send(text="我的身份证430499197803050021")
    assert (answer.status_code, codes(answer)) == (409, {"identity_number_written"})


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "长" * 1001},
        {"text": ""},
        {"appellant": "名" * 51},
        {"appellant": ""},
        {"contact": "1" * 51},
        {"about": "everything"},
        {"appellant_group": 99},
        {"appellant_group": ""},
        {"key": "no key"},
    ],
    ids=str,
)
def test_what_is_missing_too_long_or_unknown_is_refused(posted: Election, changes: dict[str, Any]) -> None:
    assert send(**changes).status_code == 409
    assert not Appeal.objects.exists()


def test_a_form_of_another_site_is_refused(posted: Election) -> None:
    assert Client(enforce_csrf_checks=True).post(OBJECT, typed()).status_code == 403


def test_late_ones_are_taken_in_for_the_township_and_say_so(posted: Election, cycle: Cycle) -> None:
    move(cycle, 2021, 1, 5)
    assert "The time to object ended on 2 Jan 2021" in told(_page("en"))
    assert "It came after the time to object" in told(send("en"))
    assert Appeal.objects.get().state == "with_township"


def _page(language: str = "zh-hans") -> HttpResponse:
    client = Client()
    client.cookies["django_language"] = language
    return client.get(OBJECT)


def test_where_late_ones_are_refused_the_form_is_gone(posted: Election, cycle: Cycle) -> None:
    def refuses(data: dict[str, Any]) -> None:
        data["roll"]["late_appeals"] |= {"value": "refuse"}

    under_changed_rules(cycle, refuses)
    assert "<textarea" in told(_page())
    move(cycle, 2021, 1, 5)
    assert "<textarea" not in told(_page())
    answer = send()
    assert (answer.status_code, codes(answer)) == (409, {"appeal_late"})


def test_before_the_roll_and_on_election_day_there_is_no_form(launched: Election, clerk: User) -> None:
    move(launched.cycle, 2020, 12, 20)
    assert "<textarea" not in told(_page())
    assert codes(send(appellant_group=1)) == {"step_not_ready"}
    posted_roll(clerk, launched)
    move(launched.cycle, 2021, 1, 20)
    assert "<textarea" not in told(_page())
    assert codes(send()) == {"step_closed"}


def test_the_reading_in_force_is_told(posted: Election, cycle: Cycle) -> None:
    assert "AMB-25" in told(_page("en")) and "Everybody on the roll" in told(_page("en"))

    def voters_only(data: dict[str, Any]) -> None:
        data["roll"]["appeals_from"] |= {"value": "voters", "reading": 2}

    under_changed_rules(cycle, voters_only)
    assert "Voters on the roll." in told(_page("en"))
    assert codes(send()) == {"not_an_appellant"}
    assert send(appellant=GUIYING, appellant_group=1).status_code == 200


def test_where_no_text_names_a_time_the_page_says_so(posted: Election, cycle: Cycle) -> None:
    def silent(data: dict[str, Any]) -> None:
        for name in ("appeals_close", "appeal_decided"):
            del data["roll"][name]

    under_changed_rules(cycle, silent)
    move(cycle, 2021, 1, 15)
    assert "No text names a time for objections here" in told(_page("en"))
    assert "No text names a day for the answer" in told(send("en"))
    assert not Appeal.objects.get().late


def test_a_training_page_says_so(posted: Election) -> None:
    assert 'class="training"' in told(_page())
    assert 'class="training"' in told(send())


def test_the_board_leads_to_both_pages(posted: Election) -> None:
    board = told(Client().get(f"/public/{VILLAGE}/"))
    assert OBJECT in board and ASK in board


def test_a_village_without_an_election_has_neither_page(cycle: Cycle) -> None:
    for path in ("object", "objection"):
        assert Client().get(f"/public/430423101999/{path}/").status_code == 404


# --- how often


def test_one_address_cannot_object_without_end(posted: Election, settings: Any) -> None:
    settings.PUBLIC_OBJECTIONS_AN_HOUR = 2
    assert [send().status_code for _each in range(4)] == [200, 200, 429, 429]
    assert Appeal.objects.count() == 2
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert client.post(OBJECT, typed()).status_code == 200


def test_what_was_typed_stays_when_it_was_too_often(posted: Election, settings: Any) -> None:
    settings.PUBLIC_OBJECTIONS_AN_HOUR = 0
    answer = send(text="名单不对")
    assert (answer.status_code, codes(answer)) == (429, {"too_often"})
    assert "名单不对" in told(answer)


def test_receipt_numbers_cannot_be_tried_without_end(posted: Election, settings: Any) -> None:
    settings.PUBLIC_ENQUIRIES_AN_HOUR = 3
    assert [ask("2222-2222-2222").status_code for _each in range(4)] == [200, 200, 200, 429]


def test_a_store_that_does_not_answer_turns_nobody_away(
    posted: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: Any) -> None:
        raise StoreGone

    monkeypatch.setattr(cache, "add", gone)
    assert send().status_code == 200


def test_no_address_is_kept(posted: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    add: Callable[..., Any] = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *rest: seen.append(key) or add(key, *rest))
    Client(REMOTE_ADDR="192.0.2.7").post(OBJECT, typed())
    assert seen and not any("192.0.2.7" in key for key in seen)
