from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.eligibility.asked.person import headings_of
from candidates.forms.facts import ApprovalForm, StandardsForm, StatementForm
from candidates.models import Candidacy
from candidates.queries.candidacy import candidacy_for
from candidates.queries.own_bars import negative_list_of
from candidates.queries.sheet import ReviewSheet, sheet_of
from candidates.rules import levels_of
from candidates.services.approval import record_approval
from candidates.services.standards import tick_standards
from candidates.services.statement import record_statement


@allowed("candidate.state_fact", scope=None)
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what an office states of a person, and see what was stated."""
    found, sheet = _looked_at(request, pk)
    listed = negative_list_of(found.election, found.body)
    form = StatementForm(request.POST or None, listed=listed)
    if request.method == "POST" and form.is_valid():
        try:
            record_statement(by=request.user, candidacy=found, draft=form.draft(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The statement is recorded; the findings are asked anew."))
            return redirect("candidates:review", pk=found.pk)
    return _page(request, "candidates/review/state.html", found, sheet, form)


@allowed("candidate.record_approval", scope=None)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the document by which a rule is relaxed."""
    found, sheet = _looked_at(request, pk)
    if not sheet.relaxable and request.method != "POST":
        return redirect("candidates:review", pk=found.pk)
    form = ApprovalForm(request.POST or None, relaxable=sheet.relaxable)
    if request.method == "POST" and form.is_valid():
        try:
            record_approval(by=request.user, candidacy=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The approval is recorded."))
            return redirect("candidates:review", pk=found.pk)
    return _page(request, "candidates/review/approve.html", found, sheet, form)


@allowed("candidate.state_fact", scope=None)
def standards(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick the standards of the plan heading by heading, with a remark."""
    found, sheet = _looked_at(request, pk)
    headings = headings_of(found.election.cycle.rules, found.post)
    if not headings:
        raise Http404
    form = StandardsForm(request.POST or None, headings=headings, known=sheet.ticked)
    if request.method == "POST" and form.is_valid():
        try:
            tick_standards(by=request.user, candidacy=found, ticks=form.ticks(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The ticks are recorded; the findings are asked anew."))
            return redirect("candidates:review", pk=found.pk)
    return _page(request, "candidates/review/standards.html", found, sheet, form)


def _looked_at(request: HttpRequest, pk: int) -> tuple[Candidacy, ReviewSheet]:
    """A person whom the user reviews, with the sheet."""
    found = candidacy_for(request.user, pk)
    if found is None or not levels_of(request.user, found.election.village_id):
        raise Http404
    return found, sheet_of(found, localtime(request.now).date())


def _page(
    request: HttpRequest, template: str, found: Candidacy, sheet: ReviewSheet, form: Form
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "candidacy": found, "election": found.election, "sheet": sheet}
    return render(request, template, context, status=409 if form.errors else 200)
