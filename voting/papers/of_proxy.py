"""The papers of proxies and of the mobile box from their records."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from voting.models import Proxy
from voting.papers.about import heading_of
from voting.papers.mobile import MobileNotice, Route
from voting.papers.of_roll import card_name
from voting.papers.proxy import Entrusted, ProxyCertificates, ProxyNotice
from voting.proxy_rules import proxy_rules
from voting.queries.mobile import confirmed_mobile, routes_of
from voting.queries.proxy import numbered_of_holder, published_proxies, told_proxies, usable_proxies
from voting.services.proxy_checks import RELATION


def proxy_notice(election: Election, day: date) -> ProxyNotice:
    """The list of the published proxies that are in force. Raises PaperNotReady while there is none."""
    listed = [
        row.proxy for row in told_proxies(election, list(published_proxies(election))) if not row.off_roll
    ]
    if not listed:
        raise PaperNotReady(_("No proxy is published."))
    return ProxyNotice(
        heading=heading_of(election), proxies=_entrusted(listed), most=proxy_rules(election).most
    )


def proxy_certificates(election: Election, day: date) -> ProxyCertificates:
    """The certificates of the proxies that can be used. Raises PaperNotReady while there is none."""
    rules = proxy_rules(election)
    usable = sorted(usable_proxies(election, rules), key=lambda proxy: proxy.number or 0)
    if not usable:
        raise PaperNotReady(
            _("No proxy can be used yet: it must be approved, and published where the rulebook wants that.")
        )
    heading = heading_of(election)
    return ProxyCertificates(
        heading=heading,
        proxies=_entrusted(usable),
        most=rules.most,
        day=heading.election_day,
        card=card_name(election),
    )


def _entrusted(proxies: Sequence[Proxy]) -> tuple[Entrusted, ...]:
    places = numbered_of_holder(proxies)
    return tuple(
        Entrusted(
            number=proxy.number or 0,
            principal=proxy.principal,
            principal_group=f"第{proxy.principal_group}组",
            principal_card=proxy.principal_number,
            holder=proxy.holder,
            holder_group=f"第{proxy.holder_group}组",
            holder_card=proxy.holder_number,
            relation=word(proxy.relation, RELATION).zh,
            place=places[proxy.pk],
        )
        for proxy in proxies
    )


def mobile_notice(election: Election, day: date) -> MobileNotice:
    """The notice of the mobile box. Raises PaperNotReady while nobody is confirmed or no route is set."""
    routes = routes_of(election)
    if not routes or not confirmed_mobile(election).exists():
        raise PaperNotReady(_("The mobile box has no confirmed voter or no route yet."))
    heading = heading_of(election)
    unrouted = confirmed_mobile(election).filter(route=None)
    return MobileNotice(
        heading=heading,
        day=heading.election_day,
        routes=tuple(
            Route(
                number=route.number,
                sets_out=route.sets_out,
                returns=route.returns,
                places=route.route,
                staff=tuple(route.staff),
                voters=tuple(f"{voter.name}（第{voter.group}组）" for voter in route.voters.all()),
            )
            for route in routes
        ),
        unrouted=tuple(f"{voter.name}（第{voter.group}组）" for voter in unrouted),
    )
