"""Queries of a fixed shape: Django writes their SQL once in a process; they are asked again with other values.

Who asks, the cycle and the look at the steps of an election are in every request, and writing their SQL takes Django
three times as long as PostgreSQL takes to answer it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.query import get_related_populators

Values = Collection[Any]
Asked = Values | object
Row = TypeVar("Row", bound=Model)
# Of Django 5.2, whose types are known to the stubs as those of Django 6.
_joins: Callable[[Any, Any, str], Sequence[Any]] = cast(Any, get_related_populators)


class Among(Func):
    """Whether a column is one of the values asked about; or, for a FixedQuery, of those that its mark stands for."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, column: str, asked: Asked) -> None:
        super().__init__(F(column), Value(list(asked) if isinstance(asked, Collection) else asked))


class Like(Among):
    """Whether a column is like one of the patterns asked about (`beginning`)."""

    arg_joiner = " LIKE ANY("


def beginning(*texts: str) -> list[str]:
    """The patterns of all that begins with one of these texts, letter by letter."""
    return [f"{connection.ops.prep_for_like_query(text)}%" for text in texts]


@dataclass(frozen=True)
class _Written:
    """The SQL as written, with a mark in the place of each value asked about, and what turns columns to values.

    Of a query for models `made` tells which columns make which model, in Django's own terms.
    """

    sql: str
    params: Sequence[Any]
    marks: Mapping[object, int]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]
    select: Sequence[Any]
    made: Any
    annotations: Mapping[str, int]


class FixedQuery:
    """A query built by a function of the values asked about: each of them stands in one or more `Among`, nowhere else.

    The function gives rows by values_list(); nothing else about the query may change from one asking to the next.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._written: _Written | None = None

    def __call__(self, *asked: Values) -> list[tuple[Any, ...]]:
        """The rows for these values."""
        written = self.written(len(asked))
        given = [list(asked[at]) if (at := written.marks.get(p)) is not None else p for p in written.params]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, given)
            return [self._row(written, row) for row in cursor.fetchall()]

    def written(self, values: int) -> _Written:
        """The query for so many sorts of values, written by the first who asks."""
        self._written = self._written or self._write(values)
        return self._written

    def _write(self, values: int) -> _Written:
        marks = [object() for _ in range(values)]
        compiler = self._build(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        places = {mark: at for at, mark in enumerate(marks)}
        made, annotations = compiler.klass_info, compiler.annotation_col_map or {}
        return _Written(sql, params, places, converters, compiler.select, made, annotations)

    @staticmethod
    def _row(written: _Written, row: Sequence[Any]) -> tuple[Any, ...]:
        values = list(row)
        for at, (converters, column) in written.converters.items():
            for convert in converters:
                values[at] = convert(values[at], column, connection)
        return tuple(values)


class FixedModels(Generic[Row]):
    """A query of a fixed shape for models, with those joined by select_related() and what is annotated."""

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        self._query = FixedQuery(build)

    def __call__(self, *asked: Values) -> list[Row]:
        """The models for these values."""
        rows, written = self._query(*asked), self._query.written(len(asked))
        if not rows:
            return []
        columns = written.made["select_fields"]
        start, end = columns[0], columns[-1] + 1
        names = [column.target.attname for column, *_ in written.select[start:end]]
        joined = _joins(written.made, written.select, DEFAULT_DB_ALIAS)
        return [self._made(written, names, joined, row, row[start:end]) for row in rows]

    def first(self, *asked: Values) -> Row | None:
        """The first model for these values."""
        return next(iter(self(*asked)), None)

    @staticmethod
    def _made(
        written: _Written, names: Sequence[str], joined: Sequence[Any], row: Sequence[Any], own: Sequence[Any]
    ) -> Row:
        model: Row = written.made["model"].from_db(DEFAULT_DB_ALIAS, names, own)
        for name, at in written.annotations.items():
            setattr(model, name, row[at])
        for join in joined:
            join.populate(row, model)
        return model
