from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from accounts.access import allowed
from elections.models import Election
from elections.queries.progress import progress_of_one
from overview.chart_print import print_chart
from overview.queries.columns import By
from overview.queries.gantt import Gantt, gantt_of
from overview.queries.sight import election_in_sight


@allowed("village.view")
@require_GET
def gantt(request: HttpRequest, village_code: str) -> HttpResponse:
    """The whole journey of one village as a chart, by group or by step."""
    election, chart = _chart(request, village_code)
    context = {"election": election, "gantt": chart, "by_step": chart.by == By.STEP}
    return render(request, "overview/gantt/gantt.html", context)


@allowed("village.view")
@require_GET
def gantt_print(request: HttpRequest, village_code: str) -> HttpResponse:
    """The same chart in A3."""
    asked: Any = request
    election, chart = _chart(request, village_code)
    pdf = print_chart(election, chart, election.cycle.now(asked.now))
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"gantt-{village_code}-{localtime(asked.now):%Y%m%d}"
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _chart(request: HttpRequest, village_code: str) -> tuple[Election, Gantt]:
    asked: Any = request
    election = election_in_sight(asked.user, asked.cycle, village_code)
    if election is None:
        raise Http404
    now = election.cycle.now(asked.now)
    by = By.STEP if asked.GET.get("by") == By.STEP else By.GROUP
    return election, gantt_of(progress_of_one(election, now), now, by)
