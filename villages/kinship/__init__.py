"""Kinship worked out from the words of the household register and from bonds added by hand. Knows nothing of Django."""

from villages.kinship.household import Member, bonds_of_household
from villages.kinship.model import Bond, Implied, Key, Person, Source, Tie
from villages.kinship.relation import (
    NEAR_RELATIVES,
    RELATIONS,
    Bonds,
    Kinship,
    Link,
    is_listed,
    relation,
    relations_of,
)
from villages.kinship.words import HEAD, hops_of

__all__ = [
    "HEAD",
    "NEAR_RELATIVES",
    "RELATIONS",
    "Bond",
    "Bonds",
    "Implied",
    "Key",
    "Kinship",
    "Link",
    "Member",
    "Person",
    "Source",
    "Tie",
    "bonds_of_household",
    "hops_of",
    "is_listed",
    "relation",
    "relations_of",
]
