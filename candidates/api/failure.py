"""What is decided on the place of a person who failed the joint review."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.found import candidacy_here
from candidates.enums import FailureWay
from candidates.services.failure import decide_failure


class FailureShape(serializers.Serializer[Any]):
    """The next by votes, somebody nominated anew, or a shorter list; with the reason and the document, if there is one."""

    way = serializers.ChoiceField(FailureWay.choices)
    reason = serializers.CharField(max_length=300)
    document = serializers.CharField(max_length=100, allow_blank=True, default="")
    decided_on = DayField()


class FailureView(OfficersView):
    access_rule = ("candidate.review_township", "village_code")

    @described(
        "decide_failure",
        "Decide on the place of a person who failed the joint review",
        takes=FailureShape,
        gives=FailureShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(FailureShape)
        taken |= {"way": FailureWay(taken["way"])}
        made = decide_failure(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(FailureShape(made).data, status=201)
