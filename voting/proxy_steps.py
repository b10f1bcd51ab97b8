"""What shows that proxies and the mobile box are dealt with; where nobody asked, the steps do not apply."""

from collections.abc import Collection
from datetime import datetime

from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from elections.enums import Step
from elections.models import Election
from elections.steps import Evidence, evidence, once
from voting.enums import MobileState, ProxyState
from voting.queries.entrusted import Entrusted, Visited
from voting.roll_steps import listed_of

REVIEWED = "proxies_reviewed"


@evidence(Step.PROXIES)
def proxies(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done once every proxy is reviewed and, where the list is published, published.

    The days of publication count from the first review that waits for it (C-PROXY-05).
    """
    rules = {election.pk: election.cycle.rules for election in elections}
    kept = {pk: [*map(Entrusted.read, one.entrusted)] for pk, one in once(listed_of, elections).items()}
    return {pk: _shown(found, rules[pk].proxy.published.stated) for pk, found in kept.items() if found}


def _shown(found: list[Entrusted], published: bool) -> Evidence:
    waiting = [proxy for proxy in found if proxy.state == ProxyState.REQUESTED]
    approved = [proxy for proxy in found if proxy.state == ProxyState.APPROVED]
    unpublished = [proxy for proxy in approved if published and proxy.published_at is None]
    reviewed = [proxy.reviewed_at for proxy in unpublished or approved if proxy.reviewed_at is not None]
    happened = {REVIEWED: localtime(min(reviewed)).date()} if reviewed else {}
    if waiting or unpublished:
        remark = format_lazy(
            _("{waiting} to be reviewed, {unpublished} to be published"),
            waiting=len(waiting),
            unpublished=len(unpublished),
        )
        return Evidence(happened=happened, remark=remark)
    moments = [at for proxy in found for at in (proxy.reviewed_at, proxy.published_at, proxy.ended_at) if at]
    return Evidence(
        done_at=max(moments), happened=happened, remark=format_lazy(_("{n} proxies"), n=len(approved))
    )


@evidence(Step.MOBILE_BOX)
def mobile_box(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done once every request is decided and every confirmed voter stands on a route."""
    kept = {pk: [*map(Visited.read, one.visited)] for pk, one in once(listed_of, elections).items()}
    return {pk: _confirmed(found) for pk, found in kept.items() if found}


def _confirmed(found: list[Visited]) -> Evidence:
    waiting = [voter for voter in found if voter.state == MobileState.REQUESTED]
    confirmed = [voter for voter in found if voter.state == MobileState.CONFIRMED]
    if waiting or any(voter.route is None for voter in confirmed):
        return Evidence(
            remark=format_lazy(
                _("{waiting} to be confirmed, {unrouted} without a route"),
                waiting=len(waiting),
                unrouted=sum(voter.route is None for voter in confirmed),
            )
        )
    decided: list[datetime] = [voter.decided_at for voter in found if voter.decided_at is not None]
    return Evidence(done_at=max(decided), remark=format_lazy(_("{n} voters"), n=len(confirmed)))
