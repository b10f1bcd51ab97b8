import uuid

from django.conf import settings
from django.db import models

from documents.enums import UploadState
from documents.models.file import StoredFile
from documents.models.job import Job


class SheetUpload(models.Model):
    """A workbook that a clerk sent in: checked row by row, previewed, then taken over or discarded.

    A package that takes sheets in makes a table of it, with whose sheet it is and what it was taken over into.
    """

    key = models.UUIDField(default=uuid.uuid4, help_text="Idempotency key of the form that sent it")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.CHECKING)
    report = models.JSONField(
        default=dict, help_text="Figures of the check, and where the list stands in the file"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class SheetFault(models.Model):
    """What is wrong or doubtful in one cell of an upload, by the clerk's own row number. No identity number in clear.

    The table made of it adds `upload`, with the related name `faults`, and an index on upload, warning and row.
    """

    row = models.PositiveIntegerField()
    column = models.CharField(max_length=20, help_text="Key of the column")
    code = models.CharField(max_length=40, help_text="Code of the kind of fault")
    warning = models.BooleanField()
    value = models.CharField(
        max_length=60, blank=True, help_text="The cell as typed; identity numbers masked"
    )
    data = models.JSONField(default=dict, help_text="What the sentence of the fault names")

    class Meta:
        abstract = True
        ordering = ["upload_id", "warning", "row", "pk"]

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.code}"
