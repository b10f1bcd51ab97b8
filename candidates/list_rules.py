"""What the rulebook says between the formal list and the vote, with the reading in force where its text is silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from elections.calendar import build_calendar
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import calendar_kind
from elections.rulebook import Rulebook
from elections.rulebook.measures import Deadline
from elections.rulebook.value import Value
from voting.proxy_rules import Reading

HEADINGS = "review.introduction_headings"
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
    """The last days, included, for withdrawals and for introductions; None while no election day is set.

    `fills` tells that the next by votes fills a place even after the last day for posting the list (ZJ-19);
    `introduces` that the rulebook orders the introduction; `headings` what is told of each candidate in writing, by
    their codes, `checked` that the township checks it before it is published (A-LEAD-05).
    """

    withdraw_by: date | None
    withdraw_clause: str
    withdraw_stated: bool
    fills: bool
    fills_clause: str
    introduces: bool
    introduce_by: date | None
    introduce_clause: str
    headings: tuple[str, ...]
    headings_clause: str
    checked: bool
    checked_clause: str
    stops_clause: str
    readings: tuple[Reading, ...]


def list_rules(election: Election) -> ListRules:
    """What holds for withdrawals and introductions in this election; nothing of either is done on polling day."""
    rules = election.cycle.rules
    review, vote = rules.review, rules.step(Step.VOTING).clause
    stops = rules.voting.campaign_stops_on_election_day.clause
    return ListRules(
        withdraw_by=last_day(election, review.withdrawn),
        withdraw_clause=review.withdrawn.clause or vote,
        withdraw_stated=review.withdrawn.stated,
        fills=bool(review.withdrawn_filled.stated and review.withdrawn_filled.value),
        fills_clause=review.withdrawn_filled.clause or rules.nomination.candidates_extra_min.clause or vote,
        introduces=_orders_introduction(election),
        introduce_by=last_day(election, review.candidates_introduced),
        introduce_clause=review.candidates_introduced.clause or stops or vote,
        headings=review.introduction_headings.value if review.introduction_headings.stated else (),
        headings_clause=review.introduction_headings.clause or vote,
        checked=bool(review.introduction_checked.stated and review.introduction_checked.value),
        checked_clause=review.introduction_checked.clause or vote,
        stops_clause=stops or review.candidates_introduced.clause or vote,
        readings=tuple(_readings(rules)),
    )


def _orders_introduction(election: Election) -> bool:
    """Whether the plan or the law orders it for a place of this kind: a law on villages does not bind a community."""
    rules, rule = election.cycle.rules, election.cycle.rules.review.candidates_introduced
    return rule.stated and rules.governs(rule.clause, calendar_kind(election.village))


def last_day(election: Election, rule: Value[Deadline]) -> date | None:
    """The last day that the rulebook counts back from the vote, and where it names none the day before the vote."""
    if election.election_day is None:
        return None
    before = election.election_day - timedelta(days=1)
    if not rule.stated or rule.value.before != "election_day":
        return before
    calendar = build_calendar(election.cycle.rules, election_day=election.election_day)
    return min(calendar.last_day(rule.value, election.election_day), before)


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
