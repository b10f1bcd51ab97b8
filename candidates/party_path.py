"""How far the Party organisation's candidates have come on the way of their plan. Pure: data in, stages out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from candidates.enums import CandidacyState, NoticeKind, ReviewLevel
from candidates.states import GONE
from elections.calendar import ZONE
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

# The item of the calendar that ends a notice of the path.
ENDED_BY = {
    "candidate_notice_ends": NoticeKind.CANDIDATES,
    "secretary_notice_ends": NoticeKind.SECRETARY,
}


@dataclass(frozen=True)
class Standing:
    """One person on the way: the post, the state and since when, and when the person was inspected."""

    pk: int
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


@dataclass(frozen=True)
class Posted:
    """A public notice of the path: since when and until when (inclusive) it hangs, the candidacies that it names.

    `open` are the objections that are not decided, since `open_since`; `decided_at` is when the latest was.
    """

    pk: int
    kind: str
    posted_on: date
    ends: date
    people: frozenset[int]
    open: int = 0
    open_since: datetime | None = None
    decided_at: datetime | None = None

    @property
    def runs_out(self) -> datetime:
        """24:00 of its last day, which is 00:00 of the next."""
        return datetime.combine(self.ends + timedelta(days=1), time.min, tzinfo=ZONE)


@dataclass
class PartyStand:
    """What is on record of the Party's path of one election."""

    met_at: datetime | None = None
    decided: dict[str, Decided] = field(default_factory=dict)
    people: list[Standing] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return self.met_at is None and not self.decided and not self.people

    def live(self, stage: PartyStage) -> list[Standing]:
        """Those whom a stage concerns and who still stand."""
        return [person for person in self.people if stage.concerns(person.post) and not person.gone]

    def notices(self, stage: PartyStage) -> list[Posted]:
        """The notices that a stage has posted, the earliest first."""
        return [each for each in self.posted if stage.kind == "notice" and each.kind == kind_of(stage)]

    def unposted(self, stage: PartyStage) -> set[int]:
        """Whom a stage's notice has still to name."""
        named = {pk for each in self.notices(stage) for pk in each.people}
        return {person.pk for person in self.live(stage)} - named


def kind_of(stage: PartyStage) -> NoticeKind:
    """The kind of the notice that a stage posts."""
    return ENDED_BY[str(stage.item)]


def stage_posting(rules: Rulebook, kind: str) -> PartyStage | None:
    """The stage of the plan's path that posts notices of a kind; None where none does."""
    notices = (stage for stage in rules.party_path if stage.kind == "notice")
    return next((stage for stage in notices if kind_of(stage) == kind), None)


def before(rules: Rulebook, stage: PartyStage) -> list[PartyStage]:
    """The stages after which a stage comes, straight or by those between, in the plan's order."""
    path, ahead = {each.key: each for each in rules.party_path}, {stage.key}
    for each in reversed(rules.party_path):
        if each.key in ahead:
            ahead |= set(each.needs)
    return [path[key] for key in path if key in ahead - {stage.key}]


def notices_before(rules: Rulebook, stage: PartyStage) -> Iterator[PartyStage]:
    """The public notices after which a stage comes (A-REV-07, C-REV-04, C-REV-05)."""
    yield from (each for each in before(rules, stage) if each.kind == "notice")


def done_by(stage: PartyStage, stand: PartyStand, now: datetime) -> datetime | None:
    """When a stage was completed, if it was by `now`."""
    done = done_at(stage, stand)
    return done if done is not None and done <= now else None


def done_at(stage: PartyStage, stand: PartyStand) -> datetime | None:
    """When a stage is completed; computed from what is on record, never ticked. A notice's moment may lie ahead."""
    if stage.kind == "notice":
        return _noticed(stage, stand)
    if stage.kind == "meeting":
        return stand.met_at
    if stage.kind == "verdict":
        return _verdicts(stage, stand)
    if stage.kind == "inspection":
        return _inspections(stage, stand)
    decided = stand.decided.get(stage.key)
    return decided.at if decided else None


def _noticed(stage: PartyStage, stand: PartyStand) -> datetime | None:
    """Done once everybody whom it concerns was named, the days are over and no objection is open (SC-95)."""
    posted = stand.notices(stage)
    if not posted or stand.unposted(stage) or any(each.open for each in posted):
        return None
    return max(moment for each in posted for moment in (each.runs_out, each.decided_at) if moment)


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
    """The day of what a step tells the calendar: its latest notice was posted, its request handed in."""
    for stage in rules.party_path:
        if stage.step == step and stand.notices(stage):
            return stand.notices(stage)[-1].posted_on
        if stage.step == step and stage.kind == "request" and stage.key in stand.decided:
            return stand.decided[stage.key].held_on
    return None


def notices_in(rules: Rulebook, step: str, stand: PartyStand) -> list[Posted]:
    """The notices posted in a step, the earliest first."""
    return [each for stage in rules.party_path if stage.step == step for each in stand.notices(stage)]


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
    met_at: Any,
    decided: Sequence[Mapping[str, Any]],
    people: Sequence[Mapping[str, Any]],
    posted: Sequence[Mapping[str, Any]],
) -> PartyStand:
    """What the database tells of one election, as columns of JSON."""
    return PartyStand(
        met_at=met_at,
        decided={
            each["stage"]: Decided(date.fromisoformat(each["held_on"]), datetime.fromisoformat(each["at"]))
            for each in decided
        },
        people=[_person(each) for each in people],
        posted=[_posted(each) for each in posted],
    )


def _person(each: Mapping[str, Any]) -> Standing:
    moments = {level: each[level] for level in ReviewLevel.values if each[level]}
    return Standing(
        pk=each["pk"],
        post=each["post"],
        state=each["state"],
        changed_at=datetime.fromisoformat(each["changed_at"]),
        reviewed={level: datetime.fromisoformat(moment) for level, moment in moments.items()},
        inspected_at=datetime.fromisoformat(each["inspected"]) if each["inspected"] else None,
    )


def _posted(each: Mapping[str, Any]) -> Posted:
    return Posted(
        pk=each["pk"],
        kind=each["kind"],
        posted_on=datetime.fromisoformat(each["posted_at"]).astimezone(ZONE).date(),
        ends=date.fromisoformat(each["ends"]),
        people=frozenset(each["people"]),
        open=each["open"],
        open_since=_moment(each["open_since"]),
        decided_at=_moment(each["decided_at"]),
    )


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
