"""How one paper is read: the steps of the contract in their order, each on what the steps before left.

Spoilt; parts named illegible; a choice named twice; a choice in two of for/against/abstain; overvote; two
offices. The last step, marks for a candidate not of the sex a position is reserved for, is taken where marks
are summed (`box.py`), because it holds for totals as well.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from voting.tally.choices import Choices
from voting.tally.model import Count, Marks, Paper
from voting.tally.offices import TWO_OFFICES


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """What a paper says of one position, each choice once. Papers that say the same share it."""

    favour: Sequence[str]
    against: Sequence[str] = ()
    abstain: Sequence[str] = ()
    # A choice stands in two of for, against and abstain.
    contradicts: bool = False
    # More choices than seats.
    overvotes: bool = False


@dataclass(slots=True)
class Reading:
    """A paper as it counts: void as a whole, or which parts are void and what the others say."""

    spoilt: bool = False
    void: set[str] = field(default_factory=set)
    parts: dict[str, Part] = field(default_factory=dict)

    def spoil(self) -> None:
        self.spoilt = True
        self.void.clear()
        self.parts.clear()

    def void_parts(self, positions: Iterable[str]) -> None:
        for position in positions:
            self.void.add(position)
            self.parts.pop(position, None)


class Reader:
    """Reads the papers of one box by the rule of the contest.

    Names it does not know are kept in `unknown_positions` and `unknown_choices`; a spoilt paper is not read.
    """

    def __init__(self, count: Count, choices: Choices) -> None:
        self.unknown_positions: dict[str, None] = {}
        self.unknown_choices: dict[str, dict[str, None]] = {}
        self._rule = count.rule
        self._choices = choices
        self._seats = {position.id: position.seats for position in count.by_rank()}
        self._parts: dict[tuple[object, ...], Part] = {}

    def read(self, paper: Paper) -> Reading:
        reading = Reading()
        if paper.get("spoilt"):
            reading.spoil()
            return reading
        for position, marks in paper.get("marks", {}).items():
            if position in self._seats:
                reading.parts[position] = self._part(position, marks)
            else:
                self.unknown_positions[position] = None
        self._void_illegible(paper.get("illegible", ()), reading)
        reading.void_parts([position for position, part in reading.parts.items() if part.contradicts])
        self._void_overvotes(reading)
        self._settle_two_offices(reading)
        return reading

    def _part(self, position: str, marks: list[str] | Marks) -> Part:
        if isinstance(marks, list):
            listed: tuple[list[str], ...] = (marks, [], [])
        else:
            listed = (marks.get("for", []), marks.get("against", []), marks.get("abstain", []))
        key = (position, *map(tuple, listed))
        if key not in self._parts:
            self._parts[key] = self._make_part(position, *listed)
        return self._parts[key]

    def _make_part(self, position: str, favour: list[str], against: list[str], abstain: list[str]) -> Part:
        part = Part(
            favour=self._named(position, favour, self._choices.meant),
            against=self._named(position, against, self._choices.printed),
            abstain=self._named(position, abstain, self._choices.printed),
        )
        named = [*part.favour, *part.against, *part.abstain]
        seats = self._seats[position]
        over = seats is not None and len(part.favour) > seats
        return replace(part, contradicts=len(set(named)) < len(named), overvotes=over)

    def _named(self, position: str, marks: list[str], meant: Callable[[str], str | None]) -> list[str]:
        """The choices that the marks stand for, each once."""
        found: dict[str, None] = {}
        for mark in marks:
            choice = meant(mark)
            if choice is None:
                self.unknown_choices.setdefault(position, {})[mark] = None
            else:
                found[choice] = None
        return list(found)

    def _void_illegible(self, positions: Iterable[str], reading: Reading) -> None:
        for position in positions:
            if position in self._seats:
                reading.void_parts([position])
            else:
                self.unknown_positions[position] = None

    def _void_overvotes(self, reading: Reading) -> None:
        """A-CNT-05."""
        over = [position for position, part in reading.parts.items() if part.overvotes]
        if over and self._rule.overvote == "ballot":
            reading.spoil()
        else:
            reading.void_parts(over)

    def _settle_two_offices(self, reading: Reading) -> None:
        parts = reading.parts
        marked = [choice for part in parts.values() for choice in part.favour]
        if len(set(marked)) == len(marked):
            return
        marks = {position: list(parts[position].favour) for position in self._seats if position in parts}
        settled = TWO_OFFICES[self._rule.two_offices](marks)
        if settled.spoilt:
            reading.spoil()
        reading.void_parts(settled.void)
        for position, part in parts.items():
            parts[position] = replace(part, favour=settled.marks[position])
