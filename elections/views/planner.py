from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import allowed
from elections.forms.planner import WishesForm, chosen_days
from elections.queries.cycle import elections_for
from elections.queries.planner import Grid, Planner
from elections.services.planner import VillagesRefused, set_many_days


@allowed("election.plan", scope=None)
def planner(request: HttpRequest) -> HttpResponse:
    """The days of all villages in one grid: proposed, changed by hand, checked, and set together."""
    if request.cycle is None:
        return redirect("elections:cycle")
    elections = list(elections_for(request.user, request.cycle))
    found = Planner(request.cycle, elections, request.now)
    if request.method == "POST":
        return _apply(request, found)
    wishes = _wishes(request, found)
    chosen = found.current()
    if "propose" in request.GET and wishes.is_valid():
        avoided = wishes.avoided(found.days)
        chosen |= found.proposal(
            wishes.cleaned_data["per_day"], keep=not wishes.cleaned_data["anew"], avoided=avoided
        )
    return _page(request, found, wishes, found.grid(chosen, _per_day(request.GET, found), _first(request)))


@allowed("election.plan", scope=None)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What speaks against the days as they are chosen now (htmx): beside every village, and in one line."""
    if request.cycle is None:
        raise Http404
    found = Planner(request.cycle, list(elections_for(request.user, request.cycle)), request.now)
    return render(request, "elections/planner/checked.html", {"grid": _posted(request, found)})


def _apply(request: HttpRequest, found: Planner) -> HttpResponse:
    """Set the days of all changed villages, or show beside each what refuses it."""
    grid = _posted(request, found)
    if request.POST.get("act") != "apply" or not grid.changed:
        return _page(request, found, _wishes(request, found), grid)
    try:
        changed = set_many_days(
            by=request.user,
            cycle=request.cycle,
            elections=[progress.election for progress in found.found.values()],
            days={card.election.village_id: card.chosen for card in grid.cards if card.chosen},
            per_day=grid.per_day,
            reason=request.POST.get("reason", "").strip()[:200],
            now=request.now,
        )
    except VillagesRefused as error:
        grid = grid.refused_by(error.by_village)
        return _page(request, found, _wishes(request, found), grid, status=409)
    n = len(changed)
    messages.success(request, ngettext("%(n)s day is set.", "%(n)s days are set.", n) % {"n": n})
    return redirect("elections:days")


def _page(
    request: HttpRequest, found: Planner, wishes: WishesForm, grid: Grid, status: int = 200
) -> HttpResponse:
    context = {
        "grid": grid,
        "wishes": wishes,
        "days": found.days,
        "reason": request.POST.get("reason", ""),
        "asks_reason": found.cycle.rules.voting.window.stated,
        "committee": found.cycle.rules.elects_a_committee,
        "unfixed": sum(not card.fixed for card in grid.cards),
        "without": sum(card.chosen is None for card in grid.cards),
    }
    return render(request, "elections/planner/planner.html", context, status=status)


def _posted(request: HttpRequest, found: Planner) -> Grid:
    chosen = chosen_days(request.POST, found.current(), [v for v in found.found if not found.is_fixed(v)])
    reason = request.POST.get("reason", "").strip()
    return found.grid(chosen, _per_day(request.POST, found), _first(request), reason)


def _wishes(request: HttpRequest, found: Planner) -> WishesForm:
    year = found.days[0].year if found.days else request.now.year
    data = request.GET if "propose" in request.GET else None
    return WishesForm(year, data, initial={"per_day": _per_day(request.POST or request.GET, found)})


def _per_day(data: QueryDict, found: Planner) -> int:
    typed = data.get("per_day", "")
    return max(int(typed), 1) if typed.isdecimal() and len(typed) < 4 else found.usual_per_day()


def _first(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("from") or request.GET.get("from") or "")
    except ValueError:
        return None
