"""What the rulebook says between the formal list and the vote, with the reading in force where its text is silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.introduction_rules import last_day
from elections.enums import Step
from elections.models import Election
from elections.rulebook import Rulebook
from voting.proxy_rules import Reading

# The readings where a plan does not say who follows somebody who left the list.
FILLED = {
    False: _(
        "The plan does not say who follows somebody who left the list. The next by votes may follow while the "
        "list may still be posted; else the list may be shorter, as long as the differential holds, or the township "
        "gives more time."
    ),
    True: _(
        "The plan does not say who follows somebody who left the list. The next by votes may follow until the day "
        "before the vote, also when the last day for posting the list is over."
    ),
}


@dataclass(frozen=True, slots=True)
class ListRules:
    """The last day, included, for withdrawals; None while no election day is set.

    `fills` tells that the next by votes fills a place even after the last day for posting the list (ZJ-19).
    """

    withdraw_by: date | None
    withdraw_clause: str
    withdraw_stated: bool
    fills: bool
    fills_clause: str
    readings: tuple[Reading, ...]


def list_rules(election: Election) -> ListRules:
    """What holds for withdrawals in this election; on polling day there is none."""
    rules = election.cycle.rules
    review, vote = rules.review, rules.step(Step.VOTING).clause
    return ListRules(
        withdraw_by=last_day(election, review.withdrawn),
        withdraw_clause=review.withdrawn.clause or vote,
        withdraw_stated=review.withdrawn.stated,
        fills=bool(review.withdrawn_filled.stated and review.withdrawn_filled.value),
        fills_clause=review.withdrawn_filled.clause or rules.nomination.candidates_extra_min.clause or vote,
        readings=tuple(_readings(rules)),
    )


def _readings(rules: Rulebook) -> Iterator[Reading]:
    vote = rules.step(Step.VOTING).clause
    if not rules.review.withdrawn.stated:
        told = _("The plan names no last day for withdrawals; they are taken until the day before the vote.")
        yield Reading(told, vote)
    filled = rules.review.withdrawn_filled
    if not filled.stated or filled.proposed:
        yield Reading(
            FILLED[bool(filled.stated and filled.value)],
            filled.clause or rules.nomination.candidates_extra_min.clause or vote,
        )
