"""The Party's path of one village as its pages show it: the stages in the plan's order, who acts, what is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import ceil

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.timezone import localtime

from accounts.enums import Role
from accounts.queries.fixed import FixedModels
from candidates.enums import CandidacyState, NoticeDecision, Verdict
from candidates.models import (
    Candidacy,
    Inspection,
    NoticeObjection,
    NoticePerson,
    PartyDecision,
    Recommendation,
    RecommendationVote,
)
from candidates.objected_rules import built_on, closing, fills
from candidates.party_path import PartyStand, Posted, done_by, kind_of, needed_levels
from candidates.queries.candidacy import candidacies_in, candidacies_of
from candidates.queries.party_stand import party_stand_of
from candidates.queries.seats import seats_of
from candidates.review_levels import latest_of
from candidates.states import GONE
from candidates.tallied import recommended
from elections.models import Election
from elections.queries.progress import Progress, StepProgress, progress_of_one
from elections.rulebook import PartyStage, Rulebook
from villages.enums import Body, Post


@dataclass(frozen=True)
class StageShown:
    """A stage with its step, when it was done, what is on record of it, and whether it is its turn.

    `notices` are those that it has posted, the earliest first.
    """

    stage: PartyStage
    here: StepProgress
    done_at: datetime | None
    decision: PartyDecision | None
    current: bool
    notices: Sequence[Posted]
    today: date

    @property
    def runs_until(self) -> date | None:
        """The last day of a notice that still hangs."""
        return max((each.ends for each in self.notices if each.ends >= self.today), default=None)

    @property
    def objections(self) -> int:
        """Objections to its notices that are not decided."""
        return sum(each.open for each in self.notices)

    @property
    def who(self) -> list[Role]:
        return [Role(role) for role in self.stage.who]


@dataclass(frozen=True)
class Offered:
    """Somebody who may be on a list, with the post so far and the recommending votes."""

    resident_id: int
    name: str
    post: str
    votes: int
    state: str = ""
    candidacy: int | None = None
    duty: str = ""


@dataclass(frozen=True)
class PathShown:
    """The whole path of one village."""

    election: Election
    stages: Sequence[StageShown]
    people: Sequence[Candidacy]
    seats: int
    least: int | None

    @property
    def done(self) -> int:
        return sum(shown.done_at is not None for shown in self.stages)

    @property
    def current(self) -> StageShown | None:
        return next((shown for shown in self.stages if shown.current), None)

    @property
    def standing(self) -> list[Candidacy]:
        return [person for person in self.people if person.state not in GONE]


def path_of(election: Election, now: datetime) -> PathShown:
    """The stages of the Party's path of a village, with the people."""
    progress, stand = progress_of_one(election, now), party_stand_of(election)
    people = list(party_people(election))
    return PathShown(
        election=election,
        stages=_stages(progress, stand, {each.stage: each for each in decisions_of(election)}, now),
        people=people,
        seats=party_seats(election),
        least=least_names(election),
    )


def _stages(
    progress: Progress, stand: PartyStand, decisions: dict[str, PartyDecision], now: datetime
) -> list[StageShown]:
    rules, shown, turn_over = progress.election.cycle.rules, [], False
    filling = to_be_filled(progress.election, decisions)
    for stage in rules.party_path:
        done = done_by(stage, stand, now) or _recorded(stage, progress, stand)
        if filling and unlisted(progress.election, stage, decisions.get(stage.key)):
            done = None
        shown.append(
            StageShown(
                stage,
                progress.steps[stage.step],
                done,
                decisions.get(stage.key),
                done is None and not turn_over,
                stand.notices(stage),
                localtime(now).date(),
            )
        )
        turn_over = turn_over or done is None
    return shown


def _recorded(stage: PartyStage, progress: Progress, stand: PartyStand) -> datetime | None:
    """What was recorded off-line of the whole step counts for its stages, where none of them is worked here."""
    if not stand.empty:
        return None
    return progress.steps[stage.step].evidence.done_at


def to_be_filled(election: Election, decided: Collection[str]) -> bool:
    """Whether an upheld objection left a place that may be filled: by the rulebook, and before the lists are closed."""
    rules = election.cycle.rules
    if not fills(rules) or not set(closing(rules)).isdisjoint(decided):
        return False
    upheld = NoticeObjection.objects.filter(notice__election=election, decision=NoticeDecision.UPHELD)
    return upheld.filter(person__candidacy__body=Body.PARTY, person__candidacy__state__in=GONE).exists()


def unlisted(election: Election, stage: PartyStage, decision: PartyDecision | None) -> list[Candidacy]:
    """Who stands, is concerned by a list of all who stand, and is not on it: the list is decided anew with them."""
    if decision is None or not built_on(stage):
        return []
    named = {each["candidacy"] for each in decision.names}
    return [p for p in standing_party(election) if stage.concerns(p.post) and p.pk not in named]


def decisions_of(election: Election) -> QuerySet[PartyDecision]:
    """What is on record of the stages, the earliest first."""
    return PartyDecision.objects.filter(election=election).order_by("decided_at", "pk")


def recommendation_of(election: Election) -> Recommendation | None:
    """The recommendation meeting, with its votes."""
    return Recommendation.objects.prefetch_related("votes").filter(election=election).first()


def party_people(election: Election) -> QuerySet[Candidacy]:
    """Everyone who stood or stands for the Party organisation, with the inspection and the reviews."""
    return (
        candidacies_of(election, Body.PARTY)
        .select_related("inspection", "withdrawal")
        .prefetch_related("reviews")
    )


def standing_party(election: Election) -> list[Candidacy]:
    """Those who still stand for the Party organisation."""
    people = [person for person in _stood([election.pk]) if person.state not in GONE]
    prefetch_related_objects(people, "reviews")
    return people


_stood = FixedModels(
    lambda elections: candidacies_in(elections, Body.PARTY).select_related("inspection", "withdrawal")
)


def to_inspect(election: Election, stage: PartyStage) -> list[Candidacy]:
    """Whom a stage of inspection is still owed to."""
    inspected = set(
        Inspection.objects.filter(candidacy__election=election).values_list("candidacy_id", flat=True)
    )
    return [
        person
        for person in standing_party(election)
        if stage.concerns(person.post) and person.pk not in inspected
    ]


def still_to_post(election: Election, stage: PartyStage) -> list[Candidacy]:
    """Whom a stage's public notice has still to name, in the order of the list before it."""
    named = NoticePerson.objects.filter(notice__election=election, notice__kind=kind_of(stage))
    known = set(named.values_list("candidacy_id", flat=True))
    return [p for p in standing_party(election) if stage.concerns(p.post) and p.pk not in known]


def party_seats(election: Election) -> int:
    """The seats of the Party organisation's committee; its secretary and deputies sit in it."""
    return sum(plan.seats for plan in seats_of(election, Body.PARTY))


def least_names(election: Election) -> int | None:
    """How many names a list has at least: seats and differential (AMB-32); None where no seats are planned."""
    seats = party_seats(election)
    return least_of(election.cycle.rules, seats) if seats else None


def least_of(rules: Rulebook, seats: int) -> int:
    """Seats and the differential, taken of the seats or of the candidates, rounded up; never less than one more.

    With a fifth of the seats: 3 seats 4 names, 5 seats 6, 6 seats 8, 7 seats 9; of the candidates 5 seats need 7.
    """
    share, base = rules.nomination.differential_min, rules.nomination.differential_base
    if not share.stated:
        return seats + 1
    part: Fraction = share.value
    if base.stated and base.value == "candidates":
        return max(seats + 1, ceil(seats / (1 - part)))
    return seats + ceil(part * seats)


def above_half(meeting: Recommendation, body: Body = Body.PARTY) -> list[RecommendationVote]:
    """Those whose votes for a body pass the plan's share of the papers returned; everyone with a vote, where it names none."""
    enough = {one.key for cut in recommended(meeting).places.values() for one in cut.ahead}
    return [vote for vote in meeting.votes.all() if vote.body == body and vote.pk in enough]


def offered_to(election: Election, stage: PartyStage) -> list[Offered]:
    """Whom a list may be made of: those recommended enough, or those who stand."""
    standing = standing_party(election)
    if standing:
        return [Offered(p.resident_id, p.name, p.post, p.votes, p.state, p.pk, p.duty) for p in standing]
    meeting = recommendation_of(election) if stage.adds else None
    if meeting is None:
        return []
    best: dict[int, RecommendationVote] = {}
    for vote in sorted(above_half(meeting), key=lambda v: v.votes):
        best[vote.resident_id] = vote
    return [
        Offered(v.resident_id, v.name, v.post, v.votes) for v in sorted(best.values(), key=lambda v: -v.votes)
    ]


def review_missing(rules: Rulebook, person: Candidacy) -> list[str]:
    """The levels of review whose latest verdict on a person is not a pass."""
    last = latest_of(person.reviews.all())
    passed = {level for level, review in last.items() if review.verdict == Verdict.PASS}
    return [level for level in needed_levels(rules, person.post) if level not in passed]


def formal_party(election: Election) -> QuerySet[Candidacy]:
    """The formal candidates of the Party organisation in the order of the ballot."""
    return candidacies_of(election, Body.PARTY).filter(state=CandidacyState.FORMAL).order_by("place")


POSTS = (Post.SECRETARY, Post.PARTY_DEPUTY, Post.PARTY_MEMBER)
