from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.refusals import NotThere, Refusal, Refusals

PROBLEM_JSON = "application/problem+json"


def problem_json(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: refusals and errors alike as application/problem+json."""
    if isinstance(error, Refusals):
        body = {
            "title": "refused",
            "status": 409,
            "problems": [refusal.problem() for refusal in error.refusals],
        }
        return Response(body, status=409, content_type=PROBLEM_JSON)
    if isinstance(error, Http404 | PermissionDenied):
        error = NotThere()
    if isinstance(error, Refusal):
        return Response(error.problem(), status=error.status, content_type=PROBLEM_JSON)
    response = exception_handler(error, context)
    if response is not None:
        response.data = {
            "title": type(error).__name__,
            "status": response.status_code,
            "errors": response.data,
        }
        response.content_type = PROBLEM_JSON
    return response
