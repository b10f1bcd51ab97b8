"""What is worked out once for a rulebook, which never changes in place and is asked of hundreds of people."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from elections.rulebook.book import Rulebook

Worked = TypeVar("Worked")
RULEBOOKS = 16


class _Same:
    """A rulebook that equals itself alone; comparing two by their values would cost what is saved."""

    def __init__(self, rules: Rulebook) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.rules is other.rules


def once(work: Callable[[Rulebook], Worked]) -> Callable[[Rulebook], Worked]:
    """Keeps what a function works out of a rulebook, for the rulebooks asked of last."""

    @lru_cache(maxsize=RULEBOOKS)
    def kept(same: _Same) -> Worked:
        return work(same.rules)

    @wraps(work)
    def asked(rules: Rulebook) -> Worked:
        return kept(_Same(rules))

    return asked
