from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from candidates.api.candidacy import PostShape, told
from candidates.services.publication import publish_candidates
from elections.api.found import election_here


class FormalListShape(serializers.Serializer[Any]):
    """`approval` names the document by which a list without a woman is allowed, where an office may allow it."""

    approval = serializers.CharField(max_length=200, allow_blank=True, default="")


class PublicationView(OfficersView):
    access_rule = ("candidate.publish", "village_code")

    @described(
        "publish_candidates",
        "Publish the formal list and prepare the vote",
        takes=FormalListShape,
        gives=PostShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        publish_candidates(by=request.user, election=election, now=request.now, **self.taken(FormalListShape))
        return Response(told(election), status=201)
