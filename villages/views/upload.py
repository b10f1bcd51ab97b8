from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from documents.enums import UploadState
from documents.sheets import template as workbook
from documents.views.upload import findings_on, marked_file
from villages.forms.upload import RegisterForm, RegisterTakeOverForm, fresh_register_form
from villages.importing.columns import register_layout
from villages.importing.telling import words_of
from villages.models import RegisterUpload
from villages.queries.upload import compared, upload_of
from villages.services.upload import discard_sheet, receive_sheet
from villages.services.upload_commit import commit_sheet
from villages.templatetags.registers import field_value, field_word
from villages.views.found import place_or_404

SHOWN = 50


@allowed("register.upload")
@require_GET
def template(request: HttpRequest, village_code: str) -> FileResponse:
    """The empty sheet of a place's register."""
    village = place_or_404(village_code)
    layout = register_layout(village.kind, village.name)
    return FileResponse(
        BytesIO(workbook(layout)), as_attachment=True, filename=f"{village.name}{layout.name}（空表）.xlsx"
    )


@allowed("register.upload")
def send(request: HttpRequest, village_code: str) -> HttpResponse:
    """Send a register's sheet in; then its check is watched."""
    village = place_or_404(village_code)
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else fresh_register_form()
    if request.method == "POST" and form.is_valid():
        file, key = form.cleaned_data["file"], form.cleaned_data["key"]
        try:
            upload = receive_sheet(
                by=request.user,
                village=village,
                file_name=file.name,
                content=file.read(),
                key=key,
                now=request.now,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect("villages:register_upload", village_code, upload.pk)
    context = {"village": village, "form": form, "notes": register_layout(village.kind, village.name).notes}
    return render(request, "villages/upload/send.html", context, status=409 if form.errors else 200)


@allowed("register.upload")
@require_GET
def upload(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Where a sheet stands: its check, its faults, or what it would change."""
    return _page(request, _upload_or_404(village_code, pk), RegisterTakeOverForm())


@allowed("register.upload")
@require_POST
def commit(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take the checked sheet over."""
    found, form = _upload_or_404(village_code, pk), RegisterTakeOverForm(request.POST)
    if form.is_valid():
        try:
            taken = commit_sheet(by=request.user, upload=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            found.refresh_from_db()
            refuse(form, refusal)
        else:
            told = _("%(new)s entered, %(changed)s changed, %(unchanged)s as before, %(left)s left.")
            messages.success(request, told % taken.report["taken"])
            return redirect("villages:residents", village_code)
    return _page(request, found, form)


@allowed("register.upload")
@require_POST
def discard(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put the sheet away."""
    discard_sheet(by=request.user, upload=_upload_or_404(village_code, pk))
    messages.success(request, _("The sheet is put away; the register is as it was."))
    return redirect("villages:residents", village_code)


@allowed("register.upload")
@require_GET
def marked(request: HttpRequest, village_code: str, pk: int) -> FileResponse:
    """The clerk's own sheet with every faulty cell coloured and commented."""
    found = _upload_or_404(village_code, pk)
    village = found.village
    name = f"{village.name}{register_layout(village.kind, village.name).name}（标错）.xlsx"
    return marked_file(found, found.faults.all(), words_of(village), name)


def _upload_or_404(village_code: str, pk: int) -> RegisterUpload:
    found = upload_of(place_or_404(village_code), pk)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: RegisterUpload, form: RegisterTakeOverForm) -> HttpResponse:
    context = {
        "village": found.village,
        "upload": found,
        "form": form,
        "send_url": reverse("villages:register_send", args=[found.village_id]),
    }
    if found.state in (UploadState.FAULTY, UploadState.READY):
        context |= findings_on(request, found.faults.all(), words_of(found.village))
    if found.state == UploadState.READY:
        form.fields["reason"].required = bool(found.report["warnings"])
        context |= _changes(found)
    name = {UploadState.FAULTY: "faulty", UploadState.READY: "ready", UploadState.CHECKING: "checking"}
    page = f"villages/upload/{name.get(UploadState(found.state), 'over')}.html"
    return render(request, page, context, status=409 if form.errors else 200)


def _changes(found: RegisterUpload) -> dict[str, Any]:
    comparison = compared(found)
    changed = [
        (
            each.row.row,
            each.row.name,
            [(field_word(d.field), field_value(d.before), field_value(d.after)) for d in each.differences],
        )
        for each in comparison.changed[:SHOWN]
    ]
    return {
        "comparison": comparison,
        "preview": {
            "new": len(comparison.new),
            "changed": len(comparison.changed),
            "left_out": len(comparison.left_out),
        },
        "changed": changed,
        "new": comparison.new[:SHOWN],
        "left_out": [
            {"name": each.name, "group": each.group.number, "birth_date": each.birth_date}
            for each in comparison.left_out[:SHOWN]
        ],
    }
