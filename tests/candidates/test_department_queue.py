"""A department's queue: answered at once by a sheet, or one by one on its page."""

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import User
from candidates.department_refusals import VerdictSheetFaulty, VerdictSheetUsed
from candidates.department_sheet import department_book, layout_of
from candidates.models import DepartmentReview
from candidates.queries.department import waiting_for_department
from candidates.services.department_sheet import receive_verdict_sheet, rows_of_sheet, take_over_verdicts
from documents.sheets import template
from elections.models import Cycle, Election
from tests.candidates.conftest import verdict
from tests.candidates.department_officers import court, police
from tests.cast import at

__all__ = ["court", "police"]
SOON = at(2020, 12, 29, 15)


def book(rows: list[dict[str, str]]) -> bytes:
    return template(layout_of(()), rows, example=False)


def row(review: DepartmentReview, **more: str) -> dict[str, str]:
    return {"number": str(review.pk), "name": review.candidacy.name, "verdict": "无异议", **more}


@pytest.fixture
def queue(proposed: Election, police: User, township: User, cycle: Cycle) -> list[DepartmentReview]:
    for person in proposed.candidacies.all():
        verdict(township, person)
    return list(waiting_for_department(police, cycle))


def test_the_queue_comes_as_a_sheet_without_identity_numbers(
    queue: list[DepartmentReview], police: User
) -> None:
    content = department_book(queue, police, SOON)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    names = {review.candidacy.name for review in queue}
    assert names <= {str(cell) for line in sheet for cell in line}
    assert queue[0].resident.id_last4 not in str(sheet)


def test_a_sheet_is_taken_over_once_and_blank_rows_stay_open(
    queue: list[DepartmentReview], police: User, cycle: Cycle
) -> None:
    first, second, third, *_rest = queue
    rows = [
        row(first),
        row(second, verdict="属负面清单情形", item="刑事处罚、村霸、涉黑涉恶", reason="有前科"),
        row(third, verdict=""),
    ]
    sheet = receive_verdict_sheet(by=police, cycle=cycle, file_name="意见.xlsx", content=book(rows), now=SOON)
    assert take_over_verdicts(by=police, sheet=sheet, now=SOON) == 2
    second.refresh_from_db()
    assert (second.verdict, second.item) == ("fail", "crime")
    assert waiting_for_department(police, cycle).count() == len(queue) - 2
    with pytest.raises(VerdictSheetUsed):
        take_over_verdicts(by=police, sheet=sheet, now=SOON)


def test_nasty_rows_are_all_told_and_nothing_is_taken_over(
    queue: list[DepartmentReview], police: User, court: User, cycle: Cycle, client_of: Any
) -> None:
    first, second, third, fourth, *_rest = queue
    rows = [
        row(first),
        row(first),
        row(second, name="张冠李戴"),
        row(third, verdict="大概可以"),
        row(fourth, verdict="有疑虑"),
        {"number": "99999999", "name": "无此人", "verdict": "无异议"},
        {"number": "=1+1", "name": "公式", "verdict": "无异议"},
        row(fourth, verdict="属负面清单情形", item="不存在的情形", reason="理" * 501),
    ]
    sheet = receive_verdict_sheet(by=police, cycle=cycle, file_name="意见.xlsx", content=book(rows), now=SOON)
    checked = rows_of_sheet(sheet, police)
    assert [bool(each.faults) for each in checked] == [False, True, True, True, True, True, True, True]
    with pytest.raises(VerdictSheetFaulty) as refused:
        take_over_verdicts(by=police, sheet=sheet, now=SOON)
    assert len(refused.value.data["rows"]) == 7
    assert waiting_for_department(police, cycle).count() == len(queue)
    page = client_of(police).get(f"/reviews/department/sheets/{sheet.pk}/")
    assert page.status_code == 200
    assert client_of(court).get(f"/reviews/department/sheets/{sheet.pk}/").status_code == 404


def test_a_verdict_is_given_on_the_page(queue: list[DepartmentReview], police: User, client_of: Any) -> None:
    url = f"/reviews/department/{queue[0].pk}/"
    browser = client_of(police)
    assert browser.post(url, {"verdict": "fail", "item": "", "reason": ""}).status_code == 409
    assert browser.post(url, {"verdict": "pass"}).status_code == 302
    for shown in ("waiting", "asked", "answered"):
        assert browser.get(f"/reviews/department/?show={shown}").status_code == 200
