"""A refusal that no form could show is told as a page, in the reader's language; to programs as a problem."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from accounts.refusals import NotThere, Refusal
from elections.calendar import CalendarNotAnnounced
from elections.middleware import RefusalsTold


def told(error: Exception, path: str = "/board/", language: str = "zh-hans") -> HttpResponse | None:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.cycle = request.now = None  # type: ignore[attr-defined]
    with translation.override(language):
        return RefusalsTold(lambda _: HttpResponse()).process_exception(request, error)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "2048年的放假安排尚未公布"), ("en", "holidays of 2048")]
)
def test_a_year_not_announced_is_told_by_name_and_is_no_fault(language: str, words: str) -> None:
    answer = told(CalendarNotAnnounced(2048), language=language)
    assert answer is not None
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert "calendar_not_announced" in answer.content.decode()


def test_a_program_gets_the_problem_as_json() -> None:
    answer = told(CalendarNotAnnounced(2048), path="/api/v1/days/")
    assert answer is not None
    problem = json.loads(answer.content)
    assert (answer.status_code, problem["code"], problem["data"]) == (
        409,
        "calendar_not_announced",
        {"year": 2048},
    )


@pytest.mark.django_db
def test_what_is_not_there_stays_not_there_and_faults_stay_faults() -> None:
    answer = told(NotThere())
    assert answer is not None
    assert answer.status_code == 404
    refused = told(Refusal("nicht"))
    assert refused is not None
    assert refused.status_code == 409
    assert told(ValueError()) is None
