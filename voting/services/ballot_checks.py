"""What stands against handing a ballot out."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from voting.barred import Duty, barred_from
from voting.count_sheet import called
from voting.enums import BoxKind, Manner, MobileState
from voting.models import Box, Contest, Proxy, RollEntry
from voting.places import places_of
from voting.proxy_rules import proxy_rules
from voting.queries.ballot import ballot_taken
from voting.queries.electors import voters_by_index
from voting.queries.proxy import usable_proxies
from voting.refusals.ballot import (
    BallotTaken,
    BoxNotOfRound,
    NotOnMobileList,
    OtherPlace,
    ProxyNotUsable,
)


def refuse_taken(contest: Contest, voter: RollEntry) -> None:
    """Raises BallotTaken with time, place and manner."""
    taken = ballot_taken(contest, bytes(voter.id_index))
    if taken is None:
        return
    box = taken.box.name if taken.box else ""
    raise BallotTaken(
        _("The ballot of %(name)s was handed out already: %(at)s, %(box)s, %(manner)s."),
        {
            "name": called(voter.name),
            "at": f"{localtime(taken.issued_at):%H:%M}",
            "box": box,
            "manner": Manner(taken.manner).label,
        },
        data={"at": localtime(taken.issued_at).isoformat(), "box": box, "manner": taken.manner},
    )


def refuse_manner(contest: Contest, box: Box, voter: RollEntry, manner: Manner, proxy: Proxy | None) -> None:
    """Raises BoxNotOfRound, and by manner OtherPlace, ProxyNotUsable, NotOnMobileList."""
    if box.contest_id != contest.pk or (box.kind == BoxKind.MOBILE) != (manner == Manner.MOBILE):
        raise BoxNotOfRound(_("A ballot of this kind is not handed out at this box."))
    if manner == Manner.MOBILE:
        _refuse_unlisted(contest, voter)
    elif proxy is not None:
        refuse_place(contest, box, _holder(contest, voter, proxy))
    else:
        refuse_place(contest, box, voter)


def refuse_place(contest: Contest, box: Box, voter: RollEntry) -> None:
    """Raises OtherPlace where the group of who stands at the desk votes elsewhere."""
    places = places_of(list(contest.boxes.all()), voter.group)
    if all(place.pk != box.pk for place in places):
        raise OtherPlace(
            _("%(name)s is of group %(group)s, which votes at: %(places)s."),
            {
                "name": called(voter.name),
                "group": voter.group,
                "places": Listed(place.name for place in places),
            },
            clause=contest.election.cycle.rules.voting.manners.clause or None,
            data={"places": [place.name for place in places]},
        )


def _refuse_unlisted(contest: Contest, voter: RollEntry) -> None:
    listed = contest.election.mobile_voters.filter(
        voter_index=bytes(voter.id_index), state=MobileState.CONFIRMED
    )
    if not listed.exists():
        raise NotOnMobileList(
            _("%(name)s is not confirmed for the mobile box."),
            {"name": called(voter.name)},
            clause=contest.election.cycle.rules.voting.mobile_box.clause or None,
        )


def _holder(contest: Contest, voter: RollEntry, proxy: Proxy) -> RollEntry:
    """The holder on the roll in force. Raises ProxyNotUsable."""
    election = contest.election
    rules = proxy_rules(election)
    usable = {each.pk for each in usable_proxies(election, rules)}
    if bytes(proxy.principal_index) != bytes(voter.id_index) or proxy.pk not in usable:
        raise ProxyNotUsable(
            _(
                "By this proxy no ballot is handed out: it must be approved, published where that is wanted, "
                "and both must be on the roll."
            ),
            clause=rules.published_clause or rules.allowed_clause or None,
        )
    index = bytes(proxy.holder_index)
    bar = barred_from(Duty.PROXY_HOLDER, election, [index]).get(index)
    if bar is not None:
        raise ProxyNotUsable(
            _("%(name)s may hold no proxy: %(why)s."),
            {"name": called(proxy.holder), "why": bar.why},
            clause=bar.clause,
        )
    return voters_by_index(election, [index])[index]
