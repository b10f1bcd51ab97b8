from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from elections.enums import Step
from elections.models import Election
from elections.views.in_plan import in_plan
from voting.enums import StaffRole
from voting.forms.proxy import ReasonForm
from voting.forms.staff import AppointForm, ReplaceForm
from voting.models import StaffMember
from voting.queries.staff import released, staff_board, staff_member
from voting.services.staff import appoint_staff, release_staff, replace_staff
from voting.views.found import election_or_404


@allowed("contest.view")
@in_plan(Step.VOTING)
@require_GET
def staff(request: HttpRequest, village_code: str) -> HttpResponse:
    """Who serves on polling day and at the count, by place, and what is found about them."""
    election = election_or_404(request, village_code)
    context = _about(request, election) | {"released": released(election)}
    return render(request, "voting/staff/list.html", context)


def _about(request: HttpRequest, election: Election) -> dict[str, Any]:
    return {
        "election": election,
        "board": staff_board(election),
        "clerk": may(request.user, "staff.record", election.village_id),
    }


@allowed("staff.record")
@in_plan(Step.VOTING)
def new(request: HttpRequest, village_code: str) -> HttpResponse:
    """Name people for a duty."""
    election = election_or_404(request, village_code)
    form = AppointForm(election, request.POST or None, initial={"role": request.GET.get("role", "")})
    if request.method == "POST" and form.is_valid():
        try:
            appoint_staff(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("They are on the staff list."))
            return redirect("voting:staff", village_code)
    context = _about(request, election) | {"form": form}
    return render(request, "voting/staff/new.html", context, status=409 if form.errors else 200)


@allowed("contest.view")
@in_plan(Step.VOTING)
@require_GET
def member(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One person: the duty, who chose the person, and what the clerk may do."""
    return _one(request, _member_or_404(request, village_code, pk), ReplaceForm(), ReasonForm())


def _member_or_404(request: HttpRequest, village_code: str, pk: int) -> StaffMember:
    found = staff_member(election_or_404(request, village_code), pk)
    if found is None:
        raise Http404
    return found


def _one(
    request: HttpRequest, found: StaffMember, replacing: ReplaceForm, releasing: ReasonForm
) -> HttpResponse:
    about = _about(request, found.election)
    context = about | {
        "member": found,
        "row": next((row for row in about["board"].rows if row.member.pk == found.pk), None),
        "acts": about["clerk"] and found.released_at is None and found.role != StaffRole.CARRIER,
        "replacing": replacing,
        "releasing": releasing,
    }
    refused = bool(replacing.errors or releasing.errors)
    return render(request, "voting/staff/member.html", context, status=409 if refused else 200)


@allowed("staff.record")
@require_POST
def replace(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put somebody else in the person's place."""
    found, form = _member_or_404(request, village_code, pk), ReplaceForm(request.POST)
    if form.is_valid():
        try:
            replace_staff(by=request.user, member=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            for refusal in error.refusals if isinstance(error, Refusals) else [error]:
                refusal.field = "person" if refusal.field == "people" else refusal.field
                refuse(form, refusal)
        else:
            messages.success(request, _("The person is replaced."))
            return redirect("voting:staff", village_code)
    return _one(request, found, form, ReasonForm())


@allowed("staff.record")
@require_POST
def release(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take the person off the staff, with the reason."""
    found, form = _member_or_404(request, village_code, pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            release_staff(by=request.user, member=found, reason=form.cleaned_data["reason"], now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The person is off the staff list."))
            return redirect("voting:staff", village_code)
    return _one(request, found, ReplaceForm(), form)
