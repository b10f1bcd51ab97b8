"""The relatives of one person, or some related persons among each other, as a drawing in the units of its picture."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from villages.kinship import Bond, Laid, Link, Person, Source, lay_out, relation, relations_of
from villages.kinship.model import Tie
from villages.models import Resident
from villages.queries.kinship import Family

WIDTH, HEIGHT, ASIDE, BETWEEN, MARGIN, BRACKET = 140, 62, 20, 48, 18, 12


@dataclass(frozen=True)
class Node:
    """A person in the picture. `resident` is None for somebody the registers speak of and do not list.

    `relation` is the code of the relation to the person asked about, or what a caller told of the person; `center`
    marks those who are asked about.
    """

    x: float
    y: float
    resident: Resident | None
    relation: str
    center: bool

    @property
    def middle(self) -> float:
        return self.x + WIDTH / 2


@dataclass(frozen=True)
class Line:
    """A bond in the picture, as the data of an SVG path; `source` says how it is drawn."""

    path: str
    source: Source


@dataclass(frozen=True)
class Graph:
    nodes: Sequence[Node]
    lines: Sequence[Line]
    width: float
    height: float
    box_width: int = WIDTH
    box_height: int = HEIGHT


def graph_of(family: Family, resident: Resident) -> Graph:
    """The person in the middle of all relatives on record, with those in between who are not listed."""
    own = bytes(resident.id_index)
    generations: dict[Person, int] = {own: 0}
    relations: dict[Person, str] = {}
    for index, kinship in relations_of(family.bonds, own).items():
        relations[index] = kinship.relation
        _place(generations, 0, kinship.path)
    return _drawn(family, generations, relations, {own})


def graphs_between(
    family: Family, pairs: Sequence[tuple[Resident, Resident]], told: Mapping[int, str]
) -> list[Graph]:
    """The ways between related persons, one drawing for all who hang together; `told` by resident stands below them."""
    below: dict[Person, str] = {bytes(one.id_index): told.get(one.pk, "") for pair in pairs for one in pair}
    left, graphs = list(pairs), []
    while left:
        generations: dict[Person, int] = {bytes(left[0][0].id_index): 0}
        while (here := next((pair for pair in left if _touches(pair, generations)), None)) is not None:
            left.remove(here)
            first, second = (bytes(one.id_index) for one in here)
            if first not in generations:
                first, second = second, first
            found = relation(family.bonds, first, second)
            if found is not None:
                _place(generations, generations[first], found.path)
        graphs.append(_drawn(family, generations, below, below.keys() & generations.keys()))
    return graphs


def _touches(pair: tuple[Resident, Resident], generations: Mapping[Person, int]) -> bool:
    return any(bytes(one.id_index) in generations for one in pair)


def _place(generations: dict[Person, int], at: int, path: Sequence[Link]) -> None:
    """Give everybody on a way a generation, from that of its beginning."""
    for link in path:
        at += {"parent": 1, "child": -1}.get(link.tie, 0)
        generations.setdefault(link.person, at)


def _drawn(
    family: Family,
    generations: Mapping[Person, int],
    below: Mapping[Person, str],
    centers: Collection[Person],
) -> Graph:
    bonds = list(family.bonds.among(generations.keys()))
    placed = {laid.person: laid for laid in lay_out(generations, bonds)}
    nodes = {
        person: Node(*_corner(laid), family.person(person), below.get(person, ""), person in centers)
        for person, laid in placed.items()
    }
    return Graph(
        nodes=list(nodes.values()),
        lines=[_line(bond, nodes) for bond in sorted(bonds, key=lambda bond: bond.source)],
        width=max(node.x for node in nodes.values()) + WIDTH + MARGIN,
        height=max(node.y for node in nodes.values()) + HEIGHT + MARGIN,
    )


def _corner(laid: Laid) -> tuple[float, float]:
    return MARGIN + laid.column * (WIDTH + ASIDE), MARGIN + laid.row * (HEIGHT + BETWEEN)


def _line(bond: Bond, nodes: dict[Person, Node]) -> Line:
    one, other = nodes[bond.first], nodes[bond.second]
    return Line(_descent(one, other) if bond.tie == Tie.PARENT else _level(bond, one, other), bond.source)


def _descent(parent: Node, child: Node) -> str:
    """Down from the parent to half way, across, and down to the child."""
    below = parent.y + HEIGHT
    return f"M{parent.middle:g} {below:g}V{below + BETWEEN / 2:g}H{child.middle:g}V{child.y:g}"


def _level(bond: Bond, one: Node, other: Node) -> str:
    """Between neighbours a line; siblings, and couples that do not stand side by side, by a bracket above them."""
    left, right = sorted((one, other), key=lambda node: node.x)
    if bond.tie == Tie.SPOUSE and left.y == right.y and right.x - left.x <= WIDTH + ASIDE:
        return f"M{left.x + WIDTH:g} {left.y + HEIGHT / 2:g}H{right.x:g}"
    top = min(left.y, right.y) - BRACKET
    return f"M{left.middle:g} {left.y:g}V{top:g}H{right.middle:g}V{right.y:g}"
