from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import allowed
from candidates.queries.votes import vote_sections
from elections.queries.cycle import election_in


@allowed("candidate.view")
def votes_counted(request: HttpRequest, village_code: str) -> HttpResponse:
    """How each vote on the way to the candidates, and to the bodies beside the committees, was counted."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    sections = vote_sections(election)
    number = sum(len(section.votes) for section in sections)
    context = {"election": election, "sections": sections, "number": number}
    return render(request, "candidates/votes/list.html", context)
