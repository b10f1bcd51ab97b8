"""Rows of several tables in one query, for pages that would else ask each of many small tables."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import JSONObject


def gathered(*tables: QuerySet[Any]) -> Iterator[Model]:
    """The rows of these querysets as models, table by table, each by its primary key; in one query.

    For tables with few rows: each row travels as JSON. Deferred, annotated or related columns are not taken.
    """
    first, *others = (_as_json(number, rows) for number, rows in enumerate(tables))
    found = first.union(*others, all=True) if others else first
    for number, row in sorted(found, key=lambda each: (each[0], each[1]["id"])):
        yield _made(tables[number], row)


def _as_json(number: int, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    return (
        rows.order_by().annotate(table=Value(number), row=JSONObject(**columns)).values_list("table", "row")
    )


def _made(rows: QuerySet[Any], row: dict[str, Any]) -> Model:
    fields = rows.model._meta.concrete_fields
    values = [field.to_python(row[field.attname]) for field in fields]
    return rows.model.from_db(rows.db, [field.attname for field in fields], values)
