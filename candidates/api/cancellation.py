"""Candidacies that were cancelled, and the decision that cancels one."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.found import candidacy_here
from candidates.queries.withdrawal import cancellations_of
from candidates.services.cancellation import Cancelling, cancel_candidacy
from elections.api.found import election_here
from villages.enums import Body, Post
from voting.enums import InvalidGround


class CancellationDraftShape(serializers.Serializer[Any]):
    """Why a candidacy is cancelled: ground, what was found, on what it rests, and the document that decides."""

    decided_on = DayField()
    ground = serializers.ChoiceField(InvalidGround.choices)
    reason = serializers.CharField(max_length=300)
    evidence = serializers.CharField(max_length=300)
    decision = serializers.CharField(max_length=100)


class CancellationShape(serializers.Serializer[Any]):
    """A cancelled candidacy. `announced_at`: the committee's list was posted again without it; null: not yet, or no need."""

    id = serializers.IntegerField(source="candidacy_id")
    body = serializers.ChoiceField(Body.choices, source="candidacy.body")
    post = serializers.ChoiceField(Post.choices, source="candidacy.post")
    name = serializers.CharField(source="candidacy.name")
    ground = serializers.ChoiceField(InvalidGround.choices)
    clause = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    evidence = serializers.CharField(allow_blank=True)
    decision = serializers.CharField()
    decided_on = serializers.DateField(source="received_on")
    from_list = serializers.BooleanField()
    announced_at = serializers.DateTimeField(source="change.published_at", allow_null=True, default=None)


class CancellationsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "cancellations",
        "Whose candidacy was cancelled in a village",
        gives=CancellationShape(many=True),
    )
    def get(self, request: Request, village_code: str) -> Response:
        found = cancellations_of([election_here(request, village_code)])
        return Response(CancellationShape(found, many=True).data)


class CancellationView(OfficersView):
    access_rule = ("candidate.cancel", "village_code")

    @described(
        "cancel_candidacy",
        "Cancel the candidacy of somebody found to have competed by improper means, or to be barred",
        takes=CancellationDraftShape,
        gives=CancellationShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(CancellationDraftShape)
        made = cancel_candidacy(by=request.user, candidacy=found, draft=Cancelling(**taken), now=request.now)
        return Response(CancellationShape(made, many=True).data, status=201)
