from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.named_votes import options_of, pasted_rows, typed_rows
from candidates.forms.supporting import BodyFilingForm, BodyMeetingForm, LeavingForm
from candidates.queries.supporting import BodyBoard, Unit, board_of_body, boards_of, body_member
from candidates.refusals import TieUndecided
from candidates.services.supporting import file_body, leave_body, publish_body, receive_body
from candidates.services.supporting_votes import record_body_meeting
from candidates.told import told_name
from elections.models import Election
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from villages.enums import BODY_OF

KEPT = ("held_on", "chaired_by", "basis", "entitled", "present", "places", "decision")


@allowed("bodies.view")
@require_GET
def bodies(request: HttpRequest, village_code: str) -> HttpResponse:
    """The bodies that are elected after the vote: who is in them, how far each has come."""
    return _page(request, _election(request, village_code))


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _page(
    request: HttpRequest, election: Election, body: str = "", form: BodyFilingForm | None = None
) -> HttpResponse:
    code = election.village_id
    context = {
        "election": election,
        "boards": boards_of(election, progress_of_one(election, request.now)),
        "filing": form or BodyFilingForm(),
        "filed_body": body,
        "records": may(request.user, "bodies.record", code),
        "files": may(request.user, "bodies.file", code),
    }
    status = 409 if form and form.errors else 200
    return render(request, "candidates/supporting/bodies.html", context, status=status)


@allowed("bodies.record")
def meeting(request: HttpRequest, village_code: str, post: str, group: int) -> HttpResponse:
    """Enter what a meeting came to: of a group by its number, or of the whole place (0)."""
    election = _election(request, village_code)
    board, unit = _unit(election, post, group)
    rows = typed_rows(request.POST)
    today = localtime(request.now).date()
    if request.POST.get("act") == "paste":
        pasted, unread = pasted_rows(request.POST.get("pasted", ""))
        initial = {name: request.POST.get(name, "") for name in KEPT}
        form = BodyMeetingForm(None, [*rows, *pasted], election, board.rules, unit, today, initial=initial)
        return _meeting_page(request, election, board, unit, form, unread=unread)
    form = BodyMeetingForm(request.POST or None, rows, election, board.rules, unit, today)
    options: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            record_body_meeting(
                by=request.user, election=election, held=form.held(request.POST), now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
            options = [("decided", options_of(error, TieUndecided))]
        else:
            messages.success(request, _("The election is recorded."))
            return redirect("candidates:bodies", village_code)
    return _meeting_page(request, election, board, unit, form, options=options)


def _unit(election: Election, post: str, group: int) -> tuple[BodyBoard, Unit]:
    board = board_of_body(election, BODY_OF[post]) if post in BODY_OF else None
    found = [unit for unit in board.units if unit.post == post and unit.number == group] if board else []
    if board is None or not found:
        raise Http404
    return board, found[0]


def _meeting_page(
    request: HttpRequest,
    election: Election,
    board: BodyBoard,
    unit: Unit,
    form: BodyMeetingForm,
    **more: Any,
) -> HttpResponse:
    context = {
        "election": election,
        "board": board,
        "rules": board.rules,
        "unit": unit,
        "form": form,
        "pasted": request.POST.get("pasted", "") if more.get("unread") else "",
        **more,
    }
    return render(request, "candidates/supporting/meeting.html", context, status=409 if form.errors else 200)


@allowed("bodies.record")
def leaves(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Enter that somebody left a body."""
    election = _election(request, village_code)
    member = body_member(election, pk)
    if member is None:
        raise Http404
    member.body.election = election
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_body(by=request.user, member=member, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s has left.") % {"name": told_name(member.name)})
            return redirect("candidates:bodies", village_code)
    context = {"election": election, "member": member, "form": form}
    status = 409 if form.errors else 200
    return render(request, "candidates/supporting/leaves.html", context, status=status)


@allowed("bodies.record")
@require_POST
def file(request: HttpRequest, village_code: str, kind: str) -> HttpResponse:
    """Close a body and hand it in."""
    election = _election(request, village_code)
    form = BodyFilingForm(request.POST)
    if form.is_valid():
        try:
            file_body(
                by=request.user,
                election=election,
                body=kind,
                reason=form.cleaned_data["reason"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
            return _page(request, election, kind, form)
        messages.success(request, _("It is handed in, and the terms have begun."))
    return redirect("candidates:bodies", village_code)


@allowed("bodies.file")
@require_POST
def receive(request: HttpRequest, village_code: str, kind: str) -> HttpResponse:
    """The township takes a body on file."""
    election = _election(request, village_code)
    try:
        receive_body(by=request.user, election=election, body=kind, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is on file."))
    return redirect("candidates:bodies", village_code)


@allowed("bodies.record")
@require_POST
def publish(request: HttpRequest, village_code: str, kind: str) -> HttpResponse:
    """Publish who is in a body."""
    election = _election(request, village_code)
    try:
        publish_body(by=request.user, election=election, body=kind, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is published. Print the announcement and post it."))
    return redirect("candidates:bodies", village_code)
