"""Sheets of a place: its household register, its Party members, the posts held there."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from documents.api.job import JobShape
from documents.enums import UploadState
from documents.sheets.inspection import refuse_size
from villages.enums import ListKind
from villages.models import RegisterUpload, Village
from villages.queries.place import place_of
from villages.queries.upload import upload_of
from villages.services.upload import discard_sheet, receive_sheet
from villages.services.upload_commit import commit_sheet


class ListSheetShape(serializers.Serializer[Any]):
    """A sheet (.xlsx, .xls or .csv) and the list that it holds."""

    kind = serializers.ChoiceField(ListKind.choices)
    file = serializers.FileField(max_length=200)

    def validate_file(self, file: UploadedFile) -> UploadedFile:
        """Refuse by its size before it is read into memory."""
        refuse_size(file.size or 0)
        return file


class ListFindingShape(serializers.Serializer[Any]):
    """What is wrong or doubtful in a cell: the row of the sheet, the column's key, a stable code.

    `value` is the cell as typed, identity numbers masked; `about` what the sentence of the page names.
    """

    row = serializers.IntegerField()
    column = serializers.CharField()
    code = serializers.CharField()
    warning = serializers.BooleanField()
    value = serializers.CharField()
    about = serializers.DictField(source="data")


class ListUploadShape(serializers.Serializer[Any]):
    """A sheet: its check (`job`), what the check found (`report`, `findings`), what became of it (`report.taken`)."""

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(ListKind.choices)
    file_name = serializers.CharField()
    state = serializers.ChoiceField(UploadState.choices)
    report = serializers.DictField()
    findings = serializers.SerializerMethodField()
    uploaded_at = serializers.DateTimeField()
    committed_at = serializers.DateTimeField(allow_null=True)
    job = JobShape(allow_null=True)

    @extend_schema_field(ListFindingShape(many=True))
    def get_findings(self, upload: RegisterUpload) -> Any:
        return ListFindingShape(upload.faults.all(), many=True).data


class ListCommitShape(serializers.Serializer[Any]):
    """`reason` says why a sheet with warnings is taken over; `left_out` what becomes of those whom it leaves out.

    Empty, they stay; of a household register `moved` or `error`, of Party members `moved` or `ended`.
    """

    reason = serializers.CharField(max_length=200, allow_blank=True, default="")
    left_out = serializers.CharField(max_length=10, allow_blank=True, default="")


class SheetsView(OfficersView):
    access_rule = ("register.upload", "village_code")
    parser_classes = [MultiPartParser]

    @described(
        "send_list_sheet",
        "Send a sheet of a place in; its check is a job",
        takes={"multipart/form-data": ListSheetShape},
        gives=ListUploadShape,
        status=201,
        keyed=True,
    )
    def post(self, request: Request, village_code: str) -> Response:
        key, taken = self.key(), self.taken(ListSheetShape)
        file = taken["file"]
        made = receive_sheet(
            by=request.user,
            village=_place(village_code),
            file_name=file.name,
            content=file.read(),
            key=key,
            now=request.now,
            kind=ListKind(taken["kind"]),
        )
        return Response(ListUploadShape(made).data, status=201)


class SheetView(OfficersView):
    access_rule = ("register.upload", "village_code")

    @described("list_sheet", "Where a sheet of a place stands", gives=ListUploadShape)
    def get(self, request: Request, village_code: str, pk: int) -> Response:
        return Response(ListUploadShape(_upload(village_code, pk)).data)


class TakeOverView(OfficersView):
    access_rule = ("register.upload", "village_code")

    @described(
        "take_over_list_sheet", "Take a checked sheet over", takes=ListCommitShape, gives=ListUploadShape
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        upload, given = _upload(village_code, pk), self.taken(ListCommitShape)
        taken = commit_sheet(by=request.user, upload=upload, now=request.now, **given)
        return Response(ListUploadShape(taken).data)


class PutAwayView(OfficersView):
    access_rule = ("register.upload", "village_code")

    @described("discard_list_sheet", "Put a sheet away", gives=ListUploadShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        gone = discard_sheet(by=request.user, upload=_upload(village_code, pk))
        return Response(ListUploadShape(gone).data)


def _place(village_code: str) -> Village:
    found = place_of(village_code)
    if found is None:
        raise NotThere
    return found


def _upload(village_code: str, pk: int) -> RegisterUpload:
    found = upload_of(_place(village_code), pk)
    if found is None:
        raise NotThere
    return found
