from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime

from accounts.access import allowed
from accounts.enums import Role
from overview.queries.today import today_of


@allowed("today.view", scope=None)
def today(request: HttpRequest) -> HttpResponse:
    """What must this officer do today?"""
    asked: Any = request
    if all(office.role == Role.COUNTY_DEPARTMENT for office in asked.user.held):
        return redirect("candidates:department")
    found = today_of(asked.user, asked.cycle, asked.now)
    vote = found.first_vote
    left = (vote.election_day - localtime(asked.now).date()).days if vote and vote.election_day else None
    context = {"today": found, "work": found.work, "days_left": left, "next_deadline": found.next_deadline}
    return render(request, "overview/today/today.html", context)
