from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.models import Nomination, NominationVote, SeatPlan
from candidates.queries.nomination import registered_voters
from candidates.queries.seats import seats_of
from candidates.ranking import cut
from candidates.services.names import Nominee, VoteLine, resolve
from candidates.services.nomination_checks import day_faults, paper_faults, tie_fault, vote_faults
from candidates.services.standing import stand
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election

NOBODY: Mapping[str, Collection[int]] = {}


def record_nomination(
    *,
    by: User,
    election: Election,
    held_on: date,
    issued: int,
    returned: int,
    lines: Sequence[VoteLine],
    now: datetime,
    decided: Mapping[str, Collection[int]] = NOBODY,
    tie_decision: str = "",
) -> Nomination:
    """Record the result of the direct nomination and take up the first of each post as candidates.

    Of each post the first seats + differential by votes are taken (A-NOM-10). Where people are level at
    the cut, `decided` names the residents taken, by post, and `tie_decision` says how it was decided. The
    number of the registered is kept as it stands now (AMB-40).

    Raises what the gate raises, NominationRecorded, SeatsNotPlanned, RollMissing, TieUndecided, and at once
    all of DateInTheFuture, IssuedOverRegistered, ReturnedOverIssued, TooFewTookPart, PostNotPlanned,
    NobodyNominated, NotAResident, SameName, NameTwice, VotesOverReturned, VotesOverSeats. Fields of lines are
    `name-0`, `votes-0`, `post-0` and `resident-0`, counted from 0.
    """
    office = require(by, "nomination.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.NOMINATION, election, now)
        plan = _ready(election)
        result = Nomination(
            election=election,
            held_on=held_on,
            registered=registered_voters(election),
            issued=issued,
            returned=returned,
            tie_decision=tie_decision,
            recorded_at=now,
        )
        nominees = _nominees(result, plan, lines, now)
        taken = _taken(plan, nominees, decided, tie_decision)
        _store(result, nominees, taken)
        data = _told(result, nominees, taken)
        act, step = Act.NOMINATION_RECORDED, Step.NOMINATION
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return result


def _ready(election: Election) -> list[SeatPlan]:
    """The planned posts. Raises where the result cannot be entered yet, or is entered."""
    if Nomination.objects.filter(election=election).exists():
        raise refusals.NominationRecorded(_("The nomination result is recorded already."))
    plan = list(seats_of(election))
    if not plan:
        raise refusals.SeatsNotPlanned(_("The seats are not set yet; the township office sets them."))
    if not registered_voters(election):
        told = _("There is no voter roll yet, so no majority can be told. Upload the roll first.")
        raise refusals.RollMissing(told, clause=election.cycle.rules.nomination.participation.clause)
    return plan


def _nominees(
    result: Nomination, plan: Sequence[SeatPlan], lines: Sequence[VoteLine], now: datetime
) -> list[Nominee]:
    """Who is meant by the lines. Raises every fault of the result at once."""
    nominees, unresolved = resolve(result.election, lines)
    faults = [
        *day_faults(result.held_on, now),
        *paper_faults(result.election, result.registered, result.issued, result.returned),
        *unresolved,
        *vote_faults(plan, lines, result.returned),
    ]
    if faults:
        raise Refusals(faults)
    return nominees


def _taken(
    plan: Sequence[SeatPlan],
    nominees: Sequence[Nominee],
    decided: Mapping[str, Collection[int]],
    tie_decision: str,
) -> list[Nominee]:
    """Who becomes a candidate. Raises TieUndecided for every post where people are level undecided."""
    taken: list[Nominee] = []
    ties: list[Refusal] = []
    for post in plan:
        here = cut(
            [n for n in nominees if n.post == post.post and n.votes], post.seats + post.extra_candidates
        )
        chosen = [n for n in here.level if n.resident.pk in decided.get(post.post, ())]
        if here.places and (len(chosen) != here.places or not tie_decision.strip()):
            ties.append(tie_fault(post, here))
        taken += [*here.ahead, *chosen]
    if ties:
        raise Refusals(ties)
    return taken


def _store(result: Nomination, nominees: Sequence[Nominee], taken: Sequence[Nominee]) -> None:
    result.save()
    NominationVote.objects.bulk_create(_vote(result, nominee) for nominee in nominees)
    for nominee in taken:
        stand(result.election, nominee.post, nominee, result.recorded_at)


def _vote(nomination: Nomination, nominee: Nominee) -> NominationVote:
    resident = nominee.resident
    return NominationVote(
        nomination=nomination,
        post=nominee.post,
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=nominee.votes,
    )


def _told(nomination: Nomination, nominees: Sequence[Nominee], taken: Sequence[Nominee]) -> dict[str, object]:
    rows = {nominee.row for nominee in taken}
    return {
        "held_on": nomination.held_on.isoformat(),
        "registered": nomination.registered,
        "issued": nomination.issued,
        "returned": nomination.returned,
        "votes": [
            {"post": n.post, "name": n.resident.name, "votes": n.votes, "taken": n.row in rows}
            for n in sorted(nominees, key=lambda n: (n.post, -n.votes))
        ],
        "tie_decision": nomination.tie_decision,
    }
