"""The preselection, read: for which posts it is due, among whom, and what the rulebook asks of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from candidates.enums import Preselectors
from candidates.models import Nomination, NominationVote, Preselection, SeatPlan
from candidates.queries.seats import seats_of
from elections.models import Election
from elections.rulebook import Rulebook
from elections.rulebook.measures import Threshold
from elections.rulebook.value import Value


@dataclass(frozen=True)
class PostChoice:
    """A post with more nominees than places, and those among whom is chosen, most nominating votes first."""

    plan: SeatPlan
    nominees: Sequence[NominationVote]


def preselected_seats(nomination: Nomination) -> list[SeatPlan]:
    """The planned posts whose nominees a preselection cuts, the highest first."""
    return [post for post in seats_of(nomination.election) if post.post in nomination.preselected_posts]


def choices_of(nomination: Nomination) -> list[PostChoice]:
    """What is to be chosen in the preselection, post by post."""
    votes = list(nomination.votes.all())
    return [
        PostChoice(post, [vote for vote in votes if vote.post == post.post])
        for post in preselected_seats(nomination)
    ]


def preselection_of(election: Election) -> Preselection | None:
    """The recorded preselection, or None."""
    found = Preselection.objects.filter(nomination__election=election)
    return found.select_related("nomination__election__cycle").first()


def awaits_preselection(election: Election) -> bool:
    """Whether posts have more nominees than places and no preselection is on record yet."""
    waiting = Nomination.objects.filter(election=election, preselection=None)
    return waiting.exclude(preselected_posts=[]).exists()


def turnout_rule(rules: Rulebook, held_by: str) -> Value[Threshold]:
    """How many must take part: of representatives what their meeting needs, of voters what the rulebook says here."""
    if held_by == Preselectors.REPRESENTATIVES:
        return rules.method.representatives_quorum
    return rules.nomination.preselection_participation
