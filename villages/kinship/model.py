from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

Key = Hashable


class Tie(StrEnum):
    """The bonds that everything else is worked out from; the first person is the … of the second."""

    SPOUSE = "spouse"
    PARENT = "parent"
    SIBLING = "sibling"


class Source(StrEnum):
    """Who says that a bond is there, the surest first.

    REGISTER: a word of the household register says it. DERIVED: it is taken as given by the way registers are kept
    (the wife of the head is the mother of his children; the only son is the husband of the daughter-in-law), and may
    be wrong. HAND: an officer added it, with a proof.
    """

    REGISTER = "register"
    DERIVED = "derived"
    HAND = "hand"


@dataclass(frozen=True)
class Implied:
    """Somebody the register speaks of but does not list: the son whose child a grandson is.

    `role` is the place within the household. `could_be` are listed persons of the same place, any of whom this may be.
    """

    role: str
    number: int
    sex: str = ""
    could_be: frozenset[Key] = frozenset()


Person = Key | Implied


@dataclass(frozen=True)
class Bond:
    """`first` is the spouse, parent or sibling of `second`."""

    tie: Tie
    first: Person
    second: Person
    source: Source
