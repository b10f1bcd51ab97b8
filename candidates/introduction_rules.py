"""What the rulebook says of the introduction of candidates: the committee's to the voters, the Party's to its electors."""

from dataclasses import dataclass
from datetime import date, timedelta

from candidates.enums import IntroductionWay
from elections.calendar import build_calendar
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import calendar_kind
from elections.rulebook.measures import Deadline
from elections.rulebook.value import Value
from villages.enums import Body

# The ways in which the election committee introduces candidates; the Party's plan may name others (B-NOM-03).
COMMITTEE_WAYS = (
    IntroductionWay.MEETING,
    IntroductionWay.STATEMENT,
    IntroductionWay.ORAL,
    IntroductionWay.WRITTEN,
)


@dataclass(frozen=True, slots=True)
class IntroductionRules:
    """What holds for the introduction of a body's candidates; the last day is included, None while it is not known.

    `introduces` tells that the rulebook orders it; `headings` what is told of each candidate in writing, by the codes of
    the value at `path`; `checked` that the township checks it before it is published (A-LEAD-05); `ways` in which it may
    be done, those of the plan first. Nobody introduces after `step`; the acts are entered under `under`.
    """

    body: Body
    step: str
    under: str
    introduces: bool
    introduce_by: date | None
    introduce_clause: str
    path: str
    headings: tuple[str, ...]
    headings_clause: str
    checked: bool
    checked_clause: str
    stops_clause: str
    ways: tuple[IntroductionWay, ...]
    ways_clause: str


def introduction_rules(election: Election, body: str = Body.COMMITTEE) -> IntroductionRules:
    """What holds for the introduction of the committee's or of the Party organisation's candidates."""
    return _of_party(election) if body == Body.PARTY else _of_committee(election)


def _of_committee(election: Election) -> IntroductionRules:
    rules = election.cycle.rules
    review, vote = rules.review, rules.step(Step.VOTING).clause
    stops, introduced = rules.voting.campaign_stops_on_election_day.clause, review.candidates_introduced
    return IntroductionRules(
        body=Body.COMMITTEE,
        step=Step.VOTING,
        under=Step.FORMAL_CANDIDATES,
        introduces=introduced.stated
        and rules.governs(
            introduced.clause, calendar_kind(election.village)
        ),  # a law on villages binds no community
        introduce_by=last_day(election, introduced),
        introduce_clause=introduced.clause or stops or vote,
        path="review.introduction_headings",
        headings=_stated(review.introduction_headings),
        headings_clause=review.introduction_headings.clause or vote,
        checked=bool(review.introduction_checked.stated and review.introduction_checked.value),
        checked_clause=review.introduction_checked.clause or vote,
        stops_clause=stops or introduced.clause or vote,
        ways=COMMITTEE_WAYS,
        ways_clause=introduced.clause or vote,
    )


def _of_party(election: Election) -> IntroductionRules:
    """Up to the assembly, at which the candidates are introduced once more (A-REV-14, A-ASM-09, B-NOM-03, B-ASM-02).

    Plans B and C name no headings: theirs are proposed after the Party's own regulation, and order nothing.
    """
    rules = election.cycle.rules
    review, vote = rules.review, rules.step(rules.assembly_step).clause if rules.assembly_step else ""
    headings, ways = review.party_introduction_headings, review.introduction_ways
    named = tuple(IntroductionWay(way) for way in _stated(ways))
    ordered = headings.stated and not headings.proposed
    clause = (headings.clause if ordered else "") or ways.clause or headings.clause or vote
    return IntroductionRules(
        body=Body.PARTY,
        step=rules.assembly_step,
        under=rules.assembly_step,
        introduces=ordered or ways.stated,
        introduce_by=election.party_day,
        introduce_clause=clause,
        path="review.party_introduction_headings",
        headings=_stated(headings),
        headings_clause=headings.clause or clause,
        checked=bool(review.introduction_checked.stated and review.introduction_checked.value),
        checked_clause=review.introduction_checked.clause or vote,
        stops_clause=clause,
        ways=(*named, *(way for way in IntroductionWay if way not in named)),
        ways_clause=ways.clause or clause,
    )


def _stated(rule: Value[tuple[str, ...]]) -> tuple[str, ...]:
    return rule.value if rule.stated else ()


def last_day(election: Election, rule: Value[Deadline]) -> date | None:
    """The last day that the rulebook counts back from the vote, and where it names none the day before the vote."""
    if election.election_day is None:
        return None
    before = election.election_day - timedelta(days=1)
    if not rule.stated or rule.value.before != "election_day":
        return before
    calendar = build_calendar(election.cycle.rules, election_day=election.election_day)
    return min(calendar.last_day(rule.value, election.election_day), before)
