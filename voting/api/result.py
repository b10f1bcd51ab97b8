"""What follows a count: a further round, the review of a person written in, the confirmation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from elections.api.found import election_here
from villages.enums import Post, Sex
from voting.api.contest import told, told_anew
from voting.api.found import round_here
from voting.api.shapes import RoundShape
from voting.queries.contest import rounds_of
from voting.rounds import COMMITTEE
from voting.services.confirmation import Announced, announce_result, review_result
from voting.services.counting_rules import confirm_counting
from voting.services.further import decide_further
from voting.services.result import review_write_in
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
    """What the township has looked at before it confirms, what it found, and its document (A-RES-01)."""

    conduct = LookedAt()
    process = LookedAt()
    reason = serializers.CharField(max_length=500)
    decision = serializers.CharField(max_length=100)


class AnnouncementShape(serializers.Serializer[Any]):
    """The election committee's confirmation of the result, announced on the spot (A-VOTE-09, C-RES-04)."""

    chair = serializers.CharField(max_length=50)
    scrutineer = serializers.CharField(max_length=50)
    announced_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=100)


class FurtherDecisionShape(serializers.Serializer[Any]):
    """The decision to vote once more on seats that a further round left empty (AMB-35)."""

    reason = serializers.CharField(max_length=500)
    decision = serializers.CharField(max_length=100)


class CountingConfirmationShape(serializers.Serializer[Any]):
    """A counting rule confirmed where the plan does not state it (AMB-38): the values by their paths, the document."""

    body = serializers.CharField(read_only=True)
    kind = serializers.CharField(read_only=True)
    values = serializers.DictField(read_only=True)
    decision = serializers.CharField(max_length=100)
    confirmed_at = serializers.DateTimeField(read_only=True)


class WriteInShape(serializers.Serializer[Any]):
    """The verdict on a person elected by write-in."""

    post = serializers.ChoiceField(Post.choices)
    name = serializers.CharField(max_length=50)
    passed = serializers.BooleanField()
    sex = serializers.ChoiceField(Sex.choices, required=False, help_text="For the seat elected among women.")
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


class AnnouncementView(OfficersView):
    access_rule = ("result.announce", "village_code")

    @described(
        "announce_result",
        "Record the result as confirmed by the election committee and announced on the spot",
        takes=AnnouncementShape,
        gives=AnnouncementShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        announced = Announced(**self.taken(AnnouncementShape))
        made = announce_result(by=request.user, election=election, announced=announced, now=request.now)
        return Response(AnnouncementShape(made).data, status=201)


class ConfirmationView(OfficersView):
    access_rule = ("result.confirm", "village_code")

    @described(
        "review_result",
        "Let an announced result stand after its review",
        takes=ConfirmationShape,
        gives=RoundShape(many=True),
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(ConfirmationShape)
        review_result(
            by=request.user,
            election=election,
            reason=taken["reason"],
            decision=taken["decision"],
            now=request.now,
        )
        return Response(told(rounds_of(election)))


class FurtherDecisionView(OfficersView):
    access_rule = ("runoff.decide", "village_code")

    @described(
        "decide_further",
        "Decide to vote once more on seats that a further round left empty",
        takes=FurtherDecisionShape,
        gives=FurtherDecisionShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, body: str = COMMITTEE) -> Response:
        election, taken = election_here(request, village_code), self.taken(FurtherDecisionShape)
        made = decide_further(by=request.user, election=election, body=body, now=request.now, **taken)
        return Response(FurtherDecisionShape(made).data, status=201)


class CountingConfirmationView(OfficersView):
    access_rule = ("counting.confirm", "village_code")

    @described(
        "confirm_counting",
        "Confirm how a body's votes are counted where the plan does not state it",
        takes=CountingConfirmationShape,
        gives=CountingConfirmationShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, body: str = COMMITTEE) -> Response:
        election, taken = election_here(request, village_code), self.taken(CountingConfirmationShape)
        made = confirm_counting(
            by=request.user,
            cycle=election.cycle,
            body=body,
            kind=election.village.kind,
            decision=taken["decision"],
            now=request.now,
        )
        return Response(CountingConfirmationShape(made).data, status=201)


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
