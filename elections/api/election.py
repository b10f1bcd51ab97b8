"""Elections with their progress, and the writes that plan them: days, postponement, marks."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from elections.api.found import election_here
from elections.api.shapes import CalendarShape, ElectionShape
from elections.models import Election
from elections.queries.cycle import elections_for
from elections.queries.progress import progress_of, progress_of_one
from elections.services.election import mark_village, postpone_election, set_days


class DaysShape(serializers.Serializer[Any]):
    """The days of a village's election; `reason` for an election day outside the plan's voting days."""

    registration_day = DayField(allow_null=True)
    party_day = DayField(allow_null=True)
    election_day = DayField()
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class PostponementShape(serializers.Serializer[Any]):
    """To which day the election is put off; `approval` names the office and document that allowed it."""

    to = DayField()
    party_day = DayField(allow_null=True, default=None)
    reason = serializers.CharField(max_length=500)
    approval = serializers.CharField(max_length=200)


class MarksShape(serializers.Serializer[Any]):
    weak = serializers.BooleanField()
    complex = serializers.BooleanField()


class ElectionsView(GenericAPIView[Election], OfficersView):
    """The elections of the places in the officer's scope, page by page."""

    access_rule = ("village.view", None)
    serializer_class = ElectionShape

    def get_queryset(self) -> QuerySet[Election]:
        return elections_for(self.request.user, self.request.cycle)

    @described(
        "elections",
        "Elections in the officer's scope, with how every step stands",
        gives=ElectionShape(many=True),
        paged=True,
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        found = progress_of(page, request.now) if page else []
        return self.get_paginated_response(ElectionShape(found, many=True).data)


class ElectionView(OfficersView):
    access_rule = ("village.view", "village_code")

    @described("election", "One election, with how every step stands", gives=ElectionShape)
    def get(self, request: Request, village_code: str) -> Response:
        return _told(request, election_here(request, village_code))


class CalendarView(OfficersView):
    access_rule = ("village.view", "village_code")

    @described("calendar", "The calendar of one election, with its conflicts", gives=CalendarShape)
    def get(self, request: Request, village_code: str) -> Response:
        return Response(progress_of_one(election_here(request, village_code), request.now).calendar.json())


class DaysView(OfficersView):
    access_rule = ("election.plan", "village_code")

    @described("set_days", "Set the days of a village's election", takes=DaysShape, gives=ElectionShape)
    def put(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return _told(
            request, set_days(by=request.user, election=election, now=request.now, **self.taken(DaysShape))
        )


class PostponementView(OfficersView):
    access_rule = ("election.postpone", "village_code")

    @described(
        "postpone", "Put the election day off", takes=PostponementShape, gives=ElectionShape, status=201
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        made = postpone_election(
            by=request.user, election=election, now=request.now, **self.taken(PostponementShape)
        )
        return _told(request, made.election, status=201)


class MarksView(OfficersView):
    access_rule = ("election.plan", "village_code")

    @described("mark", "Say which marks a village bears", takes=MarksShape, gives=ElectionShape)
    def put(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return _told(
            request,
            mark_village(by=request.user, election=election, now=request.now, **self.taken(MarksShape)),
        )


def _told(request: Request, election: Election, status: int = 200) -> Response:
    return Response(ElectionShape(progress_of_one(election, request.now)).data, status=status)
