"""Who is related to whom, over all households and villages that bonds added by hand connect."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise

from villages.enums import Leaving, Relation
from villages.kinship import (
    NEAR_RELATIVES,
    RELATIONS,
    Bond,
    Bonds,
    Link,
    Member,
    Person,
    Source,
    Tie,
    bonds_of_household,
    hops_of,
    is_listed,
    relation,
    relations_of,
)
from villages.kinship import Kinship as Worked
from villages.models import KinTie, Resident

__all__ = [
    "NEAR_RELATIVES",
    "RELATIONS",
    "Family",
    "Kin",
    "Kinship",
    "PathStep",
    "families_between",
    "families_of",
    "family_of",
    "is_listed",
    "kinship_between",
    "kinships_of",
    "unread_words",
]

# A relation that is told has at most four bonds, so that no more households than these lie behind one another.
HOUSEHOLDS_APART = 4
REACHED = """
WITH RECURSIVE reached (household, apart) AS (
    SELECT same.household_id, 0
    FROM villages_resident asked JOIN villages_resident same ON same.id_index = asked.id_index
    WHERE asked.id = ANY(%(residents)s::bigint[])
  UNION
    SELECT further.household_id, reached.apart + 1
    FROM reached
    JOIN villages_resident here ON here.household_id = reached.household
    CROSS JOIN LATERAL (
        SELECT here.id_index AS index
        UNION SELECT other.id_index FROM villages_kintie tie
            JOIN villages_resident other ON other.id = tie.second_id WHERE tie.first_id = here.id
        UNION SELECT other.id_index FROM villages_kintie tie
            JOIN villages_resident other ON other.id = tie.first_id WHERE tie.second_id = here.id
    ) bound
    JOIN villages_resident further ON further.id_index = bound.index
    WHERE reached.apart < %(apart)s AND further.household_id <> reached.household
)
SELECT DISTINCT household FROM reached
"""


@dataclass(frozen=True)
class PathStep:
    """One step of the way to a relative: `resident` is the `tie` of the one before.

    None for somebody the register speaks of and does not list; `sex` may then still be known.
    """

    resident: Resident | None
    sex: str
    tie: str
    source: Source


@dataclass(frozen=True)
class Kinship:
    """What the second person is to the first.

    `relation` is a code of villages.enums.Relation, `degree` the steps of birth between the two, `path` the way from
    the first (left out) to the second. `by_hand`: a bond of it was added by hand; `derived`: one is assumed by the way
    registers are kept.
    """

    relation: str
    degree: int
    generation: int
    path: tuple[PathStep, ...]

    @property
    def by_hand(self) -> bool:
        return any(step.source == Source.HAND for step in self.path)

    @property
    def derived(self) -> bool:
        return any(step.source == Source.DERIVED for step in self.path)

    @property
    def near(self) -> bool:
        """Whether this is a near relative of the Civil Code."""
        return self.relation in NEAR_RELATIVES

    @property
    def label(self) -> str | Promise:
        return Relation(self.relation).label


@dataclass(frozen=True)
class Kin:
    """A relative, and what that person is to the one asked about."""

    resident: Resident
    kinship: Kinship


class Family:
    """All residents of some connected households with their bonds; asks the database nothing more.

    A person who stands in two registers is one person here, found by the blind index of the identity number.
    """

    def __init__(self, residents: Collection[Resident], ties: Collection[KinTie]) -> None:
        self.residents, self.ties = residents, ties
        self._by_index: dict[bytes, Resident] = {}
        for resident in sorted(residents, key=_current_first):
            self._by_index.setdefault(bytes(resident.id_index), resident)

    def between(self, first: Resident, second: Resident) -> Kinship | None:
        """What `second` is to `first`."""
        found = relation(self.bonds, bytes(first.id_index), bytes(second.id_index))
        return self._told(found) if found else None

    def of(self, resident: Resident) -> list[Kin]:
        """All relatives of a resident, the nearest first, elders before younger."""
        found = relations_of(self.bonds, bytes(resident.id_index))
        return [
            Kin(self._by_index[index], self._told(worked))
            for index, worked in found.items()
            if isinstance(index, bytes)
        ]

    def pairs(self, among: Iterable[Resident]) -> dict[tuple[int, int], Kinship]:
        """Each two of these residents that are related, by their keys in both orders."""
        asked = {bytes(resident.id_index): resident for resident in among}
        return {
            (resident.pk, asked[other].pk): self._told(worked)
            for index, resident in asked.items()
            if index in self._by_index
            for other, worked in relations_of(self.bonds, index).items()
            if isinstance(other, bytes) and other in asked
        }

    @cached_property
    def bonds(self) -> Bonds:
        bonds = [bond for members in self._households.values() for bond in _bonds_within(members)]
        index_of = {resident.pk: bytes(resident.id_index) for resident in self.residents}
        bonds += [
            Bond(Tie(tie.tie), index_of[tie.first_id], index_of[tie.second_id], Source.HAND)
            for tie in self.ties
        ]
        return Bonds(bonds, {index: resident.sex for index, resident in self._by_index.items()})

    @cached_property
    def _households(self) -> Mapping[int, list[Resident]]:
        found: dict[int, list[Resident]] = defaultdict(list)
        for resident in self.residents:
            found[resident.household_id].append(resident)
        return found

    def _told(self, worked: Worked) -> Kinship:
        path = tuple(self._step(link) for link in worked.path)
        return Kinship(worked.relation, worked.degree, worked.generation, path)

    def _step(self, link: Link) -> PathStep:
        resident = self.person(link.person)
        return PathStep(resident, self.bonds.sex(link.person), link.tie, link.source)

    def person(self, person: Person) -> Resident | None:
        """Who a person of the bonds is; None for somebody the registers speak of and do not list."""
        return self._by_index.get(person) if isinstance(person, bytes) else None


def _current_first(resident: Resident) -> tuple[bool, bool, int]:
    return resident.left_on is not None, not resident.registered_here, resident.pk


def _bonds_within(household: list[Resident]) -> list[Bond]:
    bonds, _unread = bonds_of_household(str(household[0].household_id), _members(household))
    return bonds


def _members(household: list[Resident]) -> list[Member]:
    """Those who stand in the register now; the head who died or left still, until another is named."""
    here = [resident for resident in household if resident.left_on is None]
    if not any(hops_of(resident.relation) == () for resident in here):
        gone = [r for r in household if r.left_on is not None and hops_of(r.relation) == ()]
        here += gone if len(gone) == 1 else []
    return [Member(bytes(r.id_index), r.sex, r.relation) for r in here]


def families_of(residents: Iterable[Resident]) -> Family:
    """The households of these residents and all that ties by hand connect with them, in three queries."""
    found = list(_listed(_reached(residents)).select_related("group", "village"))
    ties = _ties_among([resident.pk for resident in found]).select_related("made_by")
    return Family(found, list(ties))


def families_between(residents: Collection[Resident]) -> Family:
    """Those households only in which two of these residents can be related to each other, in four queries at most.

    Most people of a village are nobody's relative there: of their households nothing but the keys is read.
    """
    columns = ("household_id", "pk", "id_index")
    rows = [
        (home, pk, bytes(index)) for home, pk, index in _listed(_reached(residents)).values_list(*columns)
    ]
    ties = list(_ties_among([pk for _home, pk, _index in rows]).select_related("made_by"))
    homes = _shared(rows, ties, {bytes(resident.id_index) for resident in residents})
    found = list(_listed(homes)) if homes else []
    keys = {resident.pk for resident in found}
    return Family(found, [tie for tie in ties if tie.first_id in keys])


def _shared(rows: Sequence[tuple[int, int, bytes]], ties: Iterable[KinTie], asked: Set[bytes]) -> list[int]:
    """The households that are connected with two or more of those asked about; a person of two connects them."""
    leads = {home: home for home, _pk, _index in rows}

    def last(home: int) -> int:
        while leads[home] != home:
            leads[home] = home = leads[leads[home]]
        return home

    home_of, first_of = {pk: home for home, pk, _index in rows}, dict[bytes, int]()
    joined = [(first_of.setdefault(index, home), home) for home, _pk, index in rows]
    joined += [(home_of[tie.first_id], home_of[tie.second_id]) for tie in ties]
    for one, other in joined:
        if one != other:
            leads[last(one)] = last(other)
    people: dict[int, set[bytes]] = defaultdict(set)
    for home, _pk, index in rows:
        if index in asked:
            people[last(home)].add(index)
    return [home for home in leads if len(people[last(home)]) > 1]


def _reached(residents: Iterable[Resident]) -> list[int]:
    """The households of these residents, and those that lie behind them."""
    with connection.cursor() as cursor:
        keys = _written(resident.pk for resident in residents)
        cursor.execute(REACHED, {"residents": keys, "apart": HOUSEHOLDS_APART})
        return [household for (household,) in cursor.fetchall()]


def _listed(households: list[int]) -> QuerySet[Resident]:
    people = Resident.objects.filter(household__in=_any_of(households)).exclude(left_why=Leaving.ERROR)
    return people.order_by("household_id", "pk")


def _ties_among(people: list[int]) -> QuerySet[KinTie]:
    keys = _any_of(people)
    return KinTie.objects.filter(first__in=keys, second__in=keys)


def _any_of(keys: list[int]) -> RawSQL:
    """Many keys as one parameter of a query: thousands of them one by one cost more than the rows."""
    return RawSQL("SELECT unnest(%s::bigint[])", [_written(keys)])


def _written(keys: Iterable[int]) -> str:
    """An array of keys as PostgreSQL writes it."""
    return f"{{{','.join(map(str, keys))}}}"


def family_of(resident: Resident) -> Family:
    """The household of a resident and all that ties by hand connect with it, in three queries."""
    return families_of([resident])


def kinship_between(first: Resident, second: Resident) -> Kinship | None:
    """What `second` is to `first`, in three queries; None where nothing on record connects the two closely enough."""
    return families_of([first, second]).between(first, second)


def kinships_of(resident: Resident) -> list[Kin]:
    """All relatives of a resident on record, the nearest first, in three queries."""
    return family_of(resident).of(resident)


def unread_words(resident: Resident) -> list[Resident]:
    """Those of the resident's household whose word for the relation to the head tells no kinship."""
    household = list(Resident.objects.filter(household=resident.household_id, left_on=None).order_by("pk"))
    _bonds, unread = bonds_of_household(str(resident.household_id), _members(household))
    indexes = {member.key for member in unread}
    return [one for one in household if bytes(one.id_index) in indexes]
