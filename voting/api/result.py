"""What follows a count: a further round, the review of a person written in, the confirmation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from elections.api.found import election_here
from villages.enums import Post
from voting.api.contest import told, told_anew
from voting.api.found import round_here
from voting.api.shapes import RoundShape
from voting.queries.contest import rounds_of
from voting.rounds import COMMITTEE
from voting.services.result import confirm_result, review_write_in
from voting.services.runoff import open_runoff


class LookedAt(serializers.BooleanField):
    """Something that must have been looked at: only true is taken."""

    default_error_messages = {
        "required": _("Say that it was looked at."),
        "not_true": _("Say that it was looked at."),
    }

    def to_internal_value(self, data: Any) -> bool:
        if not super().to_internal_value(data):
            self.fail("not_true")
        return True


class FurtherRoundShape(serializers.Serializer[Any]):
    day = DayField()


class ConfirmationShape(serializers.Serializer[Any]):
    """What the township has looked at before it confirms (A-RES-01)."""

    conduct = LookedAt()
    process = LookedAt()


class WriteInShape(serializers.Serializer[Any]):
    """The verdict on a person elected by write-in."""

    post = serializers.ChoiceField(Post.choices)
    name = serializers.CharField(max_length=50)
    passed = serializers.BooleanField()
    reason = serializers.CharField(max_length=300)


class FurtherRoundView(OfficersView):
    access_rule = ("runoff.open", "village_code")

    @described(
        "open_runoff",
        "Open the round that must follow a round",
        takes=FurtherRoundShape,
        gives=RoundShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, number: int) -> Response:
        contest = round_here(request, village_code, number)
        made = open_runoff(by=request.user, contest=contest, now=request.now, **self.taken(FurtherRoundShape))
        return Response(told_anew(made), status=201)


class ConfirmationView(OfficersView):
    access_rule = ("result.confirm", "village_code")

    @described(
        "confirm_result", "Confirm the result of a vote", takes=ConfirmationShape, gives=RoundShape(many=True)
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        self.taken(ConfirmationShape)
        confirm_result(by=request.user, election=election, now=request.now)
        return Response(told(rounds_of(election)))


class WriteInView(OfficersView):
    access_rule = ("result.confirm", "village_code")

    @described(
        "review_write_in",
        "Record the review of a person elected by write-in",
        takes=WriteInShape,
        gives=RoundShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str, body: str = COMMITTEE) -> Response:
        election = election_here(request, village_code)
        review_write_in(
            by=request.user, election=election, body=body, now=request.now, **self.taken(WriteInShape)
        )
        return Response(told(rounds_of(election, body)), status=201)
