"""How the choices of a position stand: their votes, in the order in which they are told."""

from collections.abc import Iterable
from dataclasses import dataclass

from voting.tally.box import Contents, Marked, marks_for
from voting.tally.choices import Choices
from voting.tally.model import Count, Position, Threshold

ONE_VOTE = 1


@dataclass(frozen=True)
class Row:
    choice: str
    favour: int
    against: int
    abstain: int
    write_in: bool


@dataclass(frozen=True)
class Standing:
    """The votes for one position; `of` and `need` are its threshold in figures, none for most votes."""

    position: Position
    valid: int
    void: int
    threshold: Threshold | None
    of: int
    need: int
    rows: list[Row]

    @property
    def reached(self) -> list[Row]:
        """The choices that reach the threshold, most votes first."""
        return [row for row in self.rows if row.favour >= self.need]


def stand(count: Count, position: Position, boxes: list[Contents], choices: Choices) -> Standing:
    returned = sum(contents.returned for contents in boxes)
    valid = sum(contents.valid(position.id) for contents in boxes)
    threshold = None if count.contest.round == "revote" else count.rule.threshold
    of = _of(threshold, count, returned, valid)
    need = ONE_VOTE if threshold is None else max(ONE_VOTE, threshold.need(of))
    void = sum(contents.void[position.id] for contents in boxes)
    return Standing(position, valid, void, threshold, of, need, _rows(position, boxes, choices))


def _of(threshold: Threshold | None, count: Count, returned: int, valid: int) -> int:
    bases = {"electors": count.electors, "present": count.present or 0, "returned": returned, "valid": valid}
    return bases[threshold.of if threshold else "returned"]


def _rows(position: Position, boxes: list[Contents], choices: Choices) -> list[Row]:
    """Every printed candidate and every choice with a mark: most votes, then surname strokes, then id."""
    marks = {choice: marked for choice, marked in marks_for(position, boxes, choices).items() if marked.all}
    printed = set(position.candidates)
    found = {choice: marks.get(choice, Marked()) for choice in [*position.candidates, *marks]}
    rows = [Row(c, m.favour, m.against, m.abstain, c not in printed) for c, m in found.items()]
    return by_votes(rows, choices)


def by_votes(rows: Iterable[Row], choices: Choices) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.favour, choices.stroke_key(row.choice)))


def by_strokes(rows: Iterable[Row], choices: Choices) -> list[Row]:
    return sorted(rows, key=lambda row: choices.stroke_key(row.choice))
