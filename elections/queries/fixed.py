"""Queries of a fixed shape: Django writes their SQL once in a process; they are asked again with other values.

The look at the steps of an election is in every gate and on every page, and writing its SQL takes Django three times as
long as PostgreSQL takes to answer it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

Values = Collection[Any]


class Among(Func):
    """Whether a column is one of the values asked about."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, column: str, asked: Any) -> None:
        super().__init__(F(column), Value(asked))


@dataclass(frozen=True)
class _Written:
    """The SQL as written, with a mark in the place of each value asked about, and what turns columns to values."""

    sql: str
    params: Sequence[Any]
    marks: Mapping[object, int]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class FixedQuery:
    """A query built by a function of the values asked about: each of them stands in one or more `Among`, nowhere else.

    The function gives rows by values_list(); nothing else about the query may change from one asking to the next.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._written: _Written | None = None

    def __call__(self, *asked: Values) -> list[tuple[Any, ...]]:
        """The rows for these values."""
        written = self._written = self._written or self._write(len(asked))
        given = [list(asked[at]) if (at := written.marks.get(p)) is not None else p for p in written.params]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, given)
            return [self._row(written, row) for row in cursor.fetchall()]

    def _write(self, values: int) -> _Written:
        marks = [object() for _ in range(values)]
        compiler = self._build(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        return _Written(sql, params, {mark: at for at, mark in enumerate(marks)}, converters)

    @staticmethod
    def _row(written: _Written, row: Sequence[Any]) -> tuple[Any, ...]:
        values = list(row)
        for at, (converters, column) in written.converters.items():
            for convert in converters:
                values[at] = convert(values[at], column, connection)
        return tuple(values)
