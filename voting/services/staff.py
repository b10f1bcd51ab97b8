"""Those who serve on polling day and at the count (选举工作人员): appointed, replaced, released."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusals
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.enums import StaffRole
from voting.models import StaffMember
from voting.naming import Named, people_named
from voting.refusals.count import ReasonNeeded
from voting.refusals.staff import StaffReleased, StaffWithRoute
from voting.services import staff_checks
from voting.services.polling import step_ahead


def appoint_staff(
    *,
    by: User,
    election: Election,
    role: str,
    place: str,
    people: Sequence[str],
    decision: str,
    now: datetime,
) -> list[StaffMember]:
    """Name people for a duty at a box, or with "" for the whole vote, by their names or numbers on the roll.

    `decision` tells who chose them, and when. Raises what the gate raises, ReasonNeeded; Refusals with all of
    StaffUnknown, StaffNamesakes, StaffTwice, StaffBarred, StaffNotApart, StaffPlaceUnknown, StaffWithRoute.
    """
    office = require(by, "staff.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        step = _gated(election, now)
        _need(decision, "decision")
        found = _checked(election, role, place, people)
        made = [_made(election, role, place, person, decision, by, now) for person in found]
        told = {"role": role, "place": place, "people": [_told(one) for one in made], "decision": decision}
        _record(
            Act.STAFF_APPOINTED, by, office, election, step, "、".join(one.name for one in made), told, now
        )
    return made


def replace_staff(
    *, by: User, member: StaffMember, person: str, decision: str, reason: str, now: datetime
) -> StaffMember:
    """Put somebody else in a person's place, at the same duty; `reason` tells why.

    Raises StaffReleased, StaffWithRoute, ReasonNeeded, what the gate raises; Refusals as appointing does.
    """
    office = require(by, "staff.record", member.election.village_id)
    with transaction.atomic():
        member = _locked(member)
        election = member.election
        step = _gated(election, now)
        _refuse_unless_serving(member)
        _need(reason)
        _need(decision, "decision")
        [found] = _checked(election, member.role, member.place, [person], besides=member.pk)
        _release(member, reason, now)
        made = _made(election, member.role, member.place, found, decision, by, now)
        told = {
            "role": member.role,
            "place": member.place,
            "before": _told(member),
            "people": [_told(made)],
            "decision": decision,
            "reason": reason,
        }
        _record(Act.STAFF_REPLACED, by, office, election, step, made.name, told, now)
    return made


def release_staff(*, by: User, member: StaffMember, reason: str, now: datetime) -> StaffMember:
    """Take somebody off the staff. Raises StaffReleased, StaffWithRoute, ReasonNeeded, what the gate raises."""
    office = require(by, "staff.record", member.election.village_id)
    with transaction.atomic():
        member = _locked(member)
        step = _gated(member.election, now)
        _refuse_unless_serving(member)
        _need(reason)
        _release(member, reason, now)
        told = {"role": member.role, "place": member.place, "people": [_told(member)], "reason": reason}
        _record(Act.STAFF_RELEASED, by, office, member.election, step, member.name, told, now)
    return member


def _gated(election: Election, now: datetime) -> Step:
    """Until the count is over somebody may fall ill; after the election day staff are for a further round."""
    ahead = step_ahead(election, now)
    step = Step.COUNT if ahead == Step.VOTING else ahead
    gate_ahead(step, election, now)
    return step


def _checked(
    election: Election, role: str, place: str, people: Sequence[str], besides: int | None = None
) -> list[Named]:
    found, faults = people_named(election, people, "people")
    faults += staff_checks.person_faults(election, found, "people")
    faults += staff_checks.duty_faults(election, role, place, found, besides)
    if faults:
        raise Refusals(faults)
    return found


def _made(
    election: Election, role: str, place: str, person: Named, decision: str, by: User, now: datetime
) -> StaffMember:
    return StaffMember.objects.create(
        election=election,
        role=role,
        place=place,
        name=person.name,
        person_index=person.index,
        number=person.number,
        decision=decision.strip()[:200],
        appointed_at=now,
        appointed_by=by,
    )


def _locked(member: StaffMember) -> StaffMember:
    election = lock_election(member.election)
    member = StaffMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    member.election = election
    return member


def _refuse_unless_serving(member: StaffMember) -> None:
    if member.released_at is not None:
        raise StaffReleased(_("This person does not serve any more."))
    if member.role == StaffRole.CARRIER:
        raise StaffWithRoute(_("Who carries the mobile box is named with its route."))


def _release(member: StaffMember, reason: str, now: datetime) -> None:
    member.released_at, member.released_because = now, reason.strip()[:200]
    member.save(update_fields=["released_at", "released_because"])


def _need(words: str, field: str = "reason") -> None:
    if not words.strip():
        raise ReasonNeeded(_("Write it down; it goes into the ledger."), field=field)


def _told(member: StaffMember) -> dict[str, Any]:
    return {"name": member.name, "number": member.number}


def _record(
    act: Act,
    by: User,
    office: Office,
    election: Election,
    step: Step,
    subject: str,
    told: Mapping[str, Any],
    now: datetime,
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=election,
        step=step,
        subject=subject[:200],
        data=dict(told),
        now=now,
    )
