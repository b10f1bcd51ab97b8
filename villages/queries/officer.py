from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from accounts.rules import offices_with
from villages.models import Division, OfficerPerson, Resident, Village


@dataclass(frozen=True)
class OfficerShown:
    """An officer with the titles of the offices, and who that is in the registers; None: nobody has recorded it."""

    user: User
    titles: Sequence[str]
    resident: Resident | None


@dataclass(frozen=True)
class OfficersAt:
    """The officers of one place, by name."""

    code: str
    name: str
    officers: Sequence[OfficerShown]

    @property
    def open(self) -> int:
        """Of how many nobody has recorded who that is in the registers."""
        return sum(each.resident is None for each in self.officers)


def person_of(user: User) -> Resident | None:
    """Who the officer is in the registers; None where nobody has entered it."""
    found = OfficerPerson.objects.select_related("resident").filter(user=user).first()
    return found.resident if found else None


def scope_of(user: User) -> str:
    """The place for which the officer has the first office; "" without any, which no office covers."""
    return min((office.scope for office in user.held), key=len, default="")


def officers_below(by: User) -> list[OfficerShown]:
    """The active officers whose area lies within that of an office by which `by` may link them; three queries."""
    scopes = [office.scope for office in offices_with(by, "officer.link")]
    inside = Q(pk__in=[])
    for scope in scopes:
        inside |= Q(offices__scope__startswith=scope)
    users = User.objects.filter(inside, is_active=True).distinct().prefetch_related("offices").order_by("pk")
    people = list(OfficerPerson.objects.filter(user__in=users).select_related("resident__village"))
    of_user = {each.user_id: each.resident for each in people}
    return [
        OfficerShown(user, [office.title for office in user.held], of_user.get(user.pk))
        for user in users
        if any(scope_of(user).startswith(scope) for scope in scopes)
    ]


def by_place(shown: Sequence[OfficerShown]) -> list[OfficersAt]:
    """Officers by the place of their first office: the county, then each township before its villages. Two queries."""
    found: dict[str, list[OfficerShown]] = {}
    for each in shown:
        found.setdefault(scope_of(each.user), []).append(each)
    names = dict(Division.objects.filter(pk__in=found).values_list("pk", "name"))
    names |= dict(Village.objects.filter(pk__in=found).values_list("pk", "name"))
    return [
        OfficersAt(code, names.get(code, code), sorted(found[code], key=lambda one: one.user.name))
        for code in sorted(found)
    ]


def officer_below(by: User, pk: int) -> OfficerShown | None:
    """One of these officers."""
    return next((each for each in officers_below(by) if each.user.pk == pk), None)
