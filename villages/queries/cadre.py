"""Those who hold the posts of the two committees, and those who held them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import F, Prefetch, Q

from villages.enums import TWO_COMMITTEES, Body, Post
from villages.models import Appraisal, Audit, Cadre, Village
from villages.queries.history import Change, changes_between

TOLD = ("body", "post", "since", "until", "term")


@dataclass(frozen=True)
class BodyCadres:
    """One body with those who sit, the head first."""

    body: Body
    sitting: Sequence[Cadre]


@dataclass(frozen=True)
class CadreBoard:
    """The cadres of a place: who sits, body by body, and who held posts before, the latest first."""

    bodies: Sequence[BodyCadres]
    earlier: Sequence[Cadre]

    @property
    def sitting(self) -> int:
        """Persons who sit in the two committees; who sits in both counts once."""
        two = [body for body in self.bodies if body.body in TWO_COMMITTEES]
        return len({cadre.resident_id for body in two for cadre in body.sitting})

    @property
    def open_findings(self) -> int:
        """Sitting persons whose audit found something that is not settled."""
        people = {
            cadre.resident_id
            for body in self.bodies
            for cadre in body.sitting
            if cadre.audits_open  # type: ignore[attr-defined]
        }
        return len(people)


def cadres_of(village: Village) -> CadreBoard:
    """The cadres of a place with appraisals and audits, in three queries."""
    cadres = list(_with_records().filter(village=village))
    order = list(Post)
    sitting = [
        BodyCadres(
            body,
            sorted(
                (cadre for cadre in cadres if cadre.until is None and cadre.body == body),
                key=lambda cadre: (order.index(Post(cadre.post)), cadre.pk),
            ),
        )
        for body in Body
    ]
    earlier = [cadre for cadre in cadres if cadre.until is not None]
    return CadreBoard(sitting, sorted(earlier, key=lambda c: (c.until, c.pk), reverse=True))


def _with_records() -> Any:
    """Cadres with their appraisals, and their audits as `audits_told` and `audits_open`."""
    opened = Q(settled_on=None) & ~Q(finding="")
    return Cadre.objects.select_related("resident__group", "village__township").prefetch_related(
        Prefetch("appraisals", Appraisal.objects.order_by("-year")),
        Prefetch("audits", Audit.objects.order_by("-on", "-pk"), to_attr="audits_told"),
        Prefetch("audits", Audit.objects.filter(opened).order_by("-on", "-pk"), to_attr="audits_open"),
    )


def cadre_in(village_code: str, pk: int) -> Cadre | None:
    """A cadre of a place, sitting or not."""
    found: Cadre | None = _with_records().filter(village=village_code, pk=pk).first()
    return found


def posts_of(cadre: Cadre) -> list[Cadre]:
    """The other posts the same person holds or held, the latest first."""
    others = Cadre.objects.filter(resident=cadre.resident_id).exclude(pk=cadre.pk).select_related("village")
    return list(others.order_by(F("until").desc(nulls_first=True), "-since"))


def changes_of_cadre(cadre: Cadre) -> list[Change]:
    """What was changed of a post held, the latest first."""
    kept: list[Any] = list(cadre.history.select_related("history_user").order_by("history_date", "pk"))
    changes = [changes_between(*pair, TOLD) for pair in pairwise(kept)]
    return [change for change in reversed(changes) if change.fields]
