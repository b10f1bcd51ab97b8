"""The terms of those elected: who enters on one, from which day, whose term ends with it, and what is still open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from candidates.duties import duty_of
from candidates.models import Candidacy, ElectedTerm
from candidates.queries.elected import residents_of
from candidates.queries.party_vote import PartyVote, party_vote_of
from elections.calendar.counting import add_months
from elections.models import Election, StepRecord
from elections.queries.posts import posts_for
from elections.queries.step import record_of
from villages.enums import TWO_COMMITTEES, Body, Duty, VillageKind
from villages.models import Cadre, Resident
from villages.names.numerals import numeral
from voting.enums import ContestState
from voting.models import Contest
from voting.queries.result import Elected, Vote, elected_in, vote_of
from voting.relatives import ElectedPair, elected_relatives
from voting.rounds import COMMITTEE

MONTHS = 12


@dataclass(frozen=True)
class Entrant:
    """Somebody who holds a seat by a confirmed round. `since` None: the day is not on record yet.

    `resident` is None where only a name was written in; `pair` are the relatives of whom one has still to give way; `sits` is the
    term that the person has in the body till now, `entered` the one that this election gave; `duty` goes with the post.
    """

    contest: Contest
    seat: Elected
    resident: Resident | None
    since: date | None
    pair: ElectedPair | None = None
    sits: Cadre | None = None
    entered: ElectedTerm | None = None
    duty: str = ""

    @property
    def duty_label(self) -> str:
        return str(Duty(self.duty).label) if self.duty else ""

    @property
    def due(self) -> bool:
        """Whether a term is still to be entered."""
        return self.entered is None


@dataclass(frozen=True)
class TermBoard:
    """One body: who enters, and `leaving`, whose terms end. `until` is when the new terms run out, by `until_clause`."""

    election: Election
    body: Body
    entrants: Sequence[Entrant]
    leaving: Sequence[Cadre]
    party: PartyVote | None = None
    approved_on: date | None = None

    @property
    def due(self) -> list[Entrant]:
        return [one for one in self.entrants if one.due]

    @property
    def begun(self) -> bool:
        """Whether terms of this election are in the register."""
        return any(one.entered for one in self.entrants)

    @property
    def unmatched(self) -> list[Entrant]:
        """Those due of whom only the name is known."""
        return [one for one in self.due if one.resident is None]

    @property
    def undecided(self) -> list[ElectedPair]:
        """The pairs of relatives of whom nobody has given way."""
        pairs = [one.pair for one in self.due if one.pair is not None]
        return [pair for place, pair in enumerate(pairs) if pair not in pairs[:place]]

    @property
    def ordinal(self) -> str:
        """Which term of the committee it is, as the place counts: 第十一届; "" where the plan does not say."""
        scope = self.election.cycle.rules.scope
        community = self.election.village.kind == VillageKind.COMMUNITY
        stated = scope.residents_committee_ordinal if community else scope.village_committee_ordinal
        return f"第{numeral(stated.value)}届" if self.body == Body.COMMITTEE and stated.stated else ""

    @property
    def years(self) -> Any:
        """How many years the term lasts, or None: the law says it of the committee (VCOL-11.2)."""
        stated = self.election.cycle.rules.scope.term_years
        return stated if self.body == Body.COMMITTEE and stated.stated else None

    @property
    def until(self) -> date | None:
        days = [one.since for one in self.entrants if one.since]
        return add_months(min(days), self.years.value * MONTHS) if days and self.years else None


def terms_of(election: Election) -> list[TermBoard]:
    """The bodies of which a result is in the application."""
    pairs = elected_relatives(election)
    return [board for body in TWO_COMMITTEES if (board := _board(election, body, pairs)) is not None]


def terms_of_body(election: Election, body: str) -> TermBoard | None:
    """One body, or None where the application has no result of it."""
    return _board(election, Body(body), elected_relatives(election)) if body in TWO_COMMITTEES else None


def _board(election: Election, body: Body, pairs: Sequence[ElectedPair]) -> TermBoard | None:
    party = party_vote_of(election) if body == Body.PARTY else None
    held = list(_party_seats(party) if party else _seats(vote_of(election, COMMITTEE)))
    if not held:
        return None
    approved = approved_on(election) if party else None
    keys = [seat.key for _contest, seat in held]
    people = residents_of(election, keys)
    residents = Resident.objects.in_bulk(list(people.values()))
    sitting = list(
        posts_for(election)
        .filter(village=election.village_id, body=body, until=None)
        .select_related("resident")
        .order_by("pk")
    )
    entered = {(row.contest_id, row.post, row.person): row for row in _entered(election, body)}
    seats = {(contest.pk, seat.post, seat.key) for contest, seat in held}
    own = {row.term_id for key, row in entered.items() if key in seats}
    sits = {cadre.resident_id: cadre for cadre in sitting if cadre.pk not in own}
    duties = _duties(election) if party else {}
    entrants = [
        Entrant(
            contest,
            seat,
            residents.get(people.get(seat.key, 0)),
            _since(election, body, contest, approved),
            _pair_of(pairs, seat.key),
            sits.get(people.get(seat.key, 0)),
            entered.get((contest.pk, seat.post, seat.key)),
            duty_of(election.cycle.rules, seat.post, duties.get(people.get(seat.key, 0), "")),
        )
        for contest, seat in held
    ]
    return TermBoard(election, body, entrants, _leaving(sits, entrants), party, approved)


def _duties(election: Election) -> dict[int, str]:
    """What those who stand for the Party organisation are meant for beside their posts, by resident."""
    meant = Candidacy.objects.filter(election=election, body=Body.PARTY).exclude(duty="")
    return dict(meant.values_list("resident_id", "duty"))


def _leaving(sits: Mapping[int, Cadre], entrants: Sequence[Entrant]) -> list[Cadre]:
    """Whose terms end: everybody's who sat till then; once terms were entered, only those of who enters now."""
    if not any(one.entered for one in entrants):
        return list(sits.values())
    return [one.sits for one in entrants if one.due and one.sits is not None]


def _entered(election: Election, body: Body) -> QuerySet[ElectedTerm]:
    return ElectedTerm.objects.filter(election=election, term__body=body, ended="").select_related("term")


def _seats(vote: Vote | None) -> Iterator[tuple[Contest, Elected]]:
    """Each person elected by a confirmed round, once, by the highest post."""
    if vote is None:
        return
    seen = set()
    for seat in elected_in(vote):
        contest = vote.round(seat.number)
        if contest.state == ContestState.CONFIRMED and seat.key not in seen:
            seen.add(seat.key)
            yield contest, seat


def _party_seats(party: PartyVote) -> Iterator[tuple[Contest, Elected]]:
    """The members elected; who is secretary or deputy by the first meeting is told by that post."""
    higher = {seat.key: (contest, seat) for contest, seat in _seats(party.first_meeting)}
    for contest, seat in _seats(party.members):
        yield higher.get(seat.key, (contest, seat))


def _since(election: Election, body: Body, contest: Contest, approved: date | None) -> date | None:
    """The day the term begins: the confirmation; of a Party post the approval, where the plan asks for it."""
    assert contest.confirmed_at is not None
    confirmed = localtime(contest.confirmed_at).date()
    if body != Body.PARTY or election.cycle.rules.party_appointment is None:
        return confirmed
    return max(confirmed, approved) if approved else None


def approval_of(election: Election) -> StepRecord | None:
    """The record that those elected to the Party organisation were approved, or None."""
    return record_of(election, election.cycle.rules.party_appointment)


def approved_on(election: Election) -> date | None:
    """The day on which those elected to the Party organisation were approved, as it stands on record."""
    approval = approval_of(election)
    return approval.held_on if approval else None


def _pair_of(pairs: Sequence[ElectedPair], key: str) -> ElectedPair | None:
    """The pair of relatives, undecided as yet, by which a person elected does not take office."""
    return next((pair for pair in pairs if key in pair.held_back and not pair.gives_way), None)
