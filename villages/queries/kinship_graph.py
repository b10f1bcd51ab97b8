"""The relatives of one person as a drawing, in the units of its picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from villages.kinship import Bond, Laid, Person, Source, lay_out, relations_of
from villages.kinship.model import Tie
from villages.models import Resident
from villages.queries.kinship import Family

WIDTH, HEIGHT, ASIDE, BETWEEN, MARGIN, BRACKET = 140, 62, 20, 48, 18, 12


@dataclass(frozen=True)
class Node:
    """A person in the picture. `resident` is None for somebody the registers speak of and do not list."""

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
        at = 0
        for link in kinship.path:
            at += {"parent": 1, "child": -1}.get(link.tie, 0)
            generations.setdefault(link.person, at)
    bonds = list(family.bonds.among(generations.keys()))
    placed = {laid.person: laid for laid in lay_out(generations, bonds)}
    nodes = {
        person: Node(*_corner(laid), family.person(person), relations.get(person, ""), person == own)
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
