"""Shapes of the API that no package owns alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

YEARS = range(1950, 2200)


class TextShape(serializers.Serializer[Any]):
    """A sentence or title in both languages."""

    zh = serializers.CharField()
    en = serializers.CharField()


class ProblemShape(serializers.Serializer[Any]):
    """An error (RFC 9457). `code` is stable; `data` holds what a program needs, `problems` those of several at once."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField(help_text="In the language of the request")
    text = TextShape()
    clause = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    data = serializers.DictField()  # type: ignore[assignment]
    problems = serializers.ListField(child=serializers.DictField(), required=False)


@extend_schema_field(OpenApiTypes.STR)
class Told(serializers.Field[Any, Any, Any, Any]):
    """A text that speaks the language of the request."""

    def to_representation(self, value: Any) -> str:
        return str(value)


@extend_schema_field(
    {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$", "example": "08:00"}
)
class ClockField(serializers.TimeField):
    """A time of day in Asia/Shanghai."""


class DayField(serializers.DateField):
    """A day that a re-election can have to do with."""

    default_error_messages = {"out_of_range": _("A year from {first} to {last}.")}

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        if day.year not in YEARS:
            self.fail("out_of_range", first=YEARS.start, last=YEARS.stop - 1)
        return day
