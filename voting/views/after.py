"""After the count: the ballots under seal, and a result declared invalid."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from voting.after_rules import invalidity_rules
from voting.forms.after import InvalidForm, SealForm
from voting.models import Contest
from voting.queries.after import invalidities_of, keeping_of, may_be_declared, may_fall
from voting.queries.contest import counted
from voting.queries.result import seated_by
from voting.services.invalidity import declare_invalid
from voting.services.sealing import seal_ballots
from voting.views.found import election_or_404, round_or_404


@allowed("contest.view")
@require_GET
def sealing(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """The ballots of a round under seal, or the form by which that is recorded."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    return _sealing_page(request, contest, SealForm(request.now))


@allowed("count.settle")
@require_POST
def seal(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """The ballots of a round are under seal."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    form = SealForm(request.now, request.POST)
    if form.is_valid():
        try:
            seal_ballots(by=request.user, contest=contest, sealed=form.sealed(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The ballots are on record as sealed."))
            return redirect("voting:sealing", village_code, body, number)
    return _sealing_page(request, contest, form)


def _sealing_page(request: HttpRequest, contest: Contest, form: SealForm) -> HttpResponse:
    context = {
        "election": contest.election,
        "contest": contest,
        "keeping": keeping_of(contest, localtime(request.now).date()),
        "counted": counted(contest),
        "form": form,
        "seals": may(request.user, "count.settle", contest.election.village_id),
    }
    return render(request, "voting/after/sealing.html", context, status=409 if form.errors else 200)


@allowed("contest.view")
@require_GET
def invalid(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """What was declared invalid of a confirmed result, and the form by which it is."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    return _invalid_page(request, contest, _invalid_form(contest))


@allowed("result.invalidate")
@require_POST
def declare(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """Declare the result, or one person's election, invalid."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    form = _invalid_form(contest, request.POST)
    if form.is_valid():
        try:
            declare_invalid(by=request.user, contest=contest, draft=form.draft(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("It is declared invalid. Print the notice and post it."))
            return redirect("voting:invalid", village_code, body, number)
    return _invalid_page(request, contest, form)


def _invalid_form(contest: Contest, data: QueryDict | None = None) -> InvalidForm:
    return InvalidForm(seated_by(contest), invalidity_rules(contest), data, final=may_fall(contest))


def _invalid_page(request: HttpRequest, contest: Contest, form: InvalidForm) -> HttpResponse:
    office = may(request.user, "result.invalidate", contest.election.village_id)
    context = {
        "election": contest.election,
        "contest": contest,
        "found": [each for each in invalidities_of([contest.election]) if each.contest_id == contest.pk],
        "rules": invalidity_rules(contest),
        "form": form,
        "declares": office and may_be_declared(contest),
    }
    return render(request, "voting/after/invalid.html", context, status=409 if form.errors else 200)
