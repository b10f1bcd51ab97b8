from collections.abc import Iterable, Iterator, Mapping
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
from documents.forms.upload import TakeOverForm
from documents.sheets import Layout
from documents.views.upload import findings_on, marked_file
from elections.enums import Step
from elections.views.in_plan import in_plan
from voting.evidence import birthday_counts
from voting.forms.roll import UploadForm, fresh_upload_form
from voting.importing.columns import EVIDENCE_TITLES, Ground, evidence_cells, grounds_by_code, grounds_of
from voting.importing.telling import words_of
from voting.importing.workbook import layout_for
from voting.models import RollUpload
from voting.queries.upload import (
    COMPARED,
    Difference,
    changed_rows,
    group_counts,
    left_out_of,
    new_rows,
    preview_of,
    upload_of,
)
from voting.services.roll import commit_upload
from voting.services.upload import discard_upload, receive_upload
from voting.views.found import election_or_404

SHOWN, FIRST_ROWS = 50, 10
COLUMN_OF = {field: field for field in COMPARED} | {"birth_date": "birth"}


@allowed("roll.upload")
@in_plan(Step.REGISTRATION)
def send(request: HttpRequest, village_code: str) -> HttpResponse:
    """Send a roll sheet in; then its check is watched."""
    election = election_or_404(request, village_code)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else fresh_upload_form()
    if request.method == "POST" and form.is_valid():
        file, key = form.cleaned_data["file"], form.cleaned_data["key"]
        try:
            upload = receive_upload(
                by=request.user,
                election=election,
                file_name=file.name,
                content=file.read(),
                key=key,
                now=request.now,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect("voting:roll_upload", village_code, upload.pk)
    rules = election.cycle.rules
    context = {
        "election": election,
        "form": form,
        "grounds": grounds_of(rules, election.village.kind),
        "min_age": rules.roll.voter_min_age,
        "birthday_counts": birthday_counts(rules),
        "one_place": rules.roll.one_place_only,
    }
    return render(request, "voting/roll/send.html", context, status=409 if form.errors else 200)


@allowed("roll.upload")
@require_GET
def upload(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Where a sheet stands: its check, its faults, or what it would change."""
    return _page(request, _upload_or_404(request, village_code, pk), TakeOverForm(request.POST or None))


@allowed("roll.upload")
@require_POST
def commit(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take the checked sheet over."""
    found = _upload_or_404(request, village_code, pk)
    form = TakeOverForm(request.POST)
    if form.is_valid():
        try:
            roll = commit_upload(by=request.user, upload=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            found.refresh_from_db()
            refuse(form, refusal)
        else:
            figures = {"rows": found.report["rows"], "version": roll.version}
            messages.success(request, _("%(rows)s rows stand on version %(version)s, a draft.") % figures)
            return redirect("voting:roll", village_code)
    return _page(request, found, form)


@allowed("roll.upload")
@require_POST
def discard(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put the sheet away."""
    discard_upload(by=request.user, upload=_upload_or_404(request, village_code, pk))
    messages.success(request, _("The sheet is put away; the roll is as it was."))
    return redirect("voting:roll", village_code)


@allowed("roll.upload")
@require_GET
def marked(request: HttpRequest, village_code: str, pk: int) -> FileResponse:
    """The clerk's own sheet with every faulty cell coloured and commented."""
    found = _upload_or_404(request, village_code, pk)
    name = f"{found.election.village}选民登记表（标错）.xlsx"
    return marked_file(found, found.faults.all(), words_of(found.election), name)


def _upload_or_404(request: HttpRequest, village_code: str, pk: int) -> RollUpload:
    election = election_or_404(request, village_code)
    found = upload_of(election, pk)
    if found is None:
        raise Http404
    found.election = election
    return found


def _page(request: HttpRequest, found: RollUpload, form: TakeOverForm) -> HttpResponse:
    context = {
        "election": found.election,
        "upload": found,
        "form": form,
        "send_url": reverse("voting:roll_send", args=[found.election.village_id]),
    }
    if found.state in (UploadState.FAULTY, UploadState.READY):
        context |= findings_on(request, found.faults.all(), words_of(found.election))
    if found.state == UploadState.READY:
        form.fields["reason"].required = bool(found.report["warnings"])
        context |= _changes(found)
    name = {UploadState.FAULTY: "faulty", UploadState.READY: "ready", UploadState.CHECKING: "checking"}
    page = f"voting/roll/{name.get(UploadState(found.state), 'over')}.html"
    return render(request, page, context, status=409 if form.errors else 200)


def _changes(found: RollUpload) -> dict[str, Any]:
    preview, layout = preview_of(found), layout_for(found.election)
    base, village = preview.base, found.election.village
    grounds = grounds_by_code(found.election.cycle.rules, village.kind)
    changed = [
        (change.row.row, change.row.name, list(_told(change.differences, layout, grounds)))
        for change in changed_rows(found, base, SHOWN)
    ]
    return {
        "preview": preview,
        "changed": changed,
        "left_out": left_out_of(found, base)[:SHOWN],
        "new": new_rows(found, base)[:SHOWN] if base is not None else [],
        "first": [(row, grounds.get(row.category)) for row in found.rows[:FIRST_ROWS]],
        "groups": group_counts(found, base),
        "grounds": grounds_of(found.election.cycle.rules, village.kind),
    }


def _told(
    differences: Iterable[Difference], layout: Layout, grounds: Mapping[str, Ground]
) -> Iterator[tuple[str, str, str]]:
    """Each difference by the title of its column; what is on record by the columns it came from."""
    for field, before, after in differences:
        if field == "evidence":
            was, will_be = evidence_cells(before), evidence_cells(after)
            for key in EVIDENCE_TITLES:
                if was.get(key) != will_be.get(key):
                    yield EVIDENCE_TITLES[key], was.get(key, ""), will_be.get(key, "")
        elif field == "category":
            old, new = (grounds[code].choice if code in grounds else code for code in (before, after))
            yield layout.title(field), old, new
        else:
            yield layout.title(COLUMN_OF[field]), str(before), str(after)
