from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.seats import ApprovalForm, SeatsForm, initial_of
from candidates.queries.seats import (
    approval_lines,
    approvals_of,
    bodies_of,
    fixed_bodies,
    place_of,
    proposed_seats,
    team_plan_of,
    team_seats_of,
)
from candidates.rules import approval_permission
from candidates.seating import Place, TeamSeats, departures, extra_of, party_usual, usual_committee
from candidates.services.seats import approve_seats, plan_seats
from candidates.structure import with_director
from elections.models import Election
from elections.queries.cycle import election_in
from villages.enums import Body


@allowed("election.plan")
def plan(request: HttpRequest, village_code: str) -> HttpResponse:
    """Set the seats of a village's bodies; the rulebook's usual numbers are offered."""
    election = _election(request, village_code)
    rules, planned, kept = election.cycle.rules, team_seats_of(election), team_plan_of(election)
    proposed, place = proposed_seats(election), place_of(election)
    reason = election.seat_plan.exclude(reason="").values_list("reason", flat=True).first() or ""
    form = SeatsForm(
        request.POST or None,
        initial=initial_of(planned, proposed, reason, kept.ground if kept else ""),
        rules=rules,
        grounds=extra_of(rules, place, planned).grounds,
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan_seats(
                by=request.user,
                election=election,
                posts=form.posts(),
                extra_reason=form.cleaned_data["extra_reason"],
                reason=form.cleaned_data["reason"],
                team=form.team(),
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The seats are set."))
            return redirect("candidates:seat_plan", village_code)
    context = {"form": form, "planned": planned, **_usual(election, place, planned)}
    return render(request, "candidates/seats/plan.html", context, status=409 if form.errors else 200)


@allowed("candidate.view")
@require_GET
def seat_plan(request: HttpRequest, village_code: str) -> HttpResponse:
    """The seats of every body as they are set, where they depart from the usual, and who approved more."""
    election = _election(request, village_code)
    return render(request, "candidates/seats/seats.html", _plan_told(request, election))


@allowed("candidate.view")
def approve(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter that an office approved more seats; the office of its level does."""
    election = _election(request, village_code)
    mine = _mine(request, election)
    if not mine:
        raise Http404
    form = ApprovalForm(request.POST or None, approvers=mine)
    if request.method == "POST" and form.is_valid():
        try:
            approve_seats(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The approval is on record."))
            return redirect("candidates:seat_plan", village_code)
    context = _plan_told(request, election) | {"form": form}
    return render(request, "candidates/seats/approve.html", context, status=409 if form.errors else 200)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _mine(request: HttpRequest, election: Election) -> list[str]:
    """The offices that approve, as far as the user enters for them."""
    asked = extra_of(election.cycle.rules, place_of(election), team_seats_of(election)).approvers
    return [code for code in asked if may(request.user, approval_permission(code), election.village_id)]


def _plan_told(request: HttpRequest, election: Election) -> dict[str, Any]:
    rules, place, planned = election.cycle.rules, place_of(election), team_seats_of(election)
    extra = extra_of(rules, place, planned)
    return {
        "election": election,
        "planned": planned,
        "bodies": [(body, [p for p in planned.posts if p.body == body]) for body in bodies_of(rules)],
        "place": place,
        "team": team_plan_of(election),
        "departures": departures(rules, place, planned) if planned.posts else [],
        "discipline": rules.seats.deputy_secretary_is_discipline_commissioner,
        "functions": rules.seats.function_model,
        "extra": extra,
        "lines": approval_lines(election, extra.approvers),
        "approvals": approvals_of(election),
        "reason": next((row.reason for row in election.seat_plan.all() if row.reason), ""),
        "may_plan": may(request.user, "election.plan", election.village_id),
        "may_approve": bool(_mine(request, election)),
    }


def _usual(election: Election, place: Place, planned: TeamSeats) -> dict[str, Any]:
    rules = election.cycle.rules
    village = place.kind == "village"
    return {
        "election": election,
        "place": place,
        "headcount": rules.seats.headcount_for(place.population, place.kind)
        if Body.COMMITTEE in bodies_of(rules)
        else None,
        "size": rules.seats.committee_size(place.kind) if Body.COMMITTEE in bodies_of(rules) else None,
        "lowest": rules.seats.village_committee_min if village else rules.seats.residents_committee_min,
        "party": party_usual(rules, place),
        "committee": usual_committee(rules, place),
        "classes": rules.seats.classes,
        "seats_rules": rules.seats,
        "woman": rules.structure.dedicated_female_post if village else None,
        "supervisors": rules.followup.supervisory_size,
        "with_director": with_director(rules),
        "extra": extra_of(rules, place, planned),
        "differential": rules.nomination.candidates_extra_min,
        "fixed": fixed_bodies(election),
        "all_fixed": set(bodies_of(rules)) - {Body.SUPERVISORY} <= fixed_bodies(election),
    }
