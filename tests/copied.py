"""Rows of a test by COPY: an INSERT has a place for every value, three thousand for a roll of 120 people."""

from collections.abc import Iterable

from django.db import connection, models


def copied(rows: Iterable[models.Model]) -> None:
    """Store rows of one model as they are; like bulk_create, but their numbers are not told."""
    rows = list(rows)
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {rows[0]._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields])
