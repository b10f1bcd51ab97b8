"""What an address of the vote names, or not there."""

from rest_framework.request import Request

from accounts.refusals import NotThere
from elections.api.found import election_here
from voting.models import Box, Contest, RollUpload
from voting.queries.contest import box_of, round_of
from voting.queries.upload import upload_of


def round_here(request: Request, village_code: str, number: int) -> Contest:
    contest = round_of(election_here(request, village_code), number)
    if contest is None:
        raise NotThere
    return contest


def box_here(request: Request, village_code: str, number: int, box: int) -> Box:
    found = box_of(election_here(request, village_code), number, box)
    if found is None:
        raise NotThere
    return found


def upload_here(request: Request, village_code: str, pk: int) -> RollUpload:
    election = election_here(request, village_code)
    found = upload_of(election, pk)
    if found is None:
        raise NotThere
    found.election = election
    return found
