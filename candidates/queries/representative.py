"""Representatives, read: the register of a place, who comes next, the shares of women and of Party members."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from candidates.enums import Allotment, RepresentativeState
from candidates.models import ElectingUnit, Representative, RepresentativeBook
from candidates.plurality import Runner
from candidates.representative_rules import RepresentativeRules, representative_rules
from elections.models import Election
from elections.queries.posts import posts_for
from villages.enums import Body, Sex
from villages.models import Group, Household

ELECTED = RepresentativeState.ELECTED
# Who gave way within the household comes next once the household has nobody any more.
IN_LINE = (RepresentativeState.WAITING, RepresentativeState.YIELDED)


@dataclass(frozen=True)
class Share:
    """How many of a number are women; `enough` tells whether they come to the plan's share."""

    women: int
    total: int
    enough: bool


def share_of(women: int, total: int, least: Fraction | None) -> Share:
    """Exact: women / total >= least."""
    enough = least is None or women * least.denominator >= least.numerator * total
    return Share(women, total, enough)


@dataclass(frozen=True)
class UnitPeople:
    """An electing unit with all who had votes there, and who comes next into a free place."""

    unit: ElectingUnit
    people: Sequence[Representative]
    next: Sequence[Representative]

    @property
    def elected(self) -> list[Representative]:
        return [one for one in self.people if one.state == ELECTED]

    @property
    def others(self) -> list[Representative]:
        return [one for one in self.people if one.state != ELECTED]

    @property
    def free(self) -> int:
        return self.unit.places - len(self.elected)


@dataclass(frozen=True)
class PartyBefore:
    """Party members among the representatives of the term before (A-REP-08, C-REP-01)."""

    members: int
    total: int


@dataclass(frozen=True)
class Register:
    """The register of a place's representatives; `meeting` is the share of women among all members of the meeting."""

    book: RepresentativeBook
    units: Sequence[UnitPeople]
    rules: RepresentativeRules
    share: Share
    meeting: Share
    party_members: int
    before: PartyBefore | None = None

    @property
    def party_share_raised(self) -> bool | None:
        """Whether more of them are Party members than in the term before, exactly; None where nobody is to compare."""
        if self.before is None or not self.before.total or not self.share.total:
            return None
        return self.party_members * self.before.total > self.before.members * self.share.total

    @property
    def people(self) -> list[Representative]:
        return [one for unit in self.units for one in unit.elected]

    @property
    def places(self) -> int:
        return sum(unit.unit.places for unit in self.units)

    @property
    def households(self) -> int:
        return sum(unit.unit.households for unit in self.units)

    @property
    def counted(self) -> int:
        return sum(unit.unit.counted_at is not None for unit in self.units)

    @property
    def in_force(self) -> Share:
        """The share that the reading in force goes by (AMB-21)."""
        return self.meeting if self.rules.of_the_meeting else self.share

    @property
    def stale(self) -> bool:
        """Whether somebody came or went since the register was published."""
        return bool(self.book.published_at and self.book.changed_at)


def book_of(election: Election) -> RepresentativeBook | None:
    return RepresentativeBook.objects.filter(election=election).first()


def people_of(book: RepresentativeBook) -> QuerySet[Representative]:
    """All who had votes, by unit and votes."""
    return (
        Representative.objects.filter(unit__book=book)
        .select_related("unit", "resident__group", "resident__party_member")
        .order_by("unit__number", "-votes", "pk")
    )


def register_of(election: Election) -> Register | None:
    """The register of an election's representatives in four queries, or None before places are allotted."""
    book = book_of(election)
    if book is None:
        return None
    rules, everyone = representative_rules(election), list(people_of(book))
    units = [
        UnitPeople(unit, [one for one in everyone if one.unit_id == unit.pk], next_of(unit, everyone, rules))
        for unit in book.units.select_related("group")
    ]
    elected = [one for one in everyone if one.state == ELECTED]
    return Register(
        book,
        units,
        rules,
        share=_share(elected, rules, ()),
        meeting=_share(elected, rules, _committee(election)),
        party_members=sum(hasattr(one.resident, "party_member") for one in elected),
    )


def with_term_before(election: Election, register: Register) -> Register:
    """The register beside the Party members among those who sat when it was handed in, or who sit till it is."""
    filed = register.book.filed_at
    day = localtime(filed).date() if filed else None
    sat = Q(until=None) if day is None else Q(until=None) | Q(until__gte=day)
    given = Representative.objects.filter(unit__book=register.book).exclude(term=None).values("term")
    before = posts_for(election).filter(sat, village=election.village_id, body=Body.REPRESENTATIVES)
    found = before.exclude(pk__in=given).aggregate(
        total=Count("resident", distinct=True),
        members=Count("resident__party_member", distinct=True),
    )
    return replace(register, before=PartyBefore(found["members"], found["total"]))


def next_of(
    unit: ElectingUnit, everyone: Collection[Representative], rules: RepresentativeRules
) -> list[Representative]:
    """Who comes next by votes into a free place of a unit; several where they are level, none where none is free.

    Women only, while the places left are those of women (A-REP-04); nobody whose household has a representative
    (A-REP-06).
    """
    elected = [one for one in everyone if one.state == ELECTED]
    here = [one for one in elected if one.unit_id == unit.pk]
    free = unit.places - len(here)
    if unit.counted_at is None or free <= 0:
        return []
    women_due = unit.women_places - sum(one.sex == Sex.FEMALE for one in here)
    held = {tie_of(one, rules) for one in elected}
    line = [
        one
        for one in everyone
        if one.unit_id == unit.pk
        and one.state in IN_LINE
        and tie_of(one, rules) not in held
        and (free > women_due or one.sex == Sex.FEMALE)
    ]
    most = max((one.votes for one in line), default=0)
    return [one for one in line if one.votes == most]


def tie_of(one: Representative, rules: RepresentativeRules) -> int:
    """What no two representatives share: the household by registration; else the person."""
    return one.household_id if rules.one_of_a_household else one.resident_id


def runner_of(one: Representative, rules: RepresentativeRules) -> Runner:
    """A person of the register as the votes of the unit are counted."""
    return Runner(one.resident_id, one.name, tie_of(one, rules), one.sex == Sex.FEMALE, one.votes)


def households_by_group(village_code: str) -> dict[int, int]:
    """How many households with people each group has, by the group's number."""
    rows = (
        Group.objects.filter(village=village_code)
        .order_by("number")
        .values_list("number")
        .annotate(n=Count("households"))
    )
    return dict(rows)


def households_of(village_code: str) -> int:
    return Household.objects.filter(village=village_code).count()


def usual_units(election: Election) -> list[tuple[str, Group, int, int, int]]:
    """What the page offers: each group with its households, the fewest places that the plan allows, a third for women."""
    rules = representative_rules(election)
    counts = households_by_group(election.village_id)
    found = []
    for group in Group.objects.filter(village=election.village_id):
        households = counts.get(group.number, 0)
        places = _usual(rules, households)
        found.append((str(group), group, households, places, _women(rules, places)))
    return found


def _usual(rules: RepresentativeRules, households: int) -> int:
    if rules.per_group is not None and rules.per_group.stated:
        return int(rules.per_group.value.max or rules.per_group.value.min or 1)
    bounds = rules.bounds(Allotment.HOUSEHOLDS, households)
    return max(1, bounds.least or 1) if bounds else 1


def _women(rules: RepresentativeRules, places: int) -> int:
    share = rules.section.women_share
    if not share.stated:
        return 0
    return -(-places * share.value.numerator // share.value.denominator)


def _share(
    elected: Collection[Representative], rules: RepresentativeRules, more: Collection[tuple[int, str]]
) -> Share:
    rule = rules.section.women_share
    members = {one.resident_id: one.sex for one in elected} | dict(more)
    women = sum(sex == Sex.FEMALE for sex in members.values())
    return share_of(women, len(members), rule.value if rule.stated else None)


def _committee(election: Election) -> list[tuple[int, str]]:
    """The sitting members of the villagers' or residents' committee, who belong to the meeting too."""
    sitting = posts_for(election).filter(village=election.village_id, body=Body.COMMITTEE, until=None)
    return list(sitting.values_list("resident_id", "resident__sex"))
