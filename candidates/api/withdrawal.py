"""Withdrawals, and the list posted again."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.candidacy import CandidacyShape, PostShape, told
from candidates.api.found import candidacy_here
from candidates.services.list_change import publish_list_change
from candidates.services.withdrawal import withdraw_candidate
from elections.api.found import election_here


class CandidateWithdrawalShape(serializers.Serializer[Any]):
    """The letter: the day on which it came, and the reason it gives."""

    received_on = DayField()
    reason = serializers.CharField(max_length=300)


class ListChangeShape(serializers.Serializer[Any]):
    """`approval` names the document that allows a list without a woman."""

    approval = serializers.CharField(max_length=200, allow_blank=True, default="")


class WithdrawalView(OfficersView):
    access_rule = ("candidate.propose", "village_code")

    @described(
        "withdraw_candidate",
        "Record that a nominee or candidate withdrew",
        takes=CandidateWithdrawalShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found = candidacy_here(request, village_code, pk)
        withdraw_candidate(
            by=request.user, candidacy=found, now=request.now, **self.taken(CandidateWithdrawalShape)
        )
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)


class ListChangeView(OfficersView):
    access_rule = ("candidate.publish", "village_code")

    @described(
        "publish_list_change",
        "Post the formal list again after a change",
        takes=ListChangeShape,
        gives=PostShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        publish_list_change(
            by=request.user, election=election, now=request.now, **self.taken(ListChangeShape)
        )
        return Response(told(election), status=201)
