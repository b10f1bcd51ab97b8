from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import allowed
from elections.enums import Step
from elections.views.in_plan import in_plan
from voting.enums import Ground
from voting.queries.roll import latest_roll, roll_version
from voting.queries.roll_figures import figures_of_all, figures_of_roll
from voting.views.found import election_or_404


@allowed("roll.view")
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def figures(request: HttpRequest, village_code: str) -> HttpResponse:
    """The roll of a village in figures."""
    election = election_or_404(request, village_code)
    asked = request.GET.get("version", "")
    roll = roll_version(election, int(asked)) if asked.isdecimal() else latest_roll(election)
    if asked and roll is None:
        raise Http404
    context: dict[str, object] = {"election": election, "roll": roll}
    if roll is not None:
        roll.election = election
        told = figures_of_roll(roll, election.election_day or request.now.date())
        longest = max(told.grounds.values(), default=0)
        context["told"] = told
        context["grounds"] = [
            (Ground(ground).label, n, n * 1000 // longest) for ground, n in told.grounds.items()
        ]
    return render(request, "voting/roll/figures.html", context)


@allowed("roll.view", scope=None)
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def all_figures(request: HttpRequest) -> HttpResponse:
    """The rolls of all villages that the officer looks after, one line each."""
    rows = figures_of_all(request.user, request.cycle) if request.cycle else []
    sums = {
        name: sum(getattr(row, name) for row in rows)
        for name in ("voters", "women", "away", "not_registered")
    }
    sums["population"] = sum(row.election.village.population for row in rows)
    published = sum(row.roll is not None and row.roll.published_at is not None for row in rows)
    context = {"rows": rows, "sums": sums, "published": published}
    return render(request, "voting/roll/all_figures.html", context)
