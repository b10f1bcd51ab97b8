"""How the formal candidates are introduced to the voters: meetings on record, and the sheet of each candidate."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.found import candidacy_here
from candidates.enums import IntroductionState, IntroductionWay
from candidates.forms.introduction import MOST, MOST_ASKED
from candidates.queries.introduction import SheetLine, introductions_of, sheets_of
from candidates.services.introduction import record_introduction
from candidates.services.introduction_sheet import check_sheet, enter_sheet, publish_sheets
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Body, Post

BODIES = [(str(body), body.label) for body in (Body.COMMITTEE, Body.PARTY)]


class IntroductionShape(serializers.Serializer[Any]):
    """When, how and by whom the candidates of a body were introduced, and what was `asked` and answered (A-REV-14)."""

    body = serializers.ChoiceField(BODIES, default=Body.COMMITTEE)
    held_on = DayField()
    way = serializers.ChoiceField(IntroductionWay.choices)
    arranged_by = serializers.CharField(max_length=100)
    note = serializers.CharField(max_length=500, allow_blank=True, default="")
    asked = serializers.CharField(max_length=MOST_ASKED, allow_blank=True, default="")


class PublishedShape(serializers.Serializer[Any]):
    """Of which body the sheets are published."""

    body = serializers.ChoiceField(BODIES, default=Body.COMMITTEE)


class IntroductionSheetShape(serializers.Serializer[Any]):
    """A candidate who is introduced, with the own sheet: `texts` by the codes of the headings, `state` empty before."""

    id = serializers.IntegerField(source="candidacy.pk")
    name = serializers.CharField(source="candidacy.name")
    post = serializers.ChoiceField(Post.choices, source="candidacy.post")
    state = serializers.ChoiceField(
        IntroductionState.choices, source="sheet.state", default="", allow_blank=True
    )
    texts = serializers.DictField(child=serializers.CharField(), source="sheet.texts", default=dict)
    reason = serializers.CharField(source="sheet.reason", default="", allow_blank=True)


class SheetTextsShape(serializers.Serializer[Any]):
    """What is written, by the codes of the plan's headings."""

    texts = serializers.DictField(child=serializers.CharField(max_length=MOST, allow_blank=True))


class SheetCheckShape(serializers.Serializer[Any]):
    """Whether the sheet may be published; one that is returned has a reason."""

    passed = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class IntroductionsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("introductions", "How the candidates were introduced", gives=IntroductionShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        found = introductions_of(election_here(request, village_code))
        return Response(IntroductionShape(found, many=True).data)

    @described(
        "record_introduction",
        "Record an introduction of the candidates",
        takes=IntroductionShape,
        gives=IntroductionShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(IntroductionShape)
        taken |= {"way": IntroductionWay(taken["way"]), "body": Body(taken["body"])}
        made = record_introduction(by=request.user, election=election, now=request.now, **taken)
        found = introductions_of(election, made.body)
        return Response(IntroductionShape(found, many=True).data, status=201)


class SheetsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("introduction_sheets", "The candidates’ sheets", gives=IntroductionSheetShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(_told(election_here(request, village_code)))


class SheetView(OfficersView):
    access_rule = ("candidate.propose", "village_code")

    @described(
        "enter_introduction_sheet",
        "Write a candidate’s sheet",
        takes=SheetTextsShape,
        gives=IntroductionSheetShape(many=True),
    )
    def put(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(SheetTextsShape)
        enter_sheet(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(_told(found.election, Body(found.body)))


class SheetCheckView(OfficersView):
    access_rule = ("candidate.review_township", "village_code")

    @described(
        "check_introduction_sheet",
        "Check a candidate’s sheet",
        takes=SheetCheckShape,
        gives=IntroductionSheetShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(SheetCheckShape)
        check_sheet(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(_told(found.election, Body(found.body)), status=201)


class SheetsPublicationView(OfficersView):
    access_rule = ("candidate.propose", "village_code")

    @described(
        "publish_introduction_sheets",
        "Publish the candidates’ sheets",
        takes=PublishedShape,
        gives=IntroductionSheetShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, body = election_here(request, village_code), Body(self.taken(PublishedShape)["body"])
        publish_sheets(by=request.user, election=election, body=body, now=request.now)
        return Response(_told(election, body), status=201)


class PartyIntroductionsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "party_introductions",
        "How the Party’s candidates were introduced",
        gives=IntroductionShape(many=True),
    )
    def get(self, request: Request, village_code: str) -> Response:
        found = introductions_of(election_here(request, village_code), Body.PARTY)
        return Response(IntroductionShape(found, many=True).data)


class PartySheetsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "party_introduction_sheets",
        "The sheets of the Party’s candidates",
        gives=IntroductionSheetShape(many=True),
    )
    def get(self, request: Request, village_code: str) -> Response:
        return Response(_told(election_here(request, village_code), Body.PARTY))


def _told(election: Election, body: Body = Body.COMMITTEE) -> Any:
    lines: list[SheetLine] = list(sheets_of(election, body))
    return IntroductionSheetShape(lines, many=True).data
