"""The election committee formed: proposed where the plan says so, elected, its chair chosen by the members."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import body_refusals
from candidates.counted import Counted, Cut, Place, counted, of_one
from candidates.enums import MemberState, VoteAbout
from candidates.models import CommitteeMember, ElectionCommittee
from candidates.queries.election_committee import (
    NEW_ELECTION,
    Roster,
    by_proposal,
    committee_of,
    members_of,
    roster_of,
)
from candidates.refusals import TieUndecided
from candidates.services.election_committee_checks import (
    REPRESENTATIVES_MEETING,
    forming_faults,
    new_set_decides,
    size_faults,
)
from candidates.services.names import Nominee, VoteLine, resolve
from candidates.services.nomination_checks import day_faults
from candidates.tallied import COMMITTEE_TITLE, committee_asked
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.recorded import RecordedVote
from voting.services.recorded import keep_votes


@dataclass(frozen=True)
class Formation:
    """An election of the committee: by whom, how many places, who had how many votes.

    `decided` are residents taken among equals at the cut, `decision` how; `reason` why it departs from the usual size.
    """

    formed_by: str
    held_on: date
    presided_by: str
    size: int
    lines: Sequence[VoteLine]
    decided: frozenset[int] = frozenset()
    decision: str = ""
    reason: str = ""


def propose_committee(
    *, by: User, election: Election, held_on: date, lines: Sequence[VoteLine], now: datetime
) -> ElectionCommittee:
    """The township proposes persons to the residents' meeting of a community (C-COM-03).

    In a village nobody may (C-COM-02). Raises what the gate raises, AppointingForbidden, FiledAlready, and at once all
    of DateInTheFuture, UnitsFaulty, NotAResident, SameName, NameTwice.
    """
    office = require(by, "bodies.file", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        if not by_proposal(election):
            rules = election.cycle.rules.election_committee
            raise body_refusals.AppointingForbidden(
                _("Here the committee is elected; no office proposes, appoints or replaces members."),
                clause=rules.appointing_forbidden.clause or rules.formed_by.clause or None,
            )
        committee = _unfiled(election) or ElectionCommittee(election=election)
        nominees, faults = resolve(election, lines)
        faults += [*day_faults(held_on, now), *_nobody(lines)]
        if faults:
            raise Refusals(faults)
        committee.proposed_on = held_on
        committee.save()
        _store(committee, nominees, MemberState.PROPOSED, len(nominees))
        data = {"held_on": held_on.isoformat(), "names": [one.resident.name for one in nominees]}
        act, step = Act.COMMITTEE_PROPOSED, Step.ELECTION_COMMITTEE
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return committee


def form_committee(*, by: User, election: Election, formation: Formation, now: datetime) -> ElectionCommittee:
    """Record who formed the election committee, with the votes in their order; the first `size` are its members.

    May be recorded anew until it is handed in. Raises what the gate raises, FiledAlready, ProposalMissing, and at once
    all of NotAFormingBody, RepresentativesNotFiled, DateInTheFuture, NotAResident, SameName, NameTwice, NotProposed,
    TieUndecided, CommitteeSizeOutside, ReasonNeeded.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        rules = election.cycle.rules.election_committee
        committee = _unfiled(election)
        proposed = _proposed(election, committee)
        committee = committee or ElectionCommittee(election=election)
        nominees, faults = _elected(election, formation, now)
        faults += _not_proposed(election, nominees, proposed)
        people = [_member(committee, one, number) for number, one in enumerate(nominees, start=1)]
        faults += size_faults(rules, people[: formation.size], formation.reason)
        if faults:
            raise Refusals(faults)
        _fill(committee, election, formation, now)
        committee.save()
        _store(committee, nominees, MemberState.SERVING, formation.size, proposed)
        act, step = Act.COMMITTEE_FORMED, Step.ELECTION_COMMITTEE
        votes = _vote_held(election, nominees, formation, VoteAbout.COMMITTEE)
        data = _told(formation, nominees) | keep_votes(election=election, votes=votes, now=now)
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return committee


def elect_more_members(
    *, by: User, election: Election, formation: Formation, now: datetime
) -> ElectionCommittee:
    """Fill places that became free by a new election, where nobody of the original order is left (A-COM-09).

    Raises what the gate raises, CommitteeNotFormed, NoFreePlace, and at once what `form_committee` raises of names,
    days and equal votes.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        roster = formed(election)
        rule = roster.rules.vacancies_filled
        if not roster.free or (rule.stated and NEW_ELECTION not in rule.value):
            told = _("No place of the committee is free, or the plan fills it otherwise.")
            raise body_refusals.NoFreePlace(told, clause=rule.clause or None)
        nominees, faults = _elected(election, formation, now)
        known = {one.resident_id for one in roster.members}
        faults += [_known(one) for one in nominees if one.resident.pk in known]
        if formation.size > roster.free:
            told = _("Only %(free)s places are free.")
            faults.append(body_refusals.NoFreePlace(told, {"free": roster.free}, field="size"))
        if faults:
            raise Refusals(faults)
        last = max(one.place for one in roster.members)
        made = [_member(roster.committee, one, last + n) for n, one in enumerate(nominees, start=1)]
        for number, member in enumerate(made):
            member.state = MemberState.SERVING if number < formation.size else MemberState.RESERVE
            member.moved_up_on = formation.held_on if number < formation.size else None
        CommitteeMember.objects.bulk_create(made)
        roster.committee.changed_at = now
        roster.committee.save(update_fields=["changed_at"])
        act, step = Act.COMMITTEE_FILLED, Step.ELECTION_COMMITTEE
        votes = _vote_held(election, nominees, formation, VoteAbout.COMMITTEE_FILLED, made[0].place)
        data = _told(formation, nominees) | keep_votes(election=election, votes=votes, now=now)
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return roster.committee


def formed(election: Election) -> Roster:
    """The committee with its members. Raises CommitteeNotFormed before its election is recorded."""
    roster = roster_of(election)
    if roster is None or not roster.serving:
        raise body_refusals.CommitteeNotFormed(_("The election of the committee is not recorded yet."))
    return roster


def _unfiled(election: Election) -> ElectionCommittee | None:
    committee = committee_of(election)
    if committee is not None and committee.filed_at is not None:
        raise body_refusals.FiledAlready(
            _("The committee is handed in; changes are recorded one by one."),
            clause=election.cycle.rules.election_committee.filed_with.clause or None,
        )
    return committee


def _proposed(election: Election, committee: ElectionCommittee | None) -> list[CommitteeMember]:
    """Those whom the township proposed; nobody where it does not propose."""
    if not by_proposal(election):
        return []
    if committee is None or committee.proposed_on is None:
        raise body_refusals.ProposalMissing(
            _("The township office proposes the persons first; then the residents' meeting agrees."),
            clause=election.cycle.rules.election_committee.formed_by_community.clause,
        )
    return list(members_of(committee))


def _not_proposed(
    election: Election, nominees: Sequence[Nominee], proposed: Sequence[CommitteeMember]
) -> list[Refusal]:
    known = {one.resident_id for one in proposed}
    return [
        body_refusals.NotProposed(
            _("%(name)s is not among those whom the township proposed."),
            {"name": told_name(one.resident.name)},
            clause=election.cycle.rules.election_committee.formed_by_community.clause,
            field=f"name-{one.row}",
            data={"row": one.row},
        )
        for one in nominees
        if by_proposal(election) and one.resident.pk not in known
    ]


def _elected(election: Election, formation: Formation, now: datetime) -> tuple[list[Nominee], list[Refusal]]:
    """The people in the order of the result, and what stands against it."""
    nominees, faults = resolve(election, formation.lines)
    faults += [
        *forming_faults(election, formation.formed_by),
        *day_faults(formation.held_on, now),
        *_nobody(formation.lines),
    ]
    here = _cut(election, nominees, formation.size)
    chosen = [one for one in here.level if one.resident.pk in formation.decided]
    if here.places and (len(chosen) != here.places or not formation.decision.strip()):
        faults.append(_tie(election, here.level, here.places))
    first = [*here.ahead, *chosen]
    rest = sorted((one for one in nominees if one not in first), key=lambda one: -one.votes)
    return [*first, *rest], faults


def _cut(election: Election, nominees: Sequence[Nominee], size: int) -> Cut[Nominee]:
    """Who has most votes by the tally; those agreed upon without a ballot take the places that it leaves empty."""
    here = of_one(_counted(election, nominees, size))
    agreed = [one for one in nominees if not one.votes]
    if len(agreed) <= here.vacant:
        return replace(here, ahead=[*here.ahead, *agreed])
    return replace(here, level=agreed, places=here.vacant) if here.vacant else here


def _counted(election: Election, nominees: Sequence[Nominee], size: int) -> Counted[Nominee]:
    voted = Place("member", COMMITTEE_TITLE, max(0, size), [one for one in nominees if one.votes])
    return counted(committee_asked(election.cycle.rules), [voted])


def _vote_held(
    election: Election,
    nominees: Sequence[Nominee],
    formation: Formation,
    about: VoteAbout,
    unit: int | None = None,
) -> list[RecordedVote]:
    """The election as a vote; none where all were agreed upon without a ballot. `unit` tells later ones apart."""
    if not any(one.votes for one in nominees):
        return []
    found = _counted(election, nominees, formation.size)
    decided = dict.fromkeys(found.places, formation.decided)
    return [found.recorded(about, formation.held_on, unit=unit, decided=decided, decision=formation.decision)]


def _nobody(lines: Sequence[VoteLine]) -> Iterator[Refusal]:
    if not lines:
        yield body_refusals.NobodyElected(_("Name the people."), field="held_on")


def _tie(election: Election, level: Sequence[Nominee], places: int) -> Refusal:
    return TieUndecided(
        _("%(count)s people are level with %(votes)s votes, places left: %(places)s. Decide."),
        {"count": len(level), "votes": level[0].votes, "places": places},
        clause=election.cycle.rules.election_committee.vacancies_filled.clause or None,
        field="decision",
        data={
            "places": places,
            "options": [
                {"id": one.resident.pk, "name": one.resident.name, "votes": one.votes} for one in level
            ],
        },
    )


def _known(one: Nominee) -> Refusal:
    return body_refusals.NoFreePlace(
        _("%(name)s stands in the original order already."),
        {"name": told_name(one.resident.name)},
        field=f"name-{one.row}",
    )


def _member(committee: ElectionCommittee, one: Nominee, place: int) -> CommitteeMember:
    person = one.resident
    return CommitteeMember(
        committee=committee,
        resident=person,
        name=person.name,
        sex=person.sex,
        votes=one.votes,
        place=place,
        state=MemberState.RESERVE,
    )


def _store(
    committee: ElectionCommittee,
    nominees: Sequence[Nominee],
    state: MemberState,
    size: int,
    proposed: Sequence[CommitteeMember] = (),
) -> None:
    """The people in their order: the first `size` stand so, the others next in line, then who was only proposed."""
    committee.members.all().delete()
    made = [_member(committee, one, number) for number, one in enumerate(nominees, start=1)]
    for member in made[:size]:
        member.state = state
    named = {member.resident_id for member in made}
    for member in proposed:
        if member.resident_id not in named:
            member.pk, member.place, member.state = None, len(made) + 1, MemberState.PROPOSED
            made.append(member)
    CommitteeMember.objects.bulk_create(made)


def _fill(committee: ElectionCommittee, election: Election, formation: Formation, now: datetime) -> None:
    committee.formed_by, committee.held_on = formation.formed_by, formation.held_on
    committee.presided_by, committee.reason = formation.presided_by.strip(), formation.reason.strip()
    committee.decision, committee.formed_at = formation.decision.strip(), now
    committee.outgoing = None
    if formation.formed_by == REPRESENTATIVES_MEETING:
        committee.outgoing = not new_set_decides(election)
    committee.chosen_on, committee.chair_category, committee.chair_reason = None, "", ""


def _told(formation: Formation, nominees: Sequence[Nominee]) -> dict[str, object]:
    return {
        "formed_by": formation.formed_by,
        "held_on": formation.held_on.isoformat(),
        "presided_by": formation.presided_by,
        "size": formation.size,
        "votes": [{"name": one.resident.name, "votes": one.votes} for one in nominees],
        "decision": formation.decision,
        "reason": formation.reason,
    }
