"""A rulebook: every number, date, quota, list and majority of a plan, with the clause it comes from."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from elections.rulebook import citing, tallying
from elections.rulebook.citing import Law
from elections.rulebook.compare import entries
from elections.rulebook.consistency import faults
from elections.rulebook.events import PARTY_APPOINTED
from elections.rulebook.faults import Inconsistent
from elections.rulebook.sections.assembly import AgendaItem
from elections.rulebook.sections.bodies import Assembly, ElectionCommittee, Method, Representatives
from elections.rulebook.sections.candidates import (
    Bar,
    Department,
    Kin,
    Nomination,
    Qualification,
    Review,
    Structure,
)
from elections.rulebook.sections.party import PartyStage
from elections.rulebook.sections.preparation import Discipline, Preparation
from elections.rulebook.sections.result import Count, Followup, Result
from elections.rulebook.sections.schedule import Ambiguity, Fit, Group, Order, Part, Phase, StepRule, Task
from elections.rulebook.sections.scope import Counting, Scope
from elections.rulebook.sections.seats import Seats
from elections.rulebook.sections.voting import Papers, Proxy, Roll, Voting
from elections.rulebook.value import Section, Silent, Source, Strict, Text, Value

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Rulebook(Strict):
    """One plan, or a base (a law) that plans extend. Made by `load_rulebook` or `Rulebook.thaw`; never
    changed.

    A value that neither the plan nor its base states is `Silent`: `.stated` is false and `.value` raises
    RuleSilent.
    """

    name: Name
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$", max_length=20)]
    kind: Literal["plan", "base"]
    extends: Name | None = None
    title: Text
    valid_from: dt.date
    valid_to: dt.date | None = None
    laws: dict[str, Law] = {}

    scope: Scope = Scope()
    counting: Counting = Counting()
    preparation: Preparation = Preparation()
    seats: Seats = Seats()
    qualification: Qualification = Qualification()
    kin: Kin = Kin()
    structure: Structure = Structure()
    representatives: Representatives = Representatives()
    election_committee: ElectionCommittee = ElectionCommittee()
    method: Method = Method()
    roll: Roll = Roll()
    proxy: Proxy = Proxy()
    voting: Voting = Voting()
    assembly: Assembly = Assembly()
    nomination: Nomination = Nomination()
    review: Review = Review()
    count: Count = Count()
    result: Result = Result()
    followup: Followup = Followup()
    discipline: Discipline = Discipline()
    papers: Papers = Papers()

    phases: tuple[Phase, ...] = ()
    tasks: tuple[Task, ...] = ()
    groups: tuple[Group, ...] = ()
    steps: tuple[StepRule, ...] = ()
    party_path: tuple[PartyStage, ...] = ()
    assembly_agenda: tuple[AgendaItem, ...] = ()
    orders: tuple[Order, ...] = ()
    fits: tuple[Fit, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()

    def model_post_init(self, context: Any) -> None:
        for name in self.subjects:
            getattr(self, name).named(name)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        found = faults(self)
        if found:
            raise Inconsistent(found)
        return self

    @classmethod
    def thaw(cls, data: dict[str, Any]) -> Rulebook:
        """The rulebook that `freeze` put away."""
        return cls.model_validate(data)

    def freeze(self) -> dict[str, Any]:
        """Everything, the base's values included, as plain JSON data."""
        return self.model_dump(mode="json", exclude_none=True)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The names of the sections that hold values, in the order of the work."""
        return tuple(n for n in type(self).model_fields if isinstance(getattr(self, n), Section))

    def at(self, path: str) -> Value[Any] | Silent:
        """The value at a path such as "roll.published". Raises LookupError where there is no such place."""
        found: Any = self
        for name in path.split("."):
            if not isinstance(found, Strict) or name not in type(found).model_fields:
                raise LookupError(f"a rulebook has no {path}")
            found = getattr(found, name)
        if not isinstance(found, Value | Silent):
            raise LookupError(f"{path} is not a value")
        return found

    @cached_property
    def _steps(self) -> dict[str, StepRule]:
        return {step.key: step for step in self.steps}

    @cached_property
    def _tasks(self) -> dict[int, Task]:
        return {task.number: task for task in self.tasks}

    def step(self, key: str) -> StepRule:
        """Raises KeyError for a step that the rulebook does not have."""
        return self._steps[key]

    def has_step(self, key: str) -> bool:
        return key in self._steps

    def task(self, number: int) -> Task:
        """Raises KeyError for a task that the rulebook does not have."""
        return self._tasks[number]

    def group(self, number: int) -> Group:
        """Raises KeyError for a group that the rulebook does not have."""
        return {group.number: group for group in self.groups}[number]

    @property
    def assembly_step(self) -> str:
        """The step in which the Party assembly is held, by the event that its record tells; "" where there is none."""
        return next((step.key for step in self.steps if step.holds_assembly), "")

    @property
    def party_appointment(self) -> tuple[StepRule, Part | None] | None:
        """The step, or its part, on whose record those elected to the Party organisation are in office; None where the
        rulebook asks for no approval.
        """
        for step in self.steps:
            if step.event == PARTY_APPOINTED:
                return step, None
            for part in step.parts:
                if part.event == PARTY_APPOINTED:
                    return step, part
        return None

    def with_paper(self, kind: str) -> tuple[StepRule, Part] | None:
        """The part of a step with which a kind of paper goes, with its step; None where the rulebook has no such paper."""
        found = ((step, part) for step in self.steps for part in step.parts if kind in part.papers)
        return next(found, None)

    def judges_of(self, bar: Bar) -> tuple[Department, ...]:
        """The departments of the joint review that judge a circumstance of the negative list.

        One for which the rulebook names no items judges all; an added circumstance names its own.
        """
        named = bar.added.judged_by if bar.added else ()
        departments: tuple[Department, ...] = self.review.departments
        return tuple(
            each for each in departments if not each.items or bar.key in each.items or each.key in named
        )

    @property
    def added_bars(self) -> tuple[Bar, ...]:
        """What a county or township added to the plan's negative list (A-NEG-12, C-QUAL-03)."""
        return tuple(bar for bar in self.qualification.negative_list if bar.added)

    @property
    def own_values(self) -> int:
        """How many values it states itself, beside those of its base."""
        own = Source.BASE if self.kind == "base" else Source.PLAN
        return sum(isinstance(value, Value) and value.source == own for _, value in entries(self))

    def decided_by(self, ambiguity: str) -> tuple[str, ...]:
        """The places that decide an ambiguity: paths of values, and orders and fits as "orders.FIRST-THEN"
        and "fits.NOTICE".
        """
        listed = next((a.settings for a in self.ambiguities if a.key == ambiguity), ())
        values = (path for path, value in entries(self) if value.amb == ambiguity)
        orders = (f"orders.{o.first}-{o.then}" for o in self.orders if o.amb == ambiguity)
        fits = (f"fits.{f.notice}" for f in self.fits if f.amb == ambiguity)
        return tuple(dict.fromkeys((*values, *listed, *orders, *fits)))

    def reading_of(self, ambiguity: str) -> int | None:
        """The reading taken of an ambiguity (from 1): what a value says, else the ambiguity's own."""
        said = (value.reading for _, value in entries(self) if value.amb == ambiguity and value.reading)
        listed = (a.reading for a in self.ambiguities if a.key == ambiguity)
        return next(said, None) or next(listed, None)

    def unconfirmed(self, body: str, kind: str) -> tuple[str, ...]:
        """Paths of the counting rule that an office must confirm before it counts a body's votes in a
        "village" or a "community": what is only proposed, and what a law says that does not govern such places.
        """
        return tuple(
            path
            for path, value in entries(self)
            if path.startswith(f"count.{body}.")
            and isinstance(value, Value)
            and (value.proposed or not self.governs(value.clause, kind))
        )

    def tally_rule(self, body: str, round: str) -> dict[str, Any]:
        """The `rule` object of the tally contract for a body and a round (first, revote, runoff).

        Raises LookupError for a body or round the contract does not know.
        """
        return tallying.tally_rule(self.count, body, round)

    def unread_counted(self, body: str) -> bool:
        """Whether marks that cannot be read are among those that may be more than the seats (AMB-36)."""
        return tallying.unread_counted(self.count, body)

    def tally_clauses(self, body: str, round: str, kind: str = "") -> dict[str, str]:
        """The clause behind each part of `tally_rule`; also `tie`. AMB-38 where a part is counted by default: no clause
        says it, or with the `kind` of a place none that governs such places.
        """
        clauses = tallying.tally_clauses(self.count, body, round)
        governing = {
            part: clause for part, clause in clauses.items() if not kind or self.governs(clause, kind)
        }
        return dict.fromkeys(tallying.ASKED, tallying.UNSTATED) | governing

    def cite(self, clause: str, language: str) -> str:
        """A clause as people write it: 《村民委员会组织法》第十五条第二款, or the code of a plan's clause.

        `language` is "zh" or "en".
        """
        return citing.cite(self.laws, clause, language)

    def governs(self, clause: str, kind: str) -> bool:
        """Whether a clause holds for a "village" or a "community": the villagers' law holds for villages
        only.
        """
        return citing.governs(self.laws, clause, kind)

    @property
    def party_ballot_order(self) -> str:
        """In which order names stand on the ballot of the Party's assembly; by surname strokes where nothing is said
        (A-ASM-14).
        """
        order = self.assembly.member_ballot_order
        return str(order.value) if order.stated else "surname_strokes"

    @property
    def elects_a_committee(self) -> bool:
        """Whether a villagers' or residents' committee is elected, not the Party organisation alone."""
        return self.covers("village_committee") or self.covers("residents_committee")

    def covers(self, body: str) -> bool:
        """Whether the re-election is of this body: party_organisation, village_committee or
        residents_committee.
        """
        return bool(self.scope.bodies.stated) and body in self.scope.bodies.value
