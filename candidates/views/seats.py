from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.seats import SeatsForm, initial_of
from candidates.queries.nomination import nomination_of
from candidates.queries.seats import adds_for_reasons, seats_of, usual_seats
from candidates.services.seats import plan_seats
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("election.plan")
@in_plan(Step.FORMAL_CANDIDATES)
def plan(request: HttpRequest, village_code: str) -> HttpResponse:
    """Set the seats of a village's committee; the rulebook's usual numbers are offered."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    rules, planned = election.cycle.rules, list(seats_of(election))
    grounds = rules.seats.headcount_extra_reasons
    offered = adds_for_reasons(rules, election.village) is not None and grounds.stated
    form = SeatsForm(
        request.POST or None,
        initial=initial_of(planned or usual_seats(rules, election.village)),
        grounds=grounds.value if offered else (),
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan_seats(
                by=request.user,
                election=election,
                posts=form.posts(),
                extra_reason=form.cleaned_data["extra_reason"],
                reason=form.cleaned_data["reason"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The seats are set."))
            return redirect("candidates:candidates", village_code=village_code)
    context = {"form": form, "election": election, "planned": planned, **_usual(election)}
    return render(request, "candidates/seats/plan.html", context, status=409 if form.errors else 200)


def _usual(election: Election) -> dict[str, Any]:
    rules, village = election.cycle.rules, election.village
    return {
        "headcount": rules.seats.headcount_for(village.population, village.kind),
        "size": rules.seats.committee_size(village.kind),
        "lowest": rules.seats.village_committee_min
        if village.kind == "village"
        else rules.seats.residents_committee_min,
        "added": adds_for_reasons(rules, village),
        "extra_clause": rules.seats.headcount_extra.clause,
        "differential": rules.nomination.candidates_extra_min,
        "fixed": nomination_of(election) is not None,
    }
