"""Rows of several tables in one query, for pages that would else ask each of many small tables."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet, Value
from django.db.models.functions import JSONObject

from accounts.queries.fixed import FixedQuery, Values


class Gathered:
    """The rows of some querysets as models, table by table, each by its primary key; in one query.

    `build` gives the querysets for the values asked about, as a FixedQuery wants them. For tables with few rows: each
    row travels as JSON. Deferred, annotated or related columns are not taken.
    """

    def __init__(self, build: Callable[..., Sequence[QuerySet[Any]]]) -> None:
        self._build = build
        self._tables: list[type[Model]] = []
        self._ask = FixedQuery(self._together)

    def __call__(self, *asked: Values) -> Iterator[Model]:
        """The rows for these values."""
        for number, row in sorted(self._ask(*asked), key=lambda each: (each[0], each[1]["id"])):
            yield _made(self._tables[number], row)

    def _together(self, *asked: Any) -> QuerySet[Any, Any]:
        tables = self._build(*asked)
        self._tables = [rows.model for rows in tables]
        first, *others = (_as_json(number, rows) for number, rows in enumerate(tables))
        return first.union(*others, all=True) if others else first


def _as_json(number: int, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    return (
        rows.order_by().annotate(table=Value(number), row=JSONObject(**columns)).values_list("table", "row")
    )


def _made(model: type[Model], row: dict[str, Any]) -> Model:
    fields = model._meta.concrete_fields
    values = [field.to_python(row[field.attname]) for field in fields]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)
