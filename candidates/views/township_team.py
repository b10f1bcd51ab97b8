import csv
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from candidates.queries.team import View
from candidates.queries.township_team import TownshipTeams, township_teams
from villages.templatetags.names import place

if TYPE_CHECKING:
    import _csv

BOM = "\ufeff"  # without it spreadsheets read Chinese wrongly


@allowed("team.sums", scope=None)
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """The teams of all villages the officer looks after, together, against what the plan aims at."""
    view = _view(request)
    found = township_teams(request.user, request.cycle, view) if request.cycle else None
    context = {"found": found, "view": view, "views": View}
    return render(request, "candidates/team/township.html", context)


@allowed("team.sums", scope=None)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a sheet: figures by village, no names."""
    if request.cycle is None:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="teams.csv"'
    answer.write(BOM)
    _write(csv.writer(answer), township_teams(request.user, request.cycle, _view(request)))
    return answer


def _view(request: HttpRequest) -> str:
    view = request.GET.get("view", View.STANDING)
    if view not in View.values:
        raise Http404
    return view


def _write(sheet: "_csv.Writer", found: TownshipTeams) -> None:
    sheet.writerow(
        [
            _("Code"),
            _("Place"),
            _("Persons"),
            _("Women in the committee"),
            _("Members of the committee"),
            _("Mean age"),
            _("45 or below"),
            _("Junior college and above"),
            _("Persons in both"),
            _("Relatives allowed both, pairs"),
            _("Mean age before"),
            _("Mean age aimed at"),
        ]
    )
    for row in found.rows:
        now, village = row.now, row.election.village
        aimed = row.target.age_target if row.target else ""
        sheet.writerow(
            [
                village.pk,
                place(village.name),
                now.persons,
                now.women_in_committee,
                now.committee,
                now.mean_tenths,
                now.to_45,
                now.schooled,
                now.cross_posted,
                row.kin_allowed,
                row.before.mean_tenths,
                aimed,
            ]
        )
