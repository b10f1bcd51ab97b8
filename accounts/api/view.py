"""What every view of the API has in common: who may, what was sent, and how errors are told and described."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar
from uuid import UUID

from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.views import APIView

from accounts.api.problem import PROBLEM_JSON
from accounts.api.refusals import InputFaulty
from accounts.api.session import Allowed, OfficersSession
from accounts.api.shapes import ProblemShape

KEY = "Idempotency-Key"
KEY_HEADER = OpenApiParameter(
    KEY, UUID, OpenApiParameter.HEADER, required=True, description="The same key sent again is the same act."
)
PAGE = [
    OpenApiParameter("limit", int, description="Rows on a page, 50 if not given, at most 500"),
    OpenApiParameter("offset", int, description="Rows before it"),
]
LANGUAGES = {"zh": "zh-hans", "en": "en"}
Shape = type[serializers.Serializer[Any]]


class OfficersView(APIView):
    """A view of the API. `access_rule` is (permission, the URL argument with the place's code or None)."""

    access_rule: ClassVar[tuple[str, str | None]]
    authentication_classes = [OfficersSession]
    permission_classes = [Allowed]

    def taken(self, shape: Shape) -> dict[str, Any]:
        """The body as the shape reads it. Raises InputFaulty with every faulty field."""
        read = shape(data=self.request.data)
        if read.is_valid():
            return dict(read.validated_data)
        raise InputFaulty(_faults(shape, self.request.data))

    def key(self) -> UUID:
        """The idempotency key of the act: the same key sent again is the same act. Raises InputFaulty."""
        return self._read_key({KEY: self.request.headers.get(KEY)})

    def _read_key(self, given: dict[str, Any]) -> UUID:
        shape = type("KeyShape", (serializers.Serializer,), {KEY: serializers.UUIDField()})
        read = shape(data=given)
        if read.is_valid():
            return UUID(str(read.validated_data[KEY]))
        raise InputFaulty(_faults(shape, given))


def _faults(shape: Shape, data: Any) -> list[dict[str, Any]]:
    """Every fault with its path (lines.0.votes), code and sentence in both languages: read once in each."""
    told: dict[str, list[tuple[str, str, str]]] = {}
    for language, code in LANGUAGES.items():
        with translation.override(code):
            read = shape(data=data)
            read.is_valid()
            told[language] = list(_flat(read.errors))
    return [
        {"field": path, "code": code, "text": {"zh": zh, "en": en}}
        for (path, code, zh), (_path, _code, en) in zip(told["zh"], told["en"], strict=True)
    ]


def _flat(errors: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    if isinstance(errors, dict):
        for name, inner in errors.items():
            here = path if name == "non_field_errors" else f"{path}.{name}" if path else str(name)
            yield from _flat(inner, here)
    elif isinstance(errors, list):
        for number, each in enumerate(errors):
            yield from _flat(each, f"{path}.{number}" if isinstance(each, dict) else path)
    else:
        yield path, errors.code, str(errors)


def described(
    name: str,
    summary: str,
    *,
    takes: Any = None,
    gives: Any,
    status: int = 200,
    keyed: bool = False,
    paged: bool = False,
) -> Callable[[Any], Any]:
    """Describe an operation in the schema: its name, what it takes and gives, and that errors are problems."""
    return extend_schema(
        operation_id=name,
        summary=summary,
        description=f"{summary}.",
        request=takes,
        parameters=[*([KEY_HEADER] if keyed else []), *(PAGE if paged else [])],
        responses={status: gives, ("default", PROBLEM_JSON): ProblemShape},
    )
