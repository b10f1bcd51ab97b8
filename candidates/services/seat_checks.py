"""What stands against a plan of seats: lawful sizes, posts that are one, approvals, reasons."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed, Said
from candidates import refusals
from candidates.queries.seats import approval_lines, approved
from candidates.seating import Extra, Place, TeamSeats, departures, deputies_of, extra_of, party_usual
from candidates.seating.usual import needs_womans_post
from candidates.structure import supervisors_counted, with_director
from elections.models import Election
from elections.rulebook import Rulebook
from elections.rulebook.value import Strength
from elections.rulebook.wording import word
from villages.enums import Body, Post

# Whether the size counts the head (AMB-47).
SUPERVISORS = {
    True: _(
        "A supervisory committee has %(least)s to %(most)s members with its head; %(total)s are planned."
    ),
    False: _(
        "A supervisory committee has %(least)s to %(most)s members beside its head; %(total)s are planned."
    ),
}


def seat_faults(
    election: Election, place: Place, plan: TeamSeats, named: set[Body], ground: str, reason: str
) -> list[Refusal]:
    """Everything that stands against a plan; `named` are the bodies whose seats are set now."""
    rules = election.cycle.rules
    found: list[Refusal] = [*_class(rules, place, named)]
    if Body.COMMITTEE in named:
        found += [*_committee(rules, place, plan), *_too_few_more(rules, plan)]
    if Body.PARTY in named:
        found += _party(rules, place, plan)
    if Body.SUPERVISORY in named:
        found += _supervisory(rules, plan)
    return [
        *found,
        *_functions(rules, plan),
        *_both(rules, plan),
        *_more(election, place, plan, ground),
        *_reason(rules, place, plan, reason),
    ]


def _class(rules: Rulebook, place: Place, named: set[Body]) -> Iterator[Refusal]:
    """Where the plan goes by classes nobody knows how many seats a place has whose class is not on record (C-ORG-01)."""
    by_class = [each for each in rules.seats.class_seats if place.kind in each.value.kinds]
    known = {each.value.place_class for each in by_class}
    if named - {Body.SUPERVISORY} and by_class and place.place_class not in known:
        told = _(
            "The plan gives seats by the class of the place (%(classes)s), and that is not on record; enter it with the place."
        )
        params = {"classes": Listed(sorted(known))}
        yield refusals.ClassUnknown(told, params, clause=by_class[0].clause)


def _committee(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Refusal]:
    seats, total = rules.seats, plan.size(Body.COMMITTEE)
    size = seats.committee_size(place.kind)
    low, high = (
        (seats.village_committee_min, seats.village_committee_max)
        if place.kind == "village"
        else (seats.residents_committee_min, seats.residents_committee_max)
    )
    if size.min is not None and total < size.min:
        told = _("The committee has at least %(least)s members; %(total)s are planned.")
        yield refusals.CommitteeTooSmall(told, {"least": size.min, "total": total}, clause=low.clause)
    if size.max is not None and total > size.max:
        told = _("The committee has at most %(most)s members; %(total)s are planned.")
        yield refusals.CommitteeTooLarge(told, {"most": size.max, "total": total}, clause=high.clause)
    if plan.seats(Post.CHAIR) != 1:
        clause = seats.director.clause or low.clause or None
        yield refusals.ChairNotOne(_("A committee has one director."), clause=clause, field="seats-chair")
    if needs_womans_post(rules, place.kind) and not plan.seats(Post.WOMAN_MEMBER):
        yield refusals.WomansPostMissing(
            _("A village elects one seat apart among women; plan it."),
            clause=rules.structure.dedicated_female_post.clause,
            field="seats-woman_member",
        )


def _too_few_more(rules: Rulebook, plan: TeamSeats) -> Iterator[Refusal]:
    least = rules.nomination.candidates_extra_min
    for post in plan.posts if least.stated else ():
        if post.body == Body.COMMITTEE and post.seats and post.extra < least.value:
            yield refusals.DifferentialTooSmall(
                _("%(post)s: at least %(least)s more candidates than seats."),
                {"post": Post(post.post).label, "least": least.value},
                clause=least.clause,
                field=f"extra-{post.post}",
            )


def _functions(rules: Rulebook, plan: TeamSeats) -> Iterator[Refusal]:
    """A seat bears one function at most (B-ORG-04)."""
    for post in plan.posts:
        if len(post.functions) > post.seats:
            yield refusals.FunctionsOverSeats(
                _("%(post)s: %(n)s functions for %(seats)s seats; a seat bears one."),
                {"post": Post(post.post).label, "n": len(post.functions), "seats": post.seats},
                clause=rules.seats.function_model.clause or None,
                field=f"functions-{post.post}",
            )


def _party(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Refusal]:
    one, usual = rules.seats.secretary, party_usual(rules, place)
    if one.stated and plan.seats(Post.SECRETARY) != one.value:
        told = _("A Party committee has this many secretaries: %(n)s.")
        yield refusals.SecretaryNotOne(told, {"n": one.value}, clause=one.clause, field="seats-secretary")
    yield from _deputies(rules, place, plan)
    if usual and usual.most is not None and plan.size(Body.PARTY) > usual.most:
        told = _("The Party committee has at most %(most)s seats here; %(total)s are planned.")
        params = {"most": usual.most, "total": plan.size(Body.PARTY)}
        yield refusals.PartyTooLarge(told, params, clause=usual.clause, field="seats-party_member")
    inputs = rules.seats.party_inputs
    if inputs.stated and not (plan.team.tasks.strip() and plan.team.area is not None):
        told = _("The seats go by population, area and tasks: write the area and the tasks down.")
        yield refusals.InputsMissing(told, clause=inputs.clause, field="tasks")


def _deputies(rules: Rulebook, place: Place, plan: TeamSeats) -> Iterator[Refusal]:
    rule, have = rules.seats.deputy_secretary, plan.seats(Post.PARTY_DEPUTY)
    wanted = deputies_of(rules, place, one_shoulder=plan.team.one_shoulder)
    if wanted is None:
        return
    if have > rule.value or (rule.strength == Strength.HARD and have != wanted):
        told = _("A Party committee has this many deputy secretaries: %(n)s; planned: %(have)s.")
        yield refusals.DeputiesNotFit(
            told, {"n": rule.value, "have": have}, clause=rule.clause, field="seats-party_deputy"
        )


def _supervisory(rules: Rulebook, plan: TeamSeats) -> Iterator[Refusal]:
    size = rules.followup.supervisory_size
    heads, others = plan.seats(Post.HEAD_SUPERVISOR), plan.seats(Post.SUPERVISOR)
    counted = supervisors_counted(rules, heads, others)
    if size.stated and counted not in size.value:
        told = SUPERVISORS[with_director(rules)]
        params = {"least": size.value.min, "most": size.value.max, "total": counted}
        yield refusals.SupervisorsNotFit(told, params, clause=size.clause, field="seats-supervisor")
    if heads != 1:
        told = _("A supervisory committee has one head.")
        yield refusals.SupervisorsNotFit(told, clause=size.clause or None, field="seats-head_supervisor")


def _both(rules: Rulebook, plan: TeamSeats) -> Iterator[Refusal]:
    clause = rules.seats.headcount_village.clause or rules.seats.cross_posting.clause or None
    if plan.team.cross_posted > plan.most_in_both:
        told = _("At most %(most)s can sit in both; %(n)s are planned.")
        params = {"most": plan.most_in_both, "n": plan.team.cross_posted}
        yield refusals.CrossPostedNotFit(told, params, clause=clause, field="cross_posted")
    elif plan.team.one_shoulder and not plan.team.cross_posted:
        told = _("A secretary who is director too sits in both: plan at least one person in both.")
        yield refusals.CrossPostedNotFit(told, clause=clause, field="cross_posted")


def _more(election: Election, place: Place, plan: TeamSeats, ground: str) -> Iterator[Refusal]:
    extra = extra_of(election.cycle.rules, place, plan)
    if not extra.number:
        return
    if extra.most is not None and extra.number > extra.most:
        told = _("%(excess)s more than the usual headcount are planned; at most %(allowed)s may be added.")
        params = {"excess": extra.number, "allowed": extra.most}
        yield refusals.ExtraSeatsExceeded(told, params, clause=extra.clause)
        return
    if extra.grounds and ground not in extra.grounds:
        told = _("Choose on which of the plan's grounds seats are added.")
        yield refusals.ReasonNeeded(told, clause=extra.clause, field="extra_reason")
    yield from _unapproved(election, extra)


def _unapproved(election: Election, extra: Extra) -> Iterator[Refusal]:
    lines = approval_lines(election, extra.approvers)
    have = approved(extra, lines)
    if have is None or have >= extra.number:
        return
    open_ones = [line.approver for line in lines if line.number < extra.number]
    yield refusals.IncreaseNotApproved(
        _("%(n)s more seats wait for an approval on record by: %(who)s."),
        {"n": extra.number, "who": Listed(Said(word(code)) for code in open_ones)},
        clause=extra.clause,
        data={"number": extra.number, "approvers": open_ones},
    )


def _reason(rules: Rulebook, place: Place, plan: TeamSeats, reason: str) -> Iterator[Refusal]:
    if reason.strip():
        return
    for found in departures(rules, place, plan):
        yield refusals.ReasonNeeded(found.message, found.params, clause=found.clause, field="reason")
