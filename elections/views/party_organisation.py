from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import may
from elections.forms.party_organisation import OrganisationForm, SecretaryForm
from elections.queries.party_organisation import standing_of
from elections.services.party_organisation import (
    add_branch,
    end_branch,
    name_branch_secretary,
    set_up_organisation,
)
from villages.enums import OrganisationKind
from villages.models import PartyOrganisation, Village
from villages.queries.party import groups_of
from villages.views.found import place_or_404


@allowed("register.view")
def party_organisation(request: HttpRequest, village_code: str) -> HttpResponse:
    """What the plan says of the Party organisation of a place, and setting it up."""
    village = place_or_404(village_code)
    here, edits = standing_of(village), _sets_up(request, village)
    if request.method == "POST" and not edits:
        raise Http404
    wanted = here.wanted or OrganisationKind.BRANCH
    form = OrganisationForm(
        request.POST or None, village=village, organisation=here.organisation, wanted=wanted
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_up_organisation(
                by=request.user,
                village=village,
                setup=form.setup(),
                reason=form.cleaned_data["reason"],
                now=request.now,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The Party organisation is set up."))
            return redirect("elections:party_organisation", village_code)
    context = {
        "village": village,
        "here": here,
        "form": form,
        "edits": edits,
        "groups": groups_of(village),
        "keeps_groups": may(request.user, "register.edit", village.pk) and village.closed_on is None,
    }
    return render(
        request, "elections/party_organisation/page.html", context, status=409 if form.errors else 200
    )


def _sets_up(request: HttpRequest, village: Village) -> bool:
    return may(request.user, "place.edit", village.pk) and village.closed_on is None


@allowed("place.edit")
@require_POST
def branch_add(request: HttpRequest, village_code: str) -> HttpResponse:
    """Set up the next sub-branch."""
    village = place_or_404(village_code)
    try:
        made = add_branch(by=request.user, village=village, founded_on=request.now.date(), now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(branch)s is set up.") % {"branch": made.name})
    return redirect("elections:party_organisation", village_code)


@allowed("place.edit")
@require_POST
def branch_end(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put down that a sub-branch is no more."""
    branch = _branch_or_404(village_code, pk)
    try:
        end_branch(by=request.user, branch=branch, on=request.now.date(), now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(branch)s is no more.") % {"branch": branch.name})
    return redirect("elections:party_organisation", village_code)


@allowed("place.edit")
def branch_secretary(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Enter who heads a sub-branch."""
    branch = _branch_or_404(village_code, pk)
    form = SecretaryForm(
        request.POST or None, village=branch.village, initial={"member": branch.secretary_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_branch_secretary(by=request.user, branch=branch, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The secretary of %(branch)s is entered.") % {"branch": branch.name})
            return redirect("elections:party_organisation", village_code)
    context = {"village": branch.village, "branch": branch, "form": form}
    return render(
        request, "elections/party_organisation/secretary.html", context, status=409 if form.errors else 200
    )


def _branch_or_404(village_code: str, pk: int) -> PartyOrganisation:
    branches = PartyOrganisation.objects.select_related("village__township", "secretary__resident")
    found = branches.filter(village=village_code, pk=pk, parent__isnull=False, ended_on=None).first()
    if found is None:
        raise Http404
    return found
