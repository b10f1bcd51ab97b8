from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import public
from elections.queries.cycle import public_election
from overview.forms.on_roll import OnRollForm
from overview.queries.public_board import find_on_roll, public_board_of


@public
def public_board(request: HttpRequest, village_code: str) -> HttpResponse:
    """A village's notice board: what is posted now, the election day, and whether a name is on the roll."""
    election = public_election(village_code)
    if election is None:
        raise Http404
    now = timezone.localtime(election.cycle.now(timezone.now()))
    board = public_board_of(election, now)
    form = OnRollForm(board.groups, request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid() and board.roll is not None:
        found = find_on_roll(election, board.roll, form.cleaned_data["name"], form.cleaned_data["group"])
    context = {"board": board, "election": election, "form": form, "found": found, "public_now": now}
    return render(request, "overview/public/board.html", context)
