"""What must be true of a nomination's figures before they are recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Message, Refusal
from candidates import refusals
from candidates.counted import counted
from candidates.models import Nomination, Preselection, SeatPlan
from candidates.nomination_rules import counts_per_group
from candidates.services.names import VoteLine
from candidates.tallied import NOBODY, nomination_asked, nomination_figures
from candidates.told import told_name
from elections.enums import Step
from elections.models import Election
from elections.refusals import DateInTheFuture
from villages.enums import Post
from voting.refusals.count import GroupNotOnRoll


@dataclass(frozen=True, slots=True)
class GroupPapers:
    """The papers of one villager or resident group, by its number; `returned` are its voters who took part."""

    group: int
    issued: int
    returned: int


def day_faults(held_on: date, now: datetime) -> Iterator[Refusal]:
    if held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")


def paper_faults(election: Election, registered: int, issued: int, returned: int) -> Iterator[Refusal]:
    """What is wrong with the papers of the whole place, whether enough took part among it."""
    yield from _balance(registered, issued, returned)
    how = nomination_asked(election.cycle.rules)
    found = counted(how, NOBODY, nomination_figures(registered, issued, returned))
    if found.quorum is not None and not found.quorum.passed:
        yield refusals.TooFewTookPart(
            _("%(returned)s of %(registered)s registered voters took part; %(need)s are needed."),
            {"returned": returned, "registered": registered, "need": found.need},
            clause=found.quorum.clause,
            field="returned",
        )


def _balance(registered: int, issued: int, returned: int) -> Iterator[Refusal]:
    if issued > registered:
        told = _("%(issued)s papers were issued to %(registered)s registered voters.")
        yield refusals.IssuedOverRegistered(
            told, {"issued": issued, "registered": registered}, field="issued"
        )
    if returned > issued:
        told = _("%(returned)s papers came back, but only %(issued)s were issued.")
        yield refusals.ReturnedOverIssued(told, {"returned": returned, "issued": issued}, field="returned")


def sum_faults(result: Nomination | Preselection) -> Iterator[Refusal]:
    """Valid and invalid papers, where they were counted, are all that came back."""
    told = (result.valid, result.invalid)
    if told == (None, None) or (None not in told and sum(n or 0 for n in told) == result.returned):
        return
    yield refusals.PapersDoNotAddUp(
        _("Valid and invalid papers together are the %(returned)s that came back; enter both or neither."),
        {"returned": result.returned},
        field="invalid",
        data={"returned": result.returned},
    )


def group_faults(
    election: Election, groups: Sequence[GroupPapers], registered: Mapping[int, int]
) -> Iterator[Refusal]:
    """What is wrong with the papers of groups that nominated apart; every group with voters must be there once."""
    seen: set[int] = set()
    clause = election.cycle.rules.step(Step.NOMINATION).clause
    for papers in groups:
        if papers.group not in registered:
            told = _("Group %(group)s has nobody on the roll.")
            yield _of_group(GroupNotOnRoll, papers.group, told, {}, clause=clause)
        elif papers.group in seen:
            told = _("Group %(group)s stands twice; add its papers together.")
            yield _of_group(refusals.GroupEnteredTwice, papers.group, told, {}, clause=clause)
        else:
            yield from _one_group(election, papers, registered[papers.group])
        seen.add(papers.group)
    for missing in registered.keys() - seen:
        told = _("Group %(group)s is missing; where nobody took part, enter 0.")
        yield _of_group(refusals.GroupLeftOut, missing, told, {}, clause=clause)


def _one_group(election: Election, papers: GroupPapers, registered: int) -> Iterator[Refusal]:
    number, issued, returned = papers.group, papers.issued, papers.returned
    if issued > registered:
        told = _("Group %(group)s: %(issued)s papers were issued to %(registered)s registered voters.")
        params = {"issued": issued, "registered": registered}
        yield _of_group(refusals.IssuedOverRegistered, number, told, params)
    if returned > issued:
        told = _("Group %(group)s: %(returned)s papers came back, but only %(issued)s were issued.")
        params = {"returned": returned, "issued": issued}
        yield _of_group(refusals.ReturnedOverIssued, number, told, params, of="returned")
    rules = election.cycle.rules
    found = counted(nomination_asked(rules), NOBODY, nomination_figures(registered, issued, returned))
    if counts_per_group(rules) and found.quorum is not None and not found.quorum.passed:
        told = _(
            "Group %(group)s: %(returned)s of %(registered)s registered voters took part; %(need)s are needed."
        )
        params = {"returned": returned, "registered": registered, "need": found.need}
        yield _of_group(
            refusals.TooFewTookPart, number, told, params, of="returned", clause=found.quorum.clause
        )


def _of_group(
    kind: type[Refusal],
    number: int,
    told: Message,
    params: Mapping[str, int],
    *,
    of: str = "issued",
    clause: str | None = None,
) -> Refusal:
    """A refusal that names the group it is about."""
    data = {"group": number, **params}
    return kind(told, {"group": number, **params}, clause=clause, field=f"{of}-of-{number}", data=data)


def vote_faults(plan: Sequence[SeatPlan], lines: Sequence[VoteLine], returned: int) -> Iterator[Refusal]:
    planned = {post.post for post in plan}
    for row, line in enumerate(lines):
        if line.post not in planned:
            told = _("“%(post)s” has no seat in this election.")
            yield refusals.PostNotPlanned(
                told, {"post": post_label(line.post)}, field=f"post-{row}", data={"row": row}
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
        yield refusals.NobodyNominated(told, {"post": post_label(post.post)}, data={"post": post.post})
    if votes > returned * post.seats:
        told = _(
            "%(post)s: %(votes)s votes together; %(returned)s papers with %(seats)s names each hold %(most)s."
        )
        most = returned * post.seats
        params = {
            "post": post_label(post.post),
            "votes": votes,
            "returned": returned,
            "seats": post.seats,
            "most": most,
        }
        yield refusals.VotesOverSeats(told, params, data={"post": post.post})


def post_label(post: str) -> object:
    return Post(post).label if post in Post.values else post
