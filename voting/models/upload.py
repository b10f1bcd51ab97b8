import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import Job, StoredFile
from elections.models import Election
from villages.enums import Sex
from voting.enums import UploadState
from voting.models.roll import Roll


class RollUpload(models.Model):
    """A roll workbook that a clerk sent in: checked row by row, previewed, then taken over or discarded."""

    key = models.UUIDField(default=uuid.uuid4, help_text="Idempotency key of the form that sent it")
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="roll_uploads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.CHECKING)
    report = models.JSONField(
        default=dict, help_text="Figures of the check, and where the list stands in the file"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    roll = models.ForeignKey(Roll, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads")
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "key"], name="roll_upload_sent_once"),
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="roll_upload_state_known"),
            models.CheckConstraint(
                condition=Q(state="committed", committed_at__isnull=False, roll__isnull=False)
                | (~Q(state="committed") & Q(committed_at=None, roll=None)),
                name="roll_upload_committed_to_a_roll",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class StagedVoter(models.Model):
    """A checked row of an upload, waiting to be taken over."""

    # rows come and go by the thousand with their upload, so the database does not look at each one's
    upload = models.ForeignKey(RollUpload, on_delete=models.CASCADE, related_name="rows", db_constraint=False)
    row = models.PositiveIntegerField(help_text="Row number in the clerk's workbook")
    group = models.PositiveSmallIntegerField()
    household = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=120)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField()
    category = models.CharField(max_length=1, blank=True)
    statement = models.CharField(max_length=200, blank=True)
    not_registered = models.CharField(max_length=100, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=16)
    id_last4 = models.CharField(max_length=4)

    class Meta:
        ordering = ["upload_id", "row"]

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


class UploadFault(models.Model):
    """What is wrong or doubtful in one cell of an upload, by the clerk's own row number. No identity number in clear."""

    # found by the index below, which begins with the upload
    upload = models.ForeignKey(RollUpload, on_delete=models.CASCADE, related_name="faults", db_index=False)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=20, help_text="Key of the column")
    code = models.CharField(max_length=40, help_text="Code of voting.importing.faults")
    warning = models.BooleanField()
    value = models.CharField(
        max_length=60, blank=True, help_text="The cell as typed; identity numbers masked"
    )
    data = models.JSONField(default=dict, help_text="What the sentence of the fault names")

    class Meta:
        ordering = ["upload_id", "warning", "row", "pk"]
        indexes = [models.Index(fields=["upload", "warning", "row"])]

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.code}"
