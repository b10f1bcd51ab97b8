"""The election committee after it is formed: filed, announced; who leaves it and who moves up."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import body_refusals
from candidates.enums import LeavingCause, MemberRole, MemberState
from candidates.models import Candidacy, CommitteeMember, ElectionCommittee
from candidates.queries.election_committee import (
    ORIGINAL_ORDER,
    Roster,
    candidates_in,
    lacks_of,
    leaving_of,
    roster_of,
)
from candidates.refusals import ReasonNeeded
from candidates.services.election_committee import formed
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election


def file_committee(*, by: User, election: Election, now: datetime) -> ElectionCommittee:
    """Hand the election committee in to the township (A-COM-10, C-COM-05).

    Raises what the gate raises, CommitteeNotFormed, FiledAlready, and at once all of ChairMissing and
    CommitteeWithoutWoman.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        roster = formed(election)
        committee, rules = roster.committee, roster.rules
        if committee.filed_at is not None:
            raise body_refusals.FiledAlready(_("The committee is handed in already."))
        faults = list(_without_woman(rules, roster.serving))
        if roster.chair is None:
            told = _("The members have not chosen their chair yet.")
            faults.append(body_refusals.ChairMissing(told, clause=rules.chair_elected_by.clause or None))
        if faults:
            raise Refusals(faults)
        committee.filed_at = now
        committee.save(update_fields=["filed_at"])
        _record(Act.COMMITTEE_FILED, by, office, election, now, _told(roster))
    return committee


def receive_committee(*, by: User, election: Election, now: datetime) -> ElectionCommittee:
    """The township takes the committee on file. Raises what the gate raises, NotFiled, ReceivedAlready."""
    office = require(by, "bodies.file", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        committee = _filed(election).committee
        if committee.received_at is not None:
            raise body_refusals.ReceivedAlready(_("The committee is on file already."))
        committee.received_at = now
        committee.save(update_fields=["received_at"])
        _record(Act.COMMITTEE_RECEIVED, by, office, election, now, {})
    return committee


def announce_committee(*, by: User, election: Election, now: datetime) -> ElectionCommittee:
    """Announce the members to everybody; anew after a change.

    Raises what the gate raises, NotFiled, NothingToAnnounce, and at once all of CommitteeWithoutWoman,
    CommitteeTooShort (AMB-18), NoPresider.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        roster = _filed(election)
        committee = roster.committee
        if committee.announced_at is not None and not roster.stale:
            raise body_refusals.NothingToAnnounce(_("The committee is announced as it stands."))
        faults = [
            *_without_woman(roster.rules, roster.serving),
            *_too_short(roster, ()),
            *unpresided(roster),
        ]
        if faults:
            raise Refusals(faults)
        committee.announced_at, committee.changed_at = now, None
        committee.save(update_fields=["announced_at", "changed_at"])
        _record(Act.COMMITTEE_ANNOUNCED, by, office, election, now, _told(roster))
    return committee


def leave_committee(
    *,
    by: User,
    member: CommitteeMember,
    cause: LeavingCause,
    reason: str,
    now: datetime,
    absences: int = 0,
) -> CommitteeMember:
    """Record that a member leaves; the next in the original order moves up (A-COM-08, A-COM-09).

    For absences their number is given and comes to what the rulebook names. Raises what the gate raises, NotServing,
    ReasonNeeded, AbsencesNotReached.
    """
    office = require(by, "bodies.record", member.committee.election.village_id)
    with transaction.atomic():
        election = lock_election(member.committee.election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        member = CommitteeMember.objects.select_related("committee").get(pk=member.pk)
        if member.state != MemberState.SERVING:
            told = _("%(name)s is no member of the election committee any more.")
            raise body_refusals.NotServing(told, {"name": told_name(member.name)})
        if not reason.strip():
            raise ReasonNeeded(_("Say why the member leaves."), field="reason")
        if cause == LeavingCause.ABSENCES:
            _refuse_few_absences(election, absences)
        moved = _leave(election, [(member, cause, reason.strip())], now)
        data = _told_leaving([member], moved) | {"absences": absences}
        _record(Act.COMMITTEE_LEFT, by, office, election, now, data, member.name)
    return member


def withdraw_candidates(*, by: User, election: Election, now: datetime) -> list[CommitteeMember]:
    """Record in one act that all leave who must, for their own candidacy or a relative's; the next move up.

    Raises what the gate raises, CommitteeNotFormed, NotServing where nobody must leave.
    """
    office = require(by, "bodies.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.ELECTION_COMMITTEE, election, now)
        roster = formed(election)
        if not roster.leaving:
            raise body_refusals.NotServing(_("No member of the election committee has to leave."))
        going = [(each.member, each.cause, str(each.why)) for each in roster.leaving]
        moved = _leave(election, going, now)
        gone = [member for member, _cause, _why in going]
        _record(Act.COMMITTEE_LEFT, by, office, election, now, _told_leaving(gone, moved))
    return gone


def committee_faults(election: Election, listed: Sequence[Candidacy]) -> Iterator[Refusal]:
    """What of the election committee stands against publishing a list with these people (A-COM-06, A-COM-08, AMB-18)."""
    roster = roster_of(election)
    if roster is None or not roster.members:
        return
    rules = roster.rules
    leaving = leaving_of(election, roster.serving, listed)
    if leaving:
        yield body_refusals.MemberMustLeave(
            _("Still members of the election committee: %(names)s. Record first that they leave."),
            {"names": "、".join(each.member.name for each in leaving)},
            clause=leaving[0].clause,
            data={"members": [each.member.pk for each in leaving]},
        )
    yield from _without_woman(rules, roster.serving)
    yield from _too_short(roster, [each.member for each in leaving])
    yield from unpresided(roster)


def unpresided(roster: Roster) -> Iterator[Refusal]:
    """That nobody presides: the chair stands for director or has left, and no deputy is free (A-COM-06)."""
    if roster.presider is None:
        yield body_refusals.NoPresider(
            _(
                "The chair stands for director or has left, and no deputy is free. Choose another deputy first."
            ),
            clause=roster.rules.deputy_presides_when_chair_nominated.clause or None,
        )


def _without_woman(rules: Any, serving: Sequence[CommitteeMember]) -> Iterator[Refusal]:
    for lack in lacks_of(rules, serving):
        if lack.code == "woman" and lack.hard:
            yield body_refusals.CommitteeWithoutWoman(lack.text, clause=lack.clause)


def _too_short(roster: Roster, leaving: Sequence[CommitteeMember]) -> Iterator[Refusal]:
    """Too few because members left: nothing is published before the places are filled. Few from the start had a reason."""
    if not roster.left or leaving:
        return
    for lack in roster.lacks:
        if lack.code == "short":
            yield body_refusals.CommitteeTooShort(lack.text, lack.params, clause=lack.clause)


def _refuse_few_absences(election: Election, absences: int) -> None:
    rule = election.cycle.rules.election_committee.leaves_after_absences
    if not rule.stated:
        raise body_refusals.AbsencesNotReached(
            _("The plan ends nobody's membership for absences."), field="cause"
        )
    if absences < rule.value:
        told = _("Membership ends after %(least)s absences; entered: %(absences)s.")
        params = {"least": rule.value, "absences": absences}
        raise body_refusals.AbsencesNotReached(told, params, clause=rule.clause, field="absences")


def _filed(election: Election) -> Roster:
    roster = formed(election)
    if roster.committee.filed_at is None:
        raise body_refusals.NotFiled(
            _("The committee is not handed in to the township yet."),
            clause=roster.rules.filed_with.clause or None,
        )
    return roster


def _leave(
    election: Election, going: Sequence[tuple[CommitteeMember, LeavingCause, str]], now: datetime
) -> list[CommitteeMember]:
    """End memberships, and take the next of the original order who need not leave themselves."""
    committee = going[0][0].committee
    today = localtime(now).date()
    for member, cause, why in going:
        member.state, member.role = MemberState.LEFT, MemberRole.MEMBER
        member.left_on, member.cause, member.why = today, cause, why
        member.save(update_fields=["state", "role", "left_on", "cause", "why"])
    moved = _move_up(election, committee, len(going), today)
    if committee.filed_at is not None:
        committee.changed_at = now
        committee.save(update_fields=["changed_at"])
    return moved


def _move_up(
    election: Election, committee: ElectionCommittee, places: int, today: date
) -> list[CommitteeMember]:
    rule = election.cycle.rules.election_committee.vacancies_filled
    if rule.stated and ORIGINAL_ORDER not in rule.value:
        return []
    reserves = list(
        committee.members.filter(state=MemberState.RESERVE).select_related("resident").order_by("place")
    )
    barred = {each.member.pk for each in leaving_of(election, reserves, candidates_in(election))}
    moved = [one for one in reserves if one.pk not in barred][:places]
    for member in moved:
        member.state, member.moved_up_on = MemberState.SERVING, today
        member.save(update_fields=["state", "moved_up_on"])
    return moved


def _told(roster: Roster) -> dict[str, object]:
    return {
        "members": [{"name": one.name, "role": one.role, "votes": one.votes} for one in roster.serving],
        "women": roster.women,
    }


def _told_leaving(gone: Collection[CommitteeMember], moved: Collection[CommitteeMember]) -> dict[str, object]:
    return {
        "left": [{"name": one.name, "cause": one.cause, "reason": one.why} for one in gone],
        "moved_up": [one.name for one in moved],
    }


def _record(
    act: Act,
    by: User,
    office: Office,
    election: Election,
    now: datetime,
    data: dict[str, Any],
    subject: str = "",
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=election,
        step=Step.ELECTION_COMMITTEE,
        subject=subject,
        data=data,
        now=now,
    )
