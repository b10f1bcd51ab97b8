"""The Party members' assembly: who is expected, who is left out, the items of the agenda."""

from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.assembly_rules import assembly_rules
from candidates.enums import Expectation
from candidates.models import NotExpected
from candidates.queries.assembly import agenda_of, expected_at
from candidates.services.agenda import hold_item, take_back_item
from candidates.services.agenda_checks import Adopted, Held, Votes
from candidates.services.not_expected import (
    Situation,
    approve_leaving_out,
    leave_out,
    withdraw_leaving_out,
)
from elections.api.found import election_here
from elections.models import Election
from villages.models import Resident
from voting.count_sheet import LARGEST

NUMBER = {"min_value": 0, "max_value": LARGEST}
MOST = 500


class ExpectedMemberShape(serializers.Serializer[Any]):
    """A Party member of the place and whether the person is expected."""

    resident = serializers.IntegerField(source="person.pk")
    name = serializers.CharField(source="person.name")
    standing = serializers.ChoiceField(Expectation.choices)
    entry = serializers.IntegerField(source="left_out.entry.pk", allow_null=True, default=None)
    situation = serializers.CharField(source="left_out.entry.situation", allow_null=True, default=None)
    missing = serializers.ListField(
        source="left_out.missing", child=serializers.CharField(), allow_null=True, default=None
    )


class AgendaItemShape(serializers.Serializer[Any]):
    """An item of the agenda in its order, and what is on record of it."""

    number = serializers.IntegerField()
    item = serializers.CharField(source="item.key")
    clause = serializers.CharField(source="item.clause")
    held_at = serializers.DateTimeField(source="record.held_at", allow_null=True, default=None)
    expected = serializers.IntegerField(source="record.expected", allow_null=True, default=None)
    present = serializers.IntegerField(source="record.present", allow_null=True, default=None)
    without_vote = serializers.IntegerField(source="record.without_vote", allow_null=True, default=None)
    issued = serializers.IntegerField(source="record.issued", allow_null=True, default=None)
    chair = serializers.CharField(source="record.chair", allow_null=True, default=None)


class AssemblyShape(serializers.Serializer[Any]):
    """The assembly of a village. `needed` is how many present with the right to vote make the quorum.

    `if_adopted` is how many are expected once the assembly adopts who is left out (AMB-33).
    """

    day = serializers.DateField(source="expected.day")
    expected = serializers.IntegerField(source="expected.number")
    if_adopted = serializers.IntegerField(source="expected.number_if_adopted")
    needed = serializers.IntegerField()
    members = ExpectedMemberShape(many=True, source="expected.rows")
    agenda = AgendaItemShape(many=True, source="agenda.items")


class LeaveOutShape(serializers.Serializer[Any]):
    """A member who is to be left out: the situation, since when, and in particular."""

    resident = serializers.IntegerField(min_value=1, max_value=10**12)
    situation = serializers.CharField(max_length=60, allow_blank=True, default="")
    since = DayField(allow_null=True, default=None)
    detail = serializers.CharField(max_length=300, allow_blank=True, default="")


class AssemblyReasonShape(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class AdoptionShape(serializers.Serializer[Any]):
    """How the assembly voted on one matter."""

    in_favour = serializers.IntegerField(**NUMBER)
    against = serializers.IntegerField(**NUMBER, default=0)
    abstained = serializers.IntegerField(**NUMBER, default=0)


class LeavingOutApprovalShape(serializers.Serializer[Any]):
    """The next approval; the assembly's own is a vote, with those `present` who may vote."""

    approval = serializers.CharField(max_length=60)
    held_on = DayField()
    note = serializers.CharField(max_length=300)
    present = serializers.IntegerField(**NUMBER, allow_null=True, default=None)
    votes = AdoptionShape(allow_null=True, default=None)


class HelperShape(serializers.Serializer[Any]):
    """For whom somebody wrote the ballot (A-ASM-16)."""

    elector = serializers.CharField(max_length=50)
    helper = serializers.CharField(max_length=50)


class HeldItemShape(serializers.Serializer[Any]):
    """What an item of the agenda was: only what the item asks is kept."""

    present = serializers.IntegerField(**NUMBER, allow_null=True, default=None)
    without_vote = serializers.IntegerField(**NUMBER, default=0)
    votes = serializers.DictField(child=AdoptionShape(), default=dict)
    names = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=50), max_length=MOST), default=dict
    )
    issued = serializers.IntegerField(**NUMBER, allow_null=True, default=None)
    box_checked_by = serializers.CharField(max_length=200, allow_blank=True, default="")
    helpers: Any = serializers.ListSerializer(child=HelperShape(), max_length=MOST, default=list)
    note = serializers.CharField(max_length=500, allow_blank=True, default="")
    chair = serializers.CharField(max_length=50, allow_blank=True, default="")


class AssemblyView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("assembly", "The Party members' assembly of a village", gives=AssemblyShape)
    def get(self, request: Request, village_code: str) -> Response:
        return Response(_told(election_with_assembly(request, village_code), request))


class LeftOutView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "leave_out",
        "Enter a member who is not counted as expected",
        takes=LeaveOutShape,
        gives=AssemblyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_with_assembly(request, village_code), self.taken(LeaveOutShape)
        person = Resident.objects.filter(village=village_code, pk=taken["resident"]).first()
        if person is None:
            raise NotThere
        situation = Situation(taken["situation"], taken["detail"], taken["since"])
        leave_out(by=request.user, election=election, resident=person, situation=situation, now=request.now)
        return Response(_told(election, request), status=201)


class LeavingOutApprovalsView(OfficersView):
    access_rule = ("assembly.approve", "village_code")

    @described(
        "approve_leaving_out",
        "Record the next approval of an entry",
        takes=LeavingOutApprovalShape,
        gives=AssemblyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election = election_with_assembly(request, village_code)
        entry = _entry(election, pk)
        taken = self.taken(LeavingOutApprovalShape)
        present, votes = taken.pop("present"), taken.pop("votes")
        told = present is not None and votes is not None
        adopted = Adopted(present, Votes(**votes)) if told else None
        approve_leaving_out(by=request.user, entry=entry, now=request.now, adopted=adopted, **taken)
        return Response(_told(election, request), status=201)


class LeavingOutWithdrawalView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described("withdraw_leaving_out", "Withdraw an entry", takes=AssemblyReasonShape, gives=AssemblyShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election = election_with_assembly(request, village_code)
        entry = _entry(election, pk)
        withdraw_leaving_out(by=request.user, entry=entry, now=request.now, **self.taken(AssemblyReasonShape))
        return Response(_told(election, request))


class AgendaItemView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "hold_agenda_item",
        "Put the next item of the agenda on record",
        takes=HeldItemShape,
        gives=AssemblyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, item: str) -> Response:
        election, taken = election_with_assembly(request, village_code), self.taken(HeldItemShape)
        taken["votes"] = {what: Votes(**votes) for what, votes in taken["votes"].items()}
        taken["helpers"] = [(each["elector"], each["helper"]) for each in taken["helpers"]]
        hold_item(by=request.user, election=election, item=item, held=Held(**taken), now=request.now)
        return Response(_told(election, request), status=201)


class AgendaTakeBackView(OfficersView):
    access_rule = ("assembly.record", "village_code")

    @described(
        "take_back_agenda_item",
        "Take the latest item of the agenda back",
        takes=AssemblyReasonShape,
        gives=AssemblyShape,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_with_assembly(request, village_code)
        take_back_item(by=request.user, election=election, now=request.now, **self.taken(AssemblyReasonShape))
        return Response(_told(election, request))


def election_with_assembly(request: Request, village_code: str) -> Election:
    """The village's election, where its plan has the Party vote in an assembly. Raises NotThere."""
    election = election_here(request, village_code)
    if not election.cycle.rules.assembly_agenda:
        raise NotThere
    return election


def _entry(election: Election, pk: int) -> NotExpected:
    found = election.not_expected.filter(pk=pk, withdrawn_at=None).first()
    if found is None:
        raise NotThere
    found.election = election
    return found


def _told(election: Election, request: Request) -> dict[str, Any]:
    expected, rules = (
        expected_at(election, localtime(request.now).date()),
        assembly_rules(election.cycle.rules),
    )
    needed = rules.quorum.value.need(expected.number)
    return dict(AssemblyShape({"expected": expected, "agenda": agenda_of(election), "needed": needed}).data)
