"""Candidacies that were cancelled, and the decision that cancels one, for the committee and the Party organisation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.cancel_rules import cancel_rules
from candidates.forms.withdrawal import CancelForm
from candidates.queries.withdrawal import cancellations_of, list_change_due, who_may_be_cancelled
from candidates.services.cancellation import cancel_candidacy
from candidates.told import told_name
from elections.models import Election
from elections.queries.cycle import election_in


@allowed("candidate.view")
@require_GET
def cancellations(request: HttpRequest, village_code: str) -> HttpResponse:
    """Whose candidacy was cancelled so far, and for the township the form for one more."""
    election = _election(request, village_code)
    return _page(request, election, _form(election, None))


@allowed("candidate.cancel")
@require_POST
def cancel(request: HttpRequest, village_code: str) -> HttpResponse:
    """Cancel the candidacy of somebody found to have competed by improper means, or to be barred."""
    election = _election(request, village_code)
    form = _form(election, request.POST)
    if form.is_valid():
        try:
            made = cancel_candidacy(
                by=request.user, candidacy=form.candidacy(), draft=form.draft(), now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = _("The candidacy of %(name)s is cancelled.")
            messages.success(request, told % {"name": told_name(made[0].candidacy.name)})
            return redirect("candidates:cancellations", village_code=village_code)
    return _page(request, election, form)


def _page(request: HttpRequest, election: Election, form: CancelForm) -> HttpResponse:
    code = election.village_id
    context = {
        "election": election,
        "cancelled": cancellations_of([election]),
        "rules": cancel_rules(election),
        "form": form,
        "cancels": may(request.user, "candidate.cancel", code) and bool(form.people),
        "publishes": may(request.user, "candidate.publish", code) and list_change_due(election),
        "elects": election.cycle.rules.elects_a_committee,
    }
    return render(request, "candidates/cancellation/list.html", context, status=409 if form.errors else 200)


def _form(election: Election, data: object) -> CancelForm:
    return CancelForm(data, people=who_may_be_cancelled(election), grounds=cancel_rules(election).grounds)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election
