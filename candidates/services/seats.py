from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.models import SeatApproval, SeatPlan, TeamPlan
from candidates.queries.seats import approval_lines, fixed_bodies, place_of, posts_planned, team_seats_of
from candidates.rules import approval_permission
from candidates.seating import PlannedPost, TeamDraft, TeamSeats, departures, extra_of
from candidates.services.seat_checks import seat_faults
from elections.enums import Act, Step
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.rulebook import Rulebook
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from villages.enums import Body


def plan_seats(
    *,
    by: User,
    election: Election,
    posts: Sequence[PlannedPost],
    now: datetime,
    extra_reason: str = "",
    reason: str = "",
    team: TeamDraft | None = None,
) -> list[SeatPlan]:
    """Set the seats of a village's bodies; a post without seats is left out.

    Bodies of which no post is given keep their seats, and without `team` what is planned for both together stays.
    Beyond the usual, up to the plan's allowance, one of its listed grounds (`extra_reason`), a `reason` in words and
    the approvals of the offices it names are on record. The seats prepare the first naming of people: they may be set
    before it opens, not after it is locked. Raises StepClosed then, SeatsFixed once people stand for a body, and at
    once all of CommitteeTooSmall, CommitteeTooLarge, ChairNotOne, WomansPostMissing, DifferentialTooSmall,
    SecretaryNotOne, DeputiesNotFit, PartyTooLarge, InputsMissing, SupervisorsNotFit, CrossPostedNotFit,
    ExtraSeatsExceeded, IncreaseNotApproved, ClassUnknown, FunctionsOverSeats, ReasonNeeded.
    """
    office = require(by, "election.plan", election.village_id)
    named = {post.body for post in posts}
    with transaction.atomic():
        election = gate_ahead(_step(election.cycle.rules, named), election, now).election
        _refuse_fixed(election, named)
        place, plan = place_of(election), _whole(team_seats_of(election), posts, named, team)
        faults = seat_faults(election, place, plan, named, extra_reason, reason)
        if faults:
            raise Refusals(faults)
        kept = reason if departures(election.cycle.rules, place, plan) else ""
        more = extra_of(election.cycle.rules, place, plan).number
        planned = _store(election, posts, named, kept)
        _store_team(election, plan.team, extra_reason if more else "", now)
        record_act(
            by=by,
            office=office,
            act=Act.SEATS_SET,
            election=election,
            data={
                "posts": [_told(p) for p in planned],
                "persons": plan.persons,
                "cross_posted": plan.team.cross_posted,
                "one_shoulder": plan.team.one_shoulder,
                "reason": kept,
                "extra_reason": extra_reason if more else "",
            },
            now=now,
        )
    return planned


def _told(plan: SeatPlan) -> dict[str, object]:
    told: dict[str, object] = {"post": plan.post, "seats": plan.seats, "extra": plan.extra_candidates}
    return told | ({"functions": plan.functions} if plan.functions else {})


def _step(rules: Rulebook, named: set[Body]) -> Step:
    """The step that the seats prepare: the nomination by the voters, or the Party's recommendation."""
    of_committee = Body.COMMITTEE in named or not rules.has_step(Step.FIRST_RECOMMENDATION)
    return Step.NOMINATION if of_committee else Step.FIRST_RECOMMENDATION


def _refuse_fixed(election: Election, named: set[Body]) -> None:
    if named & fixed_bodies(election):
        raise refusals.SeatsFixed(_("People are nominated already; the seats do not change any more."))


def _whole(
    kept: TeamSeats, posts: Sequence[PlannedPost], named: set[Body], team: TeamDraft | None
) -> TeamSeats:
    others = [post for post in kept.posts if post.body not in named]
    return TeamSeats.of([*others, *posts], team or kept.team)


def _store(election: Election, posts: Sequence[PlannedPost], named: set[Body], reason: str) -> list[SeatPlan]:
    SeatPlan.objects.filter(election=election, body__in=named).delete()
    wanted = {post.post: post for post in posts if post.seats}
    in_order = [post for post in posts_planned(election.cycle.rules) if post in wanted]
    ranks = {
        post: rank
        for body in named
        for rank, post in enumerate((p for p in in_order if wanted[p].body == body), start=1)
    }
    return SeatPlan.objects.bulk_create(
        SeatPlan(
            election=election,
            body=wanted[post].body,
            post=post,
            rank=ranks[post],
            seats=wanted[post].seats,
            extra_candidates=wanted[post].extra,
            functions=list(wanted[post].functions),
            reason=reason,
        )
        for post in in_order
    )


def _store_team(election: Election, team: TeamDraft, ground: str, now: datetime) -> None:
    TeamPlan.objects.update_or_create(
        election=election,
        defaults={
            "cross_posted": team.cross_posted,
            "one_shoulder": team.one_shoulder,
            "area": team.area,
            "tasks": team.tasks.strip(),
            "ground": ground,
            "population": election.village.population,
            "set_at": now,
        },
    )


def approve_seats(
    *,
    by: User,
    election: Election,
    approver: str,
    number: int,
    document: str,
    decided_on: date,
    now: datetime,
) -> SeatApproval:
    """Put on record that an office of the rulebook approved so many more seats (A-ORG-10, B-ORG-02).

    The offices approve in the rulebook's order; the latest approval of each counts. Raises what the gate raises,
    ApproverNotAsked, and at once ApprovalOutOfOrder, ApprovalMissing, DateInTheFuture.
    """
    office = require(by, approval_permission(approver), election.village_id)
    with transaction.atomic():
        here = gate_ahead(_step(election.cycle.rules, {Body.PARTY}), election, now)
        election = here.election
        extra = extra_of(election.cycle.rules, place_of(election), team_seats_of(election))
        if approver not in extra.approvers:
            raise refusals.ApproverNotAsked(_("The plan asks no such office for more seats."))
        faults: list[Refusal] = []
        before = approval_lines(election, extra.approvers[: extra.approvers.index(approver)])
        if any(
            line.approval is None or line.number < number or line.approval.decided_on > decided_on
            for line in before
        ):
            told = _("The office before must have approved as many seats, on that day or earlier.")
            faults.append(refusals.ApprovalOutOfOrder(told, clause=extra.clause, field="approver"))
        if not document.strip():
            told = _("Name the document of the approval.")
            faults.append(refusals.ApprovalMissing(told, clause=extra.clause, field="document"))
        if decided_on > localtime(now).date():
            told = _("%(day)s is still to come.")
            faults.append(DateInTheFuture(told, {"day": decided_on}, field="decided_on"))
        if faults:
            raise Refusals(faults)
        made = SeatApproval.objects.create(
            election=election,
            approver=approver,
            number=number,
            document=document.strip(),
            decided_on=decided_on,
            recorded_by=by,
            recorded_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.SEATS_APPROVED,
            election=election,
            subject=made.document,
            data={"approver": approver, "number": number, "decided_on": decided_on.isoformat()},
            now=now,
        )
    return made
