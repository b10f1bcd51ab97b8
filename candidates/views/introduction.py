from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.enums import IntroductionWay
from candidates.forms.introduction import IntroductionForm
from candidates.list_rules import list_rules
from candidates.queries.introduction import introductions_of, list_posted_on
from candidates.services.introduction import record_introduction
from elections.enums import Step
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("candidate.view")
@in_plan(Step.FORMAL_CANDIDATES)
def introductions(request: HttpRequest, village_code: str) -> HttpResponse:
    """How the formal candidates were made known to the voters, and the form for one more time."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    form = IntroductionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = form.cleaned_data | {"way": IntroductionWay(form.cleaned_data["way"])}
        try:
            record_introduction(by=request.user, election=election, now=request.now, **taken)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The introduction is on record."))
            return redirect("candidates:introductions", village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "introductions": introductions_of(election),
        "posted": list_posted_on(election),
        "records": may(request.user, "candidate.propose", village_code),
        "rules": list_rules(election),
    }
    return render(request, "candidates/introduction/list.html", context, status=409 if form.errors else 200)
