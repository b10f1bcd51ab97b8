"""Posts held at the same time that exclude each other: two of one person in a body, two persons in one chair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.importing.faults import Fault
from villages.enums import Post

HEADS = frozenset({Post.SECRETARY, Post.CHAIR, Post.HEAD_SUPERVISOR})


@dataclass(frozen=True)
class Term:
    """A post held by a person, `until` None while the person sits; `row` is its row on the sheet, 0 on record only."""

    row: int
    person: int
    name: str
    body: str
    post: str
    since: date
    until: date | None

    def meets(self, other: "Term") -> bool:
        """Whether both were held on one day; who follows on the last day of another does not meet it."""
        latest = date.max
        return self.since < (other.until or latest) and other.since < (self.until or latest)


def clashes(rows: Sequence[Term], on_record: Sequence[Term]) -> Iterator[Fault]:
    """What excludes a row of the sheet: an earlier row, or a post on record that the sheet does not touch."""
    for place, term in enumerate(rows):
        yield from _among(term, rows[:place])
        yield from _against(term, on_record)


def _among(term: Term, earlier: Sequence[Term]) -> Iterator[Fault]:
    for other in earlier:
        same = (term.person, term.body) == (other.person, other.body)
        told = {"first": other.row}
        if same and term.since == other.since:
            yield Fault(term.row, "name", "row_twice", term.name, told)
        elif same and term.meets(other):
            yield Fault(term.row, "since", "posts_overlap", term.since.isoformat(), told)
        elif _one_chair(term, other):
            yield Fault(term.row, "post", "two_in_post", term.name, told)


def _against(term: Term, on_record: Sequence[Term]) -> Iterator[Fault]:
    for other in on_record:
        day = other.since.isoformat()
        if (term.person, term.body) == (other.person, other.body) and term.meets(other):
            told = {"post": other.post, "day": day}
            yield Fault(term.row, "since", "overlaps_record", term.since.isoformat(), told)
        elif _one_chair(term, other):
            yield Fault(term.row, "post", "post_taken", term.name, {"name": other.name, "day": day})


def _one_chair(term: Term, other: Term) -> bool:
    same = term.post in HEADS and term.post == other.post and term.person != other.person
    return same and term.meets(other)
