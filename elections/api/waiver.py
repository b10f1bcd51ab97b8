from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from elections.api.found import election_here
from elections.api.shapes import WaiverShape
from elections.services.waiver import waive_step


class NewWaiverShape(serializers.Serializer[Any]):
    """`over` is the step before it that is not done; `approval` names the office and document."""

    over = serializers.CharField(max_length=60)
    reason = serializers.CharField(max_length=500)
    approval = serializers.CharField(max_length=200)


class WaiversView(OfficersView):
    access_rule = ("step.waive", "village_code")

    @described(
        "waive_step",
        "Let a step go on although one before it is not done",
        takes=NewWaiverShape,
        gives=WaiverShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, step: str) -> Response:
        made = waive_step(
            by=request.user,
            election=election_here(request, village_code),
            step=step,
            now=request.now,
            **self.taken(NewWaiverShape),
        )
        return Response(WaiverShape(made).data, status=201)
