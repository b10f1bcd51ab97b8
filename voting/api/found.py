"""What an address of the vote names, or not there."""

from django.utils import translation
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from accounts.api.refusals import InputFaulty
from accounts.api.view import LANGUAGES
from accounts.refusals import NotThere
from elections.api.found import election_here
from elections.models import Election
from voting.models import Box, Contest, RollEntry, RollUpload
from voting.queries.contest import box_of, round_of
from voting.queries.electors import voter_numbered
from voting.queries.upload import upload_of
from voting.rounds import COMMITTEE


def round_here(request: Request, village_code: str, number: int, body: str = COMMITTEE) -> Contest:
    contest = round_of(election_here(request, village_code), number, body)
    if contest is None:
        raise NotThere
    return contest


def box_here(request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE) -> Box:
    found = box_of(election_here(request, village_code), number, box, body)
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


def voter_here(election: Election, number: int, field: str) -> RollEntry:
    """The voter of a number on the roll in force. Raises InputFaulty for a number that nobody has."""
    found = voter_numbered(election, number)
    if found is None:
        missing = gettext_lazy("Nobody on the roll in force has this number.")
        said = {}
        for language, code in LANGUAGES.items():
            with translation.override(code):
                said[language] = str(missing)
        raise InputFaulty([{"field": field, "code": "invalid", "text": said}])
    return found
