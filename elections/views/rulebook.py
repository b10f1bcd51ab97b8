from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import allowed
from elections.queries.rulebook import subjects_of, tasks_of


@allowed("rulebook.view", scope=None)
def rulebook(request: HttpRequest) -> HttpResponse:
    """The rulebook that the cycle froze, by subject, each value with its clause and the plan's words."""
    rules = request.cycle.rules if request.cycle else None
    context = {"rules": rules}
    if rules:
        context |= {"subjects": subjects_of(rules), "tasks": tasks_of(rules)}
    return render(request, "elections/rulebook/rulebook.html", context)
