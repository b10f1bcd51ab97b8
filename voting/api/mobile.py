"""The mobile ballot box: who asks for it, whom the committee confirms, its routes."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import ClockField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.found import election_here
from voting.api.found import voter_here
from voting.api.proxy import NUMBER, ProxyReasonShape
from voting.enums import MobileReason, MobileState
from voting.models import MobileVoter
from voting.queries.mobile import mobile_voter_of, mobile_voters, route_of
from voting.services.mobile import RouteDraft, confirm_mobile, refuse_mobile, request_mobile, set_route


class MobileRequestShape(serializers.Serializer[Any]):
    """`voter` is a number of the roll in force."""

    voter = serializers.IntegerField(**NUMBER)
    reason = serializers.ChoiceField(MobileReason.choices)


class MobileConfirmationShape(serializers.Serializer[Any]):
    """`approval` names the paper of the office above where the rulebook wants it; `route` is a route's number."""

    approval = serializers.CharField(max_length=200, allow_blank=True, default="")
    route = serializers.IntegerField(min_value=1, max_value=999, allow_null=True, default=None)


class MobileVoterShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    number = serializers.IntegerField()
    group = serializers.IntegerField()
    reason = serializers.ChoiceField(MobileReason.choices)
    state = serializers.ChoiceField(MobileState.choices)
    route = serializers.IntegerField(source="route.number", default=None, allow_null=True)


class RouteDraftShape(serializers.Serializer[Any]):
    """A route; `voters` are the ids of confirmed voters whom it visits, left out where they stay as they are."""

    route = serializers.CharField(max_length=300)
    sets_out = ClockField()
    returns = ClockField()
    staff = serializers.ListField(child=serializers.CharField(max_length=50), max_length=20)
    voters = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**31 - 1),
        max_length=2000,
        allow_null=True,
        default=None,
    )


class RouteShape(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    route = serializers.CharField()
    sets_out = ClockField()
    returns = ClockField()
    staff = serializers.ListField(child=serializers.CharField())


def mobile_voter_here(request: Request, village_code: str, pk: int) -> MobileVoter:
    found = mobile_voter_of(election_here(request, village_code), pk)
    if found is None:
        raise NotThere
    return found


class MobileVotersView(OfficersView):
    access_rule = ("proxy.view", "village_code")

    @described("mobile_voters", "Who asked for the mobile box", gives=MobileVoterShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        kept = mobile_voters(election_here(request, village_code))
        return Response(MobileVoterShape(kept, many=True).data)


class MobileRequestView(OfficersView):
    access_rule = ("mobile.record", "village_code")

    @described(
        "request_mobile",
        "Take in that a voter asks for the mobile box",
        takes=MobileRequestShape,
        gives=MobileVoterShape,
        status=201,
        keyed=True,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, key, taken = (
            election_here(request, village_code),
            self.key(),
            self.taken(MobileRequestShape),
        )
        made = request_mobile(
            by=request.user,
            election=election,
            voter=voter_here(election, taken["voter"], "voter"),
            reason=taken["reason"],
            key=key,
            now=request.now,
        )
        return Response(MobileVoterShape(made).data, status=201)


class MobileConfirmationView(OfficersView):
    access_rule = ("mobile.record", "village_code")

    @described(
        "confirm_mobile",
        "Confirm a voter of the mobile box",
        takes=MobileConfirmationShape,
        gives=MobileVoterShape,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = mobile_voter_here(request, village_code, pk), self.taken(MobileConfirmationShape)
        route = route_of(found.election, taken["route"]) if taken["route"] else None
        if taken["route"] and route is None:
            raise NotThere
        done = confirm_mobile(
            by=request.user, voter=found, approval=taken["approval"], route=route, now=request.now
        )
        return Response(MobileVoterShape(done).data)


class MobileRefusalView(OfficersView):
    access_rule = ("mobile.record", "village_code")

    @described("refuse_mobile", "Refuse the mobile box", takes=ProxyReasonShape, gives=MobileVoterShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found = mobile_voter_here(request, village_code, pk)
        done = refuse_mobile(by=request.user, voter=found, now=request.now, **self.taken(ProxyReasonShape))
        return Response(MobileVoterShape(done).data)


class RouteView(OfficersView):
    access_rule = ("mobile.record", "village_code")

    @described(
        "set_route",
        "Set a route of the mobile box; number 0 makes a further one",
        takes=RouteDraftShape,
        gives=RouteShape,
    )
    def put(self, request: Request, village_code: str, number: int) -> Response:
        taken = self.taken(RouteDraftShape)
        voters, staff = taken.pop("voters"), tuple(taken.pop("staff"))
        made = set_route(
            by=request.user,
            election=election_here(request, village_code),
            draft=RouteDraft(staff=staff, **taken),
            number=number or None,
            voters=voters,
            now=request.now,
        )
        return Response(RouteShape(made).data)
