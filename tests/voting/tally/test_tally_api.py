"""POST /api/v1/tally/: the what-if calculator."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from accounts.models import User
from tests.voting.tally.building import count, papers, totals
from voting.api.tally import TallyView
from voting.tally import tally

COUNT = count(papers({"n": 3, "marks": {"chair": ["a"]}}))


def post(data: bytes, signed_in: bool = True, content_type: str = "application/json") -> Response:
    request = APIRequestFactory().post("/api/v1/tally/", data, content_type=content_type)
    if signed_in:
        force_authenticate(request, user=User(username="clerk"))
    return TallyView.as_view()(request)


def send(value: Any) -> Response:
    return post(json.dumps(value).encode())


def test_its_address() -> None:
    assert reverse("api:tally") == "/api/v1/tally/"


def test_a_count_is_answered_with_its_outcome() -> None:
    response = send(COUNT)
    assert response.status_code == 200
    assert response.data == tally(COUNT)


def test_a_count_that_does_not_add_up_is_an_outcome_too() -> None:
    response = send(count(totals(9, chair={"a": 10})))
    assert (response.status_code, response.data["status"]) == (200, "inconsistent")


def test_what_is_no_count_is_a_problem_that_names_its_fields() -> None:
    response = send({**COUNT, "electors": "many", "extra": 1})
    assert response.status_code == 400
    assert response.data["code"] == "not_a_count"
    assert {fault["path"] for fault in response.data["data"]["faults"]} == {"electors", "extra"}
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"a": 1, "a": 2}', b"[" * 50_000, b"[1, 2]", b"NaN"])
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    response = post(data)
    assert (response.status_code, response.data["code"]) == (400, "not_a_count")


def test_a_body_beyond_the_limit_is_refused(settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = send(COUNT)
    assert (response.status_code, response.data["code"]) == (413, "count_too_large")


def test_only_json_is_read() -> None:
    assert post(b"a=1", content_type="application/x-www-form-urlencoded").status_code == 415


def test_a_visitor_is_not_let_in() -> None:
    assert post(json.dumps(COUNT).encode(), signed_in=False).status_code in (401, 403)


def test_a_shipped_rulebook_gives_the_rule() -> None:
    raw = {**count(totals(700, chair={"a": 400}), electors=1200), "rulebook": "county-town-2020"}
    del raw["rule"]
    assert send(raw).data["checks"][0]["need"] == 601
    raw["rulebook"] = "../settings"
    assert send(raw).data["code"] == "not_a_count"
