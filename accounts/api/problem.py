"""Every error of the API as application/problem+json (RFC 9457), with its code and both languages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from accounts.api.refusals import (
    BodyTooLarge,
    BodyUnreadable,
    CsrfTokenMissing,
    MediaTypeUnknown,
    MethodUnknown,
    NotAcceptable,
    NotSignedIn,
)
from accounts.refusals import NotThere, Refusal, Refusals, SeveralRefused

PROBLEM_JSON = "application/problem+json"
# The framework's errors, by the refusal that tells them.
TOLD: dict[type[Exception], Callable[[], Refusal]] = {
    exceptions.NotAuthenticated: NotSignedIn,
    exceptions.AuthenticationFailed: NotSignedIn,
    exceptions.PermissionDenied: CsrfTokenMissing,
    exceptions.ParseError: BodyUnreadable,
    exceptions.MethodNotAllowed: MethodUnknown,
    exceptions.UnsupportedMediaType: MediaTypeUnknown,
    exceptions.NotAcceptable: NotAcceptable,
    exceptions.NotFound: NotThere,
}


def problem_json(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. None for what nobody foresaw: that is a fault of ours, and told as one."""
    refusal = _refusal(error)
    if refusal is None:
        return None
    challenge = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": challenge} if challenge else None
    return Response(refusal.problem(), status=refusal.status, headers=headers, content_type=PROBLEM_JSON)


def _refusal(error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Refusals):
        return SeveralRefused(error.refusals)
    if isinstance(error, Http404 | PermissionDenied):
        return NotThere()
    if isinstance(error, RequestDataTooBig):
        return BodyTooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    told = TOLD.get(type(error))
    return told() if told else None
