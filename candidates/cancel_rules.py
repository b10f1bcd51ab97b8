"""Whether, on which grounds and how long a candidacy is cancelled, with the readings in force where the plan is silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from candidates.introduction_rules import last_day
from elections.enums import Step
from elections.models import Election
from elections.rulebook import Rulebook
from voting.enums import InvalidGround
from voting.proxy_rules import Reading

GROUNDS: Final = (
    InvalidGround.COMPETITION,
    InvalidGround.BRIBERY,
    InvalidGround.VIOLENCE,
    InvalidGround.THREATS,
    InvalidGround.DECEIT,
    InvalidGround.BARRED,
)
CANCELS: Final = {
    False: _("Nobody’s candidacy is cancelled before the vote; an election is declared invalid afterwards."),
    True: _(
        "The plan does not say what becomes of a candidate found to have bought votes before the vote. The candidacy is "
        "cancelled by a decision of the township or the county."
    ),
}


@dataclass(frozen=True, slots=True)
class CancelRules:
    """`cancels`: a candidacy is cancelled on `grounds`; on that of the negative list it is anyway. `last`: the last day for
    one of the committee, included; None while no election day is set. From the opening of the vote on the ballot stands, and
    an election is declared invalid.
    """

    cancels: bool
    clause: str
    grounds: tuple[InvalidGround, ...]
    last: date | None
    last_clause: str
    readings: tuple[Reading, ...]


def cancel_rules(election: Election) -> CancelRules:
    """What holds for candidacies of this election; a rulebook that is silent throughout is read so that they are cancelled."""
    rules = election.cycle.rules
    rule, until = rules.review.improper_competition_cancels, rules.review.cancelled
    return CancelRules(
        cancels=not rule.stated or bool(rule.value),
        clause=rule.clause,
        grounds=GROUNDS,
        last=last_day(election, until),
        last_clause=until.clause,
        readings=tuple(_readings(rules)),
    )


def _readings(rules: Rulebook) -> Iterator[Reading]:
    rule, until = rules.review.improper_competition_cancels, rules.review.cancelled
    if not rule.stated or rule.proposed:
        yield Reading(CANCELS[not rule.stated or bool(rule.value)], rule.clause)
    if not until.stated:
        if rules.has_step(Step.VOTING):
            told = _(
                "The plan names no last day. Until the day before the vote the name leaves the ballot, and ballots printed "
                "before are not used. On polling day the ballot stands; who is elected by it is declared invalid."
            )
            yield Reading(told, rule.clause)
        if rules.assembly_agenda:
            told = _(
                "For the Party organisation a candidacy is cancelled until the members’ ballot is prepared in the assembly; then "
                "the ballot stands, and what is found is decided after the result."
            )
            yield Reading(told, rule.clause)
