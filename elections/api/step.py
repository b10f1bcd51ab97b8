"""One step of one election, and the records of off-line steps."""

import base64
import binascii
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.found import election_here, record_here
from elections.api.shapes import RecordShape, SignerShape, StepDetailShape
from elections.queries.progress import progress_of_one
from elections.queries.step import sheet_of
from elections.services.step import Attached, Signer, record_step, withdraw_record


@extend_schema_field(OpenApiTypes.BYTE)
class Base64Field(serializers.Field[bytes, str, str, bytes]):
    """Bytes in base64."""

    default_error_messages = {"invalid": _("This is no base64.")}

    def to_internal_value(self, data: Any) -> bytes:
        try:
            return base64.b64decode(str(data), validate=True)
        except (binascii.Error, ValueError):
            self.fail("invalid")

    def to_representation(self, value: bytes) -> str:
        return base64.b64encode(value).decode()


class AttachedShape(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    content_type = serializers.CharField(max_length=100, default="application/octet-stream")
    content = Base64Field()


class NewRecordShape(serializers.Serializer[Any]):
    """A record: `parts` are those that it shows, all that are wanting where it is left out."""

    parts = serializers.ListField(child=serializers.CharField(max_length=60), required=False, allow_null=True)
    held_on = DayField()
    people = serializers.CharField(max_length=200)
    note = serializers.CharField(max_length=500)
    document = serializers.CharField(max_length=100, allow_blank=True, default="")
    signers = SignerShape(many=True)
    files = AttachedShape(many=True, default=[])


class WithdrawalShape(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class StepView(OfficersView):
    access_rule = ("step.view", "village_code")

    @described("step", "One step with its window, records, extensions and waivers", gives=StepDetailShape)
    def get(self, request: Request, village_code: str, step: str) -> Response:
        progress = progress_of_one(election_here(request, village_code), request.now)
        if step not in progress.steps:
            raise NotThere
        return Response(StepDetailShape(sheet_of(progress, step)).data)


class RecordsView(OfficersView):
    access_rule = ("step.record", "village_code")

    @described("record_step", "Record an off-line step", takes=NewRecordShape, gives=RecordShape, status=201)
    def post(self, request: Request, village_code: str, step: str) -> Response:
        taken = self.taken(NewRecordShape)
        taken["signers"] = [Signer(**each) for each in taken["signers"]]
        taken["files"] = [Attached(**each) for each in taken["files"]]
        made = record_step(
            by=request.user,
            election=election_here(request, village_code),
            step=step,
            now=request.now,
            **taken,
        )
        return Response(RecordShape(made).data, status=201)


class WithdrawalView(OfficersView):
    access_rule = ("step.record", "village_code")

    @described("withdraw_record", "Withdraw a mistaken record", takes=WithdrawalShape, gives=RecordShape)
    def post(self, request: Request, village_code: str, step: str, pk: int) -> Response:
        record = record_here(election_here(request, village_code), step, pk)
        gone = withdraw_record(by=request.user, record=record, now=request.now, **self.taken(WithdrawalShape))
        return Response(RecordShape(gone).data)
