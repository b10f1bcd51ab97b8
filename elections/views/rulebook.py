from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import allowed


@allowed("rulebook.view", scope=None)
def rulebook(request: HttpRequest) -> HttpResponse:
    """The rulebook that the cycle froze, by subject, each value with its clause and the plan's words."""
    return render(request, "elections/rulebook/rulebook.html", {"rules": request.cycle.rules if request.cycle else None})
