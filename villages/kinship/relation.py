"""What one person is to another: the codes of the rulebooks, worked out from spouses, parents and siblings alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from villages.kinship.model import Bond, Implied, Key, Person, Source, Tie

# The near relatives of the Civil Code, in the chapter on marriage and family: 配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、
# 孙子女、外孙子女为近亲属. The plans speak of near relatives and define them nowhere (AMB-16).
NEAR_RELATIVES: Final = (
    "spouse",
    "parent",
    "child",
    "sibling",
    "paternal_grandparent",
    "maternal_grandparent",
    "sons_child",
    "daughters_child",
)
# All relations that are told, the nearest first. `lineal` is any further ancestor or descendant; no plan names it.
RELATIONS: Final = (*NEAR_RELATIVES, "lineal", "collateral_three_generations", "close_in_law")
PLACE_OF: Final = {relation: place for place, relation in enumerate(RELATIONS)}
# Of two who stand in several relations the same one is told to either: a relation is as near as the one that it answers.
ANSWERED: Final = {
    "child": "parent",
    "sons_child": "paternal_grandparent",
    "daughters_child": "maternal_grandparent",
}
# What a rulebook may name as one: relatives in the direct line.
DIRECT_LINE: Final = frozenset(
    {
        "parent",
        "child",
        "paternal_grandparent",
        "maternal_grandparent",
        "sons_child",
        "daughters_child",
        "lineal",
    }
)

# Chains of bonds: U to a parent, D to a child, M to a spouse. Collateral blood within three generations, oneself
# counted as the first: the common ancestor is at most two steps up on either side. Close in-laws (no plan says which,
# AMB-16): parents, children and siblings of the spouse, and spouses of one's own parents, children and siblings.
UP, DOWN, MARRIED, ASIDE = "U", "D", "M", "S"
LINEAL: Final = ("UUU", "DDD", "UUUU", "DDDD")
COLLATERAL: Final = ("UDD", "UUD", "UUDD")
IN_LAW: Final = ("MU", "MD", "MUD", "UM", "DM", "UDM")
PLAIN: Final = {"M": "spouse", "U": "parent", "D": "child", "UD": "sibling"}


def _patterns() -> dict[str, str]:
    """Each chain that makes a relation; a step to a sibling (S) stands for up and down."""
    known = dict(PLAIN) | {"UU": "grandparent", "DD": "grandchild"}
    known |= dict.fromkeys(LINEAL, "lineal")
    known |= dict.fromkeys(COLLATERAL, "collateral_three_generations")
    known |= dict.fromkeys(IN_LAW, "close_in_law")
    return known | {chain.replace("UD", ASIDE): code for chain, code in known.items() if "UD" in chain}


PATTERNS: Final = _patterns()
DEEPEST: Final = max(map(len, PATTERNS))
BEGINNINGS: Final = {chain[:length] for chain in PATTERNS for length in range(1, len(chain) + 1)}
INVERSE: Final = {UP: DOWN, DOWN: UP, MARRIED: MARRIED, ASIDE: ASIDE}
STEP_WORDS: Final = {UP: "parent", DOWN: "child", MARRIED: "spouse", ASIDE: "sibling"}
BIRTHS: Final = {UP: 1, DOWN: 1, MARRIED: 0, ASIDE: 2}
SURENESS: Final = {source: place for place, source in enumerate(Source)}


@dataclass(frozen=True)
class Link:
    """One step of a chain: `person` is the `tie` (spouse, parent, child, sibling) of the one before."""

    person: Person
    tie: str
    source: Source


@dataclass(frozen=True)
class Kinship:
    """What a person is to another. `path` leads from the one (left out) to the other, who is its last.

    `degree` counts the steps of birth on the path: a child one, a sibling two, a cousin four; marriage is no step.
    `generation` is positive for elders. `source` is that of the least sure bond.
    """

    relation: str
    degree: int
    generation: int
    path: tuple[Link, ...]

    @property
    def source(self) -> Source:
        return max((link.source for link in self.path), key=SURENESS.__getitem__)

    @property
    def by_hand(self) -> bool:
        """Whether a bond of the path was added by hand."""
        return any(link.source == Source.HAND for link in self.path)

    @property
    def near(self) -> bool:
        """Whether this is a near relative."""
        return self.relation in NEAR_RELATIVES


def is_listed(code: str, relations: Collection[str]) -> bool:
    """Whether a relation is one of those a rulebook lists; `direct_line` there stands for all in the direct line."""
    return code in relations or ("direct_line" in relations and code in DIRECT_LINE)


class Bonds:
    """The bonds among some people, ready to be asked. `sexes` gives the sex of those who are listed."""

    def __init__(self, bonds: Iterable[Bond], sexes: Mapping[Key, str]) -> None:
        self.sexes = sexes
        self._next: dict[str, dict[Person, dict[Person, Source]]] = {
            step: defaultdict(dict) for step in STEP_WORDS
        }
        for bond in bonds:
            self._add(bond)
        self._share_parents()

    def sex(self, person: Person) -> str:
        return person.sex if isinstance(person, Implied) else self.sexes.get(person, "")

    def after(self, person: Person, step: str) -> Iterator[tuple[Person, Source]]:
        """Those to whom one step leads from a person."""
        yield from self._next[step].get(person, {}).items()

    def among(self, people: Collection[Person]) -> Iterator[Bond]:
        """The bonds between these people, each once; siblings only where they share no parent among them."""
        for one in people:
            for parent, source in self.after(one, UP):
                if parent in people:
                    yield Bond(Tie.PARENT, parent, one, source)
        for tie, step in ((Tie.SPOUSE, MARRIED), (Tie.SIBLING, ASIDE)):
            told: set[frozenset[Person]] = set()
            for one in people:
                for other, source in self.after(one, step):
                    pair = frozenset((one, other))
                    if (
                        other in people
                        and pair not in told
                        and not self._same_parent(tie, one, other, people)
                    ):
                        yield Bond(tie, one, other, source)
                    told.add(pair)

    def _same_parent(self, tie: Tie, one: Person, other: Person, people: Collection[Person]) -> bool:
        parents = self._next[UP].get(one, {}).keys() & self._next[UP].get(other, {}).keys()
        return tie == Tie.SIBLING and any(parent in people for parent in parents)

    def _add(self, bond: Bond) -> None:
        step = {Tie.SPOUSE: MARRIED, Tie.PARENT: UP, Tie.SIBLING: ASIDE}[bond.tie]
        for one, way, other in ((bond.second, step, bond.first), (bond.first, INVERSE[step], bond.second)):
            known = self._next[way][one].get(other)
            if known is None or SURENESS[bond.source] < SURENESS[known]:
                self._next[way][one][other] = bond.source

    def _share_parents(self) -> None:
        """Siblings of a sibling are siblings, and what parents one of them has are parents of all."""
        for together in self._sibling_classes():
            sources = {s for one in together for s in self._next[ASIDE][one].values()}
            source = Source.HAND if Source.HAND in sources else Source.DERIVED
            for one in together:
                for other in together - {one}:
                    self._add(Bond(Tie.SIBLING, other, one, source))
            parents = {p: s for one in together for p, s in self._next[UP][one].items()}
            for parent, said in parents.items():
                worst = max((said, source), key=SURENESS.__getitem__)
                for one in together - {parent}:
                    self._add(Bond(Tie.PARENT, parent, one, worst))

    def _sibling_classes(self) -> list[set[Person]]:
        left, found = set(self._next[ASIDE]), []
        while left:
            together, edge = set(), [left.pop()]
            while edge:
                one = edge.pop()
                together.add(one)
                edge += [other for other in self._next[ASIDE][one] if other not in together]
            left -= together
            found.append(together)
        return found


def relation(bonds: Bonds, a: Key, b: Key) -> Kinship | None:
    """What b is to a, by the nearest relation there is; None where nothing within these relations connects them."""
    return relations_of(bonds, a).get(b)


def relations_of(bonds: Bonds, a: Key) -> dict[Key, Kinship]:
    """All relatives of a person with what each is to that person, the nearest first.

    Of several relations between two (cousins who married) the nearest is told, and of several ways the surest.
    Nothing is told by way of somebody implied who may be another person of the chain: one of two sons is the father
    of a grandson, and whoever of them is not is the uncle.
    """
    best: dict[Key, tuple[tuple[int, ...], Kinship]] = {}
    for chain, path in _chains(bonds, a):
        b = path[-1].person
        if chain not in PATTERNS or isinstance(b, Implied):
            continue
        kinship = _kinship(bonds, chain, path)
        rank = _rank(kinship, str(a) < str(b))
        if b not in best or rank < best[b][0]:
            best[b] = (rank, kinship)
    return {
        b: kinship for b, (_told, kinship) in sorted(best.items(), key=lambda item: _nearness(item[1][1]))
    }


def _rank(kinship: Kinship, first: bool) -> tuple[int, ...]:
    """Which of several relations between two is told, the least; of the two who ask one is the `first`.

    What was entered may contradict itself: of two who are each other's parent the first is told to be the child.
    """
    relation = ANSWERED.get(kinship.relation, kinship.relation)
    elder = kinship.generation if first else -kinship.generation
    _place, *rest = _nearness(kinship)
    return PLACE_OF[relation], *rest, kinship.by_hand, -elder


def _nearness(kinship: Kinship) -> tuple[int, ...]:
    return (
        PLACE_OF[kinship.relation],
        kinship.degree,
        SURENESS[kinship.source],
        len(kinship.path),
    )


def _chains(bonds: Bonds, a: Key) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Every chain from a person that is, or begins, one of the known ones."""
    edge: list[tuple[str, tuple[Link, ...]]] = [("", ())]
    while edge:
        chain, path = edge.pop()
        if chain:
            yield chain, path
        here = path[-1].person if path else a
        passed = {a, *(link.person for link in path)}
        for step, word in STEP_WORDS.items():
            if chain + step in BEGINNINGS:
                edge += [
                    (chain + step, (*path, Link(person, word, source)))
                    for person, source in bonds.after(here, step)
                    if person not in passed and _tells(person, passed)
                ]


def _tells(person: Person, passed: set[Person]) -> bool:
    """Whether a further person of a chain is surely another than all who are on it."""
    implied = [one for one in passed if isinstance(one, Implied)]
    if isinstance(person, Implied):
        return not person.could_be & passed and all(person.role != one.role for one in implied)
    return all(person not in one.could_be for one in implied)


def _kinship(bonds: Bonds, chain: str, path: tuple[Link, ...]) -> Kinship:
    code = PATTERNS[chain]
    if code in ("grandparent", "grandchild"):
        code = _by_line(code, bonds.sex(path[0].person))
    return Kinship(
        relation=code,
        degree=sum(BIRTHS[step] for step in chain),
        generation=chain.count(UP) - chain.count(DOWN),
        path=path,
    )


def _by_line(code: str, between: str) -> str:
    """Grandparents and grandchildren by the sex of the parent between; `lineal` where it is not known."""
    if code == "grandparent":
        return {"M": "paternal_grandparent", "F": "maternal_grandparent"}.get(between, "lineal")
    return {"M": "sons_child", "F": "daughters_child"}.get(between, "lineal")
