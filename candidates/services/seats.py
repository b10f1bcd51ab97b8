from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.models import Nomination, SeatPlan
from candidates.queries.seats import (
    COMMITTEE_POSTS,
    PlannedPost,
    adds_for_reasons,
    departures,
    headcount_excess,
    seats_of,
)
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.enums import Post


def plan_seats(
    *,
    by: User,
    election: Election,
    posts: Sequence[PlannedPost],
    now: datetime,
    extra_reason: str = "",
    reason: str = "",
) -> list[SeatPlan]:
    """Set the seats of a village's committee; a post without seats is left out.

    Beyond the headcount usual for the population, up to the plan's allowance, one of its listed reasons
    (`extra_reason`) and a `reason` in words are recorded. The seats prepare the nomination: they may be set before it
    opens, not after it is locked. Raises StepClosed then, SeatsFixed once people were nominated, and at once all of
    CommitteeTooSmall, CommitteeTooLarge, ChairNotOne, DifferentialTooSmall, ExtraSeatsExceeded, ReasonNeeded.
    """
    office = require(by, "election.plan", election.village_id)
    with transaction.atomic():
        election = gate_ahead(Step.NOMINATION, election, now).election
        if Nomination.objects.filter(election=election).exists():
            raise refusals.SeatsFixed(_("People are nominated already; the seats do not change any more."))
        faults = [*_hard(election, posts), *_soft(election, posts, extra_reason, reason)]
        if faults:
            raise Refusals(faults)
        kept = reason if departures(election.cycle.rules, election.village, posts) else ""
        planned = _store(election, posts, kept)
        record_act(
            by=by,
            office=office,
            act=Act.SEATS_SET,
            election=election,
            data={
                "posts": [{"post": p.post, "seats": p.seats, "extra": p.extra_candidates} for p in planned],
                "reason": kept,
                "extra_reason": extra_reason if kept else "",
            },
            now=now,
        )
    return planned


def _hard(election: Election, posts: Sequence[PlannedPost]) -> Iterator[Refusal]:
    seats = election.cycle.rules.seats
    kind = election.village.kind
    total = sum(post.seats for post in posts)
    size = seats.committee_size(kind)
    low, high = (
        (seats.village_committee_min, seats.village_committee_max)
        if kind == "village"
        else (seats.residents_committee_min, seats.residents_committee_max)
    )
    if size.min is not None and total < size.min:
        told = _("The committee has at least %(least)s members; %(total)s are planned.")
        yield refusals.CommitteeTooSmall(told, {"least": size.min, "total": total}, clause=low.clause)
    if size.max is not None and total > size.max:
        told = _("The committee has at most %(most)s members; %(total)s are planned.")
        yield refusals.CommitteeTooLarge(told, {"most": size.max, "total": total}, clause=high.clause)
    if sum(post.seats for post in posts if post.post == Post.CHAIR) != 1:
        yield refusals.ChairNotOne(
            _("A committee has one director."), clause=low.clause or None, field="seats-chair"
        )
    yield from _too_few_more(election, posts)


def _too_few_more(election: Election, posts: Sequence[PlannedPost]) -> Iterator[Refusal]:
    least = election.cycle.rules.nomination.candidates_extra_min
    for post in posts if least.stated else []:
        if post.seats and post.extra < least.value:
            yield refusals.DifferentialTooSmall(
                _("%(post)s: at least %(least)s more candidates than seats."),
                {"post": Post(post.post).label, "least": least.value},
                clause=least.clause,
                field=f"extra-{post.post}",
            )


def _soft(
    election: Election, posts: Sequence[PlannedPost], extra_reason: str, reason: str
) -> Iterator[Refusal]:
    rules, village = election.cycle.rules, election.village
    found = departures(rules, village, posts)
    excess = headcount_excess(rules, village, sum(post.seats for post in posts))
    allowed = adds_for_reasons(rules, village)
    if allowed is not None and excess > allowed:
        told = _("%(excess)s more than the usual headcount are planned; at most %(allowed)s may be added.")
        clause = rules.seats.headcount_extra.clause
        yield refusals.ExtraSeatsExceeded(told, {"excess": excess, "allowed": allowed}, clause=clause)
    elif excess and allowed is not None and extra_reason not in rules.seats.headcount_extra_reasons.value:
        told = _("Choose on which of the plan's grounds seats are added.")
        yield refusals.ReasonNeeded(told, clause=rules.seats.headcount_extra.clause, field="extra_reason")
    if found and not reason.strip():
        yield refusals.ReasonNeeded(found[0].message, found[0].params, clause=found[0].clause, field="reason")


def _store(election: Election, posts: Sequence[PlannedPost], reason: str) -> list[SeatPlan]:
    seats_of(election).delete()
    wanted = {post.post: post for post in posts if post.seats}
    return SeatPlan.objects.bulk_create(
        SeatPlan(
            election=election,
            post=post,
            rank=rank,
            seats=wanted[post].seats,
            extra_candidates=wanted[post].extra,
            reason=reason,
        )
        for rank, post in enumerate((post for post in COMMITTEE_POSTS if post in wanted), start=1)
    )
