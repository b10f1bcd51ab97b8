from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.withdrawal import WithdrawalForm
from candidates.list_rules import list_rules
from candidates.queries.withdrawal import who_may_withdraw, withdrawals_of
from candidates.services.withdrawal import withdraw_candidate
from candidates.told import told_name
from elections.enums import Step
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("candidate.propose")
@in_plan(Step.FORMAL_CANDIDATES)
def withdrawals(request: HttpRequest, village_code: str) -> HttpResponse:
    """Who withdrew so far, and the form for one more letter."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    form = WithdrawalForm(request.POST or None, people=who_may_withdraw(election))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            made = withdraw_candidate(
                by=request.user,
                candidacy=form.candidacy(),
                received_on=cleaned["received_on"],
                reason=cleaned["reason"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = _("%(name)s has withdrawn.") % {"name": told_name(made.candidacy.name)}
            messages.success(request, told)
            page = "candidates:list_change" if made.from_list else "candidates:candidates"
            return redirect(page, village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "withdrawals": withdrawals_of(election),
        "rules": list_rules(election),
    }
    return render(request, "candidates/withdrawal/list.html", context, status=409 if form.errors else 200)
