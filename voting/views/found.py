"""What a URL of the vote names, or 404."""

from django.http import Http404, HttpRequest

from elections.models import Election
from elections.queries.cycle import election_in
from voting.models import Box, Contest
from voting.queries.contest import box_of, round_of
from voting.queries.result import Vote, vote_of
from voting.rounds import COMMITTEE


def election_or_404(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def vote_or_404(election: Election, body: str = COMMITTEE) -> Vote:
    vote = vote_of(election, body)
    if vote is None:
        raise Http404
    return vote


def round_or_404(election: Election, number: int, body: str = COMMITTEE) -> Contest:
    contest = round_of(election, number, body)
    if contest is None:
        raise Http404
    return contest


def box_or_404(election: Election, number: int, box: int, body: str = COMMITTEE) -> Box:
    found = box_of(election, number, box, body)
    if found is None:
        raise Http404
    return found
