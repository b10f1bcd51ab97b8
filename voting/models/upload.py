from django.conf import settings
from django.db import models

from documents.models import Job, StoredFile
from elections.models import Election
from voting.enums import UploadState


class RollUpload(models.Model):
    """A roll workbook that a clerk sent in: checked row by row, previewed, then taken over or discarded."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="roll_uploads")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.CHECKING)
    report = models.JSONField(default=dict, help_text="Counts and every fault, by the clerk's own row numbers")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class StagedVoter(models.Model):
    """A checked row of an upload, waiting to be taken over."""

    upload = models.ForeignKey(RollUpload, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField(help_text="Row number in the clerk's workbook")
    group = models.PositiveSmallIntegerField()
    household = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=120)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField()
    category = models.CharField(max_length=1)
    statement = models.CharField(max_length=200, blank=True)
    not_registered = models.CharField(max_length=100, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=16)
    id_last4 = models.CharField(max_length=4)

    class Meta:
        ordering = ["upload_id", "row"]
        indexes = [models.Index(fields=["upload", "id_index"])]

    def __str__(self) -> str:
        return f"{self.row} {self.name}"
