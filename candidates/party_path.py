"""How far the Party organisation's candidates have come on the way of their plan. Pure: data in, stages out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from candidates.enums import CandidacyState, ReviewLevel
from candidates.states import GONE
from elections.rulebook import PartyStage, Rulebook

# Before the verdict of a level of review these states wait for it, or for what comes before it.
BEFORE: dict[str, frozenset[str]] = {
    ReviewLevel.TOWNSHIP: frozenset(
        {CandidacyState.NOMINATED, CandidacyState.PROPOSED, CandidacyState.RETURNED}
    ),
    ReviewLevel.COUNTY: frozenset(
        {
            CandidacyState.NOMINATED,
            CandidacyState.PROPOSED,
            CandidacyState.RETURNED,
            CandidacyState.TOWNSHIP_PASSED,
        }
    ),
}


@dataclass(frozen=True)
class Standing:
    """One person on the way: the post, the state and since when, and when the person was inspected."""

    post: str
    state: str
    changed_at: datetime
    reviewed: Mapping[str, datetime]
    inspected_at: datetime | None

    @property
    def gone(self) -> bool:
        return self.state in GONE


@dataclass(frozen=True)
class Decided:
    """The latest decision of a stage."""

    held_on: date
    at: datetime


@dataclass
class PartyStand:
    """What is on record of the Party's path of one election."""

    met_at: datetime | None = None
    decided: dict[str, Decided] = field(default_factory=dict)
    people: list[Standing] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return self.met_at is None and not self.decided and not self.people

    def live(self, stage: PartyStage) -> list[Standing]:
        """Those whom a stage concerns and who still stand."""
        return [person for person in self.people if stage.concerns(person.post) and not person.gone]


def done_at(stage: PartyStage, stand: PartyStand) -> datetime | None:
    """When a stage was completed; computed from what is on record, never ticked."""
    if stage.kind == "meeting":
        return stand.met_at
    if stage.kind == "verdict":
        return _verdicts(stage, stand)
    if stage.kind == "inspection":
        return _inspections(stage, stand)
    decided = stand.decided.get(stage.key)
    return decided.at if decided else None


def _verdicts(stage: PartyStage, stand: PartyStand) -> datetime | None:
    level = str(stage.level)
    people = [person for person in stand.people if stage.concerns(person.post)]
    given = [person.reviewed[level] for person in people if level in person.reviewed]
    if not given or any(person.state in BEFORE[level] for person in people):
        return None
    return max(given)


def _inspections(stage: PartyStage, stand: PartyStand) -> datetime | None:
    """Done once all are inspected; where nobody stands for its posts, there is nothing left to inspect."""
    moments = [person.inspected_at for person in stand.people if person.inspected_at is not None]
    live = stand.live(stage)
    if any(person.inspected_at is None for person in live) or not stand.people:
        return None
    own = [p.inspected_at for p in live if p.inspected_at is not None]
    return max(own or moments, default=max(person.changed_at for person in stand.people))


def step_done_at(rules: Rulebook, step: str, stand: PartyStand) -> datetime | None:
    """When the last of a step's stages was completed; None while one is open."""
    moments = [done_at(stage, stand) for stage in rules.party_path if stage.step == step]
    found = [moment for moment in moments if moment is not None]
    return max(found) if found and len(found) == len(moments) else None


def happened_on(rules: Rulebook, step: str, stand: PartyStand) -> date | None:
    """The day of what a step tells the calendar: its notice was posted, its request handed in."""
    notices = [s.key for s in rules.party_path if s.step == step and s.kind in ("notice", "request")]
    return next((stand.decided[key].held_on for key in notices if key in stand.decided), None)


def needed_levels(rules: Rulebook, post: str) -> list[str]:
    """The levels of review that the plan asks for people of a post, lowest first."""
    return [
        str(stage.level) for stage in rules.party_path if stage.kind == "verdict" and stage.concerns(post)
    ]


def passed_states(rules: Rulebook, post: str) -> frozenset[str]:
    """In which states a person of a post has passed every review that the plan asks for."""
    levels = needed_levels(rules, post)
    if ReviewLevel.COUNTY in levels:
        return frozenset({CandidacyState.COUNTY_PASSED})
    if ReviewLevel.TOWNSHIP in levels:
        return frozenset({CandidacyState.TOWNSHIP_PASSED, CandidacyState.COUNTY_PASSED})
    return frozenset({CandidacyState.NOMINATED, CandidacyState.PROPOSED})


def read(
    met_at: Any, decided: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]]
) -> PartyStand:
    """What the database tells of one election, as columns of JSON."""
    return PartyStand(
        met_at=met_at,
        decided={
            each["stage"]: Decided(date.fromisoformat(each["held_on"]), datetime.fromisoformat(each["at"]))
            for each in decided
        },
        people=[_person(each) for each in people],
    )


def _person(each: Mapping[str, Any]) -> Standing:
    moments = {level: each[level] for level in ReviewLevel.values if each[level]}
    return Standing(
        post=each["post"],
        state=each["state"],
        changed_at=datetime.fromisoformat(each["changed_at"]),
        reviewed={level: datetime.fromisoformat(moment) for level, moment in moments.items()},
        inspected_at=datetime.fromisoformat(each["inspected"]) if each["inspected"] else None,
    )
