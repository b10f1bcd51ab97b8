"""The vote of the Party organisation: its ballots, further rounds, confirmation. The count is that of every vote."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.api.assembly import NUMBER, election_with_assembly
from candidates.queries.party_vote import party_vote_of
from candidates.services.agenda_checks import Attended
from candidates.services.first_meeting import prepare_first_meeting
from candidates.services.party_result import confirm_party_vote
from candidates.services.party_vote import open_party_round, prepare_party_vote
from voting.api.contest import told, told_anew
from voting.api.shapes import RoundShape
from voting.queries.contest import rounds_of


class PartyBallotShape(serializers.Serializer[Any]):
    """The members' ballot; `direct`: the assembly elects the secretary itself, where the rulebook lets it (B-ASM-01).

    `approval` names the document that allows no more candidates than seats.
    """

    direct = serializers.BooleanField(default=False)
    approval = serializers.CharField(max_length=200, allow_blank=True, default="")


class FirstMeetingShape(serializers.Serializer[Any]):
    """The first meeting: members present; who stands, by post and key, null for those of the formal list."""

    present = serializers.IntegerField(**NUMBER)
    standing = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=60), max_length=100),
        allow_null=True,
        default=None,
    )
    consent = serializers.CharField(max_length=200, allow_blank=True, default="")


class PartyRoundShape(serializers.Serializer[Any]):
    """Those present, counted again; null where they are those of the round before, in the same meeting."""

    present = serializers.IntegerField(**NUMBER, allow_null=True, default=None)
    without_vote = serializers.IntegerField(**NUMBER, default=0)


class PartyConfirmationShape(serializers.Serializer[Any]):
    """The scrutineer who reported the result to the meeting."""

    reported_by = serializers.CharField(max_length=100)


class PartyBallotView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "prepare_party_vote",
        "Prepare the members' ballot of the Party assembly from the formal list",
        takes=PartyBallotShape,
        gives=RoundShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_with_assembly(request, village_code)
        taken = self.taken(PartyBallotShape)
        made = prepare_party_vote(by=request.user, election=election, now=request.now, **taken)
        return Response(told_anew(made), status=201)


class FirstMeetingView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "prepare_first_meeting",
        "Prepare the ballot of the new Party committee's first meeting",
        takes=FirstMeetingShape,
        gives=RoundShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_with_assembly(request, village_code)
        taken = self.taken(FirstMeetingShape)
        made = prepare_first_meeting(by=request.user, election=election, now=request.now, **taken)
        return Response(told_anew(made), status=201)


class PartyRoundView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "open_party_round",
        "Open the round that must follow in the Party assembly or its first meeting",
        takes=PartyRoundShape,
        gives=RoundShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, body: str) -> Response:
        vote = party_vote_of(election_with_assembly(request, village_code)).of(body)
        if vote is None:
            raise NotThere
        taken = self.taken(PartyRoundShape)
        attended = None if taken["present"] is None else Attended(**taken)
        made = open_party_round(by=request.user, contest=vote.last, attended=attended, now=request.now)
        return Response(told_anew(made), status=201)


class PartyConfirmationView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "confirm_party_vote",
        "Confirm the result of the Party assembly or its first meeting",
        takes=PartyConfirmationShape,
        gives=RoundShape(many=True),
    )
    def post(self, request: Request, village_code: str, body: str) -> Response:
        election = election_with_assembly(request, village_code)
        if party_vote_of(election).of(body) is None:
            raise NotThere
        taken = self.taken(PartyConfirmationShape)
        confirm_party_vote(by=request.user, election=election, body=body, now=request.now, **taken)
        return Response(told(rounds_of(election, body)))
