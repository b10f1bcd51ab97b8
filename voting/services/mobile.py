"""The mobile ballot box (流动票箱): who asks for it, whom the committee confirms, and the way it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusals
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.enums import MobileState, StaffRole
from voting.models import MobileRoute, MobileVoter, RollEntry, StaffMember
from voting.naming import Named, people_named
from voting.queries.electors import voters_by_index
from voting.refusals.count import ReasonNeeded, StalePage
from voting.refusals.mobile import (
    ApprovalMissing,
    MobileDecided,
    MobileVoterNotOnRoll,
    RouteMissing,
)
from voting.services import mobile_checks

COMMITTEE = "election_committee"


@dataclass(frozen=True, slots=True)
class RouteDraft:
    """The way of one box: its places in their order, its hours, and who carries it, by name or number on the roll."""

    route: str
    sets_out: time
    returns: time
    staff: tuple[str, ...]


def request_mobile(
    *, by: User, election: Election, voter: RollEntry, reason: str, key: UUID, now: datetime
) -> MobileVoter:
    """Take in that a voter asks for the mobile box (A-VOTE-05). The same `key` is one request.

    Raises MobileBoxNotAllowed, MobileVoterNotOnRoll, what the gate raises; Refusals with the other faults.
    """
    office = require(by, "mobile.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        known = MobileVoter.objects.filter(key=key).first()
        if known is not None:
            return _the_same(known, election)
        mobile_checks.refuse_if_none_here(election)
        gate(Step.MOBILE_BOX, election, now)
        entry = voters_by_index(election, [bytes(voter.id_index)]).get(bytes(voter.id_index))
        if entry is None:
            raise MobileVoterNotOnRoll(_("This person is not on the roll in force."), field="voter")
        faults = list(mobile_checks.faults(election, entry, reason))
        if faults:
            raise Refusals(faults)
        made = MobileVoter.objects.create(
            key=key,
            election=election,
            voter_index=bytes(entry.id_index),
            name=entry.name,
            group=entry.group,
            number=entry.number,
            reason=reason,
            requested_at=now,
            requested_by=by,
        )
        _record(Act.MOBILE_REQUESTED, by, office, election, made.name, {"number": made.number}, now)
    return made


def _the_same(known: MobileVoter, election: Election) -> MobileVoter:
    if known.election_id != election.pk:
        raise StalePage(_("This page was used already. Open it anew."))
    return known


def confirm_mobile(
    *, by: User, voter: MobileVoter, now: datetime, approval: str = "", route: MobileRoute | None = None
) -> MobileVoter:
    """The election committee confirms a voter of the mobile box, on a route where one is named.

    Where the rulebook has another office agree, `approval` names its paper. Raises MobileDecided, ApprovalMissing,
    RouteMissing, HasGivenProxy, MobileVoterNotOnRoll, what the gate raises.
    """
    office = require(by, "mobile.record", voter.election.village_id)
    with transaction.atomic():
        voter = _locked(voter)
        gate(Step.MOBILE_BOX, voter.election, now)
        _refuse_decided(voter)
        _refuse_changed(voter)
        _refuse_unapproved(voter.election, approval)
        _refuse_foreign(voter.election, route)
        voter.state, voter.decided_at, voter.decided_by = MobileState.CONFIRMED, now, by
        voter.route, voter.decision = route, approval.strip()[:200]
        voter.save(update_fields=["state", "decided_at", "decided_by", "route", "decision"])
        told = {"number": voter.number, "approval": voter.decision}
        _record(Act.MOBILE_CONFIRMED, by, office, voter.election, voter.name, told, now)
    return voter


def refuse_mobile(*, by: User, voter: MobileVoter, reason: str, now: datetime) -> MobileVoter:
    """Refuse a request for the mobile box, or take a confirmed voter off the list, with the reason.

    Raises MobileDecided, ReasonNeeded, what the gate raises.
    """
    office = require(by, "mobile.record", voter.election.village_id)
    with transaction.atomic():
        voter = _locked(voter)
        gate(Step.MOBILE_BOX, voter.election, now)
        if voter.state == MobileState.REFUSED:
            raise MobileDecided(_("This request was refused already."))
        if not reason.strip():
            raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")
        voter.state, voter.decided_at, voter.decided_by = MobileState.REFUSED, now, by
        voter.route, voter.decision = None, reason.strip()[:200]
        voter.save(update_fields=["state", "decided_at", "decided_by", "route", "decision"])
        told = {"number": voter.number, "reason": voter.decision}
        _record(Act.MOBILE_REFUSED, by, office, voter.election, voter.name, told, now)
    return voter


def set_route(
    *,
    by: User,
    election: Election,
    draft: RouteDraft,
    now: datetime,
    number: int | None = None,
    voters: Sequence[int] | None = None,
) -> MobileRoute:
    """Set a route: a new one, or that of this number anew. `voters` are the ids of the confirmed it visits, None as is.

    Raises RouteMissing, MobileBoxNotAllowed, what the gate raises; Refusals with the faults of hours and carriers.
    """
    office = require(by, "mobile.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        mobile_checks.refuse_if_none_here(election)
        gate(Step.MOBILE_BOX, election, now)
        carriers, faults = people_named(election, draft.staff, "staff")
        named = len(set(draft.staff))
        faults += mobile_checks.route_faults(election, draft.sets_out, draft.returns, named, carriers)
        if faults:
            raise Refusals(faults)
        route = _route(election, number)
        route.route, route.sets_out, route.returns = draft.route, draft.sets_out, draft.returns
        route.save()
        _set_carriers(route, carriers, by, now)
        if voters is not None:
            confirmed = election.mobile_voters.filter(state=MobileState.CONFIRMED)
            confirmed.filter(route=route).exclude(pk__in=voters).update(route=None)
            confirmed.filter(pk__in=voters).update(route=route)
        told = {"number": route.number, "route": route.route, "staff": route.staff}
        _record(Act.MOBILE_ROUTE_SET, by, office, election, route.route, told, now)
    return route


def _route(election: Election, number: int | None) -> MobileRoute:
    if number is None:
        last = election.mobile_routes.aggregate(last=Max("number"))["last"]
        return MobileRoute(election=election, number=(last or 0) + 1)
    found = election.mobile_routes.filter(number=number).first()
    if found is None:
        raise RouteMissing(_("There is no such route here."))
    return found


def _set_carriers(route: MobileRoute, carriers: Sequence[Named], by: User, now: datetime) -> None:
    route.carriers.all().delete()
    StaffMember.objects.bulk_create(
        StaffMember(
            election=route.election,
            role=StaffRole.CARRIER,
            route=route,
            name=person.name,
            person_index=person.index,
            number=person.number,
            appointed_at=now,
            appointed_by=by,
        )
        for person in carriers
    )


def _locked(voter: MobileVoter) -> MobileVoter:
    election = lock_election(voter.election)
    voter = MobileVoter.objects.select_for_update(of=("self",)).get(pk=voter.pk)
    voter.election = election
    return voter


def _refuse_decided(voter: MobileVoter) -> None:
    if voter.state != MobileState.REQUESTED:
        raise MobileDecided(_("This request was decided already."))


def _refuse_changed(voter: MobileVoter) -> None:
    """Since the request the voter may have left the roll or given a proxy."""
    index = bytes(voter.voter_index)
    if index not in voters_by_index(voter.election, [index]):
        raise MobileVoterNotOnRoll(_("%(name)s is no longer on the roll in force."), {"name": voter.name})
    entrusted = list(mobile_checks.entrusted(voter.election, index, voter.name))
    if entrusted:
        raise Refusals(entrusted)


def _refuse_unapproved(election: Election, approval: str) -> None:
    approver = election.cycle.rules.voting.mobile_box_approver
    if approver.stated and approver.value != COMMITTEE and not approval.strip():
        raise ApprovalMissing(
            _("Another office agrees to the mobile box here; name its paper."),
            clause=approver.clause,
            field="approval",
        )


def _refuse_foreign(election: Election, route: MobileRoute | None) -> None:
    if route is not None and route.election_id != election.pk:
        raise RouteMissing(_("There is no such route here."), field="route")


def _record(
    act: Act,
    by: User,
    office: Office,
    election: Election,
    subject: str,
    told: Mapping[str, Any],
    now: datetime,
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=election,
        step=Step.MOBILE_BOX,
        subject=subject[:200],
        data=dict(told),
        now=now,
    )
