from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.views.in_plan import in_plan
from voting.enums import MobileState
from voting.forms.mobile import ConfirmForm, MobileForm, RouteForm
from voting.forms.proxy import ReasonForm
from voting.models import MobileRoute, MobileVoter
from voting.queries.mobile import (
    mobile_counts,
    mobile_voter_of,
    mobile_voters,
    route_of,
    routes_of,
    told_mobile,
)
from voting.queries.roll import published_roll
from voting.services.mobile import COMMITTEE, confirm_mobile, refuse_mobile, request_mobile, set_route
from voting.views.found import election_or_404
from voting.views.picking import before_lock, picker

PAGE_LENGTH = 100
VOTER = gettext_lazy("Voter")


@allowed("proxy.view")
@in_plan(Step.VOTING)
@require_GET
def mobile(request: HttpRequest, village_code: str) -> HttpResponse:
    """The mobile box of a village: who asked, who is confirmed, which way it goes; or that the plan has none."""
    election = election_or_404(request, village_code)
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    state = state if state in MobileState.values else ""
    page = Paginator(mobile_voters(election, words, state), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = _about(request, election) | {
        "page": page,
        "rows": told_mobile(election, list(page)),
        "words": words,
        "state": state,
        "states": MobileState,
        "routes": routes_of(election),
        "step": (step := _step(request, election)),
        "takes": step is not None and before_lock(step, request.now),
        "published_roll": published_roll(election),
    }
    return render(request, "voting/mobile/list.html", context)


def _step(request: HttpRequest, election: Election) -> Any:
    has = election.cycle.rules.has_step(Step.MOBILE_BOX)
    return progress_of_one(election, request.now).steps[Step.MOBILE_BOX] if has else None


def _about(request: HttpRequest, election: Election) -> dict[str, Any]:
    voting = election.cycle.rules.voting
    approver = voting.mobile_box_approver
    return {
        "election": election,
        "voting": voting,
        "none_here": voting.mobile_box.stated and not voting.mobile_box.value,
        "asks_approval": approver.stated and approver.value != COMMITTEE,
        "counts": mobile_counts(election),
        "clerk": may(request.user, "mobile.record", election.village_id),
    }


@allowed("mobile.record")
@in_plan(Step.MOBILE_BOX)
def new(request: HttpRequest, village_code: str) -> HttpResponse:
    """Take in that a voter asks for the mobile box."""
    election = election_or_404(request, village_code)
    form = MobileForm(election, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request_mobile(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The request is taken in; the committee confirms it."))
            return redirect("voting:mobile", village_code)
    context = _about(request, election) | {
        "form": form,
        "pickers": [picker(request, election, "voter", VOTER)],
    }
    return render(request, "voting/mobile/new.html", context, status=409 if form.errors else 200)


@allowed("proxy.view")
@in_plan(Step.MOBILE_BOX)
@require_GET
def voter(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One request: what the committee decides."""
    return _one(request, village_code, pk)


def _one(
    request: HttpRequest,
    village_code: str,
    pk: int,
    confirming: ConfirmForm | None = None,
    refusing: ReasonForm | None = None,
) -> HttpResponse:
    election = election_or_404(request, village_code)
    found = _voter_or_404(election, pk)
    about = _about(request, election)
    confirming = confirming or ConfirmForm(election, asks_approval=about["asks_approval"])
    refusing = refusing or ReasonForm()
    context = about | {
        "voter": found,
        "row": told_mobile(election, [found])[0],
        "confirming": confirming,
        "refusing": refusing,
    }
    refused = bool(confirming.errors or refusing.errors)
    return render(request, "voting/mobile/voter.html", context, status=409 if refused else 200)


def _voter_or_404(election: Election, pk: int) -> MobileVoter:
    found = mobile_voter_of(election, pk)
    if found is None:
        raise Http404
    return found


@allowed("mobile.record")
@require_POST
def confirm(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Confirm a voter of the mobile box."""
    election = election_or_404(request, village_code)
    found = _voter_or_404(election, pk)
    asks = _about(request, election)["asks_approval"]
    form = ConfirmForm(election, request.POST, asks_approval=asks)
    if form.is_valid():
        try:
            confirm_mobile(by=request.user, voter=found, now=request.now, **form.acts())
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Confirmed for the mobile box."))
            return redirect("voting:mobile", village_code)
    return _one(request, village_code, pk, confirming=form)


@allowed("mobile.record")
@require_POST
def refuse_one(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Refuse a request, or take a voter off the list, with the reason."""
    found = _voter_or_404(election_or_404(request, village_code), pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            refuse_mobile(by=request.user, voter=found, reason=form.cleaned_data["reason"], now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The voter is not on the list of the mobile box."))
            return redirect("voting:mobile", village_code)
    return _one(request, village_code, pk, refusing=form)


@allowed("mobile.record")
@in_plan(Step.MOBILE_BOX)
def new_route(request: HttpRequest, village_code: str) -> HttpResponse:
    """Set a further route of the mobile box."""
    return _route(request, election_or_404(request, village_code), None)


@allowed("mobile.record")
@in_plan(Step.MOBILE_BOX)
def route(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """Set a route anew."""
    election = election_or_404(request, village_code)
    found = route_of(election, number)
    if found is None:
        raise Http404
    return _route(request, election, found)


def _route(request: HttpRequest, election: Election, found: MobileRoute | None) -> HttpResponse:
    form = RouteForm(election, request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            set_route(
                by=request.user,
                election=election,
                draft=form.draft(),
                number=found.number if found else None,
                voters=form.cleaned_data["voters"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The route is set."))
            return redirect("voting:mobile", election.village_id)
    context = _about(request, election) | {"form": form, "route": found}
    return render(request, "voting/mobile/route.html", context, status=409 if form.errors else 200)


def _initial(route: MobileRoute | None) -> dict[str, Any]:
    if route is None:
        return {}
    return {
        "route": route.route,
        "sets_out": route.sets_out,
        "returns": route.returns,
        "staff": "、".join(route.staff),
        "voters": list(route.voters.values_list("pk", flat=True)),
    }
