"""Who is meant by a mark: a candidate by id, or a name written in by the voter."""

from collections import Counter
from collections.abc import Mapping

from villages.names.plain import plain
from villages.names.strokes import surname_key
from voting.tally.model import Candidate, Position

WRITE_IN = "w:"


class Choices:
    """The candidates of a contest and the names written in. A choice is a candidate's id or `w:NAME`."""

    def __init__(self, candidates: Mapping[str, Candidate]) -> None:
        self._candidates = candidates
        names = {id_: plain(candidate.name) for id_, candidate in candidates.items()}
        often = Counter(names.values())
        self._only_one = {name: id_ for id_, name in names.items() if often[name] == 1}
        self._known: dict[str, str | None] = {}
        self._keys: dict[str, tuple[str, str]] = {}

    def meant(self, mark: str) -> str | None:
        """The choice a mark stands for; None for an id no candidate has and for a write-in without a name.

        A write-in whose name is that of exactly one candidate is that candidate, wherever it is printed.
        """
        if mark not in self._known:
            self._known[mark] = self._find(mark)
        return self._known[mark]

    def printed(self, mark: str) -> str | None:
        """The choice a mark against or abstaining stands for: it is made beside a printed name only."""
        return mark if mark in self._candidates else None

    def _find(self, mark: str) -> str | None:
        if not mark.startswith(WRITE_IN):
            return self.printed(mark)
        name = plain(mark.removeprefix(WRITE_IN))
        if not name:
            return None
        return self._only_one.get(name, WRITE_IN + name)

    def name(self, choice: str) -> str:
        candidate = self._candidates.get(choice)
        return plain(candidate.name) if candidate else choice.removeprefix(WRITE_IN)

    def is_woman(self, choice: str) -> bool:
        """Whether the choice is known to be a woman; nobody knows it of a name written in."""
        return choice in self._candidates and self._candidates[choice].sex == "F"

    def barred(self, choice: str, position: Position) -> bool:
        """Whether the choice is known not to be of the sex the position is reserved for."""
        if position.reserved_for is None or choice not in self._candidates:
            return False
        return self._candidates[choice].sex not in (None, position.reserved_for)

    def stroke_key(self, choice: str) -> tuple[str, str]:
        """The place of a choice in the order of surname strokes, then of ids."""
        if choice not in self._keys:
            self._keys[choice] = (surname_key(self.name(choice)), choice)
        return self._keys[choice]
