"""What must be true of a nomination's figures before they are recorded."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.models import SeatPlan
from candidates.ranking import Cut
from candidates.services.names import Nominee, VoteLine
from candidates.told import told_name
from elections.models import Election
from elections.refusals import DateInTheFuture
from villages.enums import Post


def day_faults(held_on: date, now: datetime) -> Iterator[Refusal]:
    if held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")


def paper_faults(election: Election, registered: int, issued: int, returned: int) -> Iterator[Refusal]:
    if issued > registered:
        told = _("%(issued)s papers were issued to %(registered)s registered voters.")
        yield refusals.IssuedOverRegistered(
            told, {"issued": issued, "registered": registered}, field="issued"
        )
    if returned > issued:
        told = _("%(returned)s papers came back, but only %(issued)s were issued.")
        yield refusals.ReturnedOverIssued(told, {"returned": returned, "issued": issued}, field="returned")
    share = election.cycle.rules.nomination.participation
    if share.stated and not share.value.met(returned, registered):
        yield refusals.TooFewTookPart(
            _("%(returned)s of %(registered)s registered voters took part; %(need)s are needed."),
            {"returned": returned, "registered": registered, "need": share.value.need(registered)},
            clause=share.clause,
            field="returned",
        )


def vote_faults(plan: Sequence[SeatPlan], lines: Sequence[VoteLine], returned: int) -> Iterator[Refusal]:
    planned = {post.post for post in plan}
    for row, line in enumerate(lines):
        if line.post not in planned:
            told = _("“%(post)s” has no seat in this election.")
            yield refusals.PostNotPlanned(
                told, {"post": _post(line.post)}, field=f"post-{row}", data={"row": row}
            )
        if line.votes > returned:
            told = _("%(name)s: %(votes)s votes, but only %(returned)s papers came back.")
            params = {"name": told_name(line.name), "votes": line.votes, "returned": returned}
            yield refusals.VotesOverReturned(told, params, field=f"votes-{row}", data={"row": row})
    for post in plan:
        votes = sum(line.votes for line in lines if line.post == post.post)
        yield from _post_faults(post, votes, returned)


def _post_faults(post: SeatPlan, votes: int, returned: int) -> Iterator[Refusal]:
    if not votes:
        told = _("%(post)s: nobody has a vote.")
        yield refusals.NobodyNominated(told, {"post": _post(post.post)}, data={"post": post.post})
    if votes > returned * post.seats:
        told = _(
            "%(post)s: %(votes)s votes together; %(returned)s papers with %(seats)s names each hold %(most)s."
        )
        most = returned * post.seats
        params = {
            "post": _post(post.post),
            "votes": votes,
            "returned": returned,
            "seats": post.seats,
            "most": most,
        }
        yield refusals.VotesOverSeats(told, params, data={"post": post.post})


def tie_fault(post: SeatPlan, here: Cut[Nominee]) -> Refusal:
    return refusals.TieUndecided(
        _("%(post)s: %(count)s people are level with %(votes)s votes, places left: %(places)s. Decide."),
        {
            "post": _post(post.post),
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


def _post(post: str) -> object:
    return Post(post).label if post in Post.values else post
