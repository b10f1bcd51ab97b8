from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.feedback import FeedbackForm
from candidates.queries.feedback import joint_results, receipts_of
from candidates.services.feedback import record_feedback
from elections.queries.cycle import election_in


@allowed("candidate.view")
def feedback(request: HttpRequest, village_code: str) -> HttpResponse:
    """Whom the written result of the joint review has reached, and the form for one more receipt."""
    election = election_in(request.cycle, village_code)
    rule = election.cycle.rules.review.written_feedback if election else None
    if election is None or rule is None or not (rule.stated and rule.value):
        raise Http404
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_feedback(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The receipt is on record."))
            return redirect("candidates:feedback", village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "receipts": receipts_of(election),
        "results": joint_results(election),
        "receives": may(request.user, "feedback.receive", village_code),
        "rule": rule,
    }
    return render(request, "candidates/feedback/list.html", context, status=409 if form.errors else 200)
