from django.db import models
from django.db.models import Q

from documents.enums import UploadState
from documents.models import SheetFault, SheetUpload
from elections.models import Election
from voting.models.roll import Roll, RollEntry


class RollUpload(SheetUpload):
    """A roll workbook of an election."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="roll_uploads")
    staged = models.OneToOneField(
        Roll,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The checked rows, until they are taken over",
    )
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
            models.CheckConstraint(
                condition=Q(staged=None) | Q(state__in=["checking", "ready"]),
                name="roll_upload_staged_is_ready",
            ),
        ]

    @property
    def rows(self) -> models.QuerySet[RollEntry]:
        """The checked rows, as on the sheet; none before the check and after the taking over."""
        return RollEntry.objects.filter(roll=self.staged_id).order_by("row")


class UploadFault(SheetFault):
    """What is wrong or doubtful in one cell of a roll sheet."""

    # found by the index below, which begins with the upload
    upload = models.ForeignKey(RollUpload, on_delete=models.CASCADE, related_name="faults", db_index=False)

    class Meta(SheetFault.Meta):
        indexes = [models.Index(fields=["upload", "warning", "row"])]
