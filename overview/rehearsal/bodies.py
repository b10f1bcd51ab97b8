"""Representatives and the election committee of a walk: whom the groups elect, who runs the election."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from candidates.queries.representative import usual_units
from candidates.services.election_committee import Formation
from candidates.services.names import VoteLine
from candidates.services.representative_places import UnitPlan
from candidates.services.representative_votes import UnitCount
from elections.models import Election
from villages.enums import Sex, VillageKind
from villages.models import Resident

# Older than whoever is nominated, so that nobody has to leave the committee.
BORN_BEFORE, BORN_FROM = date(1972, 1, 1), date(1950, 1, 1)
PLACES, WOMEN = 3, 1
MEMBERS, RESERVES = 7, 2
FIRST_VOTES = 60


class Elders:
    """People of a village whose names are unique, one a household: Party members first."""

    def __init__(self, election: Election) -> None:
        everyone = Resident.objects.filter(village=election.village_id)
        once = Counter(everyone.values_list("name", flat=True))
        found = everyone.filter(birth_date__lt=BORN_BEFORE, birth_date__gte=BORN_FROM, left_on=None)
        self.people: list[Resident] = []
        households: set[int] = set()
        rows = found.select_related("group", "party_member").order_by("pk")
        for person in sorted(rows, key=lambda one: (not hasattr(one, "party_member"), one.pk)):
            if once[person.name] == 1 and person.household_id not in households:
                households.add(person.household_id)
                self.people.append(person)

    def of(self, sex: str, group: int | None = None) -> list[Resident]:
        return [one for one in self.people if one.sex == sex and group in (None, one.group.number)]


def unit_plans(election: Election) -> list[UnitPlan]:
    """Every group: three places, in a community two; one of them a woman's."""
    places = PLACES if election.village.kind == VillageKind.VILLAGE else PLACES - 1
    return [
        UnitPlan(name, households, places, WOMEN, group.number)
        for name, group, households, _places, _women in usual_units(election)
    ]


def unit_counts(plans: Sequence[UnitPlan], elders: Elders, now: datetime) -> Iterator[UnitCount]:
    """What the groups counted: as many as have places, and one behind them."""
    for number, plan in enumerate(plans, start=1):
        women = elders.of(Sex.FEMALE, plan.group)[: plan.women_places]
        men = elders.of(Sex.MALE, plan.group)[: plan.places - len(women) + 1]
        yield UnitCount(number, now.date(), _lines([*women, *men]))


def formation(elders: Elders, now: datetime) -> Formation:
    """A committee of seven, two of them women, elected by the representatives; two stand behind them."""
    women, men = elders.of(Sex.FEMALE), elders.of(Sex.MALE)
    people = [men[0], *women[:2], *men[1 : MEMBERS - 2 + RESERVES]]
    return Formation(
        formed_by="representatives_meeting",
        held_on=now.date(),
        presided_by="王晓梅（村党组织书记）",
        size=MEMBERS,
        lines=_lines(people),
    )


def _lines(people: Sequence[Resident]) -> list[VoteLine]:
    return [VoteLine("", one.name, FIRST_VOTES - 2 * n, one.pk) for n, one in enumerate(people)]
