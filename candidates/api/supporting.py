"""The bodies after the vote: group leaders, council, supervisory committee; meetings, filing, who leaves."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.api.representative import MOST, NamedVotesShape, WhyShape, named
from candidates.enums import MeetingBasis, RepresentativeState
from candidates.queries.supporting import boards_of, body_member
from candidates.services.supporting import file_body, leave_body, publish_body, receive_body
from candidates.services.supporting_checks import MeetingHeld
from candidates.services.supporting_votes import record_body_meeting
from elections.api.found import election_here
from elections.models import Election
from elections.queries.progress import progress_of_one
from villages.enums import Body, Post, Sex
from voting.count_sheet import LARGEST


class BodyMeetingShape(serializers.Serializer[Any]):
    """What a meeting came to. `group` is the number of the group, null the whole place; `entitled` could come and
    `present` did, counted by `basis`; `places` are elected; `decided` among equal votes, `decision` how.
    """

    post = serializers.ChoiceField(Post.choices)
    group = serializers.IntegerField(allow_null=True, default=None, min_value=1, max_value=MOST)
    held_on = DayField()
    chaired_by = serializers.CharField(max_length=50, allow_blank=True, default="")
    basis = serializers.ChoiceField(MeetingBasis.choices)
    entitled = serializers.IntegerField(min_value=0, max_value=LARGEST)
    present = serializers.IntegerField(min_value=0, max_value=LARGEST)
    places = serializers.IntegerField(min_value=0, max_value=MOST, default=1)
    lines: Any = serializers.ListSerializer(child=NamedVotesShape(), max_length=MOST)
    decided = serializers.ListField(child=serializers.IntegerField(), default=[])
    decision = serializers.CharField(max_length=300, allow_blank=True, default="")


class BodyLeavingShape(serializers.Serializer[Any]):
    """Who leaves: the last day in the body, and why."""

    on = DayField()
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class BodyMemberShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    sex = serializers.ChoiceField(Sex.choices)
    post = serializers.ChoiceField(Post.choices)
    votes = serializers.IntegerField()
    state = serializers.ChoiceField(RepresentativeState.choices)
    why = serializers.CharField()


class BodyUnitShape(serializers.Serializer[Any]):
    """A meeting that is to elect, or has; `group` 0 is the whole place, `held_on` null before it met."""

    post = serializers.ChoiceField(Post.choices)
    group = serializers.IntegerField(source="number")
    held_on = DayField(source="meeting.held_on", allow_null=True, default=None)
    present = serializers.IntegerField(source="meeting.present", allow_null=True, default=None)
    entitled = serializers.IntegerField(source="meeting.entitled", allow_null=True, default=None)
    people = BodyMemberShape(many=True)


class SupportingBodyShape(serializers.Serializer[Any]):
    """A body with its meetings; `target` is the day by which it should be done, `by_office` who is in it so."""

    body = serializers.ChoiceField(Body.choices, source="rules.body")
    step = serializers.CharField(source="rules.step.key")
    clause = serializers.CharField(source="rules.clause")
    target = DayField(allow_null=True)
    filed_at = serializers.DateTimeField(source="book.filed_at", allow_null=True, default=None)
    received_at = serializers.DateTimeField(source="book.received_at", allow_null=True, default=None)
    published_at = serializers.DateTimeField(source="book.published_at", allow_null=True, default=None)
    by_office = BodyMemberShape(many=True)
    units = BodyUnitShape(many=True)


class SupportingBodiesShape(serializers.Serializer[Any]):
    bodies = SupportingBodyShape(many=True)


def _told(request: Request, election: Election, status: int = 200) -> Response:
    boards = boards_of(election, progress_of_one(election, request.now))
    return Response(SupportingBodiesShape({"bodies": boards}).data, status=status)


class BodiesView(OfficersView):
    access_rule = ("bodies.view", "village_code")

    @described("supporting_bodies", "The bodies after the vote", gives=SupportingBodiesShape)
    def get(self, request: Request, village_code: str) -> Response:
        return _told(request, election_here(request, village_code))


class BodyMeetingsView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "record_body_meeting",
        "Record an election to a body after the vote",
        takes=BodyMeetingShape,
        gives=SupportingBodiesShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(BodyMeetingShape)
        lines, decided = named(taken.pop("lines")), frozenset(taken.pop("decided"))
        basis = MeetingBasis(taken.pop("basis"))
        held = MeetingHeld(lines=lines, decided=decided, basis=basis, **taken)
        record_body_meeting(by=request.user, election=election, held=held, now=request.now)
        return _told(request, election, 201)


class BodyLeavingView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "leave_body",
        "Record that somebody left a body after the vote",
        takes=BodyLeavingShape,
        gives=SupportingBodiesShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election, taken = election_here(request, village_code), self.taken(BodyLeavingShape)
        member = body_member(election, pk)
        if member is None:
            raise NotThere
        member.body.election = election
        leave_body(by=request.user, member=member, now=request.now, **taken)
        return _told(request, election, 201)


class BodyFilingView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "file_body", "Hand a body after the vote in", takes=WhyShape, gives=SupportingBodiesShape, status=201
    )
    def post(self, request: Request, village_code: str, kind: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(WhyShape)
        file_body(by=request.user, election=election, body=kind, reason=taken["reason"], now=request.now)
        return _told(request, election, 201)


class BodyReceiptView(OfficersView):
    access_rule = ("bodies.file", "village_code")

    @described("receive_body", "Take a body after the vote on file", gives=SupportingBodiesShape, status=201)
    def post(self, request: Request, village_code: str, kind: str) -> Response:
        election = election_here(request, village_code)
        receive_body(by=request.user, election=election, body=kind, now=request.now)
        return _told(request, election, 201)


class BodyPublicationView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described("publish_body", "Publish a body after the vote", gives=SupportingBodiesShape, status=201)
    def post(self, request: Request, village_code: str, kind: str) -> Response:
        election = election_here(request, village_code)
        publish_body(by=request.user, election=election, body=kind, now=request.now)
        return _told(request, election, 201)
