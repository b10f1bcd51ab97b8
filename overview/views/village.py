from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import allowed
from overview.queries.sight import election_in_sight
from overview.queries.village import schedule_of, villages_of


@allowed("village.view", scope=None)
def villages(request: HttpRequest) -> HttpResponse:
    """The villages in the officer's scope."""
    asked: Any = request
    return render(
        request, "overview/village/list.html", {"rows": villages_of(asked.user, asked.cycle, asked.now)}
    )


@allowed("village.view")
def village(request: HttpRequest, village_code: str) -> HttpResponse:
    """One village: where are we, and what is next?"""
    asked: Any = request
    election = election_in_sight(asked.user, asked.cycle, village_code)
    if election is None:
        raise Http404
    schedule = schedule_of(election, asked.user, election.cycle.now(asked.now))
    return render(request, "overview/village/village.html", {"schedule": schedule, "election": election})
