"""How elections, their steps and the ledger are told to programs."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.shapes import TextShape, Told
from elections.enums import Act, Asked, State
from elections.models import Cycle
from elections.queries.progress import Progress
from elections.rulebook import Strength

Shape = serializers.Serializer[Any]


class CycleShape(Shape):
    """A cycle, the rulebook in force, and the time that holds in it."""

    name = serializers.CharField()
    township = serializers.CharField(source="township_id")
    training = serializers.BooleanField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    rulebook = serializers.CharField(source="edition.name")
    version = serializers.CharField(source="edition.version")
    digest = serializers.CharField(source="edition.digest")
    title = TextShape(source="edition.title")
    now = serializers.SerializerMethodField(
        help_text="The time by which every deadline of the cycle is judged"
    )

    def get_now(self, cycle: Cycle) -> datetime:
        """The moment of the request on the cycle's clock, given as the context's `now`."""
        now: datetime = self.context["now"]
        return now


class WindowShape(Shape):
    """When a step may be worked in; `closes` and `locks` are exclusive (24:00 of the last day)."""

    opens = serializers.DateTimeField(allow_null=True)
    closes = serializers.DateTimeField(allow_null=True)
    locks = serializers.DateTimeField(allow_null=True)
    clause = serializers.CharField()
    lock_clause = serializers.CharField(allow_null=True)
    open_clause = serializers.CharField(allow_null=True)
    waits_for = serializers.CharField(allow_null=True)


class PrerequisiteShape(Shape):
    step = serializers.CharField()
    clause = serializers.CharField()
    strength = serializers.ChoiceField([s.value for s in Strength])


class PartShape(Shape):
    key = serializers.CharField()
    title = TextShape()
    clause = serializers.CharField(allow_null=True)
    who = serializers.ListField(child=serializers.CharField(), help_text="Empty: whoever does the step")
    document = serializers.BooleanField(help_text="Its record bears the number of a document")


class StepShape(Shape):
    """How one step of one election stands."""

    key = serializers.CharField(source="step")
    title = TextShape(source="rule.title")
    clause = serializers.CharField(source="rule.clause")
    offline = serializers.BooleanField(source="rule.offline")
    parts = PartShape(source="rule.parts", many=True)
    who = serializers.ListField(child=serializers.CharField(), source="rule.who")
    extender = serializers.CharField(source="rule.extender")
    applies = serializers.BooleanField()
    state = serializers.ChoiceField(State.choices, source="standing.state")
    number = serializers.IntegerField(source="standing.number")
    window = WindowShape()
    done_at = serializers.DateTimeField(source="evidence.done_at", allow_null=True)
    remark = Told(source="evidence.remark")
    missing = PrerequisiteShape(many=True, help_text="Steps before it that keep it shut")
    doubts = PrerequisiteShape(many=True, help_text="Steps before it that a recorded reason lets pass")


class ElectionShape(Shape):
    """The election of one village with all its steps, in the order of the rulebook."""

    village_code = serializers.CharField(source="election.village_id")
    village = serializers.CharField(source="election.village.name")
    registration_day = serializers.DateField(source="election.registration_day", allow_null=True)
    party_day = serializers.DateField(source="election.party_day", allow_null=True)
    election_day = serializers.DateField(source="election.election_day", allow_null=True)
    weak = serializers.BooleanField(source="election.weak")
    complex = serializers.BooleanField(source="election.complex")
    done = serializers.IntegerField(help_text="Steps that are done")
    steps = serializers.SerializerMethodField()

    @extend_schema_field(StepShape(many=True))
    def get_steps(self, progress: Progress) -> list[dict[str, Any]]:
        return list(StepShape(progress.steps.values(), many=True).data)


class SignerShape(Shape):
    """Somebody in charge who signed on paper."""

    name = serializers.CharField(max_length=50)
    post = serializers.CharField(max_length=60, allow_blank=True)


class FileShape(Shape):
    name = serializers.CharField()
    sha256 = serializers.CharField(source="file.sha256")
    size = serializers.IntegerField(source="file.size")


class RecordShape(Shape):
    """The record of work that was done off-line; once withdrawn it says why."""

    id = serializers.IntegerField(source="pk")
    step = serializers.CharField()
    parts = serializers.ListField(child=serializers.CharField())
    held_on = serializers.DateField()
    people = serializers.CharField()
    note = serializers.CharField()
    document = serializers.CharField(allow_blank=True, help_text="Number of the office’s document")
    signers = SignerShape(source="signatures.all", many=True)
    files = FileShape(source="files.all", many=True)
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(source="recorded_by.name")
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawn_because = serializers.CharField(allow_blank=True)


class ExtensionShape(Shape):
    """A request for more time, and the answer."""

    id = serializers.IntegerField(source="pk")
    step = serializers.CharField()
    wanted = serializers.DateField()
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    state = serializers.ChoiceField(Asked.choices)
    until = serializers.DateField(allow_null=True)
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class WaiverShape(Shape):
    """A step let through although one before it is not done; `forced` is a violation with its code."""

    id = serializers.IntegerField(source="pk")
    step = serializers.CharField()
    over = serializers.CharField()
    clause = serializers.CharField()
    reason = serializers.CharField()
    approval = serializers.CharField()
    forced = serializers.BooleanField()
    violation = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()


class StepDetailShape(Shape):
    """One step with its records, withdrawn ones too, requests for more time and waivers."""

    step = StepShape(source="here")
    records = RecordShape(many=True)
    extensions = ExtensionShape(many=True)
    waivers = WaiverShape(source="here.waivers", many=True)


class LedgerEntryShape(Shape):
    """One act of the ledger, with the hashes that prove it; of what came by a public page no officer is named."""

    chain = serializers.CharField()
    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    written_at = serializers.DateTimeField()
    user_name = serializers.CharField(allow_blank=True)
    office = serializers.CharField(allow_blank=True)
    step = serializers.CharField(allow_blank=True)
    act = serializers.ChoiceField(Act.choices)
    subject = serializers.CharField()
    data = serializers.JSONField()  # type: ignore[assignment]
    digest = serializers.CharField()
    previous = serializers.CharField()
    hash = serializers.CharField()


class CalendarItemShape(Shape):
    """One date of the calendar contract."""

    key = serializers.CharField()
    title = TextShape()
    not_before = serializers.DateField(allow_null=True)
    not_after = serializers.DateField(allow_null=True)
    days = serializers.IntegerField(allow_null=True)
    unit = serializers.ChoiceField(["days", "working_days", "months", "date"])
    anchor = serializers.CharField(allow_null=True)
    clause = serializers.CharField(allow_null=True)
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    state = serializers.ChoiceField(["fixed", "waiting"])


class ConflictShape(Shape):
    code = serializers.CharField()
    keys = serializers.ListField(child=serializers.CharField())
    clauses = serializers.ListField(child=serializers.CharField())
    text = TextShape()


class CalendarShape(Shape):
    """The calendar of an election, by the calendar contract."""

    rulebook = serializers.CharField()
    version = serializers.CharField()
    election_day = serializers.DateField(allow_null=True)
    party_day = serializers.DateField(allow_null=True)
    items = CalendarItemShape(many=True)
    conflicts = ConflictShape(many=True)
