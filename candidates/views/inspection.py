from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.inspection import CommitteeInspectionForm
from candidates.queries.inspection import committee_to_inspect, inspections_of
from candidates.services.committee_inspection import inspect_candidates
from elections.queries.cycle import election_in


@allowed("candidate.view")
def inspections(request: HttpRequest, village_code: str) -> HttpResponse:
    """Which candidates for the committee were inspected, and the form for those who still are to be."""
    election = election_in(request.cycle, village_code)
    rule = election.cycle.rules.review.committee_inspected if election else None
    if election is None or rule is None or not (rule.stated and rule.value):
        raise Http404
    people = committee_to_inspect(election)
    form = CommitteeInspectionForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            inspect_candidates(
                by=request.user,
                election=election,
                held_on=form.cleaned_data["held_on"],
                inspectors=form.cleaned_data["inspectors"],
                found=form.found(),
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The inspection is on record."))
            return redirect("candidates:committee_inspections", village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "people": people,
        "done": inspections_of(election),
        "inspects": may(request.user, "candidate.review_township", village_code),
        "rule": rule,
    }
    return render(request, "candidates/inspection/list.html", context, status=409 if form.errors else 200)
