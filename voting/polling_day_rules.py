"""What the rulebook asks of a polling place on the day, with the reading that is in force where it is silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from elections.models import Election
from elections.rulebook import Rulebook
from voting.enums import BoxKind, DayCheck
from voting.rounds import COMMITTEE

# Where the plan has no list of its own: what every polling place is looked over for.
USUAL: Final = (DayCheck.VENUE, DayCheck.ISSUING_DESK, DayCheck.BOX_PLACE, DayCheck.ROLL)


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """Something a polling place needs. `needed`: the box is not opened without it; a clause "" is the usual list's."""

    code: DayCheck
    clause: str
    needed: bool


@dataclass(frozen=True, slots=True)
class PollingDayRules:
    """What a place is looked over for, and whether a box is shown empty before the first ballot is handed out.

    Silent on the box: it is shown empty before that, since nobody can show it afterwards. Each clause is "" where the
    plan is silent.
    """

    checks: tuple[PlaceCheck, ...]
    shown_first: bool
    shown_clause: str

    def of(self, kind: str) -> tuple[PlaceCheck, ...]:
        """What is looked over for a box of this kind: nothing of the place for one that goes to persons."""
        return () if kind == BoxKind.MOBILE else self.checks


def polling_day_rules(election: Election, body: str = COMMITTEE) -> PollingDayRules:
    """The rules of the day of a body's vote. A meeting has no polling place; its box is checked on the spot (A-ASM-15)."""
    rules = election.cycle.rules
    if body != COMMITTEE:
        clause = next((item.clause for item in rules.assembly_agenda if item.ballots), "")
        return PollingDayRules(checks=(), shown_first=True, shown_clause=clause)
    shown = rules.voting.box_shown_before_ballots
    return PollingDayRules(
        checks=tuple(_checks(rules)),
        shown_first=not shown.stated or bool(shown.value),
        shown_clause=shown.clause,
    )


def _checks(rules: Rulebook) -> Iterator[PlaceCheck]:
    voting, listed = rules.voting, rules.voting.day_checklist
    for code in listed.value if listed.stated else USUAL:
        yield PlaceCheck(DayCheck(code), listed.clause, needed=False)
    for code, field in (
        (DayCheck.SECRET_BOOTH, voting.secret_booth),
        (DayCheck.WRITING_PLACE, voting.public_writing_place),
    ):
        if field.stated and field.value:
            yield PlaceCheck(code, field.clause, needed=True)
    sent = rules.discipline.election_day_staff
    if sent.stated and sent.value:
        yield PlaceCheck(DayCheck.PRESENCE, sent.clause, needed=False)
