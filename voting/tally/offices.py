"""One person marked for two positions on one paper: the five ways a rule may settle it.

Each way takes the marks in favour, position by position from the highest office down, and says what is left.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain

Marks = dict[str, list[str]]


@dataclass(frozen=True)
class Settled:
    marks: Marks
    void: list[str] = field(default_factory=list)
    spoilt: bool = False


def void_ballot(marks: Marks) -> Settled:
    return Settled(marks, spoilt=bool(_twice(marks)))


def void_positions(marks: Marks) -> Settled:
    twice = _twice(marks)
    return Settled(marks, void=[position for position, named in marks.items() if twice.intersection(named)])


def void_marks(marks: Marks) -> Settled:
    twice = _twice(marks)
    return Settled({p: [choice for choice in named if choice not in twice] for p, named in marks.items()})


def keep_higher(marks: Marks) -> Settled:
    placed: set[str] = set()
    kept: Marks = {}
    for position, named in marks.items():
        kept[position] = [choice for choice in named if choice not in placed]
        placed.update(named)
    return Settled(kept)


def allow(marks: Marks) -> Settled:
    return Settled(marks)


TWO_OFFICES: dict[str, Callable[[Marks], Settled]] = {
    "void_ballot": void_ballot,
    "void_positions": void_positions,
    "void_marks": void_marks,
    "keep_higher": keep_higher,
    "allow": allow,
}


def _twice(marks: Marks) -> set[str]:
    return {choice for choice, times in Counter(chain(*marks.values())).items() if times > 1}
