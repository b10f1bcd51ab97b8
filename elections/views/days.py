from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from elections.forms.days import DaysForm
from elections.queries.cycle import election_in, elections_for
from elections.queries.days import deadlines_of
from elections.services.election import set_days


@allowed("election.plan", scope=None)
def days(request: HttpRequest) -> HttpResponse:
    """The days of every village, with the deadlines that follow from them."""
    if request.cycle is None:
        return redirect("elections:cycle")
    elections = list(elections_for(request.user, request.cycle))
    rows = [(election, deadlines_of(election)) for election in elections]
    missing = sum(election.election_day is None for election in elections)
    return render(request, "elections/days/list.html", {"rows": rows, "missing": missing})


@allowed("election.plan")
def village_days(request: HttpRequest, village_code: str) -> HttpResponse:
    """Set the days of one village."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    form = DaysForm(
        request.POST or None,
        initial={
            "registration_day": election.registration_day,
            "party_day": election.party_day,
            "election_day": election.election_day,
            "reason": election.day_reason,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_days(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The days are set."))
            return redirect("elections:days")
    context = {"form": form, "election": election, "deadlines": deadlines_of(election)}
    return render(request, "elections/days/village.html", context, status=409 if form.errors else 200)
