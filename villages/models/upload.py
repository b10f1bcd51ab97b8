from django.db import models
from django.db.models import Q

from documents.enums import UploadState
from documents.models import SheetFault, SheetUpload
from villages.enums import ListKind, Sex
from villages.models.resident import Resident
from villages.models.village import Village


class RegisterUpload(SheetUpload):
    """A workbook with a list of a place: its household register, its Party members, the posts held there."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="register_uploads")
    kind = models.CharField(max_length=10, choices=ListKind.choices, default=ListKind.REGISTER)

    class Meta(SheetUpload.Meta):
        constraints = [
            models.UniqueConstraint(fields=["village", "key"], name="register_upload_sent_once"),
            models.CheckConstraint(
                condition=Q(state__in=UploadState.values), name="register_upload_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=ListKind.values), name="register_upload_kind_known"),
            models.CheckConstraint(
                condition=Q(state="committed", committed_at__isnull=False)
                | (~Q(state="committed") & Q(committed_at=None)),
                name="register_upload_committed_at",
            ),
        ]


class StagedResident(models.Model):
    """A checked row of a household register, waiting to be taken over.

    A row whose number was typed masked, as an exported register has it, means the person on record with the blind
    index, and has no sealed number of its own.
    """

    # rows come and go by the thousand with their upload, so the database does not look at each one's
    upload = models.ForeignKey(
        RegisterUpload, on_delete=models.CASCADE, related_name="rows", db_constraint=False
    )
    row = models.PositiveIntegerField(help_text="Row number in the clerk's workbook")
    group = models.PositiveSmallIntegerField()
    household = models.CharField(max_length=20)
    relation = models.CharField(max_length=10)
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=120)
    initials = models.CharField(max_length=30)
    strokes = models.CharField(max_length=250)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField()
    nation = models.CharField(max_length=20)
    education = models.CharField(max_length=10, blank=True)
    lives_here = models.BooleanField()
    registered_here = models.BooleanField()
    registered_at = models.CharField(max_length=100, blank=True)
    residence_since = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=50, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField(max_length=16)
    id_last4 = models.CharField(max_length=4)

    class Meta:
        ordering = ["upload_id", "row"]

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


class StagedRow(models.Model):
    """A checked row about somebody of the household register, waiting to be taken over.

    `data` is what the kind of list keeps of the person, in the names of its service's dataclass; days as ISO 8601.
    """

    upload = models.ForeignKey(RegisterUpload, on_delete=models.CASCADE, related_name="staged")
    row = models.PositiveIntegerField(help_text="Row number in the clerk's workbook")
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField()

    class Meta:
        ordering = ["upload_id", "row"]

    def __str__(self) -> str:
        return f"{self.row} {self.resident}"


class RegisterFault(SheetFault):
    """What is wrong or doubtful in one cell of a sheet of a place."""

    # found by the index below, which begins with the upload
    upload = models.ForeignKey(
        RegisterUpload, on_delete=models.CASCADE, related_name="faults", db_index=False
    )

    class Meta(SheetFault.Meta):
        indexes = [models.Index(fields=["upload", "warning", "row"])]
