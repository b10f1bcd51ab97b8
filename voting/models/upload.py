from django.db import models
from django.db.models import Q

from documents.enums import UploadState
from documents.models import SheetFault, SheetUpload
from elections.models import Election
from villages.enums import Sex
from voting.models.roll import Roll


class RollUpload(SheetUpload):
    """A roll workbook of an election."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="roll_uploads")
    roll = models.ForeignKey(Roll, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads")

    class Meta(SheetUpload.Meta):
        constraints = [
            models.UniqueConstraint(fields=["election", "key"], name="roll_upload_sent_once"),
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="roll_upload_state_known"),
            models.CheckConstraint(
                condition=Q(state="committed", committed_at__isnull=False, roll__isnull=False)
                | (~Q(state="committed") & Q(committed_at=None, roll=None)),
                name="roll_upload_committed_to_a_roll",
            ),
        ]


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
    category = models.CharField(max_length=20, blank=True)
    statement = models.CharField(max_length=200, blank=True)
    not_registered = models.CharField(max_length=100, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=16)
    id_last4 = models.CharField(max_length=4)

    class Meta:
        ordering = ["upload_id", "row"]

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


class UploadFault(SheetFault):
    """What is wrong or doubtful in one cell of a roll sheet."""

    # found by the index below, which begins with the upload
    upload = models.ForeignKey(RollUpload, on_delete=models.CASCADE, related_name="faults", db_index=False)

    class Meta(SheetFault.Meta):
        indexes = [models.Index(fields=["upload", "warning", "row"])]
