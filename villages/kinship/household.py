"""The bonds of one household, from each member's word for the relation to the head."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from villages.kinship.model import Bond, Implied, Key, Person, Source, Tie
from villages.kinship.words import (
    FATHER,
    FEMALE,
    MALE,
    MOTHER,
    SPOUSE,
    UNKNOWN,
    Hop,
    Hops,
    hops_of,
    ordinal_of,
)

# Only one person can stand there: whoever is listed in such a place is the one that is meant.
SINGLE = {SPOUSE, FATHER, MOTHER}


@dataclass(frozen=True)
class Member:
    """A person of a household: a key that is the person's own, the sex, and the register's word for the relation."""

    key: Key
    sex: str
    word: str


@dataclass
class _Household:
    """A household while it is read. `places` are the chains from the head with the members that stand there."""

    name: str
    head: Person
    placed: Sequence[tuple[Member, Hops]]
    bonds: list[Bond] = field(default_factory=list)
    implied: dict[Hops, Implied] = field(default_factory=dict)

    def at(self, place: Hops) -> list[Member]:
        return [member for member, hops in self.placed if hops and _stands_at(member, hops, place)]

    def add(self, tie: Tie, first: Person, second: Person, source: Source) -> None:
        if first != second:
            self.bonds.append(Bond(tie, first, second, source))


def bonds_of_household(name: str, members: Iterable[Member]) -> tuple[list[Bond], list[Member]]:
    """The bonds within a household, and those members whose word tells none.

    `name` is unique among households. Certain is what the words say; where they leave it open, this is assumed and
    marked DERIVED: the listed spouse of the head, or of a child, is parent of that person's children; parents who are
    both listed are married; a son's wife (a grandchild, a brother's wife, a nephew) belongs to the only son
    (child, brother) listed, or to the one of the same number (长子, 长媳). Where several are listed, nobody is chosen.
    A household without a head, or whose head is not listed, has one implied; with two heads it tells nothing.
    """
    members = list(members)
    read = [(member, hops_of(member.word)) for member in members]
    heads = [member for member, hops in read if hops == ()]
    if len(heads) > 1:
        return [], members
    head: Person = heads[0].key if heads else Implied(f"{name}:head", 0)
    here = _Household(name, head, [(member, hops) for member, hops in read if hops is not None])
    for number, (member, hops) in enumerate(here.placed, 1):
        if hops:
            _bind(here, member, hops, number)
    _marry_parents(here)
    _share_children(here)
    return here.bonds, [member for member, hops in read if hops is None]


def _stands_at(member: Member, hops: Hops, place: Hops) -> bool:
    """Whether a member's place is this one; the sex of the last is the member's own."""
    own = (*hops[:-1], Hop(hops[-1].kin, member.sex))
    return len(own) == len(place) and all(
        one.kin == other.kin and (not other.sex or one.sex == other.sex)
        for one, other in zip(own, place, strict=True)
    )


def _bind(here: _Household, member: Member, hops: Hops, number: int) -> None:
    """Add the bonds of the chain from the head to a member."""
    at, source = here.head, Source.REGISTER
    for length, hop in enumerate(hops[:-1], 1):
        after, sure = _between(here, member, hops, length, number)
        if isinstance(after, Implied):
            _tie(here, hop, at, after, source)
        at, source = after, source if sure else Source.DERIVED
    _tie(here, hops[-1], at, member.key, source)


def _between(here: _Household, member: Member, hops: Hops, length: int, number: int) -> tuple[Person, bool]:
    """Who stands between the head and a member, so many hops from the head; and whether the words leave no choice."""
    place, married = hops[:length], hops[length].kin == "spouse"
    listed = here.at(place)
    if place[-1] in SINGLE and all(hop in SINGLE for hop in place):
        if len(listed) == 1:
            return listed[0].key, True
        role = f"{here.name}:{_role(place)}"
        return here.implied.setdefault(place, Implied(role, 0, _sex_at(here, place))), True
    numbered = ordinal_of(member.word) if married else ""
    same = [one for one in listed if numbered and ordinal_of(one.word) == numbered]
    if len(same) == 1 or len(listed) == 1:
        return (same or listed)[0].key, len(same) == 1
    could_be = frozenset(one.key for one in listed)
    return Implied(f"{here.name}:{_role(place)}", number, place[-1].sex, could_be), True


def _sex_at(here: _Household, place: Hops) -> str:
    """The sex of whoever stands at a place: as the word has it; the spouse of the head is of the other."""
    if len(place) == 1 and place[0].kin == "spouse":
        own = next((member.sex for member, hops in here.placed if not hops), "")
        return {MALE: FEMALE, FEMALE: MALE}.get(own, UNKNOWN)
    return place[-1].sex


def _role(place: Hops) -> str:
    return "/".join(f"{hop.kin}{hop.sex}" for hop in place)


def _tie(here: _Household, hop: Hop, at: Person, after: Person, source: Source) -> None:
    if hop.kin == "child":
        here.add(Tie.PARENT, at, after, source)
    else:
        here.add(Tie(hop.kin), after, at, source)


def _marry_parents(here: _Household) -> None:
    """Father and mother of one person, both listed, are taken to be married."""
    places = {hops[:-1] for _member, hops in here.placed if hops and hops[-1].kin == "parent"}
    for place in places:
        fathers, mothers = here.at((*place, FATHER)), here.at((*place, MOTHER))
        if len(fathers) == 1 and len(mothers) == 1:
            here.add(Tie.SPOUSE, fathers[0].key, mothers[0].key, Source.DERIVED)


def _share_children(here: _Household) -> None:
    """The spouse of the head, or of a child, is taken to be parent of that person's children, not of a stepchild."""
    down = {here.head} | {
        member.key for member, hops in here.placed if hops and all(hop.kin == "child" for hop in hops)
    }
    listed = {member.key for member, hops in here.placed if hops != ()} | {here.head}
    spouses: dict[Person, list[Person]] = {}
    for bond in here.bonds:
        if bond.tie == Tie.SPOUSE:
            spouses.setdefault(bond.first, []).append(bond.second)
            spouses.setdefault(bond.second, []).append(bond.first)
    for bond in [bond for bond in here.bonds if bond.tie == Tie.PARENT and bond.first in down]:
        for spouse in spouses.get(bond.first, ()):
            if spouse in listed or spouse in here.implied.values():
                here.add(Tie.PARENT, spouse, bond.second, Source.DERIVED)
