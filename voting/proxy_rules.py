"""What the rulebook of an election says of proxies, with the reading that is in force where its text is silent or open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elections.models import Election
from elections.rulebook.book import Rulebook
from villages.enums import VillageKind
from villages.queries.kinship import NEAR_RELATIVES

OPEN = "AMB-29"
LETTER = "letter"
BY_METHOD = "by_method"


@dataclass(frozen=True, slots=True)
class Reading:
    """A point on which the text is silent or open, and how it is read here."""

    text: Promise | str
    clause: str


@dataclass(frozen=True, slots=True)
class ProxyRules:
    """The rules of proxies in one election. Clauses stand beside what they ground; `most` None is no limit.

    `listed` tells that the list is published, `published_first` that only what stands on it can be used: where the
    rulebook calls the rest void, or names the days of the publication (C-PROXY-05).
    """

    allowed: bool
    allowed_clause: str
    needs_method: bool
    most: int | None
    most_clause: str
    relations: tuple[str, ...]
    relations_clause: str
    media: tuple[str, ...]
    media_clause: str
    chains: bool
    chains_clause: str
    listed: bool
    published_first: bool
    published_clause: str
    readings: tuple[Reading, ...]

    @property
    def written_only(self) -> bool:
        return self.media == (LETTER,)


def proxy_rules(election: Election) -> ProxyRules:
    """What holds for proxies in this village or community."""
    book = election.cycle.rules
    proxy = book.proxy
    communities = _communities(election, book)
    return ProxyRules(
        allowed=_value(proxy.allowed, True) and communities != "no",
        allowed_clause=proxy.communities.clause if communities == "no" else proxy.allowed.clause,
        needs_method=communities == BY_METHOD,
        most=_value(proxy.per_holder, None),
        most_clause=proxy.per_holder.clause,
        relations=_value(proxy.relations, NEAR_RELATIVES),
        relations_clause=proxy.relations.clause or proxy.holder.clause or proxy.allowed.clause,
        media=_value(proxy.media, (LETTER,)),
        media_clause=proxy.media.clause or proxy.allowed.clause,
        chains=_value(proxy.chains_allowed, False),
        chains_clause=proxy.chains_allowed.clause or OPEN,
        listed=proxy.published.stated or _value(proxy.unpublished_void, False),
        published_first=_value(proxy.unpublished_void, False) or _dated(proxy.published),
        published_clause=proxy.unpublished_void.clause or proxy.published.clause,
        readings=tuple(_readings(book, communities)),
    )


def _value(stated: Any, usual: Any) -> Any:
    return stated.value if stated.stated else usual


def _dated(stated: Any) -> bool:
    return stated.stated and stated.value.count is not None


def _communities(election: Election, book: Rulebook) -> str:
    """Whether residents of a community may entrust: yes, no, or if the election method says so (AMB-29)."""
    if election.village.kind != VillageKind.COMMUNITY:
        return "yes"
    return str(_value(book.proxy.communities, BY_METHOD))


def _readings(book: Rulebook, communities: str) -> Iterator[Reading]:
    proxy = book.proxy
    if communities == BY_METHOD:
        yield Reading(_("Residents of a community may entrust only if the election method says so."), OPEN)
    if not proxy.relations.stated:
        yield Reading(
            _(
                "The text does not say who a near relative is; those of the Civil Code count: spouse, parents, "
                "children, siblings, grandparents, grandchildren."
            ),
            OPEN,
        )
    if not proxy.chains_allowed.stated:
        yield Reading(_("What was entrusted is not passed on: who holds a proxy gives none."), OPEN)
    if not proxy.candidate_may_hold.stated:
        yield Reading(_("The text does not keep candidates from holding a proxy, so they may."), OPEN)
    yield Reading(_("The holder's own vote does not count among the proxies."), OPEN)
