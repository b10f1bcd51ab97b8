from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.keeping import sent_to
from accounts.models import User
from accounts.refusals import Refusal
from accounts.rules import may
from accounts.said import Said
from documents.papers import ready_for
from elections.forms.step import AnswerForm, ExtensionForm, StepRecordForm, WaiverForm, WithdrawForm
from elections.models import Election, StepExtension, StepRecord
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.queries.step import StepSheet, sheet_of, step_file
from elections.services.extension import ask_extension, grant_extension, may_extend, refuse_extension
from elections.services.step import may_record, parts_to_record, record_step, withdraw_record
from elections.services.waiver import waive_step


@allowed("step.view")
def step(request: HttpRequest, village_code: str, step: str) -> HttpResponse:
    """One step of a village: how it stands, what it waits for, what is on record, more time."""
    return _page(request, _election(request, village_code, step), step)


@allowed("step.record")
@require_POST
def record(request: HttpRequest, village_code: str, step: str) -> HttpResponse:
    """Record work of a step that was done off-line."""
    election = _election(request, village_code, step)
    form = _record_form(_sheet(request, election, step), request.user, request)
    return _done(
        request,
        election,
        step,
        form,
        lambda: record_step(by=request.user, election=election, step=step, now=request.now, **form.acts()),
        _("It is on record."),
        record_form=form,
    )


@allowed("step.record")
@require_POST
def withdraw(request: HttpRequest, village_code: str, step: str, pk: int) -> HttpResponse:
    """Withdraw a mistaken record."""
    election = _election(request, village_code, step)
    kept = StepRecord.objects.filter(pk=pk, election=election, step=step).select_related("election").first()
    if kept is None:
        raise Http404
    form = WithdrawForm(request.POST)
    return _done(
        request,
        election,
        step,
        form,
        lambda: withdraw_record(by=request.user, record=kept, now=request.now, **form.cleaned_data),
        _("The record is withdrawn."),
        withdraw_form=form,
        withdrawing=kept,
    )


@allowed("step.ask_extension")
@require_POST
def ask(request: HttpRequest, village_code: str, step: str) -> HttpResponse:
    """Ask the office above for more time."""
    election = _election(request, village_code, step)
    form = ExtensionForm(request.POST)
    return _done(
        request,
        election,
        step,
        form,
        lambda: ask_extension(
            by=request.user, election=election, step=step, now=request.now, **form.cleaned_data
        ),
        _("The request is handed in."),
        extension_form=form,
    )


@allowed("step.extend")
@require_POST
def answer(request: HttpRequest, village_code: str, step: str, pk: int) -> HttpResponse:
    """Grant or refuse more time."""
    election = _election(request, village_code, step)
    asked = (
        StepExtension.objects.filter(pk=pk, election=election, step=step).select_related("election").first()
    )
    if asked is None:
        raise Http404
    form, granted = AnswerForm(request.POST), "grant" in request.POST
    if granted and form.is_valid() and not form.cleaned_data["until"]:
        form.add_error("until", _("Give the last day that is granted."))

    def act() -> object:
        if granted:
            return grant_extension(by=request.user, extension=asked, now=request.now, **form.cleaned_data)
        reason = form.cleaned_data["answer"]
        return refuse_extension(by=request.user, extension=asked, answer=reason, now=request.now)

    told = _("More time is granted.") if granted else _("The request is refused.")
    return _done(request, election, step, form, act, told, answer_form=form)


@allowed("step.waive")
@require_POST
def waive(request: HttpRequest, village_code: str, step: str) -> HttpResponse:
    """Let the step go on although one before it is not done."""
    election = _election(request, village_code, step)
    form = _waiver_form(_sheet(request, election, step), request.POST)
    return _done(
        request,
        election,
        step,
        form,
        lambda: waive_step(
            by=request.user, election=election, step=step, now=request.now, **form.cleaned_data
        ),
        _("The reason is on record; the step may go on."),
        waiver_form=form,
    )


@allowed("step.view")
def attachment(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """A file that goes with a record, always as a download."""
    kept = step_file(village_code, pk)
    if kept is None:
        raise Http404
    response = HttpResponse(bytes(kept.file.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, kept.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _election(request: HttpRequest, village_code: str, step: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None or not election.cycle.rules.has_step(step):
        raise Http404
    return election


def _sheet(request: HttpRequest, election: Election, step: str) -> StepSheet:
    return sheet_of(progress_of_one(election, request.now), step)


def _done(
    request: HttpRequest,
    election: Election,
    step: str,
    form: Form,
    act: Any,
    told: str,
    **context: Any,
) -> HttpResponse:
    """Do the act of a valid form and go back to the page; refused, show the page again with what was typed."""
    if form.is_valid():
        try:
            act()
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, told)
            return redirect("elections:step", village_code=election.village_id, step=step)
    return _page(request, election, step, status=409, **context)


def _page(
    request: HttpRequest, election: Election, step: str, status: int = 200, **refused: Any
) -> HttpResponse:
    sheet, code = _sheet(request, election, step), election.village_id
    typed = request if sent_to(request, "elections:step_record") else None
    context = {
        "sheet": sheet,
        "here": sheet.here,
        "election": election,
        "record_form": _record_form(sheet, request.user, typed) if _records(request, sheet) else None,
        "withdraw_form": WithdrawForm() if may_record(request.user, sheet.here) else None,
        "extension_form": ExtensionForm() if may(request.user, "step.ask_extension", code) else None,
        "answer_form": _answer_form(sheet) if may_extend(request.user, sheet.here) else None,
        "waiver_form": _waiver_form(sheet) if may_extend(request.user, sheet.here) else None,
        "papers": ready_for(step, code) if may(request.user, "paper.view", code) else [],
        **refused,
    }
    return render(request, "elections/step/step.html", context, status=status)


def _records(request: HttpRequest, sheet: StepSheet) -> bool:
    """Whether something is left that the officer may put on record: not where only another office's part is wanting."""
    wanting = parts_to_record(request.user, sheet) if sheet.here.rule.parts else [sheet.here.rule]
    return bool(wanting) and may_record(request.user, sheet.here)


def _record_form(sheet: StepSheet, user: User, request: HttpRequest | None = None) -> StepRecordForm:
    sent = (request.POST, request.FILES) if request else (None, None)
    return StepRecordForm(parts_to_record(user, sheet), *sent)


def _answer_form(sheet: StepSheet) -> AnswerForm:
    asked = sheet.here.asked
    return AnswerForm(initial={"until": asked.wanted if asked else None})


def _waiver_form(sheet: StepSheet, sent: Any = None) -> WaiverForm:
    rules = sheet.here.election.cycle.rules
    chosen = [(n.prerequisite.step, str(Said(rules.step(n.prerequisite.step).title))) for n in sheet.passable]
    return WaiverForm(chosen, sent)
