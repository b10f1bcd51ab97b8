from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from accounts.access import allowed
from elections.enums import Step
from elections.models import Election
from elections.views.in_plan import in_plan
from voting.changes_sheet import changes_book, changes_lines
from voting.queries.roll_changes import Changes, Kind, changes_between, pair_of
from voting.views.found import election_or_404

SHOWN = 200


@allowed("roll.view")
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def changes(request: HttpRequest, village_code: str) -> HttpResponse:
    """What changed between two versions of the roll."""
    election = election_or_404(request, village_code)
    found = _changes(request, election)
    context: dict[str, Any] = {
        "election": election,
        "versions": list(election.rolls.order_by("-version")),
        "changes": found,
        "most": SHOWN,
    }
    if found is not None:
        context["parts"] = [(kind, found.of(kind)) for kind in Kind]
    return render(request, "voting/roll/changes.html", context)


@allowed("roll.view")
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def download(request: HttpRequest, village_code: str, kind: str) -> HttpResponse | FileResponse:
    """The changes as a sheet, with who took it and when; without a second version, the page that says so."""
    election = election_or_404(request, village_code)
    found = _changes(request, election)
    if found is None:
        return redirect("voting:roll_changes", village_code)
    name = f"{election.village}选民名单变动（第{found.before.version}版至第{found.after.version}版）.{kind}"
    if kind == "csv":
        text = "\ufeff" + "".join(changes_lines(found, request.user, request.now))
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = content_disposition_header(True, name)
        return answer
    book = BytesIO(changes_book(found, request.user, request.now))
    return FileResponse(book, as_attachment=True, filename=name)


def _changes(request: HttpRequest, election: Election) -> Changes | None:
    pair = pair_of(election, request.GET.get("from", ""), request.GET.get("to", ""))
    return changes_between(*pair) if pair else None
