"""The register of ballots handed out on polling day."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from voting.api.found import box_here, round_here, voter_here
from voting.api.proxy import NUMBER, ProxyReasonShape, proxy_here
from voting.enums import Manner
from voting.queries.ballot import ballot_of, ballots_of
from voting.services.ballot import issue_ballot, take_back_ballot


class HandOutShape(serializers.Serializer[Any]):
    """`voter` is a number of the roll in force, `proxy` the id of the proxy by which its holder takes the ballot."""

    voter = serializers.IntegerField(**NUMBER)
    proxy = serializers.IntegerField(min_value=1, max_value=2**31 - 1, allow_null=True, default=None)


class BallotShape(serializers.Serializer[Any]):
    """An entry of the register. What is on the paper is nobody's to know."""

    id = serializers.IntegerField(source="pk")
    number = serializers.IntegerField()
    name = serializers.CharField()
    box = serializers.IntegerField(source="box.number")
    manner = serializers.ChoiceField(Manner.choices)
    certificate = serializers.IntegerField(source="proxy.number", default=None, allow_null=True)
    issued_at = serializers.DateTimeField()
    taken_back_at = serializers.DateTimeField(allow_null=True)
    taken_back_because = serializers.CharField(allow_blank=True)


class BallotsView(OfficersView):
    access_rule = ("ballot.view", "village_code")

    @described("ballots", "The register of ballots handed out in a round", gives=BallotShape(many=True))
    def get(self, request: Request, village_code: str, number: int) -> Response:
        kept = ballots_of(round_here(request, village_code, number))
        return Response(BallotShape(kept, many=True).data)


class HandOutView(OfficersView):
    access_rule = ("ballot.issue", "village_code")

    @described(
        "hand_out_ballot",
        "Enter that a ballot was handed out at a box",
        takes=HandOutShape,
        gives=BallotShape,
        status=201,
        keyed=True,
    )
    def post(self, request: Request, village_code: str, number: int, box: int) -> Response:
        found, key, taken = box_here(request, village_code, number, box), self.key(), self.taken(HandOutShape)
        proxy = proxy_here(request, village_code, taken["proxy"]) if taken["proxy"] else None
        made = issue_ballot(
            by=request.user,
            box=found,
            voter=voter_here(found.contest.election, taken["voter"], "voter"),
            proxy=proxy,
            key=key,
            now=request.now,
        )
        return Response(BallotShape(made).data, status=201)


class TakeBackView(OfficersView):
    access_rule = ("ballot.issue", "village_code")

    @described("take_back_ballot", "Take a ballot back", takes=ProxyReasonShape, gives=BallotShape)
    def post(self, request: Request, village_code: str, number: int, pk: int) -> Response:
        found = ballot_of(round_here(request, village_code, number), pk)
        if found is None:
            raise NotThere
        done = take_back_ballot(
            by=request.user, ballot=found, now=request.now, **self.taken(ProxyReasonShape)
        )
        return Response(BallotShape(done).data)
