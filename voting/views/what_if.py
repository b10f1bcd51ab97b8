from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allowed
from elections.models import Election
from voting.forms.what_if import SMALL, WhatIfForm, fits, grown, size_of
from voting.models import Contest
from voting.queries.contest import counted
from voting.queries.what_if import figures_of
from voting.rounds import COMMITTEE
from voting.tally import NotACount
from voting.told_outcome import OutcomeTold
from voting.views.found import election_or_404, round_or_404
from voting.what_if import Size, tried


@allowed("contest.view", scope=None)
@require_http_methods(["GET", "POST"])
def what_if(request: HttpRequest) -> HttpResponse:
    """Try figures under a rulebook, body and round: the tally answers, nothing is kept."""
    if request.method == "GET":
        return _page(request, _form(request, SMALL, {}))
    if "more" in request.POST:
        size = grown(size_of(request.POST), request.POST["more"])
        return _page(request, _form(request, size, request.POST.dict()))
    form = WhatIfForm(request.POST, size=size_of(request.POST), in_force=request.cycle is not None)
    told = _tried(request, form) if form.is_valid() else None
    return _page(request, form, told)


@allowed("contest.view")
@require_GET
def what_if_round(
    request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE
) -> HttpResponse:
    """The page with the figures of a counted round to start from."""
    election = election_or_404(request, village_code)
    contest = round_or_404(election, number, body)
    if not counted(contest):
        return redirect("voting:result", village_code, body, number)
    size, given = figures_of(contest)
    if not fits(size):
        messages.error(request, _("This round has too many boxes and names to be tried on a page."))
        return redirect("voting:result", village_code, body, number)
    return _page(request, _form(request, size, given), of=(election, contest))


def _form(request: HttpRequest, size: Size, initial: Mapping[str, Any]) -> WhatIfForm:
    return WhatIfForm(size=size, in_force=request.cycle is not None, initial=initial)


def _tried(request: HttpRequest, form: WhatIfForm) -> OutcomeTold | None:
    try:
        return tried(form.count(), request.cycle.rules if request.cycle else None)
    except NotACount as error:
        form.refuse_count(error)
        return None


def _page(
    request: HttpRequest,
    form: WhatIfForm,
    told: OutcomeTold | None = None,
    of: tuple[Election, Contest] | None = None,
) -> HttpResponse:
    context = {"form": form, "told": told, "election": of and of[0], "contest": of and of[1]}
    return render(request, "voting/what_if/page.html", context, status=409 if form.errors else 200)
