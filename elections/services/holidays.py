"""The official holidays of a year, entered by an office once they are announced."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Message, Refusal, Refusals
from accounts.rules import require
from elections.calendar import AnnouncedYear
from elections.calendar.announcing import Fault, checked_year
from elections.calendar.workdays import known_year
from elections.enums import Act
from elections.models import AnnouncedHolidays
from elections.refusals import HolidaysFaulty, HolidaysKnown
from elections.services.ledger import record

FAULTS: dict[str, Message] = {
    "unreadable": _("“%(text)s” is no day; write 2027-02-05, or 2027-02-05—2027-02-11."),
    "reversed": _("“%(text)s” ends before it begins."),
    "other_year": _("“%(text)s” lies in another year."),
    "twice": _("“%(text)s”: %(day)s stands there twice."),
    "weekend_anyway": _(
        "“%(text)s”: %(day)s is a weekend and off anyway; only weekdays that are off belong here."
    ),
    "weekday_anyway": _("“%(text)s”: %(day)s is a weekday and worked anyway; only weekend days belong here."),
    "off_and_worked": _("“%(text)s”: %(day)s stands among the days off too."),
    "no_national_day": _("%(day)s is missing among the days off; enter the whole year."),
}


@ungated("Official holidays, by which later windows are counted; they belong to no election.")
def enter_holidays(
    *,
    by: User,
    owner: str,
    year: int,
    off: str,
    worked: str,
    source: str,
    now: datetime,
    reason: str = "",
) -> AnnouncedHolidays:
    """Keep the holidays of a year for the places of an office, from two lists as they were typed.

    They hold before those that come with the application. A year that is known already is corrected with a `reason`;
    the ledger keeps what stood there before. Raises Refusals (HolidaysFaulty, every entry that cannot stand) and
    HolidaysKnown.
    """
    office = require(by, "calendar.announce", owner)
    made, faults = checked_year(year, off, worked)
    if faults:
        raise Refusals(_told(fault) for fault in faults)
    with transaction.atomic():
        row = AnnouncedHolidays.objects.select_for_update().filter(owner=owner, year=year).first()
        before = _lists(row) if row else None
        _refuse_if_known(row, made, reason)
        row = row or AnnouncedHolidays(owner=owner, year=year)
        row.off, row.worked = _isos(made.off), _isos(made.worked)
        row.source, row.entered_at, row.entered_by = source, now, by
        row.save()
        record(
            by=by,
            office=office,
            act=Act.HOLIDAYS_ENTERED,
            cycle=None,
            place_code=owner,
            subject=str(year),
            data={"year": year, **_lists(row), "source": source, "reason": reason, "before": before},
            now=now,
        )
    return row


def _refuse_if_known(row: AnnouncedHolidays | None, made: AnnouncedYear, reason: str) -> None:
    known = row is not None or known_year(made.year) is not None
    if known and not reason:
        raise HolidaysKnown(
            _("The holidays of %(year)s are known already; a correction says why."),
            {"year": str(made.year)},
            field="reason",
        )
    now = (_isos(made.off), _isos(made.worked))
    if row is not None and (row.off, row.worked) == now:
        raise HolidaysFaulty(_("These are the days that stand there already."), field="off")


def _told(fault: Fault) -> Refusal:
    return HolidaysFaulty(FAULTS[fault.code], {"text": fault.text, "day": fault.day}, field=fault.field)


def _lists(row: AnnouncedHolidays) -> dict[str, Any]:
    return {"off": row.off, "worked": row.worked}


def _isos(days: frozenset[Any]) -> list[str]:
    return sorted(day.isoformat() for day in days)
