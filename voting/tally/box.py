"""What one box holds, whether its papers came one by one or as totals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from voting.tally.choices import Choices
from voting.tally.model import Box, Count, Paper, Position, PositionTotals, Totals
from voting.tally.paper import Part, Reader


@dataclass
class Marked:
    """The marks one choice got for one position."""

    favour: int = 0
    against: int = 0
    abstain: int = 0

    @property
    def all(self) -> int:
        return self.favour + self.against + self.abstain

    def add(self, other: "Marked") -> None:
        self.favour += other.favour
        self.against += other.against
        self.abstain += other.abstain


MarksByChoice = dict[str, Marked]


def _by_position() -> dict[str, MarksByChoice]:
    return defaultdict(lambda: defaultdict(Marked))


@dataclass
class Contents:
    """The papers of one box as they count; `papers` is how many are described one by one, None for totals."""

    id: str
    issued: int
    returned: int
    papers: int | None = None
    spoilt: int = 0
    void: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    marks: dict[str, MarksByChoice] = field(default_factory=_by_position)
    unknown_positions: dict[str, None] = field(default_factory=dict)
    unknown_choices: dict[str, dict[str, None]] = field(default_factory=dict)

    def valid(self, position: str) -> int:
        """Papers neither spoilt nor void for the position; abstentions are valid."""
        return self.returned - self.spoilt - self.void[position]

    def described(self, position: str) -> int:
        """The valid papers by the entries themselves, for comparing marks with; never below nothing."""
        papers = self.returned if self.papers is None else self.papers
        return max(0, papers - self.spoilt - self.void[position])


def open_boxes(count: Count, choices: Choices) -> list[Contents]:
    """The contents of every box, in the order of the count."""
    positions = {position.id for position in count.positions}
    return [
        _from_papers(box, box.ballots, Reader(count, choices))
        if box.ballots is not None
        else _from_totals(box, box.totals or Totals(), choices, positions)
        for box in count.boxes
    ]


def _from_papers(box: Box, papers: list[Paper], reader: Reader) -> Contents:
    described = 0
    spoilt = 0
    void: Counter[str] = Counter()
    parts: Counter[tuple[str, Part]] = Counter()
    for paper in papers:
        n = paper.get("n", 1)
        reading = reader.read(paper)
        described += n
        if reading.spoilt:
            spoilt += n
        for position in reading.void:
            void[position] += n
        for part in reading.parts.items():
            parts[part] += n
    return Contents(
        box.id,
        box.issued,
        box.returned,
        papers=described,
        spoilt=spoilt,
        void=void,
        marks=_marks(parts),
        unknown_positions=reader.unknown_positions,
        unknown_choices=reader.unknown_choices,
    )


def _marks(parts: Mapping[tuple[str, Part], int]) -> dict[str, MarksByChoice]:
    marks = _by_position()
    for (position, part), papers in parts.items():
        of_position = marks[position]
        for choice in part.favour:
            of_position[choice].favour += papers
        for choice in part.against:
            of_position[choice].against += papers
        for choice in part.abstain:
            of_position[choice].abstain += papers
    return marks


def _from_totals(box: Box, totals: Totals, choices: Choices, positions: set[str]) -> Contents:
    contents = Contents(box.id, box.issued, box.returned, spoilt=totals.spoilt)
    for position, told in totals.positions.items():
        if position in positions:
            contents.void[position] = told.invalid
            _take_votes(position, told, contents, choices)
        else:
            contents.unknown_positions[position] = None
    return contents


def _take_votes(position: str, told: PositionTotals, contents: Contents, choices: Choices) -> None:
    for mark, votes in told.votes.items():
        in_favour_only = not votes.against and not votes.abstain
        choice = choices.meant(mark) if in_favour_only else choices.printed(mark)
        if choice is None:
            contents.unknown_choices.setdefault(position, {})[mark] = None
        else:
            contents.marks[position][choice].add(Marked(votes.favour, votes.against, votes.abstain))


def marks_for(position: Position, boxes: Iterable[Contents], choices: Choices) -> MarksByChoice:
    """The marks for a position over all boxes, without those for the sex it is not reserved for."""
    summed: MarksByChoice = defaultdict(Marked)
    for contents in boxes:
        for choice, marked in contents.marks[position.id].items():
            if not choices.barred(choice, position):
                summed[choice].add(marked)
    return summed
