"""The recorded votes of an election: what went into the tally and what it said."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from elections.api.found import election_here
from voting.queries.recorded import recorded_votes


class VoteCountedShape(serializers.Serializer[Any]):
    """A vote counted where it was held. `unit`: number of its group or electing unit; recorded anew `number` goes up.

    `count` and `outcome` are those of the tally contract, `chosen` the choices taken among equals by `decision`.
    """

    about = serializers.CharField(source="contest.about")
    unit = serializers.IntegerField(source="contest.unit", allow_null=True)
    number = serializers.IntegerField(source="contest.number")
    latest = serializers.BooleanField()
    day = serializers.DateField(source="contest.day")
    decision = serializers.CharField(source="contest.decision")
    chosen = serializers.ListField(child=serializers.CharField(), source="contest.chosen")
    count = serializers.JSONField(source="contest.outcome.count")
    outcome = serializers.JSONField(source="contest.outcome.data")
    digest = serializers.CharField(source="contest.outcome.digest")


class VotesCountedView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "votes_counted",
        "How the votes on the way to the candidates and the bodies were counted",
        gives=VoteCountedShape(many=True),
    )
    def get(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return Response(VoteCountedShape(recorded_votes(election), many=True).data)
