"""The rounds of a vote, their hours and places."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import ClockField
from accounts.api.view import OfficersView, described
from elections.api.found import election_here
from elections.models import Election
from voting.api.found import round_here
from voting.api.shapes import RoundShape
from voting.enums import BoxKind
from voting.models import Contest
from voting.queries.contest import boxes_of, round_of, rounds_of
from voting.rounds import COMMITTEE
from voting.services.box import BoxDraft, publish_time_and_place, set_time_and_place


class BoxDraftShape(serializers.Serializer[Any]):
    """A ballot box; only a mobile one has no address. `groups` vote here; none: all that vote nowhere else."""

    kind = serializers.ChoiceField(BoxKind.choices)
    name = serializers.CharField(max_length=60)
    address = serializers.CharField(max_length=120, allow_blank=True, default="")
    groups = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=999), default=list, max_length=200
    )

    def validate(self, box: dict[str, Any]) -> dict[str, Any]:
        if not box["address"] and box["kind"] != BoxKind.MOBILE:
            missing = _("Voters must find it: give the address.")
            raise serializers.ValidationError({"address": [missing]}, code="required")
        return box


class PlacesShape(serializers.Serializer[Any]):
    opens_at = ClockField()
    closes_at = ClockField()
    boxes = BoxDraftShape(many=True, allow_empty=False, max_length=20)  # type: ignore[call-arg]


class VotesView(OfficersView):
    access_rule = ("contest.view", "village_code")

    @described(
        "votes", "The rounds of a village's vote, and who entered which sheet", gives=RoundShape(many=True)
    )
    def get(self, request: Request, village_code: str, body: str = COMMITTEE) -> Response:
        return Response(told(rounds_of(election_here(request, village_code), body)))


class PlacesView(OfficersView):
    access_rule = ("contest.prepare", "village_code")

    @described("set_places", "Set hours and boxes of a round", takes=PlacesShape, gives=RoundShape)
    def put(self, request: Request, village_code: str, number: int) -> Response:
        contest, taken = round_here(request, village_code, number), self.taken(PlacesShape)
        taken["boxes"] = [BoxDraft(**each | {"groups": tuple(each["groups"])}) for each in taken["boxes"]]
        set_time_and_place(by=request.user, contest=contest, now=request.now, **taken)
        return Response(told_anew(contest))


class PlacesPublicationView(OfficersView):
    access_rule = ("contest.prepare", "village_code")

    @described("publish_places", "Publish hours and boxes of a round", gives=RoundShape)
    def post(self, request: Request, village_code: str, number: int) -> Response:
        contest = round_here(request, village_code, number)
        publish_time_and_place(by=request.user, contest=contest, now=request.now)
        return Response(told_anew(contest))


def told(rounds: list[Contest]) -> list[dict[str, Any]]:
    """Rounds as the API tells them."""
    return list(RoundShape(rounds, many=True, context={"boxes": boxes_of(rounds)}).data)


def told_anew(contest: Contest) -> dict[str, Any]:
    """A round as it stands after a write."""
    election: Election = contest.election
    found = round_of(election, contest.number, contest.body)
    return told([found])[0] if found else {}
