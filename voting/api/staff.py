"""Those who serve on polling day and at the count: appointed, replaced, released."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.found import election_here
from voting.api.proxy import ProxyReasonShape
from voting.enums import StaffRole
from voting.models import StaffMember
from voting.queries.staff import serving, staff_member
from voting.services.staff import appoint_staff, release_staff, replace_staff


class StaffDraftShape(serializers.Serializer[Any]):
    """People for one duty. `place` is the name of a box, empty for the whole vote; `people` are names, or numbers of the
    roll as text; `decision` tells who chose them, and when.
    """

    role = serializers.ChoiceField(StaffRole.choices)
    place = serializers.CharField(max_length=60, allow_blank=True, default="")
    people = serializers.ListField(child=serializers.CharField(max_length=50), min_length=1, max_length=100)
    decision = serializers.CharField(max_length=200)


class StaffReplacementShape(serializers.Serializer[Any]):
    """Who serves instead: a name, or a number of the roll as text."""

    person = serializers.CharField(max_length=50)
    decision = serializers.CharField(max_length=200)
    reason = serializers.CharField(max_length=200)


class StaffShape(serializers.Serializer[Any]):
    """Somebody who serves; `number` is that of the roll, null for somebody from outside."""

    id = serializers.IntegerField(source="pk")
    role = serializers.ChoiceField(StaffRole.choices)
    place = serializers.CharField(allow_blank=True)
    route = serializers.IntegerField(source="route.number", default=None, allow_null=True)
    name = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    decision = serializers.CharField(allow_blank=True)
    released_because = serializers.CharField(allow_blank=True)


def member_here(request: Request, village_code: str, pk: int) -> StaffMember:
    found = staff_member(election_here(request, village_code), pk)
    if found is None:
        raise NotThere
    return found


class StaffView(OfficersView):
    access_rule = ("contest.view", "village_code")

    @described("staff", "Who serves on polling day and at the count", gives=StaffShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(StaffShape(serving(election_here(request, village_code)), many=True).data)


class AppointmentView(OfficersView):
    access_rule = ("staff.record", "village_code")

    @described(
        "appoint_staff",
        "Name people for a duty of polling day",
        takes=StaffDraftShape,
        gives=StaffShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(StaffDraftShape)
        made = appoint_staff(by=request.user, election=election, now=request.now, **taken)
        return Response(StaffShape(made, many=True).data, status=201)


class ReplacementView(OfficersView):
    access_rule = ("staff.record", "village_code")

    @described(
        "replace_staff",
        "Put somebody else in a person's place",
        takes=StaffReplacementShape,
        gives=StaffShape,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = member_here(request, village_code, pk), self.taken(StaffReplacementShape)
        return Response(
            StaffShape(replace_staff(by=request.user, member=found, now=request.now, **taken)).data
        )


class ReleaseView(OfficersView):
    access_rule = ("staff.record", "village_code")

    @described("release_staff", "Take somebody off the staff", takes=ProxyReasonShape, gives=StaffShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = member_here(request, village_code, pk), self.taken(ProxyReasonShape)
        return Response(
            StaffShape(release_staff(by=request.user, member=found, now=request.now, **taken)).data
        )
