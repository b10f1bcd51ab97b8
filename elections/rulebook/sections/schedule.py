"""The order of the work: phases, tasks, the board's groups, and the steps that gate every write."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from elections.rulebook.events import ASSEMBLY_HELD, PARTY_EVENTS
from elections.rulebook.faults import Unfit
from elections.rulebook.items import PARTY_ITEMS
from elections.rulebook.measures import CENTURY
from elections.rulebook.value import Clause, Strength, Strict, Text

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
# What an office may say of a village: 软弱涣散, 选情复杂.
Mark = Literal["weak", "complex"]
# The bodies that are elected after the vote, each by the name that a part of its step bears.
Supporting = Literal["supervisory", "group_leaders", "council"]
# The steps that the application works in itself; any other step of a rulebook is done off-line and recorded.
WORKED = frozenset(
    {
        "representatives",
        "election_committee",
        "registration",
        "nomination",
        "proposal",
        "township_review",
        "county_review",
        "roll_publication",
        "appeals",
        "proxies",
        "mobile_box",
        "formal_candidates",
        "time_and_place",
        "voting",
        "count",
        "result",
        "runoff",
        "first_recommendation",
        "second_recommendation",
        "comparison",
        "party_review",
        "inspection",
        "formal_party_candidates",
        "party_notice",
        "secretary_notice",
        "party_request",
        "assembly_request",
    }
)
# Worked steps that may be forced over all the same: what follows can do without their data.
FORCEABLE = frozenset({"party_review", "inspection"})


class Phase(Strict):
    """A stretch of the plan's timetable. Phases may overlap; an open end is left out.

    `items` are the calendar items that the plan puts into it: dated outside its days they are a conflict, and
    those of a phase without an end may fall after the end of the whole re-election.
    """

    key: Key
    title: Text
    short: Text
    clause: Clause
    quote: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    items: tuple[Key, ...] = ()

    @property
    def item(self) -> str:
        """Its own key in the calendar."""
        return f"phase_{self.key}"


class Task(Strict):
    """A numbered task of the plan. Its dates warn, they never refuse.

    `deadline` is the path of the deadline that a task without dates shares, `serves` the calendar item that
    its work must be ready for, `who` the roles that do it.
    """

    number: int
    phase: Key
    title: Text
    clause: Clause
    quote: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    deadline: str | None = None
    serves: str | None = None
    who: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"task_{self.number:02d}"


class Group(Strict):
    """A column of the progress board: tasks and steps that belong together.

    `shown` names the calendar items whose window stands in the column's head, where it is not that of the
    tasks.
    """

    number: int
    key: Key
    phase: Key
    title: Text
    tasks: tuple[int, ...] = ()
    shown: tuple[str, ...] = ()


class Boundary(Strict):
    """One end of a step's window: an end of a calendar item, or so many days after an event (before:
    negative).

    `clause` is what sets it, where that is neither the item's clause nor the step's.
    """

    item: Key | None = None
    event: Key | None = None
    days: Annotated[int, Field(ge=-CENTURY, le=CENTURY)] = 0
    clause: Clause | None = None

    @model_validator(mode="after")
    def _one(self) -> Boundary:
        if (self.item is None) == (self.event is None):
            raise Unfit("item和event只能写一个", "give either item or event")
        return self

    @property
    def dated_alone(self) -> bool:
        """Whether its day can be told without an election day: it is a task's, a phase's, or the Party
        election's.
        """
        if self.item is not None:
            return self.item.startswith(("task_", "phase_")) or self.item in PARTY_ITEMS
        return self.event in PARTY_EVENTS


class Prerequisite(Strict):
    """A step that must be done before another.

    A hard one refuses; a soft one lets the step go on with a recorded reason; an aim is only told. It binds only
    places where the step before applies.
    """

    step: Key
    clause: Clause
    quote: str = ""
    strength: Strength = Strength.HARD


class Part(Strict):
    """One thing that the record of an off-line step must show; all of them make the step done.

    `event` is what it means for the calendar, where it is not the whole step that does. `after` is the calendar item
    that has run out before: what comes after a public notice waits for it. `due` is the calendar item by whose end it
    should be done, where the step itself is late only later. `who` does it, where that is not whoever does the step. A
    part with a `document` is an act of an office with a document of its own, whose number the record bears. `needs` are
    the parts of the step that it comes after, `papers` the kinds of papers that go with it.
    """

    key: Key
    title: Text
    clause: Clause
    event: Key | None = None
    after: Key | None = None
    due: Key | None = None
    who: tuple[str, ...] = ()
    document: bool = False
    needs: tuple[Key, ...] = ()
    papers: tuple[Key, ...] = ()


class StepRule(Strict):
    """A step: the gate that its writes pass.

    Before `opens` nothing can be written. After `closes` the step is late. After `locks` nothing can be
    written any more, unless `extender` (a role) extends it; a step without locks stays open. `prerequisites`
    must be done before. `who` does it, `event` is what its completion means for the calendar. An `offline`
    step is recorded, not worked in the application, and is done when its `parts` are on record; a
    `conditional` one need not happen; a `presided` one is an act of the election committee, done while somebody
    presides over it; one with `marks` applies only to villages that bear one of them. `bodies` are
    those that the application elects in it: where a step has parts, each is the part of its name.
    """

    key: Key
    group: int
    title: Text
    clause: Clause
    tasks: tuple[int, ...] = ()
    opens: Boundary | None = None
    closes: Boundary | None = None
    locks: Boundary | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    who: tuple[str, ...] = ()
    extender: str
    event: Key | None = None
    offline: bool = False
    conditional: bool = False
    presided: bool = False
    marks: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = ()
    bodies: tuple[Supporting, ...] = ()

    def applies_to(self, marks: frozenset[str]) -> bool:
        """Whether the step is for a village with these marks."""
        return not self.marks or bool(marks.intersection(self.marks))

    @property
    def holds_assembly(self) -> bool:
        """Whether the Party members' assembly is held in it: its record says so for the calendar."""
        return ASSEMBLY_HELD in {self.event, *(part.event for part in self.parts)}

    @property
    def strength(self) -> Literal["hard", "soft"]:
        """Hard where being late and being locked are the same moment."""
        return "hard" if self.locks is not None and self.locks == self.due else "soft"

    @property
    def due(self) -> Boundary | None:
        return self.closes or self.locks

    @property
    def counts_from_election_day(self) -> bool:
        """Whether its window cannot be told before there is an election day."""
        return any(b is not None and not b.dated_alone for b in (self.opens, self.closes, self.locks))


class Order(Strict):
    """What must come before what. `first` and `then` are calendar items.

    Without `strict` only what cannot be put right is a conflict: `first` beginning after `then` ends. With
    it, `then` may not even begin before `first` ends. A hard order refuses days that contradict it; any other
    is only shown, where the reading taken of the text lets it be otherwise.
    """

    first: Key
    then: Key
    clause: Clause
    strict: bool = False
    strength: Strength = Strength.HARD
    amb: str | None = None


class Fit(Strict):
    """A public notice that must find room: posted within the task `posted_in`, ended before the task `then`
    ends.
    """

    notice: Key
    posted_in: Key
    then: Key
    amb: str | None = None


class Ambiguity(Strict):
    """A place where the text can be read in more than one way.

    What decides it are the values, orders and fits that name it with `amb`, and further `settings` (paths of
    values that are silent here or come from a base). `reading` is the one taken where no value says so.
    """

    key: str
    question: Text
    readings: tuple[Text, ...]
    reading: int | None = None
    settings: tuple[str, ...] = ()
