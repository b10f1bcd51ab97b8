"""When each act of a village's election takes place; what is not said are the days of plan A."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in Asia/Shanghai."""
    return datetime.combine(day, time(hour, minute), tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Timetable:
    """The days of one village; None leaves the act out, and with it what needs it.

    `first_day` is the election day first set, where it was put off later.
    """

    election_day: date
    first_day: date | None = None
    days_set: date = date(2020, 12, 1)
    registration: date | None = date(2020, 12, 19)
    recommendation: date = date(2020, 12, 18)
    nomination: date | None = date(2020, 12, 22)
    proposal: date = date(2020, 12, 25)
    township_review: date = date(2020, 12, 27)
    county_review: date | None = date(2020, 12, 29)
    roll: date | None = date(2020, 12, 28)
    party_notice: date = date(2020, 12, 27)
    party_request: date = date(2021, 1, 3)
    party_election: date = date(2021, 1, 6)
    candidates: date = date(2021, 1, 11)
    places: date = date(2021, 1, 14)

    def day_of_round(self, number: int) -> date:
        """Each further round is held two days after the one before."""
        return self.election_day + timedelta(days=2 * (number - 1))

    def changed(self, **days: date | None) -> "Timetable":
        """The same timetable with other days."""
        return replace(self, **days)  # type: ignore[arg-type]
