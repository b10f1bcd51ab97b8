from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.enums import CandidacyState
from candidates.models import Candidacy, SeatPlan
from candidates.queries.candidacy import formal_candidates
from candidates.queries.publication import list_order, missing_women
from candidates.queries.relatives import pairs_of
from candidates.queries.seats import seats_of
from candidates.services.candidacy import move
from candidates.services.election_committee_seat import committee_faults
from candidates.services.preselection_checks import refuse_before_preselection
from candidates.services.womans_post import womans_post_faults
from candidates.states import Move
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.rulebook.value import Strength
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body, Post
from voting.enums import Round
from voting.models import Contest
from voting.services.contest import ChoiceDraft, PositionDraft, prepare_contest

NAMES = ("first", "second")


def publish_candidates(*, by: User, election: Election, now: datetime, approval: str = "") -> list[Candidacy]:
    """Publish the formal list, everyone whom both reviews passed, and prepare the vote (A-REV-10, A-REV-11).

    `approval` names the document by which a list without a woman is allowed, where the rulebook knows an office
    that may allow it. Raises what the gate raises (StepClosed too near to election day, StepNotReady while a
    review is open), PublishedAlready, PreselectionMissing, and at once all of TooFewCandidates, NoWoman,
    WomansPostMissing, ManInWomansPost, RelativesBarred, MemberMustLeave, CommitteeWithoutWoman, CommitteeTooShort, NoPresider.
    """
    office = require(by, "candidate.publish", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        if formal_candidates(election).exists():
            raise refusals.PublishedAlready(_("The formal candidates are published already."))
        refuse_before_preselection(election)
        gate(Step.FORMAL_CANDIDATES, election, now)
        plan, passed = list(seats_of(election)), _passed(election)
        faults = [
            *_differential(election, plan, passed),
            *_women(election, passed, approval),
            *womans_post_faults(election, plan, passed),
            *_relatives(election, passed),
            *committee_faults(election, passed),
        ]
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
        positions = [_position(post, people, passed) for post, people in listed]
        _prepare(by, election, positions, now)
    return [person for _post, people in listed for person in people]


def _passed(election: Election) -> list[Candidacy]:
    passed = Candidacy.objects.select_for_update(of=("self",)).filter(
        election=election, body=Body.COMMITTEE, state=CandidacyState.COUNTY_PASSED
    )
    return list(passed.order_by("pk"))


def _differential(
    election: Election, plan: Sequence[SeatPlan], passed: Sequence[Candidacy]
) -> Iterator[Refusal]:
    rule = election.cycle.rules.nomination.candidates_extra_min
    for post in plan:
        have = sum(person.post == post.post for person in passed)
        need = post.seats + (rule.value if rule.stated else 0)
        if have < need:
            yield refusals.TooFewCandidates(
                _("%(post)s: %(have)s passed for %(seats)s seats; at least %(need)s are needed."),
                {"post": Post(post.post).label, "have": have, "seats": post.seats, "need": need},
                clause=rule.clause or None,
                data={"post": post.post, "have": have, "need": need},
            )


def _women(election: Election, passed: Sequence[Candidacy], approval: str) -> Iterator[Refusal]:
    rule = election.cycle.rules.structure.women_min_committee
    if not missing_women(election, passed):
        return
    may_be_allowed = rule.approver is not None or rule.strength != Strength.HARD
    if not (may_be_allowed and approval.strip()):
        told = _("The list lacks a woman; at least %(least)s is needed.")
        yield refusals.NoWoman(
            told, {"least": rule.value}, clause=rule.clause, field="approval" if may_be_allowed else None
        )


def _relatives(election: Election, passed: Sequence[Candidacy]) -> Iterator[Refusal]:
    """Relatives who may not both stand, unless an approval lets them (C-KIN-01); of all bodies of the place."""
    listed = {person.resident_id for person in passed}
    for pair in pairs_of(election):
        allowed = pair.decision is not None and pair.decision.yields_id is None
        both_stand = all(person.stands for person in pair.people)
        if both_stand and not allowed and pair.bars_both and listed & {p.resident.pk for p in pair.people}:
            yield refusals.RelativesBarred(
                _("%(first)s and %(second)s are related and may not both stand; the township decides."),
                {
                    name: told_name(person.resident.name)
                    for name, person in zip(NAMES, pair.people, strict=True)
                },
                clause=pair.ground.rule.clause,
                data={"residents": [person.resident.pk for person in pair.people]},
            )


def _place(election: Election, post: SeatPlan, passed: Sequence[Candidacy], now: datetime) -> list[Candidacy]:
    people = sorted((p for p in passed if p.post == post.post), key=list_order(election.cycle.rules))
    for place, person in enumerate(people, start=1):
        person.place = place
        move(person, Move.PUBLISH, now)
    return people


def _position(post: SeatPlan, people: Sequence[Candidacy], passed: Sequence[Candidacy]) -> PositionDraft:
    """A person who stands for two posts is one choice: the tally must know it is the same person."""
    first: dict[int, int] = {}
    for person in passed:
        first.setdefault(person.resident_id, person.pk)
    choices = tuple(ChoiceDraft(key=f"c{first[p.resident_id]}", name=p.name, sex=p.sex) for p in people)
    return PositionDraft(post=post.post, rank=post.rank, seats=post.seats, choices=choices)


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
