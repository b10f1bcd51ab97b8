"""The written result of the joint review: whom it has reached."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.enums import FeedbackLevel
from candidates.queries.feedback import receipts_of
from candidates.services.feedback import record_feedback
from elections.api.found import election_here


class FeedbackTakenShape(serializers.Serializer[Any]):
    """Who took the paper, when, and which it was."""

    received_on = DayField()
    received_by = serializers.CharField(max_length=50)
    document = serializers.CharField(max_length=100)


class FeedbackReceiptShape(FeedbackTakenShape):
    level = serializers.ChoiceField(FeedbackLevel.choices)
    people = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class FeedbackView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "feedback_receipts", "Whom the written result has reached", gives=FeedbackReceiptShape(many=True)
    )
    def get(self, request: Request, village_code: str) -> Response:
        found = receipts_of(election_here(request, village_code))
        return Response(FeedbackReceiptShape(found, many=True).data)

    @described(
        "record_feedback",
        "Record that the written result was received",
        takes=FeedbackTakenShape,
        gives=FeedbackReceiptShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        record_feedback(by=request.user, election=election, now=request.now, **self.taken(FeedbackTakenShape))
        return Response(FeedbackReceiptShape(receipts_of(election), many=True).data, status=201)
