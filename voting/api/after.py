"""After the count: ballots under seal, and a result declared invalid."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from villages.enums import Post
from voting.api.found import round_here
from voting.enums import InvalidGround, InvalidScope
from voting.services.invalidity import InvalidityDraft, declare_invalid
from voting.services.sealing import Sealed, seal_ballots


class SealingShape(serializers.Serializer[Any]):
    """Ballots under seal; `keep_until` is a day of the office's own, null where the rule alone holds."""

    sealed_at = serializers.DateTimeField()
    packets = serializers.IntegerField(min_value=1, max_value=1000)
    seals = serializers.CharField(max_length=200)
    sealed_by = serializers.CharField(max_length=200)
    holder = serializers.CharField(max_length=100)
    place = serializers.CharField(max_length=100)
    keep_until = serializers.DateField(allow_null=True, default=None)


class InvalidityDraftShape(serializers.Serializer[Any]):
    """What is declared invalid. For one person: the post and the key of the person in the tally's outcome."""

    scope = serializers.ChoiceField(InvalidScope.choices)
    ground = serializers.ChoiceField(InvalidGround.choices)
    reason = serializers.CharField(max_length=500)
    decision = serializers.CharField(max_length=100)
    post = serializers.ChoiceField(Post.choices, allow_blank=True, default="")
    person = serializers.CharField(max_length=60, allow_blank=True, default="")


class InvalidityShape(serializers.Serializer[Any]):
    """What was declared invalid; `void`: the seat fell vacant by it."""

    scope = serializers.ChoiceField(InvalidScope.choices)
    post = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    ground = serializers.ChoiceField(InvalidGround.choices)
    clause = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()
    decision = serializers.CharField()
    void = serializers.BooleanField()
    declared_at = serializers.DateTimeField()


class SealingView(OfficersView):
    access_rule = ("count.settle", "village_code")

    @described(
        "seal_ballots",
        "Record that the ballots of a round are under seal",
        takes=SealingShape,
        gives=SealingShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, body: str, number: int) -> Response:
        contest, taken = round_here(request, village_code, number, body), self.taken(SealingShape)
        made = seal_ballots(by=request.user, contest=contest, sealed=Sealed(**taken), now=request.now)
        return Response(SealingShape(made).data, status=201)


class InvalidityView(OfficersView):
    access_rule = ("result.invalidate", "village_code")

    @described(
        "declare_invalid",
        "Declare a confirmed result, or one person's election, invalid",
        takes=InvalidityDraftShape,
        gives=InvalidityShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, body: str, number: int) -> Response:
        contest, taken = round_here(request, village_code, number, body), self.taken(InvalidityDraftShape)
        made = declare_invalid(
            by=request.user, contest=contest, draft=InvalidityDraft(**taken), now=request.now
        )
        return Response(InvalidityShape(made).data, status=201)
