"""Whether the figures of the boxes can be true together. If not, all problems are told and no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from voting.tally.box import Contents
from voting.tally.choices import Choices
from voting.tally.model import Count, Position
from voting.tally.phrases import electors, title
from voting.tally.say import Fact, Text, listed, person, quoted, say


@dataclass(frozen=True)
class Problem:
    code: str
    box: str | None
    position: str | None
    text: Text


def find_problems(count: Count, boxes: list[Contents], choices: Choices) -> list[Problem]:
    """The problems of the whole, then those of each box, in the order of the count."""
    of_boxes = (problem for contents in boxes for problem in _of_box(count, contents, choices))
    return [*_over_electors(count, boxes), *of_boxes]


def _over_electors(count: Count, boxes: list[Contents]) -> Iterator[Problem]:
    entitled = electors(count.contest.body, count.electors)
    issued = sum(contents.issued for contents in boxes)
    if issued > count.electors:
        code = "issued_over_electors"
        yield Problem(code, None, None, say(code, have=issued, electors=entitled))
    if count.present is not None and count.present > count.electors:
        code = "present_over_electors"
        yield Problem(code, None, None, say(code, have=count.present, electors=entitled))


def _of_box(count: Count, contents: Contents, choices: Choices) -> Iterator[Problem]:
    yield from _papers(contents)
    for position in count.positions:
        yield from _void(contents, position)
        yield from _votes(contents, position, choices)
        yield from _marks(contents, position)
    yield from _unknown(contents, {position.id: title(position) for position in count.positions})


def _papers(contents: Contents) -> Iterator[Problem]:
    if contents.papers is not None and contents.papers != contents.returned:
        text = say("papers_mismatch", box=contents.id, have=contents.papers, returned=contents.returned)
        yield Problem("papers_mismatch", contents.id, None, text)
    if contents.papers is None and contents.spoilt > contents.returned:
        text = say("spoilt_over_papers", box=contents.id, have=contents.spoilt, returned=contents.returned)
        yield Problem("papers_mismatch", contents.id, None, text)


def _void(contents: Contents, position: Position) -> Iterator[Problem]:
    if contents.papers is None and contents.spoilt <= contents.returned and contents.valid(position.id) < 0:
        facts: dict[str, Fact] = {
            "box": contents.id,
            "position": title(position),
            "returned": contents.returned,
        }
        text = say("void_over_papers", have=contents.spoilt + contents.void[position.id], **facts)
        yield Problem("papers_mismatch", contents.id, position.id, text)


def _votes(contents: Contents, position: Position, choices: Choices) -> Iterator[Problem]:
    valid = contents.described(position.id)
    marks = {choice: marked.all for choice, marked in contents.marks[position.id].items()}
    over = {choices.name(choice): votes for choice, votes in marks.items() if votes > valid}
    if over:
        names = listed(say("with_votes", name=person(name), votes=votes) for name, votes in over.items())
        code = "votes_over_papers"
        text = say(code, box=contents.id, position=title(position), valid=valid, names=names)
        yield Problem(code, contents.id, position.id, text)


def _marks(contents: Contents, position: Position) -> Iterator[Problem]:
    if position.seats is None:
        return
    valid = contents.described(position.id)
    most = valid * position.seats
    have = sum(marked.favour for marked in contents.marks[position.id].values())
    if have > most:
        facts: dict[str, Fact] = {"position": title(position), "valid": valid, "seats": position.seats}
        text = say("marks_over_seats", box=contents.id, most=most, have=have, **facts)
        yield Problem("marks_over_seats", contents.id, position.id, text)


def _unknown(contents: Contents, titles: dict[str, Text]) -> Iterator[Problem]:
    for unknown in contents.unknown_positions:
        text = say("unknown_position", box=contents.id, position=unknown)
        yield Problem("unknown_position", contents.id, unknown, text)
    for known, marks in contents.unknown_choices.items():
        text = say("unknown_choice", box=contents.id, position=titles[known], choices=quoted(marks))
        yield Problem("unknown_choice", contents.id, known, text)
