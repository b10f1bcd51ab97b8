"""What stands against a request for the mobile box, and against a route."""

from collections.abc import Iterator, Sequence
from datetime import time

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from elections.models import Election
from voting.count_sheet import called
from voting.enums import MobileReason, MobileState
from voting.models import RollEntry
from voting.naming import Named
from voting.queries.proxy import active_proxies
from voting.refusals import mobile as refusals
from voting.refusals.count import MobileBoxNotAllowed
from voting.services.staff_checks import person_faults


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
    election: Election, sets_out: time, returns: time, named: int, carriers: Sequence[Named]
) -> Iterator[Refusal]:
    """What is wrong with the hours of a route, with how many are named, and with those who are known to carry its box."""
    if returns <= sets_out:
        yield refusals.ReturnsTooEarly(_("The box must be back after it has set out."), field="returns")
    least = election.cycle.rules.voting.mobile_box_staff
    if least.stated and named < least.value:
        yield refusals.StaffTooFew(
            _("At least %(least)s people carry the box; %(named)s are named."),
            {"least": least.value, "named": named},
            clause=least.clause,
            field="staff",
        )
    yield from person_faults(election, carriers, "staff")
