"""What the rulebook says of objections to the roll: who may raise one, until when, what if late, answered by when."""

from dataclasses import dataclass
from datetime import date

from elections.calendar import Calendar, build_calendar
from elections.rulebook import Rulebook, Value
from voting.enums import AppealState

EVERYBODY, VOTERS = "everyone_listed", "voters"
REFUSED, TO_TOWNSHIP = "refuse", "township_decides"
# What holds where a rulebook is silent: the readings that it would propose.
WHO_AMBIGUITY = "AMB-25"


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds on one question, and on what ground; `proposed` tells that no text says so and the office confirms it."""

    value: str
    clause: str
    amb: str = ""
    reading: int | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class TimeToObject:
    """The days on which an objection is in time. `last` is None where rulebook and law name none."""

    first: date | None
    last: date | None
    clause: str

    def is_late(self, day: date) -> bool:
        return self.last is not None and day > self.last


def appellants(rules: Rulebook) -> InForce:
    """Who may object: everybody on either list, or the voters alone (AMB-25)."""
    return _in_force(rules.roll.appeals_from, EVERYBODY, WHO_AMBIGUITY)


def late_appeals(rules: Rulebook) -> InForce:
    """What becomes of an objection that comes too late: it is refused, or taken in for the township to decide."""
    return _in_force(rules.roll.late_appeals, TO_TOWNSHIP)


def _in_force(stated: Value[str], default: str, amb: str = "") -> InForce:
    if not stated.stated:
        return InForce(default, "", amb, 1 if amb else None, proposed=True)
    return InForce(stated.value, stated.clause, stated.amb or "", stated.reading, stated.proposed)


def time_to_object(calendar: Calendar, extended_to: date | None = None) -> TimeToObject:
    """When an objection is in time by this calendar (A-ROLL-19); a later end that an office granted counts."""
    item = calendar["roll_appeals_close"]
    last = item.not_after
    if last is not None and extended_to is not None:
        last = max(last, extended_to)
    return TimeToObject(calendar.day_of("roll_published"), last, item.clause or "")


def answered_by(calendar: Calendar, received: date) -> date | None:
    """The last day for the answer to what was received on a day (A-ROLL-20); None where nothing is said of it."""
    counted = build_calendar(
        calendar.rulebook,
        election_day=calendar.election_day,
        party_day=calendar.party_day,
        village_kind=calendar.village_kind,
        events={**calendar.events, "appeal_received": received},
        work=calendar.work,
        tells=True,
    )
    return counted["roll_appeal_decided"].not_after


def answer_clause(calendar: Calendar) -> str:
    """The ground of the time for the answer."""
    return calendar["roll_appeal_decided"].clause or ""


def outcomes(*, late: bool) -> tuple[AppealState, ...]:
    """How an objection can end: only a late one can be refused for being late."""
    usual = (AppealState.ADJUSTED, AppealState.EXPLAINED, AppealState.WITHDRAWN)
    return (*usual, AppealState.REFUSED_LATE) if late else usual
