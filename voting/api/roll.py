"""The roll: sheets sent in, taken over or put away, and the publication."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from documents.api.job import JobShape
from documents.enums import UploadState
from documents.sheets.inspection import refuse_size
from elections.api.found import election_here
from voting.api.found import upload_here
from voting.enums import RollState
from voting.queries.roll import draft_roll
from voting.services.roll import FINGERPRINT_PLACES, commit_upload, publish_roll
from voting.services.upload import discard_upload, receive_upload


class SheetShape(serializers.Serializer[Any]):
    """A roll sheet (.xlsx, .xls or .csv)."""

    file = serializers.FileField(max_length=200)

    def validate_file(self, file: UploadedFile) -> UploadedFile:
        """Refuse by its size before it is read into memory."""
        refuse_size(file.size or 0)
        return file


class UploadShape(serializers.Serializer[Any]):
    """A sheet: its check (`job`), what the check found (`report`), and the version it was taken over into."""

    id = serializers.IntegerField(source="pk")
    file_name = serializers.CharField()
    state = serializers.ChoiceField(UploadState.choices)
    report = serializers.DictField()
    uploaded_at = serializers.DateTimeField()
    committed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField(source="roll.version", default=None, allow_null=True)
    job = JobShape(allow_null=True)


class CommitShape(serializers.Serializer[Any]):
    """`reason` says why a sheet with warnings is taken over."""

    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class PublicationShape(serializers.Serializer[Any]):
    """`fingerprint` is how the digest of the list begins: the proof that the list was looked at."""

    fingerprint = serializers.CharField(max_length=FINGERPRINT_PLACES)


class RollShape(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    state = serializers.ChoiceField(RollState.choices)
    digest = serializers.CharField(allow_blank=True)
    published_at = serializers.DateTimeField(allow_null=True)


class UploadsView(OfficersView):
    access_rule = ("roll.upload", "village_code")
    parser_classes = [MultiPartParser]

    @described(
        "send_roll_sheet",
        "Send a roll sheet in; its check is a job",
        takes={"multipart/form-data": SheetShape},
        gives=UploadShape,
        status=201,
        keyed=True,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, key = election_here(request, village_code), self.key()
        file = self.taken(SheetShape)["file"]
        made = receive_upload(
            by=request.user,
            election=election,
            file_name=file.name,
            content=file.read(),
            key=key,
            now=request.now,
        )
        return Response(UploadShape(made).data, status=201)


class UploadView(OfficersView):
    access_rule = ("roll.upload", "village_code")

    @described("roll_sheet", "Where a roll sheet stands", gives=UploadShape)
    def get(self, request: Request, village_code: str, pk: int) -> Response:
        return Response(UploadShape(upload_here(request, village_code, pk)).data)


class CommitView(OfficersView):
    access_rule = ("roll.upload", "village_code")

    @described("take_over_roll_sheet", "Take a checked sheet over", takes=CommitShape, gives=RollShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        upload = upload_here(request, village_code, pk)
        roll = commit_upload(by=request.user, upload=upload, now=request.now, **self.taken(CommitShape))
        return Response(RollShape(roll).data)


class DiscardView(OfficersView):
    access_rule = ("roll.upload", "village_code")

    @described("discard_roll_sheet", "Put a sheet away", gives=UploadShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        gone = discard_upload(by=request.user, upload=upload_here(request, village_code, pk))
        return Response(UploadShape(gone).data)


class PublicationView(OfficersView):
    access_rule = ("roll.publish", "village_code")

    @described("publish_roll", "Publish the draft of the roll", takes=PublicationShape, gives=RollShape)
    def post(self, request: Request, village_code: str) -> Response:
        draft = draft_roll(election_here(request, village_code))
        if draft is None:
            raise NotThere
        roll = publish_roll(by=request.user, roll=draft, now=request.now, **self.taken(PublicationShape))
        return Response(RollShape(roll).data)
