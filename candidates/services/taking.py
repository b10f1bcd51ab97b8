"""Who of a post's nominees goes on by relative majority, and what must be decided where people are level (A-NOM-10)."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from candidates import refusals
from candidates.counted import Counted, Cut, Place
from candidates.models import SeatPlan
from candidates.services.names import Nominee
from candidates.services.nomination_checks import post_label
from candidates.tallied import TITLES


def places_of(
    plan: Sequence[SeatPlan], nominees: Sequence[Nominee], unlimited: Collection[str] = ()
) -> list[Place[Nominee]]:
    """The places of each post with who had votes for it; of an `unlimited` post everybody with a vote goes on."""
    return [
        Place(
            post.post,
            TITLES[post.post],
            None if post.post in unlimited else post.places,
            [nominee for nominee in nominees if nominee.post == post.post],
        )
        for post in plan
    ]


def taken_of(
    plan: Sequence[SeatPlan],
    found: Counted[Nominee],
    decided: Mapping[str, Collection[int]],
    tie_decision: str,
) -> list[Nominee]:
    """The first of each post by votes, as many as there are places; nobody goes on without a vote.

    `found` is what the tally says of the vote, whose figures have been checked before. `decided` names the residents
    taken of those who are level, by post, and `tie_decision` how that was decided. Raises TieUndecided for every post
    where people are level undecided.
    """
    taken: list[Nominee] = []
    ties: list[Refusal] = []
    for post in plan:
        here = found.places[post.post]
        chosen = [n for n in here.level if n.resident.pk in decided.get(post.post, ())]
        if here.places and (len(chosen) != here.places or not tie_decision.strip()):
            ties.append(tie_fault(post, here))
        taken += [*here.ahead, *chosen]
    if ties:
        raise Refusals(ties)
    return taken


def tie_fault(post: SeatPlan, here: Cut[Nominee]) -> Refusal:
    return refusals.TieUndecided(
        _("%(post)s: %(count)s people are level with %(votes)s votes, places left: %(places)s. Decide."),
        {
            "post": post_label(post.post),
            "count": len(here.level),
            "votes": here.level[0].votes,
            "places": here.places,
        },
        clause=post.election.cycle.rules.nomination.decided_by.clause,
        field="tie_decision",
        data={
            "post": post.post,
            "places": here.places,
            "level": [{"id": n.resident.pk, "name": n.resident.name, "votes": n.votes} for n in here.level],
        },
    )
