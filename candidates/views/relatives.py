from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.facts import KinDecisionForm
from candidates.queries.officiants import officiants_of
from candidates.queries.relatives import board_of_relatives
from candidates.services.kin import decide_kin
from elections.queries.cycle import election_in


@allowed("candidate.view")
def relatives(request: HttpRequest, village_code: str) -> HttpResponse:
    """All pairs of relatives who stand, drawn and in words, with what the rulebook asks of each."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    context = {
        "election": election,
        "board": board_of_relatives(election),
        "officiants": officiants_of(election),
        "kin": election.cycle.rules.kin,
        "may_decide": may(request.user, "candidate.decide_kin", village_code),
    }
    return render(request, "candidates/relatives/list.html", context)


@allowed("candidate.decide_kin")
def decide(request: HttpRequest, village_code: str, first: int, second: int) -> HttpResponse:
    """Record who of two relatives gives way, or that both may stand."""
    election = election_in(request.cycle, village_code)
    pair = board_of_relatives(election).pair(first, second) if election else None
    if election is None or pair is None:
        raise Http404
    form = KinDecisionForm(request.POST or None, pair=pair)
    if request.method == "POST" and form.is_valid():
        try:
            decide_kin(
                by=request.user,
                election=election,
                first=first,
                second=second,
                now=request.now,
                **form.cleaned_data,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("candidates:relatives", village_code=village_code)
    context = {"form": form, "election": election, "pair": pair}
    return render(request, "candidates/relatives/decide.html", context, status=409 if form.errors else 200)
