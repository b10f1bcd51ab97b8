"""The seat that a village elects apart among women (专职专选; C-NOM-08)."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.models import Candidacy, SeatPlan
from candidates.seating.usual import needs_womans_post
from elections.models import Election
from villages.enums import Post, Sex


def womans_post_faults(
    election: Election, plan: Sequence[SeatPlan], people: Sequence[Candidacy]
) -> Iterator[Refusal]:
    """What stands against a list: a village without the seat where it must have it, or men who stand for it."""
    rules, seats = election.cycle.rules, [post for post in plan if post.post == Post.WOMAN_MEMBER]
    clause = rules.structure.dedicated_female_post.clause or None
    if not seats and needs_womans_post(rules, election.village.kind):
        yield refusals.WomansPostMissing(
            _("A village elects one seat apart among women; plan it."), clause=clause
        )
    for person in people:
        if person.post == Post.WOMAN_MEMBER and person.sex != Sex.FEMALE:
            yield refusals.ManInWomansPost(
                _("%(name)s is a man and stands for the seat elected among women."),
                {"name": person.name},
                clause=clause,
                data={"candidacy": person.pk},
            )
