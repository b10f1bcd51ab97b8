"""The elections of the sub-branches of a place: what is on record, and the next record (A-ASM-04)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.branch_election import BranchElectionForm
from candidates.queries.branch_election import branches_elect, organisation_elected_on, rows_of
from candidates.services.branch_election import record_branch_election
from elections.models import Election
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from villages.models import PartyOrganisation


@allowed("candidate.view")
@require_GET
def branch_elections(request: HttpRequest, village_code: str) -> HttpResponse:
    """Every sub-branch of the place with the record of its election, or that it still has to elect."""
    election = _election(request, village_code)
    rows = rows_of(election)
    left = [row.branch.pk for row in rows if row.record is None]
    context = {
        "election": election,
        "rows": rows,
        "left": len(left),
        "next": left[0] if left else None,
        "elected": organisation_elected_on(progress_of_one(election, request.now).steps.values()),
        "records": may(request.user, "assembly.record", village_code),
        "rule": election.cycle.rules.followup.branches_elected,
    }
    return render(request, "candidates/branch_election/list.html", context)


@allowed("assembly.record")
def branch_election(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put the election of one sub-branch on record."""
    election = _election(request, village_code)
    branches = PartyOrganisation.objects.filter(village=village_code, parent__isnull=False, ended_on=None)
    branch = branches.filter(pk=pk).select_related("village").first()
    if branch is None:
        raise Http404
    kept = election.branch_elections.filter(branch=branch).exists()
    if kept and request.method != "POST":
        return redirect("candidates:branch_elections", village_code=village_code)
    form = BranchElectionForm(request.POST or None, branch=branch)
    if request.method == "POST" and form.is_valid():
        try:
            record_branch_election(
                by=request.user, election=election, branch=branch, held=form.held(), now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The election of %(branch)s is on record.") % {"branch": branch.name})
            return redirect("candidates:branch_elections", village_code=village_code)
    rule = election.cycle.rules.followup.branches_elected
    context = {"form": form, "election": election, "branch": branch, "rule": rule}
    return render(
        request, "candidates/branch_election/record.html", context, status=409 if form.errors else 200
    )


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None or not branches_elect(election.cycle.rules):
        raise Http404
    return election
