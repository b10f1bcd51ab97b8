"""Objections to the roll: the list, one more, and the decision."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.found import election_here
from elections.enums import State, Step
from voting.enums import AppealAbout, AppealChannel, AppealState
from voting.models import Appeal
from voting.queries.appeal import appeal_list, appeal_of, appeal_standing
from voting.services.appeal import Objection, decide_appeal, file_appeal


class ObjectionShape(serializers.Serializer[Any]):
    """An objection. Without `person` it is about whoever objects. No text may hold an identity number."""

    about = serializers.ChoiceField(AppealAbout.choices)
    appellant = serializers.CharField(max_length=50)
    appellant_group = serializers.IntegerField(min_value=1, max_value=32767, allow_null=True, default=None)
    person = serializers.CharField(max_length=50, allow_blank=True, default="")
    person_group = serializers.IntegerField(min_value=1, max_value=32767, allow_null=True, default=None)
    text = serializers.CharField(max_length=1000)
    contact = serializers.CharField(max_length=50, allow_blank=True, default="")


class DecisionShape(serializers.Serializer[Any]):
    """How it ends, and the answer to whoever objected."""

    outcome = serializers.ChoiceField(
        [AppealState.ADJUSTED, AppealState.EXPLAINED, AppealState.WITHDRAWN, AppealState.REFUSED_LATE]
    )
    answer = serializers.CharField(max_length=500)


class AppealShape(serializers.Serializer[Any]):
    """An objection as it stands: `due` is the last day for the answer, `standing` and `days` how that stands today,
    `published_in` the version of the roll that holds the change. How the person is reached is for the committee only.
    """

    number = serializers.IntegerField(source="appeal.number")
    receipt = serializers.CharField()
    channel = serializers.ChoiceField(AppealChannel.choices, source="appeal.channel")
    about = serializers.ChoiceField(AppealAbout.choices, source="appeal.about")
    appellant = serializers.CharField(source="appeal.appellant")
    appellant_group = serializers.IntegerField(source="appeal.appellant_group", allow_null=True)
    person = serializers.CharField(source="appeal.person")
    person_group = serializers.IntegerField(source="appeal.person_group", allow_null=True)
    text = serializers.CharField(source="appeal.text")
    filed_at = serializers.DateTimeField(source="appeal.filed_at")
    late = serializers.BooleanField(source="appeal.late")
    version = serializers.IntegerField(source="appeal.roll.version")
    state = serializers.ChoiceField(AppealState.choices, source="appeal.state")
    due = serializers.DateField(allow_null=True)
    standing = serializers.ChoiceField(State.choices, source="state")
    days = serializers.IntegerField()
    answer = serializers.CharField(source="appeal.answer", allow_blank=True)
    decided_at = serializers.DateTimeField(source="appeal.decided_at", allow_null=True)
    published_in = serializers.IntegerField(allow_null=True)


class AppealsView(OfficersView):
    access_rule = ("appeal.view", "village_code")

    @described("appeals", "The objections to a village's roll", gives=AppealShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        found = appeal_list(election_here(request, village_code, Step.APPEALS), request.now)
        return Response(AppealShape(found.rows, many=True).data)

    @described(
        "file_appeal",
        "Take in an objection to the roll",
        takes=ObjectionShape,
        gives=AppealShape,
        status=201,
        keyed=True,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, key = election_here(request, village_code), self.key()
        objection = Objection(**self.taken(ObjectionShape))
        made = file_appeal(by=request.user, election=election, objection=objection, key=key, now=request.now)
        return Response(_told(request, village_code, made.number), status=201)


class DecisionView(OfficersView):
    access_rule = ("appeal.view", "village_code")

    @described("decide_appeal", "Decide an objection to the roll", takes=DecisionShape, gives=AppealShape)
    def post(self, request: Request, village_code: str, number: int) -> Response:
        found = _appeal_here(request, village_code, number)
        decide_appeal(by=request.user, appeal=found, now=request.now, **self.taken(DecisionShape))
        return Response(_told(request, village_code, number))


def _appeal_here(request: Request, village_code: str, number: int) -> Appeal:
    found = appeal_of(election_here(request, village_code), number)
    if found is None:
        raise NotThere
    return found


def _told(request: Request, village_code: str, number: int) -> dict[str, Any]:
    found = _appeal_here(request, village_code, number)
    return AppealShape(appeal_standing(found.election, found, request.now)).data
