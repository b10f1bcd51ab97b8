"""A department's answers by sheet: downloaded, sent in, looked at, taken over."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.refusals import Refusal, Refusals
from candidates.department_sheet import department_book, sound
from candidates.forms.department import VerdictSheetForm
from candidates.models import VerdictSheet
from candidates.queries.department import waiting_for_department
from candidates.services.department_sheet import (
    receive_verdict_sheet,
    rows_of_sheet,
    take_over_verdicts,
)


@allowed("department.review", scope=None)
@require_GET
def download(request: HttpRequest) -> FileResponse:
    """The department's queue as a sheet to fill in."""
    waiting = list(waiting_for_department(request.user, request.cycle))
    book = department_book(waiting, request.user, request.now)
    return FileResponse(BytesIO(book), as_attachment=True, filename="联审意见表.xlsx")


@allowed("department.review", scope=None)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send the filled-in sheet."""
    form = VerdictSheetForm(request.POST, request.FILES)
    if request.cycle is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Choose the filled-in sheet."))
        return redirect("candidates:department")
    file = form.cleaned_data["file"]
    try:
        made = receive_verdict_sheet(
            by=request.user,
            cycle=request.cycle,
            file_name=file.name,
            content=file.read(),
            now=request.now,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("candidates:department")
    return redirect("candidates:department_sheet", pk=made.pk)


@allowed("department.review", scope=None)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What the sheet would answer, row by row; and taking it over."""
    found = (
        VerdictSheet.objects.select_related("cycle", "file")
        .filter(pk=pk, uploaded_by=request.user.pk, cycle=request.cycle)
        .first()
    )
    if found is None:
        raise Http404
    if request.method == "POST":
        return _take_over(request, found)
    try:
        rows = rows_of_sheet(found, request.user) if found.committed_at is None else []
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("candidates:department")
    context = {
        "sheet": found,
        "rows": rows,
        "sound": sound(rows),
        "faulty": sum(bool(row.faults) for row in rows),
    }
    return render(request, "candidates/department/sheet.html", context)


def _take_over(request: HttpRequest, found: VerdictSheet) -> HttpResponse:
    try:
        done = take_over_verdicts(by=request.user, sheet=found, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
        return redirect("candidates:department_sheet", pk=found.pk)
    told = ngettext("%(n)s answer is recorded.", "%(n)s answers are recorded.", done)
    messages.success(request, told % {"n": done})
    return redirect("candidates:department")
