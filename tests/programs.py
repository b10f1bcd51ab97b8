"""A program that speaks to the API in an officer's session."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from accounts.models import User

ROOT = "/api/v1/"


class Program:
    """JSON in, JSON out: `program.post("villages/…/days/", {...})`."""

    def __init__(self, user: User) -> None:
        self.client = Client(raise_request_exception=True)
        self.client.force_login(user, backend="accounts.backends.OfficerBackend")

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(ROOT + path, query)

    def post(self, path: str, body: Any = None, key: Any = None, **more: Any) -> HttpResponse:
        return self._send("post", path, body, key, **more)

    def put(self, path: str, body: Any = None, **more: Any) -> HttpResponse:
        return self._send("put", path, body, None, **more)

    def _send(self, method: str, path: str, body: Any, key: Any, **more: Any) -> HttpResponse:
        headers = {"Idempotency-Key": str(key or uuid4())}
        content = body if isinstance(body, bytes | str) else json.dumps(body or {}, default=str)
        send = getattr(self.client, method)
        return send(ROOT + path, content, content_type="application/json", headers=headers, **more)


def problem(answer: HttpResponse) -> Mapping[str, Any]:
    """The problem an answer tells, with what every problem has."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    told: Mapping[str, Any] = answer.json()
    assert told["status"] == answer.status_code
    assert told["text"]["zh"] and told["text"]["en"]
    return told
