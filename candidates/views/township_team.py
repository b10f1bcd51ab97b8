import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.said import Said
from candidates.queries.team import View
from candidates.queries.township_team import TownshipTeams, township_teams
from candidates.source_rules import reserve_asked
from candidates.structure import Figures
from elections.rulebook.wording import word
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
    found = township_teams(request.user, request.cycle, _view(request))
    _write(csv.writer(answer), found, reserve=reserve_asked(request.cycle.rules))
    return answer


def _view(request: HttpRequest) -> str:
    view = request.GET.get("view", View.STANDING)
    if view not in View.values:
        raise Http404
    return view


def _write(sheet: "_csv.Writer", found: TownshipTeams, *, reserve: bool) -> None:
    """A line for each place; where the plan names sources, a column for each that somebody comes from."""
    sources = [each.source for each in found.now.sources] if found.source_clauses else []
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
            *(_("Comes from: %(source)s") % {"source": _source_told(source)} for source in sources),
            *([_("of these, of the reserve of cadres")] if reserve else []),
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
                *_from(now, sources),
                *([now.reserve] if reserve else []),
            ]
        )


def _from(team: Figures, sources: Sequence[str]) -> list[int]:
    """How many of a team come from each of these sources."""
    counted = {each.source: each.persons for each in team.sources}
    return [counted.get(source, 0) for source in sources]


def _source_told(source: str) -> str:
    return str(Said(word(source))) if source else pgettext("source", "not stated")
