from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.own_bars import OwnBarForm, StrikeForm
from candidates.models import OwnBar
from candidates.own_bar_rules import bars_allowed
from candidates.queries.own_bars import list_in_use
from candidates.services.own_bars import add_bar, strike_bar
from elections.models import Election
from elections.queries.cycle import election_in


@allowed("candidate.view")
def own_bars(request: HttpRequest, village_code: str) -> HttpResponse:
    """What bars a candidate in this village: the plan's list, what was added to it, and the village's own."""
    election = _election(request, village_code)
    records = may(request.user, "bars.record", village_code) and bars_allowed(election.cycle.rules)
    form = OwnBarForm(request.POST if request.method == "POST" and records else None, election)
    if request.method == "POST" and records and form.is_valid():
        try:
            add_bar(by=request.user, election=election, draft=form.draft(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(
                request, _("The circumstance is on the list; everybody who stands is asked about it.")
            )
            return redirect("candidates:own_bars", village_code)
    return _page(request, election, records, form)


@allowed("bars.record")
@require_POST
def strike(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take one of the village's own circumstances off the list again."""
    election = _election(request, village_code)
    bar = OwnBar.objects.select_related("election__cycle").filter(election=election, pk=pk).first()
    if bar is None:
        raise Http404
    form = StrikeForm(request.POST)
    if form.is_valid():
        try:
            strike_bar(by=request.user, bar=bar, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The circumstance is struck."))
            return redirect("candidates:own_bars", village_code)
    return _page(request, election, True, OwnBarForm(None, election), struck=bar, strike=form)


def _page(
    request: HttpRequest, election: Election, records: bool, form: OwnBarForm, **more: Any
) -> HttpResponse:
    rules = election.cycle.rules
    rows = list(election.own_bars.select_related("entered_by", "struck_by"))
    context = {
        "election": election,
        "may_add": rules.qualification.local_additions,
        "for_whom": rules.qualification.local_additions_for,
        "own": [(row, rules.judges_of(row.bar)) for row in rows],
        "plan": [(bar, rules.judges_of(bar)) for bar in rules.qualification.negative_list],
        "records": records,
        "in_use": records and list_in_use(election),
        "form": form,
        "strike": StrikeForm(),
        **more,
    }
    faulty = form.errors or context["strike"].errors
    return render(request, "candidates/own_bars/list.html", context, status=409 if faulty else 200)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election
