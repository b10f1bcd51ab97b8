from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.counted import Counted, counted, without_quorum
from candidates.enums import VoteAbout
from candidates.models import Nomination, NominationGroup, NominationVote, SeatPlan
from candidates.nomination_rules import counts_per_group, needs_preselection
from candidates.queries.nomination import registered_by_group, registered_voters
from candidates.queries.seats import seats_of
from candidates.services.names import Nominee, VoteLine, resolve
from candidates.services.nomination_checks import (
    GroupPapers,
    day_faults,
    group_faults,
    paper_faults,
    sum_faults,
    vote_faults,
)
from candidates.services.standing import stand
from candidates.services.taking import places_of, taken_of
from candidates.tallied import NOBODY as NO_PLACES
from candidates.tallied import nomination_asked, nomination_figures
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.recorded import RecordedVote
from voting.services.recorded import keep_votes

NOBODY: Mapping[str, Collection[int]] = {}


def record_nomination(
    *,
    by: User,
    election: Election,
    held_on: date,
    lines: Sequence[VoteLine],
    now: datetime,
    issued: int = 0,
    returned: int = 0,
    valid: int | None = None,
    invalid: int | None = None,
    groups: Sequence[GroupPapers] = (),
    decided: Mapping[str, Collection[int]] = NOBODY,
    tie_decision: str = "",
) -> Nomination:
    """Record the result of the direct nomination and take up the first of each post as candidates.

    Of each post the first seats + differential by votes are taken (A-NOM-10). Where people are level at
    the cut, `decided` names the residents taken, by post, and `tie_decision` says how it was decided. Of a post
    that the rulebook has cut by a preselection nobody is taken yet (C-NOM-06). The number of the registered is kept
    as it stands now (AMB-40).

    `groups` are the papers of each villager or resident group where these nominated apart (A-NOM-08): every group
    with voters once; `issued` and `returned` are then their sums and not asked. `valid` and `invalid` papers are of the
    whole, where they were counted. Whether more than half must take part in each group or in the whole is the
    rulebook's reading (AMB-39).

    Raises what the gate raises, NominationRecorded, SeatsNotPlanned, RollMissing, TieUndecided, and at once
    all of DateInTheFuture, GroupNotOnRoll, GroupEnteredTwice, GroupLeftOut, IssuedOverRegistered, ReturnedOverIssued,
    TooFewTookPart, PapersDoNotAddUp, PostNotPlanned, NobodyNominated, NotAResident, SameName, NameTwice, VotesOverReturned,
    VotesOverSeats. Fields of lines are `name-0`, `votes-0`, `post-0` and `resident-0`, counted from 0, of a group
    `issued-of-3` and `returned-of-3` by its number.
    """
    office = require(by, "nomination.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.NOMINATION, election, now)
        plan = _ready(election)
        result = _begun(
            election, groups, held_on=held_on, issued=issued, returned=returned, valid=valid, invalid=invalid,
            tie_decision=tie_decision, recorded_at=now,
        )  # fmt: skip
        registered = registered_by_group(election) if groups else {}
        nominees = _nominees(
            result, plan, lines, [*day_faults(held_on, now), *_papers(result, groups, registered)]
        )
        result.preselected_posts = _preselected(election, plan, nominees)
        found = _counted(result, plan, nominees, groups)
        taken = taken_of(_decided_now(result, plan), found, decided, tie_decision)
        _store(result, nominees, taken)
        NominationGroup.objects.bulk_create(_group(result, each, registered) for each in groups)
        whole = found.recorded(VoteAbout.NOMINATION, held_on, decided=decided, decision=tie_decision)
        votes = [whole, *_groups_held(result, groups, registered)]
        data = _told(result, nominees, taken, groups) | keep_votes(election=election, votes=votes, now=now)
        act, step = Act.NOMINATION_RECORDED, Step.NOMINATION
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return result


def _begun(election: Election, groups: Sequence[GroupPapers], **told: Any) -> Nomination:
    """The result as it was told, with the registered of today; the papers of groups together are those of the whole."""
    papers = {name: sum(getattr(each, name) for each in groups) for name in ("issued", "returned") if groups}
    return Nomination(election=election, registered=registered_voters(election), **told | papers)


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


def _papers(
    result: Nomination, groups: Sequence[GroupPapers], registered: Mapping[int, int]
) -> Iterator[Refusal]:
    if groups:
        yield from group_faults(result.election, groups, registered)
    if not (groups and counts_per_group(result.election.cycle.rules)):
        yield from paper_faults(result.election, result.registered, result.issued, result.returned)
    yield from sum_faults(result)


def _nominees(
    result: Nomination, plan: Sequence[SeatPlan], lines: Sequence[VoteLine], found: Sequence[Refusal]
) -> list[Nominee]:
    """Who is meant by the lines. Raises every fault of the result at once, those of its papers with it."""
    nominees, unresolved = resolve(result.election, lines)
    faults = [*found, *unresolved, *vote_faults(plan, lines, result.returned)]
    if faults:
        raise Refusals(faults)
    return nominees


def _preselected(election: Election, plan: Sequence[SeatPlan], nominees: Sequence[Nominee]) -> list[str]:
    """The posts whose nominees a preselection is to cut."""
    voted = Counter(nominee.post for nominee in nominees if nominee.votes)
    rules = election.cycle.rules
    return [post.post for post in plan if needs_preselection(rules, voted[post.post], post.places)]


def _decided_now(result: Nomination, plan: Sequence[SeatPlan]) -> list[SeatPlan]:
    return [post for post in plan if post.post not in result.preselected_posts]


def _counted(
    result: Nomination, plan: Sequence[SeatPlan], nominees: Sequence[Nominee], groups: Sequence[GroupPapers]
) -> Counted[Nominee]:
    """The outcome of the votes; that enough took part is told of each group where the reading says so.

    Of a post that a preselection cuts everybody with a vote goes on.
    """
    rules = result.election.cycle.rules
    how = nomination_asked(rules)
    apart = groups and counts_per_group(rules)
    figures = nomination_figures(result.registered, result.issued, result.returned)
    places = places_of(plan, nominees, result.preselected_posts)
    return counted(without_quorum(how) if apart else how, places, figures)


def _groups_held(
    result: Nomination, groups: Sequence[GroupPapers], registered: Mapping[int, int]
) -> Iterator[RecordedVote]:
    """Who took part in each group, where more than half of each must (AMB-39)."""
    rules = result.election.cycle.rules
    for papers in groups if counts_per_group(rules) else ():
        figures = nomination_figures(registered[papers.group], papers.issued, papers.returned)
        found = counted(nomination_asked(rules), NO_PLACES, figures)
        yield found.recorded(VoteAbout.NOMINATION, result.held_on, unit=papers.group)


def _store(result: Nomination, nominees: Sequence[Nominee], taken: Sequence[Nominee]) -> None:
    result.save()
    NominationVote.objects.bulk_create(_vote(result, nominee) for nominee in nominees)
    for nominee in taken:
        stand(result.election, nominee.post, nominee, result.recorded_at)


def _group(nomination: Nomination, papers: GroupPapers, registered: Mapping[int, int]) -> NominationGroup:
    return NominationGroup(
        nomination=nomination,
        number=papers.group,
        registered=registered[papers.group],
        issued=papers.issued,
        returned=papers.returned,
    )


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


def _told(
    nomination: Nomination,
    nominees: Sequence[Nominee],
    taken: Sequence[Nominee],
    groups: Sequence[GroupPapers],
) -> dict[str, object]:
    rows = {nominee.row for nominee in taken}
    return {
        "held_on": nomination.held_on.isoformat(),
        "registered": nomination.registered,
        "issued": nomination.issued,
        "returned": nomination.returned,
        "valid": nomination.valid,
        "invalid": nomination.invalid,
        "groups": [asdict(each) for each in groups],
        "preselected_posts": nomination.preselected_posts,
        "votes": [
            {"post": n.post, "name": n.resident.name, "votes": n.votes, "taken": n.row in rows}
            for n in sorted(nominees, key=lambda n: (n.post, -n.votes))
        ],
        "tie_decision": nomination.tie_decision,
    }
