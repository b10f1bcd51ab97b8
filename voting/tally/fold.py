"""Identical ballot rows are folded into one before they are checked: a million rows say little that is new.

Two rows are the same when they are the same JSON. A fault is told with the index its row has in the file.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError, to_json

from voting.tally.faults import Fault, fault
from voting.tally.model import PAPERS, Box, Count, Paper

Path = tuple[int | str, ...]


@dataclass(frozen=True)
class FoldedBox:
    """The distinct papers of a box, each with the times its row stands there, and the faults of its rows."""

    papers: list[Paper]
    faults: list[Fault]


class Folded:
    """A count whose ballot rows are checked apart; `rest` is the count without them."""

    def __init__(self, count: dict[str, Any]) -> None:
        self.rest = count
        self._boxes: dict[int, FoldedBox] = {}
        boxes = count.get("boxes")
        if isinstance(boxes, list):
            self.rest = {**count, "boxes": [self._fold(index, box) for index, box in enumerate(boxes)]}

    @property
    def faults(self) -> list[Fault]:
        return [each for box in self._boxes.values() for each in box.faults]

    def unfold(self, count: Count) -> Count:
        """The checked rest with its papers."""
        boxes = [self._unfold(index, box) for index, box in enumerate(count.boxes)]
        return count.model_copy(update={"boxes": boxes})

    def _unfold(self, index: int, box: Box) -> Box:
        if index not in self._boxes:
            return box
        return box.model_copy(update={"ballots": self._boxes[index].papers})

    def _fold(self, index: int, box: Any) -> Any:
        if not isinstance(box, dict) or not isinstance(box.get("ballots"), list):
            return box
        self._boxes[index] = fold_rows(box["ballots"], ("boxes", index, "ballots"))
        return {**box, "ballots": []}


def fold_rows(rows: list[Any], path: Path) -> FoldedBox:
    try:
        times = Counter(map(to_json, rows))
    except (PydanticSerializationError, ValueError):
        return _unfolded(rows, path)
    written = list(times)
    try:
        papers = PAPERS.validate_json(b"[" + b",".join(written) + b"]")
    except ValidationError as error:
        first = {row: index for index, row in reversed(list(enumerate(map(to_json, rows))))}
        places = [first[row] for row in written]
        return FoldedBox([], [_fault(each, path, places) for each in error.errors(include_url=False)])
    for paper, often in zip(papers, times.values(), strict=True):
        paper["n"] = paper.get("n", 1) * often
    return FoldedBox(papers, [])


def _unfolded(rows: list[Any], path: Path) -> FoldedBox:
    """The rows one by one, since something in them is no JSON; then they have faults."""
    try:
        return FoldedBox(PAPERS.validate_python(rows), [])
    except ValidationError as error:
        places = list(range(len(rows)))
        return FoldedBox([], [_fault(each, path, places) for each in error.errors(include_url=False)])


def _fault(error: ErrorDetails, path: Path, places: list[int]) -> Fault:
    """The fault with the row's index in the file, without the name of the shape that marks were taken for."""
    match error["loc"]:
        case (int(row), "marks", position, "list" | "object", *rest):
            where: Path = (places[row], "marks", position, *rest)
        case (int(row), *rest):
            where = (places[row], *rest)
        case loc:
            where = loc
    return fault((*path, *where), error["type"], error.get("ctx"))
