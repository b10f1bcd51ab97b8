"""What the rulebook asks of the bodies that are elected after the vote, with the readings in force where it is silent."""

from dataclasses import dataclass
from typing import Any, Final

from candidates.enums import MeetingBasis
from candidates.structure import with_director
from elections.models import Election
from elections.rulebook import Part, Rulebook, StepRule
from villages.enums import BODY_OF, Body, Post, VillageKind

POSTS: Final[dict[str, tuple[Post, ...]]] = {
    Body.SUPERVISORY: (Post.HEAD_SUPERVISOR, Post.SUPERVISOR),
    Body.GROUP_LEADERS: (Post.GROUP_LEADER,),
    Body.COUNCIL: (Post.COUNCILLOR,),
}
# Who comes to the meeting: of a group, or of the whole place.
OF_GROUP = (MeetingBasis.ADULTS, MeetingBasis.HOUSEHOLDS)
OF_PLACE = (MeetingBasis.REPRESENTATIVES, MeetingBasis.ADULTS)
ONE = 1


@dataclass(frozen=True)
class BodyRules:
    """The rules for one body of one election. Values come with their clause; a silent one asks nothing."""

    rules: Rulebook
    body: Body
    community: bool
    step: StepRule

    @property
    def section(self) -> Any:
        return self.rules.followup

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts that meetings elect; the convener of the council is in it by office."""
        return POSTS[self.body]

    @property
    def by_groups(self) -> bool:
        """Whether every group elects; a supervisory committee is elected by a meeting of the whole place."""
        return self.body != Body.SUPERVISORY

    @property
    def bases(self) -> tuple[MeetingBasis, ...]:
        return OF_GROUP if self.by_groups else OF_PLACE

    @property
    def part(self) -> Part | None:
        """The part of the step that it is, where the step has parts."""
        return next((part for part in self.step.parts if part.key == self.body), None)

    @property
    def clause(self) -> str:
        return self.part.clause if self.part else self.step.clause

    @property
    def leaders(self) -> int:
        """How many leaders a group has: one where the plan is silent, as the law speaks of the leader."""
        rule = self.section.group_leaders_per_group
        return int(rule.value) if rule.stated else ONE

    def places(self, post: str) -> int | None:
        """How many a meeting elects to a post; None where it is for the place to say."""
        if post == Post.GROUP_LEADER:
            return self.leaders
        return ONE if post == Post.HEAD_SUPERVISOR else None

    def quorum(self, basis: str) -> Any:
        """How many of those entitled must come, or None: for the meeting of a residents' group no law says it."""
        section, method = self.section, self.rules.method
        if self.by_groups:
            named = section.group_meeting_adults, section.group_meeting_households
            return None if self.community else _stated(named[basis == MeetingBasis.HOUSEHOLDS])
        if basis == MeetingBasis.REPRESENTATIVES:
            return _stated(method.representatives_quorum)
        return _stated(method.residents_quorum if self.community else method.villagers_quorum)

    def majority(self, basis: str) -> Any:
        """The share of those present that elects, or None where most votes do."""
        method = self.rules.method
        if self.by_groups:
            return None if self.community else _stated(self.section.group_meeting_majority)
        if basis == MeetingBasis.REPRESENTATIVES:
            return _stated(method.representatives_majority)
        return _stated(method.residents_majority if self.community else method.villagers_majority)

    @property
    def shares(self) -> list[tuple[MeetingBasis, Any, Any]]:
        """Who may come to the meeting, with the share that must and the share that elects; None where silent."""
        return [(basis, self.quorum(basis), self.majority(basis)) for basis in self.bases]

    @property
    def ways(self) -> tuple[str, ...]:
        """What completes it; a plan that is silent asks only that it is handed in."""
        filing = self.section.group_leaders_filing
        if self.body == Body.GROUP_LEADERS and filing.stated:
            return tuple(filing.value)
        return ("registered",)

    @property
    def from_representatives(self) -> bool:
        return self.body == Body.GROUP_LEADERS and self.section.group_leaders_from.stated

    @property
    def chaired_by_committee(self) -> bool:
        return self.body == Body.GROUP_LEADERS and self.section.group_meeting_chaired_by.stated

    @property
    def convened_by_secretary(self) -> bool:
        return self.body == Body.COUNCIL and self.section.council_convener.stated

    @property
    def counts_director(self) -> bool:
        """Whether the size of the supervisory committee counts its director (AMB-47)."""
        return with_director(self.rules)

    @property
    def size(self) -> Any:
        """How many members are wanted, or None."""
        if self.body == Body.SUPERVISORY:
            return _stated(self.section.supervisory_size)
        return _stated(self.section.council_size) if self.body == Body.COUNCIL else None


def _stated(value: Any) -> Any:
    return value if value.stated else None


def bodies_in_plan(election: Election) -> list[BodyRules]:
    """The bodies that the plan elects in the application, in the order of its steps."""
    rules = election.cycle.rules
    community = election.village.kind == VillageKind.COMMUNITY
    return [BodyRules(rules, Body(body), community, step) for step in rules.steps for body in step.bodies]


def body_rules(election: Election, body: str) -> BodyRules | None:
    """The rules of one body; None where the plan does not elect it here."""
    return next((each for each in bodies_in_plan(election) if each.body == body), None)


def rules_of_post(election: Election, post: str) -> BodyRules | None:
    """The rules of the body that a meeting elects this post of, or None."""
    found = body_rules(election, BODY_OF[post]) if post in BODY_OF else None
    return found if found and post in found.posts else None
