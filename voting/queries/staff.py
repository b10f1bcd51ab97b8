"""Who serves on polling day and at the count, and what is found about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from elections.models import Election
from voting.barred import Bar, Duty, barred_from
from voting.enums import StaffRole
from voting.meeting_duties import scrutineers_of_meeting
from voting.models import Contest, StaffMember
from voting.models.staff import SERVES
from voting.staff_rules import OVERSEE, StaffRules, staff_rules

ORDER = {role: at for at, role in enumerate(StaffRole)}


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who serves: why the person may not, or what the page tells of; `known` in the register of the village."""

    member: StaffMember
    bar: Bar | None = None
    told: Bar | None = None

    @property
    def known(self) -> bool:
        return self.member.person_index is not None


@dataclass(frozen=True, slots=True)
class StaffPlace:
    """Those who serve at one place; an empty name is the whole vote."""

    name: str
    rows: list[StaffRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StaffBoard:
    """The staff of a vote by place, who may not serve, and the duties that nobody is named for."""

    places: list[StaffPlace]
    rules: StaffRules
    missing: list[StaffRole]

    @property
    def rows(self) -> list[StaffRow]:
        return [row for place in self.places for row in place.rows]

    @property
    def barred(self) -> list[StaffRow]:
        return [row for row in self.rows if row.bar]


def serving(election: Election) -> list[StaffMember]:
    """All who serve, by duty, in the order in which they were named."""
    found = StaffMember.objects.filter(SERVES, election=election).select_related("route")
    return sorted(found, key=lambda member: (ORDER[StaffRole(member.role)], member.pk))


def barred_staff(election: Election) -> list[tuple[StaffMember, Bar]]:
    """Those who serve and became a candidate, or a candidate's relative, since they were named."""
    there = [member for member in serving(election) if member.person_index]
    bars = barred_from(Duty.STAFF, election, [bytes(one.person_index) for one in there if one.person_index])
    return [(one, bars[index]) for one in there if (index := bytes(one.person_index or b"")) in bars]


def released(election: Election) -> list[StaffMember]:
    """Those who were released or replaced, the latest first."""
    return list(election.staff.filter(released_at__isnull=False).order_by("-released_at", "-pk"))


def staff_member(election: Election, pk: int) -> StaffMember | None:
    found = election.staff.select_related("route").filter(pk=pk).first()
    if found is not None:
        found.election = election
    return found


def staff_board(election: Election) -> StaffBoard:
    """The page of a village's staff."""
    members = serving(election)
    indexes = [bytes(member.person_index) for member in members if member.person_index]
    bars, told = barred_from(Duty.STAFF, election, indexes), barred_from(Duty.STAFF_TOLD, election, indexes)
    places: dict[str, StaffPlace] = {}
    for member in sorted(members, key=lambda member: place_of(member) != ""):
        index = bytes(member.person_index or b"")
        row = StaffRow(member, bars.get(index), told.get(index))
        places.setdefault(place_of(member), StaffPlace(place_of(member))).rows.append(row)
    rules = staff_rules(election)
    roles = {member.role for member in members}
    return StaffBoard(list(places.values()), rules, [role for role in rules.needed if role not in roles])


def place_of(member: StaffMember) -> str:
    """Where somebody serves: a box by its name, a route by its number, or "" for the whole vote."""
    return f"{member.route.number} {member.route.route}" if member.route else member.place


def at_box(election: Election, box: str) -> list[StaffMember]:
    """Those who serve at a box by its name, or for the whole vote, by duty."""
    here = Q(place__in=["", box], route=None)
    found = StaffMember.objects.filter(SERVES, here, election=election)
    return sorted(found, key=lambda member: (ORDER[StaffRole(member.role)], member.pk))


def names_of(members: Sequence[StaffMember], *roles: str) -> tuple[str, ...]:
    """The names of those who do one of the duties, each once."""
    return tuple(dict.fromkeys(member.name for member in members if member.role in roles))


def scrutineers_at(contest: Contest, box: str) -> tuple[str, ...]:
    """Who oversees the count of a box, by name: those on the staff list; in a meeting whom it adopted (A-ASM-12)."""
    if not contest.by_roll:
        return tuple(scrutineers_of_meeting(contest.election))
    return names_of(at_box(contest.election, box), *OVERSEE)
