"""Proxies, the mobile box and the desk of polling day in a played election, through the services that the pages use."""

import uuid
from collections.abc import Iterator
from datetime import datetime, time
from itertools import groupby, islice

from overview.rehearsal.vote import last_round
from overview.rehearsal.walk import Walk
from voting.enums import BoxKind, MobileReason, MobileState, ProxyReason, ProxyState
from voting.models import Proxy, RollEntry
from voting.proxy_rules import proxy_rules
from voting.queries.mobile import mobile_voters
from voting.queries.proxy import proxies_of, usable_proxies
from voting.queries.relation import relation_shown
from voting.queries.roll import published_roll, voters_of
from voting.services.ballot import issue_ballot
from voting.services.mobile import RouteDraft, confirm_mobile, refuse_mobile, request_mobile, set_route
from voting.services.proxy import approve_proxy, publish_proxies, refuse_proxy, request_proxy, revoke_proxy
from voting.services.proxy_checks import ProxyDraft

TRIED = 60
PLACES = ("在广东东莞务工", "在长沙带孙辈", "在深圳务工", "在衡阳市住院陪护", "在浙江义乌经商", "在外地求学")
STAFF = ("旷运来", "成桂英", "赵松柏")
ASKED_IN_VAIN = 1


def key_of(walk: Walk) -> uuid.UUID:
    return uuid.UUID(int=walk.random.getrandbits(128))


def pairs_of(walk: Walk) -> Iterator[tuple[RollEntry, RollEntry]]:
    """Voters of one household of whom the registers show the second to be a near relative of the first."""
    roll = published_roll(walk.election)
    assert roll is not None
    voters = voters_of(roll).exclude(household="").order_by("household", "number")
    near = proxy_rules(walk.election).relations
    for _household, members in islice(groupby(voters, key=lambda entry: entry.household), TRIED):
        people = list(members)
        if len(people) < 2:
            continue
        holder, principal = people[0], people[1]
        shown = relation_shown(walk.election, bytes(principal.id_index), bytes(holder.id_index))
        if shown is not None and shown.relation in near:
            yield principal, holder


def ask_for_proxies(walk: Walk, now: datetime, most: int = 5) -> None:
    """Voters who are away entrust relatives of their household; the clerk takes in what they wrote."""
    for number, (principal, holder) in enumerate(islice(pairs_of(walk), most)):
        request_proxy(
            by=walk.clerk,
            election=walk.election,
            draft=ProxyDraft(
                principal=principal,
                holder=holder,
                reason=ProxyReason.AWAY,
                medium="wechat" if number % 2 else "letter",
                note=PLACES[number % len(PLACES)],
                form_name=f"委托书第{number + 1}号",
            ),
            key=key_of(walk),
            now=now,
        )


def review_proxies(walk: Walk, now: datetime) -> None:
    """The committee refuses the first one, approves the others, and one principal comes home."""
    asked = list(proxies_of(walk.election).filter(state=ProxyState.REQUESTED))
    for place, proxy in enumerate(asked):
        if place == 0:
            refuse_proxy(by=walk.clerk, proxy=proxy, reason="委托书没有委托人签名，已退回重写", now=now)
        else:
            approve_proxy(by=walk.clerk, proxy=proxy, now=now)
    approved = proxies_of(walk.election).filter(state=ProxyState.APPROVED).order_by("-number")
    last = approved.first()
    if last is not None and len(asked) > 2:
        revoke_proxy(by=walk.clerk, proxy=last, reason="委托人已返乡，本人到场投票", now=now)


def post_proxies(walk: Walk, now: datetime) -> None:
    """The clerk publishes the list."""
    publish_proxies(by=walk.clerk, election=walk.election, now=now)


def ask_for_the_box(walk: Walk, now: datetime, most: int = 5) -> None:
    """The oldest voters ask for the mobile box; all but one are confirmed, and the route is set."""
    roll = published_roll(walk.election)
    assert roll is not None
    entrusted = {bytes(proxy.principal_index) for proxy in _active(walk)}
    oldest = (v for v in voters_of(roll).order_by("birth_date") if bytes(v.id_index) not in entrusted)
    reasons = (MobileReason.BODY, MobileReason.AGED, MobileReason.ILL)
    for number, voter in enumerate(islice(oldest, most)):
        request_mobile(
            by=walk.clerk,
            election=walk.election,
            voter=voter,
            reason=reasons[number % len(reasons)],
            key=key_of(walk),
            now=now,
        )
    asked = list(mobile_voters(walk.election).filter(state=MobileState.REQUESTED))
    for request in asked[ASKED_IN_VAIN:]:
        confirm_mobile(by=walk.clerk, voter=request, now=now)
    for request in asked[:ASKED_IN_VAIN]:
        refuse_mobile(by=walk.clerk, voter=request, reason="身体已恢复，同意到会场投票", now=now)
    set_route(
        by=walk.clerk,
        election=walk.election,
        draft=RouteDraft("村部—第1组—第2组—第3组—村部", time(8, 30), time(11, 30), STAFF),
        voters=[request.pk for request in asked[ASKED_IN_VAIN:]],
        now=now,
    )


def _active(walk: Walk) -> list[Proxy]:
    return list(proxies_of(walk.election).filter(ended_at=None))


def hand_out(walk: Walk, now: datetime, most: int = 24) -> None:
    """Ballots are handed out at the assembly: to voters who came, and to holders for those who entrusted them."""
    contest = last_round(walk)
    box = contest.boxes.filter(kind=BoxKind.VENUE).first()
    roll = published_roll(walk.election)
    assert box is not None and roll is not None
    entrusted = {bytes(proxy.principal_index) for proxy in _active(walk)}
    came = (v for v in voters_of(roll).order_by("number") if bytes(v.id_index) not in entrusted)
    for voter in islice(came, most):
        issue_ballot(by=walk.staff.teller, box=box, voter=voter, key=key_of(walk), now=now)
    by_index = {bytes(v.id_index): v for v in voters_of(roll)}
    for proxy in usable_proxies(walk.election, proxy_rules(walk.election)):
        voter = by_index[bytes(proxy.principal_index)]
        issue_ballot(by=walk.staff.teller, box=box, voter=voter, proxy=proxy, key=key_of(walk), now=now)
