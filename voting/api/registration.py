"""The registration: the roll drawn up from the register, people registered, sought, left off, corrections, the end."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.found import election_here
from villages.enums import Leaving
from voting.api.roll import RollShape
from voting.enums import Ground, Relocation
from voting.evidence import DECLINES, NO_ANSWER
from voting.models import RollEntry
from voting.queries.registration import entry_of
from voting.services.correction import discard_correction, open_correction
from voting.services.drawing import draw_up_roll
from voting.services.registration import (
    TAKES_PART,
    add_voter,
    correct_entry,
    record_contact,
    refuse_voter,
    register_voter,
    strike_voter,
)
from voting.services.registration_checks import Exclusion, Newcomer
from voting.services.roll_ready import confirm_roll

Shape = serializers.Serializer[Any]


class RollEntryShape(Shape):
    """A person of a list; of the identity number only the last four places."""

    id = serializers.IntegerField(source="pk")
    version = serializers.IntegerField(source="roll.version")
    number = serializers.IntegerField()
    group = serializers.IntegerField()
    household = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    sex = serializers.CharField()
    birth_date = serializers.DateField()
    id_last4 = serializers.CharField()
    category = serializers.CharField(allow_blank=True)
    evidence = serializers.DictField()
    relocation = serializers.CharField(allow_blank=True)
    refusal = serializers.CharField(allow_blank=True)
    not_registered = serializers.CharField(allow_blank=True)


class RollRecordShape(Shape):
    """One thing on record, by its words; which a need asks for stands with the rulebook."""

    on = serializers.DateField(required=False)
    how = serializers.CharField(required=False, max_length=100)
    body = serializers.CharField(required=False, max_length=60)
    since = serializers.DateField(required=False)
    proof = serializers.CharField(required=False, max_length=100)
    reason = serializers.CharField(required=False, max_length=100)
    approval = serializers.CharField(required=False, max_length=100)


class EvidenceShape(Shape):
    """What is on record, by the rulebook's word for what a category needs."""

    statement = RollRecordShape(required=False)
    application = RollRecordShape(required=False)
    meeting_decision = RollRecordShape(required=False)
    one_year = RollRecordShape(required=False)
    dwelling = RollRecordShape(required=False)
    committee_confirmation = RollRecordShape(required=False)
    relocated = RollRecordShape(required=False)


class RegisteringShape(Shape):
    category = serializers.CharField(max_length=20)
    evidence = EvidenceShape(default=dict)
    relocation = serializers.ChoiceField(Relocation.choices, allow_blank=True, default="")

    def validate_evidence(self, evidence: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
        """Days as the evidence keeps them: 2020-12-10."""
        return {
            need: {word: str(value) for word, value in record.items()} for need, record in evidence.items()
        }


class NewcomerShape(RegisteringShape):
    """Somebody who is not on the list."""

    id_number = serializers.CharField(max_length=18)
    name = serializers.CharField(max_length=50)
    group = serializers.IntegerField(min_value=1, max_value=32767)
    household = serializers.CharField(max_length=20, allow_blank=True, default="")


class ContactShape(Shape):
    on = serializers.DateField()
    how = serializers.CharField(max_length=100)
    result = serializers.ChoiceField([TAKES_PART, DECLINES, NO_ANSWER])


class ExclusionShape(Shape):
    """The ground, and what shows it."""

    ground = serializers.ChoiceField(Ground.choices)
    document = serializers.CharField(max_length=100, allow_blank=True, default="")
    until = serializers.DateField(allow_null=True, default=None)
    guardian = serializers.CharField(max_length=50, allow_blank=True, default="")
    agreed_on = serializers.DateField(allow_null=True, default=None)
    confirmed_on = serializers.DateField(allow_null=True, default=None)
    place = serializers.CharField(max_length=60, allow_blank=True, default="")
    reason = serializers.CharField(max_length=100, allow_blank=True, default="")


class ParticularsShape(Shape):
    name = serializers.CharField(max_length=50)
    group = serializers.IntegerField(min_value=1, max_value=32767)
    household = serializers.CharField(max_length=20, allow_blank=True)


class LeavingShape(Shape):
    why = serializers.ChoiceField(Leaving.choices)
    note = serializers.CharField(max_length=200)


class DrawingView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("draw_up_roll", "Draw the roll up from the household register", gives=RollShape)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return Response(RollShape(draw_up_roll(by=request.user, election=election, now=request.now)).data)


class CorrectionView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("open_correction", "Open a correction of the published roll", gives=RollShape)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return Response(RollShape(open_correction(by=request.user, election=election, now=request.now)).data)


class CorrectionAwayView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("discard_correction", "Put the open correction away", gives=None, status=204)
    def post(self, request: Request, village_code: str) -> Response:
        discard_correction(by=request.user, election=election_here(request, village_code), now=request.now)
        return Response(status=204)


class RollConfirmationView(OfficersView):
    access_rule = ("roll.publish", "village_code")

    @described("confirm_roll", "Confirm the roll as final", gives=RollShape)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return Response(RollShape(confirm_roll(by=request.user, election=election, now=request.now)).data)


class NewcomersView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("add_voter", "Put somebody on the list", takes=NewcomerShape, gives=RollEntryShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election, given = election_here(request, village_code), self.taken(NewcomerShape)
        person = Newcomer(*(given.pop(name) for name in ("id_number", "name", "group", "household")))
        made = add_voter(by=request.user, election=election, person=person, now=request.now, **given)
        return Response(RollEntryShape(made).data, status=201)


class EntryView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("correct_entry", "Put particulars right", takes=ParticularsShape, gives=RollEntryShape)
    def put(self, request: Request, village_code: str, pk: int) -> Response:
        return Response(
            RollEntryShape(
                correct_entry(**_on(request, village_code, pk), **self.taken(ParticularsShape))
            ).data
        )


class RegisteringView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described(
        "register_voter", "Register a person under a category", takes=RegisteringShape, gives=RollEntryShape
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        made = register_voter(**_on(request, village_code, pk), **self.taken(RegisteringShape))
        return Response(RollEntryShape(made).data)


class ContactView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("record_contact", "Note a try to reach a person", takes=ContactShape, gives=RollEntryShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        made = record_contact(**_on(request, village_code, pk), **self.taken(ContactShape))
        return Response(RollEntryShape(made).data)


class ExclusionView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("refuse_voter", "List a person as not registered", takes=ExclusionShape, gives=RollEntryShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        person, exclusion = _on(request, village_code, pk), Exclusion(**self.taken(ExclusionShape))
        return Response(RollEntryShape(refuse_voter(**person, exclusion=exclusion)).data)


class LeavingView(OfficersView):
    access_rule = ("roll.register", "village_code")

    @described("strike_voter", "Take a person off the list", takes=LeavingShape, gives=None, status=204)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        strike_voter(**_on(request, village_code, pk), **self.taken(LeavingShape))
        return Response(status=204)


def _on(request: Request, village_code: str, pk: int) -> dict[str, Any]:
    """The entry that an act is about, who acts, and when. Raises NotThere."""
    election = election_here(request, village_code)
    found: RollEntry | None = entry_of(election, pk)
    if found is None:
        raise NotThere
    found.roll.election = election
    return {"by": request.user, "entry": found, "now": request.now}
