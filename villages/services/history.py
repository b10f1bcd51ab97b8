"""The history of rows: who changed what, and how they stood before their first change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.exempt import part_of_an_act
from accounts.models import User


@part_of_an_act
def begin_history(rows: Sequence[Any], now: datetime) -> None:
    """Keep how rows of one table stand before their first change: what was brought in as a whole has no history yet."""
    if not rows:
        return
    history = type(rows[0]).history
    begun = set(
        history.filter(**{f"{_key(rows)}__in": [row.pk for row in rows]}).values_list(_key(rows), flat=True)
    )
    first = [row for row in rows if row.pk not in begun]
    for row in first:
        row._history_user = None
    history.bulk_history_create(first, default_date=now, batch_size=1000)


@part_of_an_act
def save_changed(row: Any, by: User, now: datetime) -> None:
    """Save a row with an entry in its history."""
    row._history_user, row._history_date = by, now
    row.save()


@part_of_an_act
def save_many(rows: Sequence[Any], fields: Sequence[str], by: User, now: datetime) -> None:
    """Save fields of many rows of one table with an entry each in their history."""
    if not rows:
        return
    for row in rows:
        row._history_user = by
    table = type(rows[0])
    table.objects.bulk_update(rows, fields, batch_size=500)
    table.history.bulk_history_create(rows, batch_size=1000, update=True, default_date=now)


def _key(rows: Sequence[Any]) -> str:
    return str(rows[0]._meta.pk.attname)
