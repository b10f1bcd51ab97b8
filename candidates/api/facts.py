"""What offices state of a person, documents that relax a rule, and the findings on a person's facts."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.refusals import InputFaulty
from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.candidacy import CandidacyShape
from candidates.api.found import candidacy_here
from candidates.eligibility import Outcome, StatementKind, Weight
from candidates.eligibility.answer import NotAQuestion, answer, question_of
from candidates.services.approval import record_approval
from candidates.services.standards import Tick, tick_standards
from candidates.services.statement import StatementDraft, record_statement


class StatementShape(serializers.Serializer[Any]):
    """What an office states of a person; `item` is the key of an item of the plan's negative list."""

    kind = serializers.ChoiceField(StatementKind.choices)
    item = serializers.CharField(max_length=40, allow_blank=True, default="")
    holds = serializers.BooleanField()
    office = serializers.CharField(max_length=60)
    stated_on = DayField()
    day = DayField(allow_null=True, default=None)
    until = DayField(allow_null=True, default=None)
    weight = serializers.ChoiceField(Weight.choices, allow_blank=True, default="")
    document = serializers.CharField(max_length=100, allow_blank=True, default="")
    note = serializers.CharField(max_length=300, allow_blank=True, default="")


class TickShape(serializers.Serializer[Any]):
    """One heading of the plan's standards, and whether it is met; with a remark where it is not."""

    heading = serializers.CharField(max_length=40)
    met = serializers.BooleanField()
    remark = serializers.CharField(max_length=300, allow_blank=True, default="")


class TicksShape(serializers.Serializer[Any]):
    ticks: Any = serializers.ListSerializer(child=TickShape(), max_length=40)


class RelaxationShape(serializers.Serializer[Any]):
    """The document of the office that may relax the rule of a finding."""

    rule = serializers.CharField(max_length=50)
    document = serializers.CharField(max_length=100)
    approved_on = DayField()


class SpokenShape(serializers.Serializer[Any]):
    zh = serializers.CharField()
    en = serializers.CharField()


class ReadingsShape(serializers.Serializer[Any]):
    zh = serializers.ListField(child=serializers.CharField())
    en = serializers.ListField(child=serializers.CharField())


class FindingShape(serializers.Serializer[Any]):
    """One rule asked of one person, as `manage.py eligibility` prints it."""

    key = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome.choices)
    title = SpokenShape()
    why = SpokenShape()
    stated_by = SpokenShape()
    readings = ReadingsShape()
    clauses = serializers.ListField(child=serializers.CharField())
    facts = serializers.DictField()
    approver = serializers.CharField(allow_null=True)
    relaxed_by = serializers.CharField(allow_blank=True)
    stated_by_verdict_of = serializers.CharField(allow_blank=True)
    people = serializers.ListField(child=serializers.CharField())


class QuestionShape(serializers.Serializer[Any]):
    """A shipped rulebook by its name, and the facts of one person, as in docs/eligibility.md."""

    rulebook = serializers.CharField()
    facts = serializers.DictField()


class AnsweredShape(serializers.Serializer[Any]):
    rulebook = serializers.CharField()
    version = serializers.CharField()
    findings = FindingShape(many=True)


class StatementsView(OfficersView):
    access_rule = ("candidate.state_fact", "village_code")

    @described(
        "state_fact",
        "Record what an office states of a person",
        takes=StatementShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(StatementShape)
        draft = StatementDraft(**taken | {"kind": StatementKind(taken["kind"])})
        record_statement(by=request.user, candidacy=found, draft=draft, now=request.now)
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)


class StandardsView(OfficersView):
    access_rule = ("candidate.state_fact", "village_code")

    @described(
        "tick_standards",
        "Tick the standards of the plan heading by heading",
        takes=TicksShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(TicksShape)
        ticks = [Tick(**each) for each in taken["ticks"]]
        tick_standards(by=request.user, candidacy=found, ticks=ticks, now=request.now)
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)


class ApprovalsView(OfficersView):
    access_rule = ("candidate.record_approval", "village_code")

    @described(
        "record_approval",
        "Record the document that relaxes a rule for a person",
        takes=RelaxationShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(RelaxationShape)
        record_approval(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)


class EligibilityView(OfficersView):
    access_rule = ("rulebook.view", None)

    @described("eligibility", "Ask whether a person may stand", takes=QuestionShape, gives=AnsweredShape)
    def post(self, request: Request) -> Response:
        try:
            told = answer(question_of(self.taken(QuestionShape)))
        except NotAQuestion as error:
            raise InputFaulty(
                [
                    {"field": f.path, "code": f.code, "text": {"zh": f.told, "en": f.told}}
                    for f in error.faults
                ]
            ) from error
        return Response(told)
