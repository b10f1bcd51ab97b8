from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from candidates import refusals
from candidates.models import Candidacy, SeatPlan
from candidates.queries.candidacy import formal_candidates
from candidates.queries.publication import list_order
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import waiting_for_list
from candidates.services.candidacy import move
from candidates.services.list_checks import list_faults
from candidates.services.list_positions import positions_of
from candidates.services.preselection_checks import refuse_before_preselection
from candidates.states import Move
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.enums import Round
from voting.models import Contest
from voting.services.contest import PositionDraft, prepare_contest


def publish_candidates(*, by: User, election: Election, now: datetime, approval: str = "") -> list[Candidacy]:
    """Publish the formal list, everyone whom both reviews passed, and prepare the vote (A-REV-10, A-REV-11).

    `approval` names the document by which a list without a woman is allowed, where the rulebook knows an office
    that may allow it. Raises what the gate raises (StepClosed too near to election day, StepNotReady while a
    review is open), PublishedAlready, PreselectionMissing, and at once all of TooFewCandidates, NoWoman,
    WomansPostMissing, ManInWomansPost, NotInspected, FailureUndecided,
    FindingFails, ApprovalMissing, RelativesBarred, MemberMustLeave, CommitteeWithoutWoman, CommitteeTooShort, NoPresider.
    """
    office = require(by, "candidate.publish", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        if formal_candidates(election).exists():
            raise refusals.PublishedAlready(_("The formal candidates are published already."))
        refuse_before_preselection(election)
        gate(Step.FORMAL_CANDIDATES, election, now)
        plan, passed = list(seats_of(election)), _passed(election)
        faults = list_faults(election, plan, passed, approval, now)
        if faults:
            raise Refusals(faults)
        listed = [(post, _place(election, post, passed, now)) for post in plan]
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDATES_PUBLISHED,
            election=election,
            step=Step.FORMAL_CANDIDATES,
            data={
                "posts": [
                    {"post": post.post, "names": [person.name for person in people]}
                    for post, people in listed
                ],
                "approval": approval,
            },
            now=now,
        )
        _prepare(by, election, positions_of(election, passed), now)
    return [person for _post, people in listed for person in people]


def _passed(election: Election) -> list[Candidacy]:
    return list(waiting_for_list(election).select_for_update(of=("self",)))


def _place(election: Election, post: SeatPlan, passed: Sequence[Candidacy], now: datetime) -> list[Candidacy]:
    people = sorted((p for p in passed if p.post == post.post), key=list_order(election.cycle.rules))
    for place, person in enumerate(people, start=1):
        person.place = place
        move(person, Move.PUBLISH, now)
    return people


def _prepare(by: User, election: Election, positions: Sequence[PositionDraft], now: datetime) -> Contest:
    office = require(by, "contest.prepare", election.village_id)
    if election.election_day is None:
        raise RuntimeError("The gate lets nothing through without an election day.")
    return prepare_contest(
        by=by,
        office=office,
        election=election,
        round=Round.FIRST,
        positions=positions,
        day=election.election_day,
        now=now,
    )
