from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from candidates.models import Candidacy, Nomination, SeatApproval, SeatPlan, TeamPlan
from candidates.queries.party_members import members_of
from candidates.seating import Extra, Place, PlannedPost, TeamDraft, TeamSeats, proposal
from candidates.seating.usual import committee_posts
from elections.enums import Step
from elections.models import Election
from elections.queries.party_organisation import sitting_in_party
from elections.rulebook import Rulebook
from villages.enums import POSTS_OF, Body, OrganisationKind
from villages.models import Village
from villages.queries.party import organisation_of


def seats_of(election: Election, body: str = Body.COMMITTEE) -> QuerySet[SeatPlan]:
    """The planned posts of a body in an election, the highest first; empty before the township has set them."""
    return SeatPlan.objects.filter(election=election, body=body).order_by("rank")


def team_plan_of(election: Election) -> TeamPlan | None:
    """What is planned for both committees together; None before the seats are set."""
    return TeamPlan.objects.filter(election=election).first()


def team_seats_of(election: Election) -> TeamSeats:
    """All planned seats of an election, of every body."""
    posts = SeatPlan.objects.filter(election=election).order_by("body", "rank")
    kept = team_plan_of(election)
    team = TeamDraft(kept.cross_posted, kept.one_shoulder, kept.area, kept.tasks) if kept else None
    return TeamSeats.of(
        (PlannedPost(p.post, p.seats, p.extra_candidates, tuple(p.functions)) for p in posts), team
    )


def bodies_of(rules: Rulebook) -> list[Body]:
    """The bodies whose seats are planned under a rulebook: those that it re-elects."""
    committee = [Body.COMMITTEE] if rules.has_step(Step.NOMINATION) else []
    supervisory = [Body.SUPERVISORY] if rules.followup.supervisory_committee_formed.stated else []
    return [Body.PARTY, *committee, *supervisory]


def posts_planned(rules: Rulebook) -> list[str]:
    """The posts whose seats are planned under a rulebook, body by body, the highest first."""
    return [post for body in bodies_of(rules) for post in POSTS_OF[body]]


def place_of(election: Election) -> Place:
    """What decides how many seats the place has, in three queries."""
    village, rules = election.village, election.cycle.rules
    members = members_of(village).count()
    return Place(
        kind=village.kind,
        population=village.population,
        place_class=village.place_class,
        members=members,
        organisation=_organisation(rules, village, members),
        sitting=len(sitting_in_party(village)),
    )


def _organisation(rules: Rulebook, village: Village, members: int) -> str:
    """The kind on record, or what the rulebook wants for so many members."""
    found = organisation_of(village)
    if found:
        return found.kind
    least = rules.seats.general_branch_min_members
    general = least.stated and members >= least.value
    return OrganisationKind.GENERAL_BRANCH if general else OrganisationKind.BRANCH


def proposed_seats(election: Election) -> TeamSeats:
    """What the rulebook suggests for this place, body by body."""
    rules = election.cycle.rules
    return proposal(rules, place_of(election), committee=Body.COMMITTEE in bodies_of(rules))


def usual_seats(rules: Rulebook, village: Village) -> list[PlannedPost]:
    """The posts of the committee that the rulebook suggests for a place of this size."""
    return committee_posts(rules, Place(village.kind, village.population, village.place_class))


def fixed_bodies(election: Election) -> set[str]:
    """The bodies for whose seats people stand already, so that they do not change any more."""
    found = set(Candidacy.objects.filter(election=election).values_list("body", flat=True).distinct())
    if Nomination.objects.filter(election=election).exists():
        found.add(Body.COMMITTEE)
    return found


@dataclass(frozen=True)
class ApprovalLine:
    """One office that approves more seats, in the order of the rulebook, with its approval in force."""

    approver: str
    approval: SeatApproval | None

    @property
    def number(self) -> int:
        return self.approval.number if self.approval else 0


def approvals_of(election: Election) -> QuerySet[SeatApproval]:
    """Every approval of more seats on record, the oldest first."""
    return SeatApproval.objects.filter(election=election).select_related("recorded_by").order_by("pk")


def approval_lines(election: Election, approvers: Iterable[str]) -> list[ApprovalLine]:
    """The offices that approve, each with its latest approval."""
    latest = {approval.approver: approval for approval in approvals_of(election)}
    return [ApprovalLine(approver, latest.get(approver)) for approver in approvers]


def approved(extra: Extra, lines: Sequence[ApprovalLine]) -> int | None:
    """How many more seats every office approved; None where nobody need approve."""
    return min((line.number for line in lines), default=None) if extra.approvers else None
