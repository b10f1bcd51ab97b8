from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.publication import PublicationForm
from candidates.list_rules import list_rules
from candidates.queries.candidacy import formal_candidates
from candidates.queries.nomination import next_in_line
from candidates.queries.publication import list_order, missing_women
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import list_changes_of, pending_withdrawals, waiting_for_list
from candidates.services.list_change import publish_list_change
from elections.enums import Step
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("candidate.publish")
@in_plan(Step.FORMAL_CANDIDATES)
def list_change(request: HttpRequest, village_code: str) -> HttpResponse:
    """The formal list as it would hang after what changed; post it again."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    joined = list(waiting_for_list(election))
    people = sorted([*formal_candidates(election), *joined], key=list_order(election.cycle.rules))
    women = election.cycle.rules.structure.women_min_committee
    lacking = bool(missing_women(election, people))
    sent = request.POST if request.method == "POST" else None
    form = PublicationForm(sent, asks_approval=lacking and women.approver is not None)
    if request.method == "POST" and form.is_valid():
        try:
            approval = form.cleaned_data.get("approval", "")
            publish_list_change(by=request.user, election=election, now=request.now, approval=approval)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The changed list is posted; the vote is prepared anew with it."))
            return redirect("candidates:candidates", village_code=village_code)
    context = {
        "form": form,
        "women": women,
        "election": election,
        "left": pending_withdrawals(election),
        "joined": joined,
        "posts": [(plan, [p for p in people if p.post == plan.post]) for plan in seats_of(election)],
        "next": next_in_line(election),
        "least": election.cycle.rules.nomination.candidates_extra_min,
        "changes": list_changes_of(election),
        "rules": list_rules(election),
    }
    return render(request, "candidates/list_change/change.html", context, status=409 if form.errors else 200)
