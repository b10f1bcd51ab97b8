"""The demo's officers as the sign-in page lists them: offices first, then village by village."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from accounts.models import User
from villages.models import Village
from villages.templatetags.names import place

register = template.Library()
VILLAGE_DIGITS = 12


@dataclass(frozen=True)
class Desk:
    """The officers of one place; `name` is empty for those of county and township."""

    name: str
    officers: list[User]


@register.filter
def by_desk(officers: Iterable[User]) -> list[Desk]:
    """The officers by place, in two queries whatever their number."""
    desks: dict[str, list[User]] = {}
    for officer in officers:
        scope = next((office.scope for office in officer.offices.all()), "")
        desks.setdefault(scope if len(scope) == VILLAGE_DIGITS else "", []).append(officer)
    names = dict(Village.objects.filter(pk__in=desks).values_list("pk", "name"))
    return [Desk(place(names[code]) if code in names else "", desks[code]) for code in sorted(desks)]
