import datetime as dt
import json
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from elections.calendar import Calendar, CalendarNotAnnounced, UnknownEvent, build_calendar
from elections.rulebook import RulebookError, load_rulebook

CONFLICTS = 2
BAD_INPUT = 3
YEARS = range(1950, 2200)


def a_date(text: str) -> dt.date:
    """2021-01-20 as a date."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2021-01-20") from None
    if day.year not in YEARS:
        raise ArgumentTypeError(f"{text} lies outside the years {YEARS.start} to {YEARS.stop - 1}")
    return day


def an_event(text: str) -> tuple[str, dt.date]:
    """roll_published=2020-12-28 as a name and a date."""
    name, _, day = text.partition("=")
    return name, a_date(day)


class Command(BaseCommand):
    help = (
        "Print every date that follows from a rulebook, an election day and what has happened. "
        "Exit 0; 2 if dates conflict; 3 on bad input."
    )
    requires_system_checks = ()
    parsed = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rulebook", metavar="RULEBOOK")
        parser.add_argument("--election-day", required=True, type=a_date, metavar="DATE")
        parser.add_argument("--party-day", type=a_date, metavar="DATE")
        parser.add_argument("--village-kind", choices=["village", "community"], default="village")
        parser.add_argument(
            "--event", action="append", default=[], type=an_event, metavar="NAME=DATE", dest="events"
        )
        parser.add_argument("--json", action="store_true")

    def run_from_argv(self, argv: list[str]) -> None:
        """Arguments that cannot be read leave with the same status as other bad input."""
        try:
            super().run_from_argv(argv)
        except SystemExit as leaving:
            raise SystemExit(leaving.code if self.parsed or not leaving.code else BAD_INPUT) from None

    def handle(self, *args: Any, **options: Any) -> None:
        self.parsed = True
        calendar = self._calendar(options)
        try:
            told = (
                json.dumps(calendar.json(), ensure_ascii=False, indent=2)
                if options["json"]
                else table(calendar)
            )
        except CalendarNotAnnounced as error:
            raise CommandError(f"{error.code}: {error}", returncode=BAD_INPUT) from error
        self.stdout.write(told)
        if calendar.conflicts:
            raise CommandError(f"{len(calendar.conflicts)} conflicts", returncode=CONFLICTS)

    def _calendar(self, options: dict[str, Any]) -> Calendar:
        try:
            return build_calendar(
                load_rulebook(options["rulebook"]),
                election_day=options["election_day"],
                party_day=options["party_day"],
                village_kind=options["village_kind"],
                events=dict(options["events"]),
            )
        except (RulebookError, UnknownEvent) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error


def table(calendar: Calendar) -> str:
    """The calendar for reading: one line an item, then the conflicts."""
    lines = [
        f"{item.not_before or ''!s:10}  {item.not_after or ''!s:10}  "
        f"{item.state if item.source else 'silent':7}  {item.clause or '':11}  {item.key:28}  {item.title.zh}"
        for item in calendar
    ]
    heading = f"{'not before':10}  {'not after':10}  {'state':7}  {'clause':11}  key"
    conflicts = [
        f"! {c.code}  {' '.join(c.clauses)}\n  {c.text.zh}\n  {c.text.en}" for c in calendar.conflicts
    ]
    return "\n".join([heading, *lines, *([""] if conflicts else []), *conflicts])
