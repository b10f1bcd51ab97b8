"""A department of the joint review: its queue, one person, its answer."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed, signed_in
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.department import DepartmentForm, QuestionForm, VerdictSheetForm
from candidates.joint_rules import departments_of
from candidates.models import DepartmentReview
from candidates.queries.department import (
    answered_by_department,
    asked_again,
    department_review_for,
    departments_without_officers,
    judged_in,
    overdue_sums,
    waiting_for_department,
    waiting_for_villages,
)
from candidates.queries.own_bars import bar_titles
from candidates.services.department import ask_village, give_department_verdict, see_asked_number
from candidates.told import told_name
from villages.forms.resident import ReasonForm

LISTS = {
    "waiting": waiting_for_department,
    "asked": waiting_for_villages,
    "answered": answered_by_department,
}


@allowed("department.review", scope=None)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Whom the user's department owes an answer about, whom it asked the village about, whom it answered about."""
    shown = request.GET.get("show", "waiting")
    if shown not in LISTS:
        raise Http404
    context = {
        "shown": shown,
        "counts": {name: query(request.user, request.cycle).count() for name, query in LISTS.items()},
        "reviews": LISTS[shown](request.user, request.cycle),
        "today": localtime(request.now).date(),
        "form": VerdictSheetForm(),
    }
    return render(request, "candidates/department/queue.html", context)


@allowed("department.review", scope=None)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person the department is asked about: what it needs to know, and its answer."""
    found = _review_or_404(request, pk)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            give_department_verdict(by=request.user, review=found, draft=form.draft(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"name": told_name(found.candidacy.name)}
            messages.success(request, _("%(name)s: your department’s answer is recorded.") % told)
            return _to_the_next(request)
    return _shown(request, found, form=form)


def _form(request: HttpRequest, review: DepartmentReview) -> DepartmentForm:
    sent = request.method == "POST"
    items = judged_in(review)
    return DepartmentForm(request.POST if sent else None, request.FILES if sent else None, items=items)


def _shown(request: HttpRequest, review: DepartmentReview, **more: Any) -> HttpResponse:
    rules = review.candidacy.election.cycle.rules
    items = judged_in(review)
    context = {
        "review": review,
        "candidacy": review.candidacy,
        "department": departments_of(rules).get(review.department),
        "items": items,
        "today": localtime(request.now).date(),
        "again": asked_again(review),
        "titles": bar_titles(review.candidacy.election),
        "answers": review.answers.select_related("given_by"),
        "form": DepartmentForm(items=items),
        "question_form": QuestionForm(),
        "number_form": ReasonForm(),
        "number": "",
        **more,
    }
    faulty = any(context[name].errors for name in ("form", "question_form", "number_form"))
    answer = render(request, "candidates/department/person.html", context, status=409 if faulty else 200)
    if context["number"]:
        answer["Cache-Control"] = "no-store"
    return answer


@allowed("department.review", scope=None)
@require_POST
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a person to the village with a question."""
    found, form = _review_or_404(request, pk), QuestionForm(request.POST)
    if form.is_valid():
        try:
            ask_village(by=request.user, review=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(
                request, _("The village is asked; the person is before you again once it answers.")
            )
            return _to_the_next(request)
    return _shown(request, found, question_form=form)


@allowed("department.review", scope=None)
@require_POST
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """The full identity number, once, for the reason that goes into the ledger."""
    found, form, full = _review_or_404(request, pk), ReasonForm(request.POST), ""
    if form.is_valid():
        try:
            full = see_asked_number(by=request.user, review=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
    return _shown(request, found, number_form=form, number=full)


@signed_in
@require_GET
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The document put to an answer, for the department and for the county's review; saved, never shown in the site."""
    found = DepartmentReview.objects.select_related("file", "candidacy__election").filter(pk=pk).first()
    if found is None or found.file is None or not _may_read(request, found):
        raise Http404
    return FileResponse(
        BytesIO(bytes(found.file.content)),
        as_attachment=True,
        filename=found.file_name or "document",
        content_type=found.file.content_type,
    )


def _may_read(request: HttpRequest, review: DepartmentReview) -> bool:
    if may(request.user, "candidate.review_county", review.candidacy.election.village_id):
        return True
    return department_review_for(request.user, request.cycle, review.pk) is not None


@allowed("department.view", scope=None)
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """How far every department is, by township; for the county."""
    today = localtime(request.now).date()
    rows = overdue_sums(request.user, request.cycle, today) if request.cycle else []
    rules = request.cycle.rules if request.cycle else None
    departments = departments_of(rules) if rules else {}
    context = {
        "rows": [(row, departments.get(row.department)) for row in rows],
        "overdue": sum(row.overdue for row in rows),
        "open": sum(row.asked - row.answered for row in rows),
        "nobody": departments_without_officers(request.cycle) if request.cycle else [],
        "unanswered": rules.review.unanswered if rules else None,
    }
    return render(request, "candidates/department/standing.html", context)


def _review_or_404(request: HttpRequest, pk: int) -> DepartmentReview:
    found = department_review_for(request.user, request.cycle, pk)
    if found is None:
        raise Http404
    return found


def _to_the_next(request: HttpRequest) -> HttpResponse:
    following = waiting_for_department(request.user, request.cycle).first()
    if following is None:
        return redirect("candidates:department")
    return redirect("candidates:department_review", pk=following.pk)
