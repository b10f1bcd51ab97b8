"""The proposal to the township, and the answer to a return."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.candidacy import CandidacyShape, PostShape, told
from candidates.api.found import candidacy_here
from candidates.services.proposal import Reply, answer_return, propose_candidates
from elections.api.found import election_here


class ReplyShape(serializers.Serializer[Any]):
    """What a nominee said: the day of the signed acceptance, or why the nomination is declined."""

    candidacy_id = serializers.IntegerField()
    accepted_on = DayField(allow_null=True, default=None)
    declined_why = serializers.CharField(max_length=300, allow_blank=True, default="")


class ProposalShape(serializers.Serializer[Any]):
    """The Party organisation's meeting, and what every nominee replied."""

    held_on = DayField()
    note = serializers.CharField(max_length=500)
    replies = ReplyShape(many=True)


class AnswerShape(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=500)


class ProposalView(OfficersView):
    access_rule = ("candidate.propose", "village_code")

    @described(
        "propose_candidates",
        "Propose the nominees to the township",
        takes=ProposalShape,
        gives=PostShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(ProposalShape)
        taken["replies"] = [Reply(**each) for each in taken["replies"]]
        propose_candidates(by=request.user, election=election, now=request.now, **taken)
        return Response(told(election), status=201)


class AnswerView(OfficersView):
    access_rule = ("candidate.propose", "village_code")

    @described(
        "answer_return",
        "Hand a returned person in again",
        takes=AnswerShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found = candidacy_here(request, village_code, pk)
        answer_return(by=request.user, candidacy=found, now=request.now, **self.taken(AnswerShape))
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)
