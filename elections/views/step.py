from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from elections.forms.step import StepRecordForm
from elections.models import StepRecord
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.services.step import record_step


@allowed("step.record")
def record(request: HttpRequest, village_code: str, step: str) -> HttpResponse:
    """Record a step that was done off-line, or show its record."""
    election = election_in(request.cycle, village_code)
    if (
        election is None
        or not election.cycle.rules.has_step(step)
        or not election.cycle.rules.step(step).offline
    ):
        raise Http404
    progress = progress_of_one(election, request.now).steps[step]
    form = StepRecordForm(list(progress.rule.parts), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_step(by=request.user, election=election, step=step, now=request.now, **form.acts())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The step is recorded."))
            return redirect("overview:village", village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "progress": progress,
        "kept": StepRecord.objects.filter(election=election, step=step).select_related("recorded_by").first(),
    }
    return render(request, "elections/step/record.html", context, status=409 if form.errors else 200)
