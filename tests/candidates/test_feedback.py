"""The written result of the joint review goes down level by level, and who has it is on record (A-REV-02)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.department_refusals import FeedbackNotOrdered
from candidates.models import FeedbackReceipt
from candidates.services.feedback import record_feedback
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem

NOW = at(2020, 12, 30)
BODY = {"received_on": "2020-12-30", "received_by": "王晓梅", "document": "联审反馈〔2020〕3号"}


def receive(by: User, election: Election, **different: Any) -> FeedbackReceipt:
    taken = BODY | {"received_on": date(2020, 12, 30)} | different
    return record_feedback(by=by, election=election, now=NOW, **taken)


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.refusals]


def test_the_township_has_it_first_and_then_the_village(
    reviewed: Election, township: User, clerk: User
) -> None:
    with pytest.raises(Refusals) as refused:
        receive(clerk, reviewed)
    assert [(r.code, r.clause) for r in refused.value.refusals] == [("feedback_not_passed_on", "A-REV-02")]
    assert receive(township, reviewed).level == "township"
    made = receive(clerk, reviewed)
    assert (made.level, len(made.people), made.people[0]["verdict"]) == ("village", 8, "pass")
    entry = LedgerEntry.objects.filter(act=Act.FEEDBACK_RECEIVED).latest("pk")
    assert (entry.data["received_by"], entry.data["document"]) == ("王晓梅", "联审反馈〔2020〕3号")


def test_who_when_and_which_paper_are_asked_at_once(reviewed: Election, township: User) -> None:
    with pytest.raises(Refusals) as refused:
        receive(township, reviewed, received_on=date(2020, 12, 31), received_by=" ", document="")
    assert [(r.code, r.field) for r in refused.value.refusals] == [
        ("date_in_the_future", "received_on"), ("reason_needed", "received_by"), ("reason_needed", "document"),
    ]  # fmt: skip


def test_before_the_county_has_decided_there_is_nothing_to_receive(
    proposed: Election, township: User
) -> None:
    with pytest.raises(Refusals) as refused:
        receive(township, proposed)
    assert codes(refused) == ["feedback_not_given"]


def test_where_the_plan_does_not_order_it_there_is_none(
    reviewed: Election, township: User, clerk: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    under_changed_rules(cycle, lambda data: data["review"].pop("written_feedback"))
    with pytest.raises(FeedbackNotOrdered):
        receive(township, Election.objects.get(pk=reviewed.pk))
    assert client_of(clerk).get(reverse("candidates:feedback", args=[VILLAGE])).status_code == 404


def test_no_other_office_receives_it(reviewed: Election, other_clerk: User, county_reviewer: User) -> None:
    for user in (other_clerk, county_reviewer):
        with pytest.raises(NotThere):
            receive(user, reviewed)


def test_the_page_and_a_program_record_alike(
    reviewed: Election, township: User, clerk: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = NOW
    cycle.save()
    page = reverse("candidates:feedback", args=[VILLAGE])
    listing = client_of(clerk).get(reverse("candidates:candidates", args=[VILLAGE]))
    assert page in listing.content.decode()
    assert client_of(clerk).post(page, BODY).status_code == 409
    assert client_of(township).post(page, BODY).status_code == 302
    assert "联审反馈〔2020〕3号" in client_of(clerk).get(page).content.decode()
    here, program = f"villages/{VILLAGE}/candidates/feedback/", Program(clerk)
    refused = problem(program.post(here, BODY | {"received_on": "2021-01-05"}))
    assert [each["code"] for each in refused["problems"]] == ["date_in_the_future"]
    assert program.post(here, BODY).status_code == 201
    assert [each["level"] for each in program.get(here).json()] == ["township", "village"]
