"""What stands against a request for the mobile box, and against a route."""

from collections.abc import Iterator, Sequence
from datetime import time

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed
from elections.models import Election
from voting.barred import Duty, barred_from
from voting.count_sheet import called
from voting.enums import MobileReason, MobileState
from voting.models import RollEntry
from voting.queries.electors import voters_named
from voting.queries.proxy import active_proxies
from voting.refusals import mobile as refusals
from voting.refusals.count import MobileBoxNotAllowed


def refuse_if_none_here(election: Election) -> None:
    """Raises MobileBoxNotAllowed where the plan has no mobile box, as it is read (AMB-60)."""
    allowed = election.cycle.rules.voting.mobile_box
    if allowed.stated and not allowed.value:
        raise MobileBoxNotAllowed(_("This plan knows no mobile ballot box."), clause=allowed.clause)


def faults(election: Election, voter: RollEntry, reason: str) -> Iterator[Refusal]:
    """Why this voter gets no mobile box: the reason is none of those, asked already, a proxy given (A-VOTE-05)."""
    clause = election.cycle.rules.voting.mobile_box.clause or None
    if reason not in MobileReason.values:
        yield refusals.MobileReasonUnknown(
            _(
                "The mobile box is for voters who cannot come for reasons of health or age; others come or give a proxy."
            ),
            clause=clause,
            field="reason",
        )
    index = bytes(voter.id_index)
    asked = election.mobile_voters.filter(voter_index=index).exclude(state=MobileState.REFUSED)
    if asked.exists():
        yield refusals.OnMobileListAlready(
            _("%(name)s is down for the mobile box already."), {"name": called(voter.name)}, field="voter"
        )
    yield from entrusted(election, index, voter.name)


def entrusted(election: Election, index: bytes, name: str) -> Iterator[Refusal]:
    """Nothing, or that the voter has given a proxy: the box is for who does not wish to."""
    if active_proxies(election).filter(principal_index=index).exists():
        yield refusals.HasGivenProxy(
            _("%(name)s has given a proxy; the mobile box is for voters who do not wish to entrust."),
            {"name": called(name)},
            clause=election.cycle.rules.voting.mobile_box.clause or None,
            field="voter",
        )


def route_faults(
    election: Election, sets_out: time, returns: time, staff: Sequence[str]
) -> Iterator[Refusal]:
    """What is wrong with the hours of a route and with those who carry its box."""
    if returns <= sets_out:
        yield refusals.ReturnsTooEarly(_("The box must be back after it has set out."), field="returns")
    least = election.cycle.rules.voting.mobile_box_staff
    if least.stated and len(set(staff)) < least.value:
        yield refusals.StaffTooFew(
            _("At least %(least)s people carry the box; %(named)s are named."),
            {"least": least.value, "named": len(set(staff))},
            clause=least.clause,
            field="staff",
        )
    twice = sorted({name for name in staff if list(staff).count(name) > 1})
    if twice:
        yield refusals.StaffTwice(
            _("Named twice: %(names)s."), {"names": Listed(called(name) for name in twice)}, field="staff"
        )
    yield from _barred_staff(election, staff)


def _barred_staff(election: Election, staff: Sequence[str]) -> Iterator[Refusal]:
    """Names of which every bearer on the roll is barred; where a namesake may carry it, the name says nothing."""
    entries = voters_named(election, staff)
    bars = barred_from(Duty.MOBILE_STAFF, election, [bytes(entry.id_index) for entry in entries])
    for name in sorted(set(staff)):
        bearers = [bars.get(bytes(entry.id_index)) for entry in entries if entry.name == name]
        if bearers and all(bearers):
            bar = bearers[0]
            assert bar is not None
            yield refusals.StaffBarred(
                _("%(name)s does not carry the box: %(why)s."),
                {"name": called(name), "why": bar.why},
                clause=bar.clause,
                field="staff",
            )
