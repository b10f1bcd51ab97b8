"""What is known of a person who stands, as the registers or a JSON file tell it."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, model_validator

from candidates.eligibility.model import StatementKind, Weight
from candidates.enums import DepartmentVerdict, ReviewLevel
from elections.rulebook.sections.candidates import Bar
from villages.enums import BODY_OF, Body, Discipline, Grade, Post, Relation, VillageKind


class Fact(BaseModel):
    """Data that refuse unknown fields and are never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Held(Fact):
    """A post of the sitting term, or of an earlier one that lasted to `until`."""

    body: Body
    post: Post
    since: dt.date | None = None
    until: dt.date | None = None


class Member(Fact):
    """The entry of the Party member register."""

    joined_on: dt.date
    probationary: bool = False
    discipline: Discipline = Discipline.NONE
    discipline_until: dt.date | None = None


class Mark(Fact):
    """A yearly appraisal; `last`: ranked last among the township's."""

    year: int
    grade: Grade
    last: bool = False


class Said(Fact):
    """What an office stated of the person: that something holds, or that it does not.

    `item` is the key of an item of the negative list, or empty for the whole list. `day` is the day of the event,
    `until` the end of its effect or the day on which it was put right. `weight` is a sanction's.
    """

    kind: StatementKind
    holds: bool
    by: str
    item: str = ""
    day: dt.date | None = None
    until: dt.date | None = None
    weight: Weight | None = None
    document: str = ""


class Answered(Fact):
    """What a department of the joint review answered: of one item of the negative list, or of all that it judges.

    `department` is the rulebook's key, `by` the office that answered.
    """

    department: str
    verdict: DepartmentVerdict
    by: str
    on: dt.date
    item: str = ""
    reason: str = ""
    document: str = ""


class Vouch(Fact):
    """A passing verdict of a level of review: it states what no register holds."""

    level: ReviewLevel
    by: str
    on: dt.date


class Consent(Fact):
    """An approval by which a rule (the finding's key) is relaxed."""

    rule: str
    approver: str
    document: str
    on: dt.date


class Relative(Fact):
    """Somebody who is related and stands, or sits in the supervisory or a Party committee elected off-line.

    `way` leads to the relative in words. `settled` is the decision that both may stand, or who gives way.
    """

    name: str
    relation: Relation
    body: Body
    post: Post
    sits: bool = False
    way: str = ""
    settled: str = ""


class Facts(Fact):
    """All that the rules are asked of. What is left out is not known; lists that are empty hold nothing.

    `review_day` is the day of the review's decision. `on_roll` is None where there is no roll yet. `held` are the
    posts of the sitting term and `marks` its appraisals, `earlier` and `earlier_marks` those of the terms before.
    `stands_for` are all posts of this re-election for which the person stands. `statements` come in the order in
    which they were made, `answers` are the latest of each department. `audit` are findings that are not settled.
    `origin` is where a secretary comes from, as the team board states it (A-QUAL-05), by `origin_by`; empty is not
    stated. `own_bars` are what the village added to the negative list (A-NEG-12, C-QUAL-03).
    """

    body: Body = Body.COMMITTEE
    post: Post
    place_kind: VillageKind
    election_day: dt.date | None
    review_day: dt.date | None = None
    birth_date: dt.date | None
    education: str = ""
    held: tuple[Held, ...] = ()
    earlier: tuple[Held, ...] = ()
    stands_for: tuple[Post, ...] = ()
    on_roll: bool | None = None
    accepted_on: dt.date | None = None
    member: Member | None = None
    marks: tuple[Mark, ...] = ()
    earlier_marks: tuple[Mark, ...] = ()
    audit: tuple[str, ...] = ()
    origin: str = ""
    origin_by: str = ""
    statements: tuple[Said, ...] = ()
    answers: tuple[Answered, ...] = ()
    vouched: tuple[Vouch, ...] = ()
    consents: tuple[Consent, ...] = ()
    relatives: tuple[Relative, ...] = ()
    own_bars: tuple[Bar, ...] = ()

    @model_validator(mode="after")
    def _post_of_body(self) -> "Facts":
        if BODY_OF[self.post] != self.body:
            raise ValueError(f"{self.post.value} is no post of {self.body.value}")
        return self

    @property
    def sits(self) -> tuple[Held, ...]:
        """Posts in the two committees (两委) now."""
        return tuple(held for held in self.held if held.body in (Body.PARTY, Body.COMMITTEE))

    @property
    def incumbent(self) -> bool:
        """Whether the person sits in one of the two committees now (继续提名); others are new (新进)."""
        return bool(self.sits)

    @property
    def is_secretary(self) -> bool:
        """Whether the person is the Party secretary now."""
        return any(held.post == Post.SECRETARY for held in self.held)

    @property
    def day(self) -> dt.date | None:
        """The day of the review, or election day where none is known."""
        return self.review_day or self.election_day

    def said(self, kind: StatementKind, item: str = "") -> tuple[list[Said], Said | None]:
        """The events stated and not taken back, and the statement by which there is none."""
        events: list[Said] = []
        clear: Said | None = None
        for one in self.statements:
            if one.kind != kind or one.item not in ("", item):
                continue
            events, clear = ([*events, one], None) if one.holds else ([], one)
        return events, clear
