"""Rows of a test by COPY: an INSERT has a place for every value, three thousand for a roll of 120 people."""

from collections.abc import Iterable
from operator import attrgetter

from django.db import connection, models


def copied(rows: Iterable[models.Model]) -> None:
    """Store rows of one model as they are; like bulk_create, but their numbers are not told."""
    rows = list(rows)
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = attrgetter(*(field.attname for field in fields))
    # the driver writes every other value as it is
    json = [(place, field) for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {rows[0]._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            line = list(values(row))
            for place, field in json:
                line[place] = field.get_db_prep_save(line[place], connection)
            copy.write_row(line)
