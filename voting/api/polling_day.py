"""Polling day: the places looked over, boxes shown empty, ballots handed out by the hour, papers accounted for."""

from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from voting.api.found import box_here, round_here
from voting.count_sheet import LARGEST
from voting.enums import DayCheck
from voting.models import Box
from voting.queries.polling_day import BoxDay, polling_day_of, polling_today
from voting.services.polling_day import Account, Shown, account_for_papers, look_over_place, show_box
from voting.services.turnout import report_turnout

PAPERS: dict[str, Any] = {"min_value": 0, "max_value": LARGEST}


class SeenDraftShape(serializers.Serializer[Any]):
    """Who saw something at a place."""

    check_code = serializers.ChoiceField(DayCheck.choices)
    person = serializers.CharField(max_length=50)


class PlaceSeenShape(serializers.Serializer[Any]):
    """All that was seen at a place; what is not named is not seen any more."""

    seen = SeenDraftShape(many=True)


class BoxShownShape(serializers.Serializer[Any]):
    """A box shown empty and sealed; `received` are the ballot papers that came to the place."""

    shown_at = serializers.DateTimeField()
    seal = serializers.CharField(max_length=40)
    shown_by = serializers.CharField(max_length=100)
    witnesses = serializers.CharField(max_length=200)
    received = serializers.IntegerField(**PAPERS)


class TurnoutShape(serializers.Serializer[Any]):
    """How many ballots had gone out at a box by a moment, since voting began."""

    at = serializers.DateTimeField()
    issued = serializers.IntegerField(**PAPERS)


class PapersAccountShape(serializers.Serializer[Any]):
    """received = issued + replaced + left; `note` says why it differs from the register or the count."""

    issued = serializers.IntegerField(**PAPERS)
    replaced = serializers.IntegerField(**PAPERS)
    left = serializers.IntegerField(**PAPERS)
    destroyed_by = serializers.CharField(max_length=100, allow_blank=True, default="")
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class BoxRecordShape(serializers.Serializer[Any]):
    """What is on record of a box; the account's figures are null while it is open."""

    shown_at = serializers.DateTimeField()
    seal = serializers.CharField()
    shown_by = serializers.CharField()
    witnesses = serializers.CharField()
    received = serializers.IntegerField()
    issued = serializers.IntegerField(allow_null=True)
    replaced = serializers.IntegerField(allow_null=True)
    left = serializers.IntegerField(allow_null=True)
    destroyed_by = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class BoxDayShape(serializers.Serializer[Any]):
    """A box on its day; `register`: the register of ballots tells the turnout."""

    box = serializers.IntegerField(source="box.number")
    record = BoxRecordShape(allow_null=True)
    seen = serializers.SerializerMethodField()
    turnout = TurnoutShape(many=True)
    register = serializers.BooleanField()

    def get_seen(self, here: BoxDay) -> dict[str, str | None]:
        return {each.check.code.value: each.tick.person if each.tick else None for each in here.seen}


class PollingDayShape(serializers.Serializer[Any]):
    """A round on its day. `mark` is the least number of papers for a valid vote; nothing of it is a result."""

    electors = serializers.IntegerField(source="contest.electors")
    mark = serializers.IntegerField(allow_null=True)
    issued = serializers.IntegerField()
    boxes = BoxDayShape(many=True)


class VillageDayShape(serializers.Serializer[Any]):
    """A round that is voted today, as far as the turnout goes; `latest` is of when the newest figure is."""

    village = serializers.CharField(source="contest.election.village_id")
    name = serializers.CharField(source="contest.election.village.name")
    number = serializers.IntegerField(source="contest.number")
    electors = serializers.IntegerField(source="contest.electors")
    mark = serializers.IntegerField(allow_null=True)
    issued = serializers.IntegerField()
    to_go = serializers.IntegerField()
    latest = serializers.DateTimeField(allow_null=True)
    shown = serializers.IntegerField()
    accounted = serializers.IntegerField()


class PollingDaysView(OfficersView):
    access_rule = ("board.view", None)

    @described(
        "polling_days",
        "All villages in sight that vote today, with their turnout",
        gives=VillageDayShape(many=True),
    )
    def get(self, request: Request) -> Response:
        today = localtime(request.now).date()
        return Response(VillageDayShape(polling_today(request.user, request.cycle, today), many=True).data)


def _told(box: Box) -> dict[str, Any]:
    here = next(each for each in polling_day_of(box.contest).boxes if each.box.pk == box.pk)
    return dict(BoxDayShape(here).data)


class PollingDayView(OfficersView):
    access_rule = ("contest.view", "village_code")

    @described("polling_day", "A round on its day: places, boxes, turnout", gives=PollingDayShape)
    def get(self, request: Request, village_code: str, body: str, number: int) -> Response:
        return Response(PollingDayShape(polling_day_of(round_here(request, village_code, number, body))).data)


class PlaceSeenView(OfficersView):
    access_rule = ("ballot.issue", "village_code")

    @described(
        "look_over_place",
        "Record what was seen at a polling place",
        takes=PlaceSeenShape,
        gives=BoxDayShape,
    )
    def post(self, request: Request, village_code: str, number: int, box: int) -> Response:
        found, taken = box_here(request, village_code, number, box), self.taken(PlaceSeenShape)
        seen = {each["check_code"]: each["person"] for each in taken["seen"]}
        look_over_place(by=request.user, box=found, seen=seen, now=request.now)
        return Response(_told(found))


class BoxShownView(OfficersView):
    access_rule = ("ballot.issue", "village_code")

    @described(
        "show_box",
        "Record that a box was shown empty and sealed",
        takes=BoxShownShape,
        gives=BoxDayShape,
    )
    def post(self, request: Request, village_code: str, body: str, number: int, box: int) -> Response:
        found, taken = box_here(request, village_code, number, box, body), self.taken(BoxShownShape)
        show_box(by=request.user, box=found, shown=Shown(**taken), now=request.now)
        return Response(_told(found))


class TurnoutView(OfficersView):
    access_rule = ("ballot.issue", "village_code")

    @described(
        "report_turnout",
        "Report how many ballots were handed out",
        takes=TurnoutShape,
        gives=BoxDayShape,
    )
    def post(self, request: Request, village_code: str, number: int, box: int) -> Response:
        found, taken = box_here(request, village_code, number, box), self.taken(TurnoutShape)
        report_turnout(by=request.user, box=found, now=request.now, **taken)
        return Response(_told(found))


class PapersAccountView(OfficersView):
    access_rule = ("ballot.issue", "village_code")

    @described(
        "account_for_papers",
        "Close the account of a box's ballot papers",
        takes=PapersAccountShape,
        gives=BoxDayShape,
    )
    def post(self, request: Request, village_code: str, body: str, number: int, box: int) -> Response:
        found, taken = box_here(request, village_code, number, box, body), self.taken(PapersAccountShape)
        account_for_papers(by=request.user, box=found, account=Account(**taken), now=request.now)
        return Response(_told(found))
