"""Sheets of a place on their way in: the same pages for every kind of list, told apart by the address or the upload."""

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
from villages.enums import ListKind
from villages.forms.upload import ListForm, ListTakeOverForm, fresh_list_form
from villages.list_pages import LIST_PAGES
from villages.models import RegisterUpload
from villages.queries.upload import upload_of
from villages.services.export import export_list
from villages.services.lists import list_of
from villages.services.upload import discard_sheet, receive_sheet
from villages.services.upload_commit import commit_sheet
from villages.templatetags.registers import field_value, field_word
from villages.views.found import place_or_404

SHOWN = 50


@allowed("register.upload")
@require_GET
def template(request: HttpRequest, village_code: str, kind: ListKind) -> FileResponse:
    """The empty sheet of a list of a place."""
    village = place_or_404(village_code)
    layout = list_of(kind).layout(village)
    return FileResponse(
        BytesIO(workbook(layout)), as_attachment=True, filename=f"{village.name}{layout.name}（空表）.xlsx"
    )


@allowed("register.export")
@require_POST
def export(request: HttpRequest, village_code: str, kind: ListKind) -> FileResponse:
    """The list as a sheet, identity numbers masked, with who took it on every page."""
    village = place_or_404(village_code)
    content = export_list(by=request.user, village=village, kind=kind, now=request.now)
    name = f"{village.name}{list_of(kind).layout(village).name}.xlsx"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)


@allowed("register.upload")
def send(request: HttpRequest, village_code: str, kind: ListKind) -> HttpResponse:
    """Send a list's sheet in; then its check is watched."""
    village = place_or_404(village_code)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else fresh_list_form()
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
                kind=kind,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect(LIST_PAGES[kind].address("upload", village_code, upload.pk))
    pages = LIST_PAGES[kind]
    context = {
        "village": village,
        "form": form,
        "pages": pages,
        "template_url": pages.address("template", village_code),
        "notes": list_of(kind).layout(village).notes,
    }
    return render(request, "villages/upload/send.html", context, status=409 if form.errors else 200)


@allowed("register.upload")
@require_GET
def upload(request: HttpRequest, village_code: str, pk: int, kind: ListKind) -> HttpResponse:
    """Where a sheet stands: its check, its faults, or what it would change."""
    found = _upload_or_404(village_code, pk, kind)
    return _page(request, found, ListTakeOverForm(kind=found.kind))


@allowed("register.upload")
@require_POST
def commit(request: HttpRequest, village_code: str, pk: int, kind: ListKind) -> HttpResponse:
    """Take the checked sheet over."""
    found = _upload_or_404(village_code, pk, kind)
    form = ListTakeOverForm(request.POST, kind=found.kind)
    if form.is_valid():
        try:
            taken = commit_sheet(by=request.user, upload=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            found.refresh_from_db()
            refuse(form, refusal)
        else:
            told = _("%(new)s entered, %(changed)s changed, %(unchanged)s as before, %(left)s left.")
            messages.success(request, told % taken.report["taken"])
            return redirect(LIST_PAGES[found.kind].home, village_code)
    return _page(request, found, form)


@allowed("register.upload")
@require_POST
def discard(request: HttpRequest, village_code: str, pk: int, kind: ListKind) -> HttpResponse:
    """Put the sheet away."""
    found = discard_sheet(by=request.user, upload=_upload_or_404(village_code, pk, kind))
    pages = LIST_PAGES[found.kind]
    messages.success(request, pages.put_away)
    return redirect(pages.home, village_code)


@allowed("register.upload")
@require_GET
def marked(request: HttpRequest, village_code: str, pk: int, kind: ListKind) -> FileResponse:
    """The clerk's own sheet with every faulty cell coloured and commented."""
    found = _upload_or_404(village_code, pk, kind)
    words = list_of(found.kind).words(found.village)
    name = f"{found.village.name}{words.layout.name}（标错）.xlsx"
    return marked_file(found, found.faults.all(), words, name)


def _upload_or_404(village_code: str, pk: int, kind: ListKind) -> RegisterUpload:
    found = upload_of(place_or_404(village_code), pk)
    if found is None or found.kind != kind:
        raise Http404
    return found


def _page(request: HttpRequest, found: RegisterUpload, form: ListTakeOverForm) -> HttpResponse:
    kind, pages, args = list_of(found.kind), LIST_PAGES[found.kind], (found.village_id, found.pk)
    context = {
        "village": found.village,
        "upload": found,
        "form": form,
        "pages": pages,
        "home_url": reverse(pages.home, args=[found.village_id]),
        "send_url": pages.address("send", found.village_id),
        "marked_url": pages.address("marked", *args),
        "commit_url": pages.address("commit", *args),
        "discard_url": pages.address("discard", *args),
    }
    if found.state in (UploadState.FAULTY, UploadState.READY):
        context |= findings_on(request, found.faults.all(), kind.words(found.village))
    if found.state == UploadState.READY:
        form.fields["reason"].required = bool(found.report["warnings"])
        context |= _changes(found)
    name = {UploadState.FAULTY: "faulty", UploadState.READY: "ready", UploadState.CHECKING: "checking"}
    page = f"villages/upload/{name.get(UploadState(found.state), 'over')}.html"
    return render(request, page, context, status=409 if form.errors else 200)


def _changes(found: RegisterUpload) -> dict[str, Any]:
    preview = list_of(found.kind).preview(found)
    changed = [
        (
            each.row,
            each.name,
            [(field_word(d.field), field_value(d.before), field_value(d.after)) for d in each.differences],
        )
        for each in preview.changed[:SHOWN]
    ]
    return {
        "base": preview.base,
        "unchanged": preview.unchanged,
        "preview": {
            "new": len(preview.new),
            "changed": len(preview.changed),
            "left_out": len(preview.left_out),
        },
        "changed": changed,
        "new": preview.new[:SHOWN],
        "left_out": preview.left_out[:SHOWN],
    }
