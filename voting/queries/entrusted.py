"""What the steps need of proxies and of the mobile box, as parts of a query on elections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from voting.models import MobileVoter, Proxy

PROXY = ("state", "reviewed_at", "published_at", "ended_at")
VISIT = ("state", "route", "decided_at")


@dataclass(frozen=True)
class Entrusted:
    """How one proxy stands."""

    state: str
    reviewed_at: datetime | None
    published_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Entrusted":
        """One proxy as `entrusted_in` brings it."""
        return cls(kept["state"], *(_moment(kept[name]) for name in PROXY[1:]))


@dataclass(frozen=True)
class Visited:
    """How one request for the mobile box stands."""

    state: str
    route: int | None
    decided_at: datetime | None

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Visited":
        """One request as `visited_in` brings it."""
        return cls(kept["state"], kept["route"], _moment(kept["decided_at"]))


def entrusted_in(election: OuterRef) -> ArraySubquery:
    """The proxies of an election."""
    rows = Proxy.objects.filter(election=election).order_by("pk")
    return ArraySubquery(rows.values(told=JSONObject(**{name: name for name in PROXY})))


def visited_in(election: OuterRef) -> ArraySubquery:
    """The requests for the mobile box of an election."""
    rows = MobileVoter.objects.filter(election=election).order_by("pk")
    return ArraySubquery(rows.values(told=JSONObject(**{name: name for name in VISIT})))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
