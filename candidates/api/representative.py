"""The representatives of a place: places, votes, the register, who leaves and who moves up."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.enums import Allotment, RepresentativeState
from candidates.models import Representative
from candidates.queries.representative import people_of, register_of, with_term_before
from candidates.services.names import VoteLine
from candidates.services.representative import (
    file_representatives,
    move_representative_up,
    publish_representatives,
    receive_representatives,
    withdraw_representative,
)
from candidates.services.representative_places import UnitPlan, allot_places
from candidates.services.representative_votes import UnitCount, record_unit_votes
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Sex
from voting.count_sheet import LARGEST

MOST = 300


class NamedVotesShape(serializers.Serializer[Any]):
    """A name with its votes; `resident_id` where several have the name."""

    name = serializers.CharField(max_length=50)
    votes = serializers.IntegerField(min_value=0, max_value=LARGEST, default=0)
    resident_id = serializers.IntegerField(allow_null=True, default=None)


def named(lines: list[dict[str, Any]]) -> list[VoteLine]:
    """The lines of a body as services take them."""
    return [VoteLine("", **line) for line in lines]


class UnitPlanShape(serializers.Serializer[Any]):
    """A unit to be; `group` is the number of the place's group where places are allotted by groups."""

    name = serializers.CharField(max_length=60)
    households = serializers.IntegerField(min_value=0, max_value=LARGEST)
    places = serializers.IntegerField(min_value=0, max_value=MOST)
    women_places = serializers.IntegerField(min_value=0, max_value=MOST)
    group = serializers.IntegerField(allow_null=True, default=None)


class AllotmentShape(serializers.Serializer[Any]):
    """How places are allotted. Refusals name a unit by its place: `name-0`, `places-0`, `women-0`."""

    mode = serializers.ChoiceField(Allotment.choices)
    units: Any = serializers.ListSerializer(child=UnitPlanShape(), max_length=MOST)
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class UnitCountShape(serializers.Serializer[Any]):
    """What a unit counted; `decided` among equal votes, `kept` of a household, `decision` how."""

    number = serializers.IntegerField()
    held_on = DayField()
    lines: Any = serializers.ListSerializer(child=NamedVotesShape(), max_length=MOST)
    decided = serializers.ListField(child=serializers.IntegerField(), default=[])
    kept = serializers.ListField(child=serializers.IntegerField(), default=[])
    decision = serializers.CharField(max_length=300, allow_blank=True, default="")


class UnitCountsShape(serializers.Serializer[Any]):
    counts: Any = serializers.ListSerializer(child=UnitCountShape(), max_length=MOST)


class FilingApprovalShape(serializers.Serializer[Any]):
    """The document that lets a register with too few women be filed."""

    approval = serializers.CharField(max_length=200, allow_blank=True, default="")


class WhyShape(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class RepresentativeShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    sex = serializers.ChoiceField(Sex.choices)
    votes = serializers.IntegerField()
    state = serializers.ChoiceField(RepresentativeState.choices)
    why = serializers.CharField()


class ElectingUnitShape(serializers.Serializer[Any]):
    """A unit with all who had votes there; `next` are those who come next into a free place."""

    number = serializers.IntegerField(source="unit.number")
    name = serializers.CharField(source="unit.name")
    households = serializers.IntegerField(source="unit.households")
    places = serializers.IntegerField(source="unit.places")
    women_places = serializers.IntegerField(source="unit.women_places")
    held_on = DayField(source="unit.held_on", allow_null=True)
    people = RepresentativeShape(many=True)
    next = RepresentativeShape(many=True)


class PartyBeforeShape(serializers.Serializer[Any]):
    """Party members among the representatives of the term before (C-REP-01)."""

    members = serializers.IntegerField()
    total = serializers.IntegerField()


class RegisterShape(serializers.Serializer[Any]):
    """The register of representatives; women and members by both readings of AMB-21."""

    mode = serializers.ChoiceField(Allotment.choices, source="book.mode")
    filed_at = serializers.DateTimeField(source="book.filed_at", allow_null=True)
    received_at = serializers.DateTimeField(source="book.received_at", allow_null=True)
    published_at = serializers.DateTimeField(source="book.published_at", allow_null=True)
    women = serializers.IntegerField(source="share.women")
    total = serializers.IntegerField(source="share.total")
    women_of_meeting = serializers.IntegerField(source="meeting.women")
    total_of_meeting = serializers.IntegerField(source="meeting.total")
    party_members = serializers.IntegerField()
    before = PartyBeforeShape()
    units = ElectingUnitShape(many=True)


def _told(election: Election, status: int = 200) -> Response:
    register = register_of(election)
    if register is None:
        raise NotThere
    return Response(RegisterShape(with_term_before(election, register)).data, status=status)


def _person(election: Election, pk: int) -> Representative:
    register = register_of(election)
    found = people_of(register.book).filter(pk=pk).first() if register else None
    if found is None:
        raise NotThere
    return found


class RepresentativesView(OfficersView):
    access_rule = ("bodies.view", "village_code")

    @described("representatives", "The representatives of a place", gives=RegisterShape)
    def get(self, request: Request, village_code: str) -> Response:
        return _told(election_here(request, village_code))


class AllotmentView(OfficersView):
    access_rule = ("bodies.work", "village_code")

    @described(
        "allot_places", "Allot the places of representatives", takes=AllotmentShape, gives=RegisterShape
    )
    def put(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(AllotmentShape)
        units = [UnitPlan(**each) for each in taken["units"]]
        mode, reason = Allotment(taken["mode"]), taken["reason"]
        allot_places(
            by=request.user, election=election, mode=mode, units=units, reason=reason, now=request.now
        )
        return _told(election)


class UnitVotesView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "record_unit_votes",
        "Record what electing units counted",
        takes=UnitCountsShape,
        gives=RegisterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(UnitCountsShape)
        counts = [
            UnitCount(
                number=each["number"],
                held_on=each["held_on"],
                lines=named(each["lines"]),
                decided=frozenset(each["decided"]),
                kept=frozenset(each["kept"]),
                decision=each["decision"],
            )
            for each in taken["counts"]
        ]
        record_unit_votes(by=request.user, election=election, counts=counts, now=request.now)
        return _told(election, 201)


class RepresentativeLeavesView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "withdraw_representative",
        "Record that a representative leaves",
        takes=WhyShape,
        gives=RegisterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election, taken = election_here(request, village_code), self.taken(WhyShape)
        withdraw_representative(
            by=request.user, person=_person(election, pk), reason=taken["reason"], now=request.now
        )
        return _told(election, 201)


class RepresentativeUpView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "move_representative_up",
        "Take one of those who are level into a free place",
        takes=WhyShape,
        gives=RegisterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election, taken = election_here(request, village_code), self.taken(WhyShape)
        move_representative_up(
            by=request.user, person=_person(election, pk), reason=taken["reason"], now=request.now
        )
        return _told(election, 201)


class RegisterFilingView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "file_representatives",
        "Hand the register of representatives in",
        takes=FilingApprovalShape,
        gives=RegisterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(FilingApprovalShape)
        file_representatives(by=request.user, election=election, approval=taken["approval"], now=request.now)
        return _told(election, 201)


class RegisterReceiptView(OfficersView):
    access_rule = ("bodies.file", "village_code")

    @described("receive_representatives", "Take the register on file", gives=RegisterShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        receive_representatives(by=request.user, election=election, now=request.now)
        return _told(election, 201)


class RegisterPublicationView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described("publish_representatives", "Publish the representatives", gives=RegisterShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        publish_representatives(by=request.user, election=election, now=request.now)
        return _told(election, 201)
